import { noTraffic, type Place, type Slot, type Traffic } from './traffic.ts';

/** A line each: what, whose, its number, since when, until when, and whether it is a batch. Times are milliseconds. */
export function formatTraffic({ slots, queue, closed_until }: Traffic): string {
  return [
    ...(closed_until > 0 ? [`closed - 0 0 ${closed_until} 0\n`] : []),
    ...slots.map(formatSlot),
    ...queue.map((place) => formatRow('place', { ...place, id: 0 })),
  ].join('');
}

export function formatSlot(slot: Slot): string {
  return formatRow('slot', slot);
}

/**
 * Of a slot the last line counts. Lines that cannot be read are left out, at worst all of them: a limiter that forgets costs
 * a 429, one that fails costs a sale.
 */
export function readTraffic(bytes: Uint8Array): Traffic {
  const traffic = noTraffic();
  const slots = new Map<string, Slot>();
  for (const line of Buffer.from(bytes).toString('latin1').split('\n')) {
    const [kind, ...words] = line.split(' ');
    const row = readRow(words);
    if (row && kind === 'slot') slots.set(`${row.owner} ${row.id}`, row);
    if (row && kind === 'place') traffic.queue.push(placeOf(row));
    if (row && kind === 'closed') traffic.closed_until = row.until;
  }
  return { ...traffic, slots: [...slots.values()] };
}

function formatRow(kind: string, { owner, id, since, until, is_background }: Slot): string {
  return `${kind} ${owner} ${id} ${since} ${until} ${is_background ? 1 : 0}\n`;
}

function readRow([owner = '', id, since, until, background]: string[]): Slot | undefined {
  const is_whole = background === '0' || background === '1';
  const row = { owner, id: Number(id), since: Number(since), until: Number(until), is_background: background === '1' };
  return is_whole && Number.isFinite(row.since) && row.until >= row.since ? row : undefined;
}

function placeOf({ owner, is_background, since, until }: Slot): Place {
  return { owner, is_background, since, until };
}
