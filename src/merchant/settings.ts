import type { EnvName } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import { addressCaution, chooseBaseUrl, overridingBaseUrl } from './base-url.ts';
import { type FolderChoice, folderChoice, withDotenv } from './dotenv.ts';
import { namedEnv } from './environment.ts';
import type { Chosen } from './given.ts';
import type { GlobalOptions } from './global-options.ts';
import { resolveLang } from './lang.ts';
import type { Settings, Signer } from './merchant.ts';
import { chooseSignType, chooseTimeout, chooseTimezone } from './preferences.ts';
import { resolveIdentity } from './resolve-identity.ts';
import { chooseMchid, resolveMerchant } from './resolve-merchant.ts';
import { together } from './together.ts';
import { findVariable } from './variables.ts';

export { resolveLang } from './lang.ts';

/**
 * Everything that a gateway command has to know: flags before variables before `.env` before the current profile before
 * defaults. Sends nothing and asks nothing.
 * @throws UsageError a flag that cannot be meant
 * @throws ConfigError credentials, profile, environment, base URL or a variable missing, mixed or wrong
 */
export async function resolveSettings(options: GlobalOptions, context: Context): Promise<Settings> {
  const world = await withDotenv(context);
  const [known, override, sign_type, timezone, timeout] = await together([
    () => resolveMerchant(options, world),
    () => overridingBaseUrl(options, world),
    () => chooseSignType(options, world),
    () => chooseTimezone(options, world),
    () => chooseTimeout(options, world),
  ]);
  const base_url = chooseBaseUrl(override, known.identity);
  const log = findVariable({ env: world.env }, 'QFPAY_LOG');
  const { profile, env, key } = known.identity;
  const verbose = options.verbose === true;
  const choice = folderChoice(known.identity, options, world);
  const cautions = cautionsOf(base_url, env.value, choice);
  const is_unsaid = verbose && override !== undefined && base_url.source !== 'default' && cautions.length === 0;
  return {
    env: env.value,
    base_url: base_url.value,
    merchant: known.merchant,
    sign_type: sign_type.value,
    timezone: timezone.value,
    timeout_ms: timeout.value,
    ...(profile === undefined ? {} : { profile }),
    ...(log ? { log: log.value } : {}),
    verbose,
    warnings: [...key.warnings, ...known.warnings, ...cautions, ...(is_unsaid ? [overrideWarning(base_url)] : [])],
    cautions,
    ...(choice ? { folder_choice: choice } : {}),
    sources: {
      ...known.sources,
      ...sourcesOf({ base_url, sign_type, timezone, timeout, ...(log ? { log } : {}) }),
    },
  };
}

/**
 * Without asking who the merchant is: for commands that have faults of their own to tell together with these.
 * @throws UsageError and ConfigError for what is none of credentials
 */
export async function checkPreferences(options: GlobalOptions, context: Context): Promise<void> {
  const world = await withDotenv(context);
  await together([
    () => namedEnv(options, world),
    () => overridingBaseUrl(options, world),
    () => chooseSignType(options, world),
    () => chooseTimezone(options, world),
    () => chooseTimeout(options, world),
    () => resolveLang(options, world),
  ]);
}

export interface SignerWishes {
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
  const world = await withDotenv(context);
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
