import type { EnvName } from '../catalog/endpoints.ts';
import type { Context, ProfileSettings } from '../context.ts';
import { andMore, ConfigError, QfpayError, UsageError } from '../errors.ts';
import type { Lang } from '../language/languages.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { type SignType, signTypes } from '../signature/sign.ts';
import { addressCaution, chooseBaseUrl, overridingBaseUrl } from './base-url.ts';
import { type FolderChoice, folderChoice, withDotenv } from './dotenv.ts';
import {
  badValue,
  type Chosen,
  explicitProfile,
  findSetting,
  findVariable,
  type GivenSetting,
  type GlobalOptions,
  isLocal,
  namedEnv,
  resolveLang,
  type SettingSources,
  type Variables,
} from './given.ts';
import { setCredentialVariables } from './identity.ts';
import type { Settings, Signer } from './merchant.ts';
import { readProfiles } from './profiles.ts';
import { chooseMchid, resolveIdentity, resolveMerchant } from './resolve-merchant.ts';

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

/**
 * The context with what the profile in use says besides its credentials. What keeps a profile from being read at all is told by
 * whoever asks for the credentials. `.env` has to have been read.
 */
export function withProfileSettings(options: GlobalOptions, context: Context): Context {
  const { profile_settings: _before, ...world } = context;
  const profile_settings = settingsInUse(options, context);
  return profile_settings ? { ...world, profile_settings } : world;
}

/** Of the profile that was named, else of the one marked current where that gives the credentials. */
function settingsInUse(options: GlobalOptions, context: Context): ProfileSettings | undefined {
  if (isLocal(options, context)) return undefined;
  try {
    const named = explicitProfile(options, context)?.text;
    if (named === undefined && (options.key_file !== undefined || setCredentialVariables(context).length > 0))
      return undefined;
    const { current, profiles } = readProfiles(context);
    const name = named ?? current;
    const profile = name === undefined ? undefined : profiles.get(name);
    if (name === undefined || !profile?.settings) return undefined;
    const env = named === undefined ? namedEnv(options, context)?.env : undefined;
    if (env !== undefined && env !== profile.env) return undefined;
    return { source: `profile ${name}`, is_named: named !== undefined, values: profile.settings };
  } catch (error) {
    if (error instanceof QfpayError) return undefined;
    throw error;
  }
}

/**
 * Takes every step, also after one has failed, so that all faults are told at once.
 * @throws UsageError when something that was typed is at fault
 * @throws ConfigError when only variables, profiles or the lack of them are
 */
export async function together<T extends readonly unknown[]>(
  steps: {
    readonly [K in keyof T]: () => T[K] | Promise<T[K]>;
  },
): Promise<T> {
  const results = await Promise.allSettled(steps.map(async (step) => step()));
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  const foreign = reasons.find((reason) => !isFault(reason));
  if (foreign !== undefined) throw foreign;
  const faults = reasons.filter(isFault);
  if (faults.length > 0) throw joined(faults);
  return results.map((result) => (result.status === 'fulfilled' ? result.value : undefined)) as unknown as T;
}

function isFault(reason: unknown): reason is UsageError | ConfigError {
  return reason instanceof UsageError || reason instanceof ConfigError;
}

/** What has no details is its own: only the first one's sentence is the message. */
function joined(faults: readonly QfpayError[]): QfpayError {
  const [first] = faults;
  if (first && faults.length === 1) return first;
  const details = faults.flatMap(({ facts, message }) => facts.details ?? [{ message }]);
  const message = withoutCount(first) + andMore(details.length - 1);
  const hint = faults.find(({ facts }) => facts.hint !== undefined)?.facts.hint;
  const Kind = faults.some((fault) => fault instanceof UsageError) ? UsageError : ConfigError;
  return new Kind(message, { details, ...(hint === undefined ? {} : { hint }) });
}

/** Its own sentence may end with how many faults it has itself. */
function withoutCount(fault: QfpayError | undefined): string {
  const { message = '', facts } = fault ?? {};
  const own = andMore((facts?.details?.length ?? 0) - 1);
  return own !== '' && message.endsWith(own) ? message.slice(0, -own.length) : message;
}
