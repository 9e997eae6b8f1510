import { baseUrls, type EnvName, isLoopback, isQfpayHost } from '../catalog/endpoints.ts';
import { ConfigError } from '../errors.ts';
import { t } from '../language/t.ts';
import {
  type Chosen,
  findGiven,
  findSetting,
  type GivenSetting,
  type GlobalOptions,
  isLocal,
  type Override,
  type SettingSources,
} from './given.ts';
import type { Identity } from './identity.ts';
import type { Settings } from './merchant.ts';

/**
 * The base URL that replaces the environment's, without a slash at its end; undefined when there is none. With `local` it is
 * the emulator that runs on this machine, in place of the one that the command brings.
 * @throws ConfigError for a URL that requests must not be sent to
 */
export function overridingBaseUrl(options: GlobalOptions, context: SettingSources): Override<string> | undefined {
  const given = baseUrlGiven(options, context);
  if (!given) return undefined;
  const value = parseBaseUrl(given);
  if (isLocal(options, context) && !isLoopback(new URL(value).hostname)) {
    throw refused(given, t`must be on loopback with the environment local: the emulator that runs on this machine`);
  }
  return { value, source: given.source, from: given.from };
}

/**
 * A variable beside a profile that was named does not go away: it has to agree with that (`refuseOthersAddress`). The emulator
 * of `local` has nothing to do with profiles.
 */
function baseUrlGiven(options: GlobalOptions, context: SettingSources): GivenSetting | undefined {
  const plain = findGiven('--base-url', options.base_url, 'QFPAY_BASE_URL', context);
  if (plain || isLocal(options, context)) return plain;
  return findSetting('--base-url', undefined, 'QFPAY_BASE_URL', context);
}

/**
 * One environment's credentials and numbers at another's host would be refused at best, and move real money at worst.
 * @throws ConfigError that names both environments
 */
export function refuseOtherHost({ value, source }: Chosen<string>, env: Chosen<EnvName>): void {
  const owner = envOfHost(value);
  if (owner === undefined || owner === env.value) return;
  const rule = t`is the host of ${owner}, while the environment is ${env.value} (${env.source})`;
  throw new ConfigError(`${source} ${rule}`, {
    hint: t`use --env ${owner} with the credentials of ${owner}, or leave ${source} out`,
    details: [{ field: source, value, rule }],
  });
}

/**
 * Where requests go: the address is part of a set of credentials.
 * @throws ConfigError the URL that replaces the environment's is another environment's, or belongs to other credentials
 */
export function chooseBaseUrl(override: Override<string> | undefined, identity: Identity): Chosen<string> {
  const { env } = identity;
  const own = { value: env.value === 'local' ? '' : (identity.base_url ?? baseUrls[env.value]), source: 'default' };
  if (!override) return own;
  if (env.value === 'local') return override;
  refuseOtherHost(override, env);
  refuseOthersAddress(override, identity, own.value);
  return override;
}

/**
 * A variable says where *its* credentials go. The folder's goes with the folder's own, and a profile that was named is used
 * whole: what a shell still holds of another merchant does not send it elsewhere.
 */
function refuseOthersAddress({ value, source, from }: Override<string>, identity: Identity, own: string): void {
  const { key, is_of_dotenv, named_by } = identity;
  if (from === 'flag' || from === 'profile' || value === own) return;
  const is_folders = from === '.env' && !is_of_dotenv;
  if (!is_folders && named_by === undefined) return;
  const rule = is_folders
    ? t`counts only for credentials of the same .env, and those in use are of ${key.source}`
    : t`does not go with ${named_by}: the profile is used whole, and its requests go to ${own}`;
  throw new ConfigError(`${source} ${rule}`, {
    hint: is_folders
      ? t`write app code and key to that .env, take the line out, or say it yourself: --base-url ${value}`
      : t`unset it, or say that it is meant: --base-url ${value}`,
    details: [{ field: source, value, rule }],
  });
}

/** Whether credentials that move real money are sent to a host that is not QFPay's. */
export function isForeignAddress({ env, base_url }: Pick<Settings, 'env' | 'base_url'>): boolean {
  return (env === 'prod' || env === 'test') && !isQfpayHost(new URL(base_url).hostname);
}

function envOfHost(base_url: string): EnvName | undefined {
  const hostOf = (url: string) => new URL(url).hostname.replace(/\.$/, '');
  return Object.entries(baseUrls).find(([, url]) => hostOf(url) === hostOf(base_url))?.[0] as EnvName | undefined;
}

function parseBaseUrl(given: GivenSetting): string {
  const url = URL.canParse(given.text) ? new URL(given.text) : undefined;
  const rule = url ? brokenRule(url, given) : t`must be a whole URL, such as https://openapi-hk.qfapi.com`;
  if (!url || rule) throw refused(given, rule ?? '');
  return url.href.replace(/\/+$/, '');
}

function brokenRule(url: URL, { text, from }: GivenSetting): string | undefined {
  const is_loopback = isLoopback(url.hostname);
  if (url.username || url.password) return t`must have no user name or password`;
  if (/[?#]/.test(text)) return t`must have no query and no fragment`;
  if (from === '.env' && !is_loopback) {
    return t`must be on loopback: a .env file cannot send requests elsewhere, --base-url and the environment can`;
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && is_loopback)) return undefined;
  return is_loopback ? t`must begin with http:// or https://` : t`must begin with https:// (http:// on loopback only)`;
}

/** What has to be seen before credentials leave for such a host; undefined where they go to QFPay. */
export function addressCaution(env: EnvName, base_url: Chosen<string>): string | undefined {
  if (!isForeignAddress({ env, base_url: base_url.value })) return undefined;
  return t`the credentials of ${env} go to ${base_url.value}, as ${base_url.source} says: that is no host of QFPay's`;
}

/** The URL is shown only when it can hold no password and no token. */
function refused({ source, text }: GivenSetting, rule: string): ConfigError {
  const value = /[@?#]/.test(text) ? {} : { value: text };
  return new ConfigError(`${source} ${rule}`, { details: [{ field: source, ...value, rule }] });
}

/** Who is asked, and where. */
export type NightTarget = Pick<Settings, 'env' | 'base_url'>;

/**
 * Whether money is surely simulated there. With credentials that move real money nothing is called so, whatever a server says
 * of itself.
 */
export function isSimulatedPlace({ env, base_url }: NightTarget): boolean {
  if (env === 'local') return true;
  return env === 'sandbox' && URL.canParse(base_url) && isLoopback(new URL(base_url).hostname);
}

/**
 * QFPay refunds nothing for an hour each night. On this machine it is an emulator that answers, and that never sleeps; but what is
 * sent to prod may go through a proxy of the merchant's own.
 */
export function hasNights({ env, base_url }: NightTarget): boolean {
  return env === 'prod' || (env !== 'local' && !isLoopback(new URL(base_url).hostname));
}
