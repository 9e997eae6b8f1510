import { t } from '../language/t.ts';
import { ClientKey } from '../signature/client-key.ts';
import { setCredentialVariables } from './credential-variables.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Profile, Profiles } from './profile-file.ts';
import { listVariables, type Variable, type Variables } from './variables.ts';

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

export function ranks(): Readonly<Record<Origin['kind'], string>> {
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
export function currentProfile({
  options,
  context,
  saved,
}: SettingWorld): { name: string; profile: Profile } | undefined {
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
export function firstOf<Name extends string>(name: Name, origins: readonly Origin[]): Provenance<Name> {
  const [chosen, ...others] = origins;
  const beaten = others.filter(({ kind }) => kind !== 'default');
  return { name, chosen, why: chosen ? ranks()[chosen.kind] : t`it is set nowhere`, beaten };
}

export function flagOrigin(flag: string | undefined, typed: string | undefined): Origin[] {
  return flag === undefined || typed === undefined ? [] : [{ source: flag, kind: 'flag', value: typed }];
}

export function variableOrigins(context: Variables, name: string): Origin[] {
  return listVariables(context, name).map(variableOrigin);
}

export function variableOrigin({ source, from, value }: Variable): Origin {
  return { source, kind: from, value };
}

export function profileOrigin(name: string, value: string | undefined): Origin {
  return { source: `profile ${name}`, kind: 'profile', ...(value === undefined ? {} : { value }) };
}

export function fingerprint(key: string): string {
  return String(new ClientKey(key));
}
