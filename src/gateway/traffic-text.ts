import { noTraffic, type Place, type Slot, type Traffic } from './traffic.ts';

/** A line of JSON; times are milliseconds, and batches are marked. */
export function formatTraffic({ slots, queue, closed_until }: Traffic): string {
  const row = ({ owner, is_background, since, until }: Slot | Place) => [owner, since, until, is_background ? 1 : 0];
  return `${JSON.stringify({ closed_until, slots: slots.map(row), queue: queue.map(row) })}\n`;
}

/** What cannot be read is left out, at worst all of it: a limiter that forgets costs a 429, one that fails costs a sale. */
export function readTraffic(bytes: Uint8Array): Traffic {
  const parsed = parse(new TextDecoder().decode(bytes));
  if (!parsed) return noTraffic();
  const { closed_until } = parsed;
  return {
    slots: rows(parsed['slots']),
    queue: rows(parsed['queue']),
    closed_until: isTime(closed_until) ? closed_until : 0,
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function rows(value: unknown): Slot[] {
  return Array.isArray(value) ? value.map(readRow).filter((row) => row !== undefined) : [];
}

function readRow(row: unknown): Slot | undefined {
  const [owner, since, until, background]: unknown[] = Array.isArray(row) ? row : [];
  if (typeof owner !== 'string' || !isTime(since) || !isTime(until) || until < since) return undefined;
  return { owner, since, until, is_background: background === 1 };
}

function isTime(value: unknown): value is number {
  return Number.isFinite(value);
}
