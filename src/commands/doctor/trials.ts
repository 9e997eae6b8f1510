import { baseUrls, type EnvName, envNames } from '../../catalog/endpoints.ts';
import { t } from '../../language/t.ts';
import type { ConfiguredKey } from '../../merchant/configured-keys.ts';
import type { Settings } from '../../merchant/merchant.ts';
import { ClientKey, withoutSurroundings } from '../../signature/client-key.ts';

/** The same query otherwise, and what it proves when the gateway takes it. */
export interface Trial {
  readonly settings: Settings;
  /** For a person, when nothing helps: `the key of profile shop`. */
  readonly name: string;
  readonly proves: string;
  readonly next_step: string;
}

/** Few, as each is a request; the likeliest first. */
export const mostTrials = 7;

export interface Refused {
  readonly settings: Settings;
  /** Only the configured address is asked: what is sent there is for nobody else. */
  readonly is_overridden: boolean;
  readonly others: readonly ConfiguredKey[];
}

/** What a refused query is tried with: the key alone, the other hash, no mchid, the other environments, the other keys, the other sets. */
export function trialsOf({ settings, is_overridden, others }: Refused): Trial[] {
  const { client_key } = settings.merchant;
  const keys = others.filter((other) => other.client_key.reveal() !== client_key.reveal());
  return [
    ...bareKey(settings),
    otherHash(settings),
    ...withoutMchid(settings),
    ...(is_overridden ? [] : otherEnvs(settings)),
    ...distinct(keys).map((key) => otherKey(settings, key)),
    ...keys.flatMap((key) => otherSet(settings, key)),
  ];
}

/** The key without what was pasted around it. */
function bareKey(settings: Settings): Trial[] {
  const { merchant, sources } = settings;
  const bare = withoutSurroundings(merchant.client_key.reveal());
  const source = sources?.['client_key'] ?? t`the configuration`;
  if (bare === '' || bare === merchant.client_key.reveal()) return [];
  return [
    {
      settings: { ...settings, merchant: { ...merchant, client_key: new ClientKey(bare) } },
      name: t`the key without what stands around it`,
      proves: t`wrong key: the key of ${source} is accepted without the quotes or white space around it`,
      next_step: t`take away what stands around the key of ${source}`,
    },
  ];
}

function otherHash(settings: Settings): Trial {
  const sign_type = settings.sign_type === 'MD5' ? 'SHA256' : 'MD5';
  return {
    settings: { ...settings, sign_type },
    name: sign_type,
    proves: t`wrong hash: the same request is accepted with ${sign_type}, not with ${settings.sign_type}`,
    next_step: t`add --sign-type ${sign_type}, or set QFPAY_SIGN_TYPE=${sign_type}`,
  };
}

function withoutMchid(settings: Settings): Trial[] {
  const { mchid, ...merchant } = settings.merchant;
  if (mchid === undefined) return [];
  return [
    {
      settings: { ...settings, merchant },
      name: t`no mchid`,
      proves: t`wrong mchid: the same request is accepted without mchid ${mchid}, of ${settings.sources?.['mchid'] ?? '--mchid'}`,
      next_step: t`correct the mchid, or unset it where QFPay issued none`,
    },
  ];
}

function otherEnvs(settings: Settings): Trial[] {
  const envs = envNames.filter((env): env is Exclude<EnvName, 'local'> => env !== 'local' && env !== settings.env);
  const source = settings.sources?.['client_key'] ?? t`the configuration`;
  return envs.map((env) => ({
    settings: { ...settings, env, base_url: baseUrls[env] },
    name: t`the environment ${env}`,
    proves: t`wrong environment: the credentials of ${source} are accepted by ${env}, not by ${settings.env}`,
    next_step: t`use --env ${env}, or save them for it: qfpay profile add <name> --env ${env} --appcode ${settings.merchant.app_code} --key-file <file>`,
  }));
}

/** This app code, signed with another key. */
function otherKey(settings: Settings, { name, client_key }: ConfiguredKey): Trial {
  const { app_code } = settings.merchant;
  return {
    settings: { ...settings, merchant: { ...settings.merchant, client_key } },
    name: t`the key of ${name}`,
    proves: t`wrong key: app code ${app_code} is accepted with ${client_key} of ${name}, not with ${settings.merchant.client_key}`,
    next_step: t`put the key of ${name} where ${settings.sources?.['client_key'] ?? 'QFPAY_KEY'} reads now`,
  };
}

/** Another merchant's whole set, at this address. */
function otherSet(settings: Settings, { name, app_code, mchid, client_key }: ConfiguredKey): Trial[] {
  if (app_code === undefined || app_code === settings.merchant.app_code) return [];
  return [
    {
      settings: { ...settings, merchant: { app_code, client_key, ...(mchid === undefined ? {} : { mchid }) } },
      name: t`the credentials of ${name}`,
      proves: t`wrong credentials: ${settings.env} accepts those of ${name} (app code ${app_code}), not app code ${settings.merchant.app_code}`,
      next_step: name.startsWith('profile ')
        ? `add --profile ${name.slice('profile '.length)}`
        : t`use ${name} and its app code for ${settings.env}`,
    },
  ];
}

function distinct(keys: readonly ConfiguredKey[]): ConfiguredKey[] {
  return [...new Map(keys.toReversed().map((key) => [key.client_key.reveal(), key])).values()].toReversed();
}
