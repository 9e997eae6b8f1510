import { type EnvName, envNames } from '../catalog/endpoints.ts';
import { t } from '../language/t.ts';
import { ClientKey } from '../signature/client-key.ts';
import { explicitProfile, type GlobalOptions, isLocal, listVariables, type Variable, type Variables } from './given.ts';
import { readSets, setCredentialVariables } from './identity.ts';
import type { Profile, Profiles } from './profile-file.ts';

export type SettingName = 'profile' | 'env' | CredentialSetting | keyof ReturnType<typeof preferences>;

/** Settings that no other has a say in: the flag, the variable, the default. */
function preferences() {
  return {
    base_url: { flag: '--base-url', variable: 'QFPAY_BASE_URL', fallback: t`the environment's own` },
    sign_type: { flag: '--sign-type', variable: 'QFPAY_SIGN_TYPE', fallback: 'SHA256' },
    timezone: { flag: '--timezone', variable: 'QFPAY_TIMEZONE', fallback: 'Asia/Hong_Kong' },
    timeout: { flag: '--timeout', variable: 'QFPAY_TIMEOUT', fallback: '30' },
    lang: { flag: '--lang', variable: 'QFPAY_LANG', fallback: t`as the locale says` },
    log: { flag: undefined, variable: 'QFPAY_LOG', fallback: t`no log` },
    config_dir: { flag: undefined, variable: 'QFPAY_CONFIG_DIR', fallback: t`the platform's` },
    state_dir: { flag: undefined, variable: 'QFPAY_STATE_DIR', fallback: t`the platform's` },
  } as const;
}

/**
 * Which source won for each setting, and why. It follows the resolvers, but never fails: what they refuse has a source all the
 * same. Pure; `.env` and the profiles have to have been read.
 */
export function provenance(world: SettingWorld): Provenance<SettingName>[] {
  const env = envProvenance(world);
  const known = envNames.find((name) => name === env.chosen?.value);
  return [
    profileProvenance(world, known),
    env,
    ...(['app_code', 'client_key', 'mchid'] as const).map((name) => credentialProvenance(name, world, known)),
    ...(Object.keys(preferences()) as (keyof ReturnType<typeof preferences>)[]).map((name) => preference(name, world)),
  ];
}

function preference(
  name: keyof ReturnType<typeof preferences>,
  { options, context }: SettingWorld,
): Provenance<SettingName> {
  const { flag, variable, fallback } = preferences()[name];
  const typed = flag === undefined ? undefined : options[name as keyof GlobalOptions];
  const flags = flagOrigin(flag, typeof typed === 'string' ? typed : undefined);
  const variables = variableOrigins(context, variable);
  const standard: Origin = { source: 'default', kind: 'default', value: fallback };
  return firstOf(name, [...flags, ...variables, standard]);
}

function envProvenance({ options, context, saved }: SettingWorld): Provenance<SettingName> {
  const explicit = explicitProfile(options, context);
  const named = [...flagOrigin('--env', options.env), ...variableOrigins(context, 'QFPAY_ENV')];
  if (explicit && !isLocal(options, context)) {
    const chosen = profileOrigin(explicit.text, saved.profiles.get(explicit.text)?.env);
    return { name: 'env', chosen, why: t`${explicit.source} names a profile, which is used whole`, beaten: named };
  }
  const current = named.length === 0 ? currentProfile({ options, context, saved }) : undefined;
  const fallback: Origin = { source: 'default', kind: 'default', value: 'sandbox' };
  return firstOf('env', [...named, ...(current ? [profileOrigin(current.name, current.profile.env)] : []), fallback]);
}

/** A name comes from no profile, but from the mark that `profile use` makes. */
function currentOrigin(value: string): Origin {
  return { source: 'qfpay profile use', kind: 'profile', value };
}

function profileProvenance(world: SettingWorld, env: EnvName | undefined): Provenance<SettingName> {
  const { options, context, saved } = world;
  const explicit = explicitProfile(options, context);
  const marked = saved.current === undefined ? [] : [currentOrigin(saved.current)];
  const named = [...flagOrigin('--profile', options.profile), ...variableOrigins(context, 'QFPAY_PROFILE')];
  if (isLocal(options, context)) {
    return { name: 'profile', chosen: undefined, why: ranks()['built in'], beaten: [...named, ...marked] };
  }
  const [chosen, ...others] = named;
  if (explicit && chosen) return { name: 'profile', chosen, why: ranks()[chosen.kind], beaten: [...others, ...marked] };
  const current = currentProfile(world);
  if (current && (env === undefined || env === current.profile.env)) {
    return { name: 'profile', chosen: currentOrigin(current.name), why: ranks().profile, beaten: [] };
  }
  const variables = setCredentialVariables(context).length > 0;
  const why = variables ? t`credential variables come before the current profile` : t`none is named or current`;
  return { name: 'profile', chosen: undefined, why, beaten: marked };
}

type CredentialSetting = 'app_code' | 'client_key' | 'mchid';

/** Where one of the credentials comes from: they are one set, so that its fellows decide as well. */
function credentialProvenance(
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

/** A place where a setting stands. */
export interface Origin {
  /** `--env`, `QFPAY_ENV (.env)`, `profile shop`, `qfpay profile use`, `built in`, `default`. */
  readonly source: string;
  readonly kind: 'flag' | 'environment' | '.env' | 'profile' | 'built in' | 'default';
  /** A key as its fingerprint; absent where only running a command would tell. */
  readonly value?: string;
}

/** Where a setting comes from, why from there, and what it was preferred to. */
export interface Provenance<Name extends string = string> {
  readonly name: Name;
  /** Undefined when it is set nowhere. */
  readonly chosen: Origin | undefined;
  readonly why: string;
  readonly beaten: readonly Origin[];
}

/** What settings are decided by, all of it read before. */
export interface SettingWorld {
  readonly options: GlobalOptions;
  readonly context: Variables;
  readonly saved: Profiles;
}

function ranks(): Readonly<Record<Origin['kind'], string>> {
  return {
    flag: t`a flag comes before everything else`,
    environment: t`the environment comes before .env, profiles and defaults`,
    '.env': t`.env comes before profiles and defaults`,
    profile: t`the current profile is used when no credential variable is set`,
    'built in': t`the environment local brings its own`,
    default: t`nothing else says otherwise`,
  };
}

/** The profile that is used because nothing else gives credentials. */
function currentProfile({ options, context, saved }: SettingWorld): { name: string; profile: Profile } | undefined {
  const { current, profiles } = saved;
  const profile = current === undefined ? undefined : profiles.get(current);
  return current !== undefined &&
    profile &&
    options.key_file === undefined &&
    setCredentialVariables(context).length === 0
    ? { name: current, profile }
    : undefined;
}

/** The sources in their rank: the first that is there wins. */
function firstOf<Name extends string>(name: Name, origins: readonly Origin[]): Provenance<Name> {
  const [chosen, ...others] = origins;
  const beaten = others.filter(({ kind }) => kind !== 'default');
  return { name, chosen, why: chosen ? ranks()[chosen.kind] : t`it is set nowhere`, beaten };
}

function flagOrigin(flag: string | undefined, typed: string | undefined): Origin[] {
  return flag === undefined || typed === undefined ? [] : [{ source: flag, kind: 'flag', value: typed }];
}

function variableOrigins(context: Variables, name: string): Origin[] {
  return listVariables(context, name).map(variableOrigin);
}

function variableOrigin({ source, from, value }: Variable): Origin {
  return { source, kind: from, value };
}

function profileOrigin(name: string, value: string | undefined): Origin {
  return { source: `profile ${name}`, kind: 'profile', ...(value === undefined ? {} : { value }) };
}

function fingerprint(key: string): string {
  return String(new ClientKey(key));
}
