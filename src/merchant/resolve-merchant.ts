import type { Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { t } from '../language/t.ts';
import { halfSet } from './choose-set.ts';
import { readSets } from './credential-variables.ts';
import { badValue, type Chosen, type Given } from './given.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Identity } from './identity.ts';
import type { Merchant } from './merchant.ts';
import { resolveIdentity } from './resolve-identity.ts';
import type { Variables } from './variables.ts';

/** A whole merchant: what a gateway command needs beyond a key. */
export interface KnownMerchant {
  readonly identity: Identity;
  readonly merchant: Merchant;
  readonly warnings: readonly string[];
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * @throws ConfigError credentials missing, mixed or wrong, also where only the app code is
 * @throws UsageError a `--mchid` that cannot be one
 */
export async function resolveMerchant(options: GlobalOptions, context: Context): Promise<KnownMerchant> {
  const identity = await resolveIdentity(options, context);
  const app_code = requireAppCode(identity);
  const mchid = chooseMchid(options, identity);
  const { env, key, profile } = identity;
  return {
    identity,
    merchant: { app_code: app_code.value, client_key: key.client_key, ...(mchid ? { mchid: mchid.value } : {}) },
    warnings: [
      ...(mchid && mchid === identity.mchid ? (identity.mchid_warnings ?? []) : []),
      ...(mchid || options.mchid === '' ? [] : ignoredMchid(identity, context)),
    ],
    sources: {
      env: env.source,
      app_code: app_code.source,
      client_key: key.source,
      ...(mchid ? { mchid: mchid.source } : {}),
      ...(profile === undefined ? {} : { profile: env.source }),
    },
  };
}

/** Whoever set it may think that it is sent. */
function ignoredMchid({ profile, env }: Identity, context: Variables): string[] {
  if (profile === undefined) return [];
  const { own, plain } = readSets(env.value, context);
  const ignored = own.mchid ?? plain.mchid;
  return ignored ? [t`${ignored.source} is ignored: profile ${profile} is used whole, and has no mchid`] : [];
}

function requireAppCode({ app_code, app_code_variables = [], key }: Identity): Chosen<string> {
  if (!app_code) throw missingAppCode(key.source, app_code_variables);
  return checked(app_code, t`must have visible ASCII characters only, as it travels in a header`);
}

function missingAppCode(key_source: string, variables: readonly string[]): ConfigError {
  if (key_source !== '--key-file') return halfSet({ source: key_source, name: key_source }, variables);
  const names = variables.join(t` or `);
  return new ConfigError(t`--key-file gives the key, but the app code is missing: set ${names}`, {
    details: [{ field: names, rule: t`is not set` }],
  });
}

/** A typed mchid beats every other, and an empty one means none; QFPay refuses an empty mchid, so none is ever sent. */
export function chooseMchid({ mchid }: GlobalOptions, identity: Identity): Chosen<string> | undefined {
  if (mchid === '') return undefined;
  const rule = t`must have visible ASCII characters only`;
  if (mchid === undefined) return identity.mchid && checked(identity.mchid, rule);
  if (isVisible(mchid)) return { value: mchid, source: '--mchid' };
  const given: Given = { text: mchid, source: '--mchid', typed: true, from: 'flag' };
  throw badValue(given, rule);
}

/** The value is not shown: whoever pasted two things into one variable may have pasted the key as well. */
function checked(chosen: Chosen<string>, rule: string): Chosen<string> {
  if (isVisible(chosen.value)) return chosen;
  throw new ConfigError(`${chosen.source} ${rule}`, { details: [{ field: chosen.source, rule }] });
}

/** App codes and mchids are printed in documents and headers as they are. */
export function isVisible(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
