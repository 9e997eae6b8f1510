import { noTraffic, type Place, type Slot, type Traffic } from './traffic.ts';

/** A line each, of what, whose, since when, until when, and whether it is a batch. Times are milliseconds. */
export function formatTraffic({ slots, queue, closed_until }: Traffic): string {
  return [
    ...(closed_until > 0 ? [`closed - 0 ${closed_until} 0\n`] : []),
    ...slots.map((slot) => formatRow('slot', slot)),
    ...queue.map((place) => formatRow('place', place)),
  ].join('');
}

/**
 * Lines that cannot be read are left out, at worst all of them: a limiter that forgets costs a 429, one that fails costs a
 * sale.
 */
export function readTraffic(bytes: Uint8Array): Traffic {
  const traffic = noTraffic();
  for (const line of Buffer.from(bytes).toString('latin1').split('\n')) {
    const [kind, ...words] = line.split(' ');
    const row = readRow(words);
    if (row && kind === 'slot') traffic.slots.push(row);
    if (row && kind === 'place') traffic.queue.push(row);
    if (row && kind === 'closed') traffic.closed_until = row.until;
  }
  return traffic;
}

function formatRow(kind: string, { owner, since, until, is_background }: Slot | Place): string {
  return `${kind} ${owner} ${since} ${until} ${is_background ? 1 : 0}\n`;
}

function readRow([owner = '', since, until, background]: string[]): Slot | undefined {
  const row = { owner, since: Number(since), until: Number(until), is_background: background === '1' };
  const is_whole = background === '0' || background === '1';
  return is_whole && Number.isFinite(row.since) && row.until >= row.since ? row : undefined;
}
