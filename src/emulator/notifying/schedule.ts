import type { Entry } from '../entry.ts';

const minute = 60_000;
const hour = 60 * minute;

/** The waits before the 2nd, 3rd ... attempt, as QFPay documents them; after the last one nobody tries again. */
export const waits: readonly number[] = [
  2 * minute,
  10 * minute,
  10 * minute,
  60 * minute,
  2 * hour,
  6 * hour,
  15 * hour,
];

/** By so much a late one is held back. */
const lateness = 2 * minute;

/** The first attempt and one after each wait. */
export const attemptLimit = waits.length + 1;

/**
 * When somebody is next to be told that money moved; undefined when never. Of transactions only payments and refunds are told of, and only once
 * they have succeeded: whether this one will is for the caller to see when the time has come.
 */
export function dueAt(entry: Entry, time_scale: number): number | undefined {
  const { notified, notification_fault } = entry;
  const moves_at = movesAt(entry);
  if (moves_at === undefined || notification_fault === 'never' || notified?.is_over) return undefined;
  if (!notified) return moves_at + (notification_fault === 'late' ? lateness / time_scale : 0);
  const wait = waits[notified.attempts - 1];
  return wait === undefined ? undefined : notified.last_at + wait / time_scale;
}

function movesAt({ kind, respcd, pays_at, made_at }: Entry): number | undefined {
  if (respcd !== undefined) return undefined;
  if (kind === 'payment') return pays_at;
  if (kind === 'notice') return made_at;
  return kind === 'refund' ? (pays_at ?? made_at) : undefined;
}
