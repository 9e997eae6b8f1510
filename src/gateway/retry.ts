import type { TransportFault } from '../errors.ts';

/**
 * Why one exchange gave no answer. `rate-limited` (HTTP 429) was not processed, whatever the call; of `not-connected` no
 * byte has left; all others may have been processed.
 */
export interface ExchangeFailure {
  readonly kind: 'rate-limited' | 'not-connected' | 'timeout' | 'reset' | 'server-error' | 'unusable';
  readonly problem: string;
  readonly retry_after_ms?: number | undefined;
  readonly fault?: TransportFault;
  readonly cause?: unknown;
}

/** Tries in all, by what keeps going wrong. A silent server has already cost its whole time limit. */
const tries: Readonly<Record<ExchangeFailure['kind'], number>> = {
  'rate-limited': 6,
  timeout: 2,
  reset: 4,
  'server-error': 4,
  unusable: 1,
  'not-connected': 1,
};

/**
 * Of a batch, while others may spend the minute of the merchant: six tries are over in half a minute, and where the gateway
 * counts what it refuses they fill the window that they wait for. These last for six minutes, most of them a window apart.
 */
const patientTries = 12;

/** Whatever mixture of failures a reading call meets, 429 apart. */
const triesInAll = 4;
const longestMs = 60_000;
/** A server that wants more is not waited for. */
const longestAskedMs = 120_000;

export interface RetryRule {
  readonly moves_money: boolean;
  /** Of a batch: nobody stands at a till and waits. */
  readonly is_patient?: boolean;
  /** From 0 up to 1, for the jitter. */
  readonly fraction: number;
}

/**
 * Pure: how long to wait after the last of these failures of one call, undefined when it is to be given up. A call that
 * moves money is repeated after 429 alone. `Retry-After` stands in place of the computed time (of a batch, where it is longer), and
 * ends the call where it is longer than two minutes. Jitter only ever makes a wait longer.
 */
export function retryDelay(
  failures: readonly ExchangeFailure[],
  { moves_money, is_patient = false, fraction }: RetryRule,
): number | undefined {
  const last = failures.at(-1);
  if (!last || (moves_money && last.kind !== 'rate-limited')) return undefined;
  const is_limited = last.kind === 'rate-limited';
  const alike = failures.filter(({ kind }) => kind === last.kind).length;
  const counted = failures.filter(({ kind }) => (kind === 'rate-limited') === is_limited).length;
  const most = is_limited && is_patient ? patientTries : tries[last.kind];
  if (alike >= most || (!is_limited && counted >= triesInAll)) return undefined;
  const doubled = (is_limited ? 1_000 : 500) * 2 ** (counted - 1);
  const own = Math.min(longestMs, doubled * (1 + fraction / 4));
  if (!is_limited || last.retry_after_ms === undefined) return own;
  const asked = askedDelay(last.retry_after_ms, fraction);
  return is_patient && asked !== undefined ? Math.max(asked, own) : asked;
}

function askedDelay(asked_ms: number, fraction: number): number | undefined {
  return asked_ms > longestAskedMs ? undefined : asked_ms * (1 + fraction / 10);
}

/** Milliseconds from now, of a header in seconds or as an HTTP date; undefined when it is neither. */
export function readRetryAfter(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
