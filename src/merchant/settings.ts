import type { EnvName } from '../catalog/endpoints.ts';
import type { Lang } from '../catalog/words/words.ts';
import type { Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { type SignType, signTypes } from '../signature/sign.ts';
import { addressCaution, chooseBaseUrl, overridingBaseUrl } from './base-url.ts';
import { type FolderChoice, folderChoice, withDotenv } from './dotenv.ts';
import {
  badValue,
  type Chosen,
  findSetting,
  findVariable,
  type GivenSetting,
  type GlobalOptions,
  namedEnv,
  resolveLang,
  type SettingSources,
  type Variables,
} from './given.ts';
import type { Settings, Signer } from './merchant.ts';
import { withProfileSettings } from './profile-settings.ts';
import { chooseMchid, resolveIdentity, resolveMerchant } from './resolve-merchant.ts';
import { together } from './together.ts';

/** What was said besides credentials: flags before variables before `.env` before the current profile before defaults. Said once. */
export interface Preferences {
  readonly options: GlobalOptions;
  /** The context with `.env` and the profile's settings beneath its variables, where they were looked for. */
  readonly world: Context;
  readonly override: Awaited<ReturnType<typeof overridingBaseUrl>>;
  readonly sign_type: Chosen<SignType>;
  readonly timezone: Chosen<string>;
  readonly timeout: Chosen<number>;
  readonly limiter_url: Chosen<string> | undefined;
  readonly lang: Lang;
}

/**
 * Without asking who the merchant is: for commands that have faults of their own to tell together with these.
 * @throws UsageError and ConfigError for what is none of credentials
 */
export async function readPreferences(options: GlobalOptions, context: Context): Promise<Preferences> {
  const world = withProfileSettings(options, await withDotenv(context));
  const [, said] = await together([() => namedEnv(options, world), () => preferencesIn(options, world)]);
  return said;
}

async function preferencesIn(options: GlobalOptions, world: Context): Promise<Preferences> {
  const [override, sign_type, timezone, timeout, limiter_url, lang] = await together([
    () => overridingBaseUrl(options, world),
    () => chooseSignType(options, world),
    () => chooseTimezone(options, world),
    () => chooseTimeout(options, world),
    () => chooseLimiterUrl(world),
    () => resolveLang(options, world),
  ]);
  return { options, world, override, sign_type, timezone, timeout, limiter_url, lang };
}

/**
 * Everything that a gateway command has to know. Sends nothing and asks nothing.
 * @param asked what was said, or the options that it is read from, where a command has no faults of its own
 * @throws UsageError a flag that cannot be meant
 * @throws ConfigError credentials, profile, environment, base URL or a variable missing, mixed or wrong
 */
export async function resolveSettings(asked: GlobalOptions | Preferences, context: Context): Promise<Settings> {
  const { options, world } = isRead(asked)
    ? asked
    : { options: asked, world: withProfileSettings(asked, await withDotenv(context)) };
  const [known, said] = await together([
    () => resolveMerchant(options, world),
    () => (isRead(asked) ? asked : preferencesIn(options, world)),
  ]);
  const { override, sign_type, timezone, timeout, limiter_url, lang } = said;
  const base_url = chooseBaseUrl(override, known.identity);
  const log = findVariable({ env: world.env }, 'QFPAY_LOG');
  const { profile, env, key } = known.identity;
  const verbose = options.verbose === true;
  const choice = folderChoice(known.identity, options, world);
  const cautions = cautionsOf(base_url, env.value, choice);
  const is_unsaid = verbose && override !== undefined && base_url.source !== 'default' && cautions.length === 0;
  return {
    ...{ env: env.value, base_url: base_url.value, merchant: known.merchant, lang, verbose, cautions },
    ...{ sign_type: sign_type.value, timezone: timezone.value, timeout_ms: timeout.value },
    ...(profile === undefined ? {} : { profile }),
    ...(log ? { log: log.value } : {}),
    ...(options.methods ? { methods: options.methods } : {}),
    ...(limiter_url ? { limiter_url: limiter_url.value } : {}),
    warnings: [...key.warnings, ...known.warnings, ...cautions, ...(is_unsaid ? [overrideWarning(base_url)] : [])],
    ...(choice ? { folder_choice: choice } : {}),
    sources: {
      ...known.sources,
      ...sourcesOf({ base_url, sign_type, timezone, timeout, ...(log ? { log } : {}) }),
    },
  };
}

function isRead(asked: GlobalOptions | Preferences): asked is Preferences {
  return 'world' in asked;
}

interface SignerWishes {
  readonly asks_sign_type?: boolean;
  readonly asks_mchid?: boolean;
}

/**
 * For `sign` and `verify`: the key, and an app code for the headers when there is one. `verify` has its own `--sign-type`
 * and does not ask QFPAY_SIGN_TYPE: with `asks_sign_type` false neither is read. `asks_mchid` is for `notify send`, whose
 * notifications name the store.
 * @throws UsageError and ConfigError as `resolveSettings`
 */
export async function resolveSigner(
  options: GlobalOptions,
  context: Context,
  { asks_sign_type = true, asks_mchid = false }: SignerWishes = {},
): Promise<Signer> {
  const world = withProfileSettings(options, await withDotenv(context));
  const [identity, override, sign_type] = await together([
    () => resolveIdentity(options, world, ['KEY']),
    () => overridingBaseUrl(options, world),
    () => chooseSignType(asks_sign_type ? options : {}, asks_sign_type ? world : { env: {} }),
  ]);
  const { env, key, app_code } = identity;
  const mchid = asks_mchid ? chooseMchid(options, identity) : undefined;
  return {
    env: env.value,
    base_url: chooseBaseUrl(override, identity).value,
    client_key: key.client_key,
    ...(app_code ? { app_code: app_code.value } : {}),
    ...(mchid ? { mchid: mchid.value } : {}),
    sign_type: sign_type.value,
    warnings: key.warnings,
  };
}

/** What has to be seen before credentials go out. */
export function cautionsOf(base_url: Chosen<string>, env: EnvName, choice: FolderChoice | undefined): string[] {
  return [choice?.told, addressCaution(env, base_url)].filter((caution) => caution !== undefined);
}

function overrideWarning({ value, source }: Chosen<string>): string {
  return t`requests go to ${value}, as ${source} says`;
}

function sourcesOf(chosen: Readonly<Record<string, Chosen<unknown>>>): Record<string, string> {
  return Object.fromEntries(Object.entries(chosen).map(([name, { source }]) => [name, source]));
}

/** The longest exchange anybody can mean; timers take no more than 24 days. */
const longestTimeout = 3600;

/** @throws UsageError (flag) or ConfigError (variable) for another hash */
export function chooseSignType(options: GlobalOptions, context: SettingSources): Chosen<SignType> {
  const given = findSetting('--sign-type', options.sign_type, 'QFPAY_SIGN_TYPE', context);
  if (!given) return { value: 'SHA256', source: 'default' };
  const found = signTypes.find((type) => type === given.text.toUpperCase());
  if (!found) {
    throw badValue(given, t`must be ${signTypes.join(t` or `)}`, didYouMean(given.text, signTypes).next);
  }
  return { value: found, source: given.source };
}

/** @throws UsageError (flag) or ConfigError (variable) for what is no IANA zone */
export function chooseTimezone(options: GlobalOptions, context: SettingSources): Chosen<string> {
  const given = findSetting('--timezone', options.timezone, 'QFPAY_TIMEZONE', context);
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
export function chooseTimeout(options: GlobalOptions, context: SettingSources): Chosen<number> {
  const given = findSetting('--timeout', options.timeout, 'QFPAY_TIMEOUT', context);
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

function parseSeconds(given: GivenSetting): number {
  const ms = /^\d+(\.\d+)?$/.test(given.text) ? Math.round(Number(given.text) * 1000) : 0;
  if (ms >= 1 && ms <= longestTimeout * 1000) return ms;
  throw badValue(given, t`must be a number of seconds above 0 and at most ${longestTimeout}`);
}
