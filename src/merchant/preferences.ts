import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { type SignType, signTypes } from '../signature/sign.ts';
import { badValue, type Chosen, findGiven, type Given } from './given.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Variables } from './variables.ts';

/** The longest exchange anybody can mean; timers take no more than 24 days. */
const longestTimeout = 3600;

/** @throws UsageError (flag) or ConfigError (variable) for another hash */
export function chooseSignType(options: GlobalOptions, context: Variables): Chosen<SignType> {
  const given = findGiven('--sign-type', options.sign_type, 'QFPAY_SIGN_TYPE', context);
  if (!given) return { value: 'SHA256', source: 'default' };
  const found = signTypes.find((type) => type === given.text.toUpperCase());
  if (!found) {
    throw badValue(given, t`must be ${signTypes.join(t` or `)}`, didYouMean(given.text, signTypes).next);
  }
  return { value: found, source: given.source };
}

/** @throws UsageError (flag) or ConfigError (variable) for what is no IANA zone */
export function chooseTimezone(options: GlobalOptions, context: Variables): Chosen<string> {
  const given = findGiven('--timezone', options.timezone, 'QFPAY_TIMEZONE', context);
  if (!given) return { value: 'Asia/Hong_Kong', source: 'default' };
  if (!isZone(given.text)) throw badValue(given, t`must be an IANA time zone, such as Asia/Hong_Kong`);
  return { value: given.text, source: given.source };
}

/** Later Nodes take `+08:00` as a zone too; it is none of IANA's. */
function isZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text }));
  } catch {
    return false;
  }
}

/**
 * Milliseconds for one whole HTTP exchange; given in seconds, also parts of one.
 * @throws UsageError (flag) or ConfigError (variable) for what is no such number
 */
export function chooseTimeout(options: GlobalOptions, context: Variables): Chosen<number> {
  const given = findGiven('--timeout', options.timeout, 'QFPAY_TIMEOUT', context);
  if (!given) return { value: 30_000, source: 'default' };
  return { value: parseSeconds(given), source: given.source };
}

function parseSeconds(given: Given): number {
  const ms = /^\d+(\.\d+)?$/.test(given.text) ? Math.round(Number(given.text) * 1000) : 0;
  if (ms >= 1 && ms <= longestTimeout * 1000) return ms;
  throw badValue(given, t`must be a number of seconds above 0 and at most ${longestTimeout}`);
}
