import { type EnvName, envNames } from '../catalog/endpoints.ts';
import { t } from '../language/t.ts';
import { type CredentialSetting, credentialProvenance } from './credential-provenance.ts';
import { setCredentialVariables } from './credential-variables.ts';
import { explicitProfile, isLocal } from './environment.ts';
import type { GlobalOptions } from './global-options.ts';
import {
  currentProfile,
  firstOf,
  flagOrigin,
  type Origin,
  type Provenance,
  profileOrigin,
  ranks,
  type SettingWorld,
  variableOrigins,
} from './origin.ts';

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
