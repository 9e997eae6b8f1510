import { ConfigError } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { type SignType, signTypes } from '../signature/sign.ts';
import { badValue, type Chosen, findGiven, type Given } from './given.ts';
import type { GlobalOptions } from './global-options.ts';
import { findVariable, type Variables } from './variables.ts';

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

/**
 * The Redis that keeps the request limits, for all machines of a merchant. From the environment alone. It may hold a password, so
 * that no error repeats it.
 * @throws ConfigError for what is no address of a Redis
 */
export function chooseLimiterUrl({ env }: Pick<Variables, 'env'>): Chosen<string> | undefined {
  const found = findVariable({ env }, 'QFPAY_LIMITER_URL');
  if (!found) return undefined;
  const { source } = found;
  const value = found.value.trim();
  const rule = limiterFault(value);
  if (rule === undefined) return { value, source };
  const next = t`redis://host:6379, or rediss://user:password@host:6380/0 with TLS`;
  throw new ConfigError(`${source} ${rule}`, { details: [{ field: source, rule, next }] });
}

function limiterFault(text: string): string | undefined {
  if (!/^rediss?:\/\//i.test(text)) return t`must begin with redis:// or rediss://`;
  // A password with a slash, a hash or a question mark in it ends the host's part too early.
  if (!URL.canParse(text) || /[/?#].*@/.test(text.slice(text.indexOf('//') + 2)))
    return t`must be a whole address; /, ?, # and @ in a password are written %2F, %3F, %23 and %40`;
  const { hostname, pathname, search, hash, username, password } = new URL(text);
  if (hostname === '') return t`must name a host`;
  if (search !== '' || hash !== '') return t`must have no query and no fragment`;
  if (![username, password].every(isDecodable))
    return t`must have a user and a password whose % are followed by two hex digits`;
  return /^\/?\d{0,5}$/.test(pathname) ? undefined : t`must have nothing but the number of a database after the host`;
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

function parseSeconds(given: Given): number {
  const ms = /^\d+(\.\d+)?$/.test(given.text) ? Math.round(Number(given.text) * 1000) : 0;
  if (ms >= 1 && ms <= longestTimeout * 1000) return ms;
  throw badValue(given, t`must be a number of seconds above 0 and at most ${longestTimeout}`);
}
