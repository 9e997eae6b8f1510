import { baseUrls, type EnvName } from '../catalog/endpoints.ts';
import { ConfigError } from '../errors.ts';
import { t } from '../language/t.ts';
import { isLocal } from './environment.ts';
import { type Chosen, findGiven, type Given } from './given.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Variables } from './variables.ts';

/**
 * The base URL that replaces the environment's, without a slash at its end; undefined when there is none. `local` brings its
 * own server: QFPAY_BASE_URL is ignored there, and a typed one contradicts it.
 * @throws ConfigError for a URL that requests must not be sent to
 */
export function overridingBaseUrl(options: GlobalOptions, context: Variables): Chosen<string> | undefined {
  const given = findGiven('--base-url', options.base_url, 'QFPAY_BASE_URL', context);
  if (!given) return undefined;
  if (!isLocal(options, context)) return { value: parseBaseUrl(given), source: given.source };
  if (!given.typed) return undefined;
  throw refused(given, t`does not go with the environment local, which brings its own server`);
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
 * Where requests go.
 * @throws ConfigError the URL that replaces the environment's is another environment's
 */
export function chooseBaseUrl(override: Chosen<string> | undefined, env: Chosen<EnvName>): Chosen<string> {
  if (override) refuseOtherHost(override, env);
  return override ?? { value: env.value === 'local' ? '' : baseUrls[env.value], source: 'default' };
}

function envOfHost(base_url: string): EnvName | undefined {
  const hostOf = (url: string) => new URL(url).hostname.replace(/\.$/, '');
  return Object.entries(baseUrls).find(([, url]) => hostOf(url) === hostOf(base_url))?.[0] as EnvName | undefined;
}

function parseBaseUrl(given: Given): string {
  const url = URL.canParse(given.text) ? new URL(given.text) : undefined;
  const rule = url ? brokenRule(url, given) : t`must be a whole URL, such as https://openapi-hk.qfapi.com`;
  if (!url || rule) throw refused(given, rule ?? '');
  return url.href.replace(/\/+$/, '');
}

function brokenRule(url: URL, { text, from }: Given): string | undefined {
  const is_loopback = isLoopback(url.hostname);
  if (url.username || url.password) return t`must have no user name or password`;
  if (/[?#]/.test(text)) return t`must have no query and no fragment`;
  if (from === '.env' && !is_loopback) {
    return t`must be on loopback: a .env file cannot send requests elsewhere, --base-url and the environment can`;
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && is_loopback)) return undefined;
  return is_loopback ? t`must begin with http:// or https://` : t`must begin with https:// (http:// on loopback only)`;
}

/** Whether a URL's host is this very machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/** The URL is shown only when it can hold no password and no token. */
function refused({ source, text }: Given, rule: string): ConfigError {
  const value = /[@?#]/.test(text) ? {} : { value: text };
  return new ConfigError(`${source} ${rule}`, { details: [{ field: source, ...value, rule }] });
}
