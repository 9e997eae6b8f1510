import type { EnvName } from '../catalog/endpoints.ts';
import { t } from '../language/t.ts';
import { readSets } from './credential-variables.ts';
import { explicitProfile, isLocal } from './environment.ts';
import type { GlobalOptions } from './global-options.ts';
import {
  currentProfile,
  fingerprint,
  firstOf,
  type Origin,
  type Provenance,
  profileOrigin,
  ranks,
  type SettingWorld,
  variableOrigin,
} from './origin.ts';
import type { Profile } from './profile-file.ts';
import { listVariables, type Variables } from './variables.ts';

export type CredentialSetting = 'app_code' | 'client_key' | 'mchid';

/** Where one of the credentials comes from: they are one set, so that its fellows decide as well. */
export function credentialProvenance(
  name: CredentialSetting,
  world: SettingWorld,
  env: EnvName | undefined,
): Provenance<CredentialSetting> {
  const { options, context, saved } = world;
  const typed = typedCredential(name, options);
  const { set, other } = ofVariables(name, env ?? 'sandbox', world);
  if (isLocal(options, context)) {
    const chosen: Origin | undefined = name === 'mchid' ? typed[0] : { source: t`built in`, kind: 'built in' };
    return { name, chosen, why: ranks()['built in'], beaten: [...set, ...other] };
  }
  const explicit = explicitProfile(options, context);
  if (explicit) {
    const [chosen, ...beaten] = [
      ...(name === 'mchid' ? typed : []),
      ...ofProfile(name, explicit.text, saved.profiles.get(explicit.text), context),
    ];
    const why = chosen?.kind === 'flag' ? ranks().flag : t`${explicit.source} names a profile, which is used whole`;
    return { name, chosen, why, beaten: [...beaten, ...set, ...other] };
  }
  const current = currentProfile(world);
  const saved_one = current?.profile.env === env ? ofProfile(name, current?.name, current?.profile, context) : [];
  const first = firstOf(name, [...typed, ...set, ...saved_one]);
  return { ...first, beaten: [...first.beaten, ...other] };
}

/** An empty `--mchid` means none. */
function typedCredential(name: CredentialSetting, { key_file, mchid }: GlobalOptions): Origin[] {
  if (name === 'client_key' && key_file !== undefined) return [{ source: '--key-file', kind: 'flag' }];
  return name === 'mchid' && mchid !== undefined ? [{ source: '--mchid', kind: 'flag', value: mchid }] : [];
}

/**
 * App code and key come of one set: where the environment has one of its own, half a set is not filled up by the plain one.
 * Only a mchid falls back.
 */
function ofVariables(
  name: CredentialSetting,
  env: EnvName,
  { options, context }: SettingWorld,
): { set: Origin[]; other: Origin[] } {
  const { own, plain } = readSets(env, context);
  const half = { app_code: 'APPCODE', client_key: 'KEY', mchid: 'MCHID' }[name];
  const shown = name === 'client_key' ? fingerprint : (value: string) => value;
  const origins = (prefix: string) =>
    listVariables(context, prefix + half).map((variable) =>
      variableOrigin({ ...variable, value: shown(variable.value) }),
    );
  const [ours, common] = [origins(own.prefix), origins(plain.prefix)];
  if (name === 'mchid') return { set: [...ours, ...common], other: [] };
  const is_own = own.app_code ?? (options.key_file === undefined ? own.client_key : undefined);
  return is_own ? { set: ours, other: common } : { set: common, other: [] };
}

function ofProfile(
  name: CredentialSetting,
  profile_name = '',
  profile: Profile | undefined,
  context: Variables,
): Origin[] {
  if (!profile) return [];
  const value = name === 'client_key' ? keyOf(profile, context) : profile[name];
  return value === undefined && name !== 'client_key' ? [] : [profileOrigin(profile_name, value)];
}

function keyOf({ key }: Profile, context: Variables): string | undefined {
  if (key.kind === 'client_key') return String(key.client_key);
  const [found] = key.kind === 'key_env' ? listVariables(context, key.key_env) : [];
  return found && fingerprint(found.value);
}
