import type { EnvName } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { t } from '../language/t.ts';
import { type CredentialName, setCredentialVariables } from './credential-variables.ts';
import { explicitProfile, isLocal, namedEnv } from './environment.ts';
import type { Chosen, Given } from './given.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Identity } from './identity.ts';
import { readKeyFile } from './key-file.ts';
import { localMerchant } from './local.ts';
import { missingCredentials } from './missing-credentials.ts';
import type { Profile, Profiles } from './profile-file.ts';
import { keyOfProfile, readProfiles, requireProfile } from './profiles.ts';
import { identityOfKeyFile, identityOfVariables } from './variable-identity.ts';

/**
 * Who signs. Credentials are one set: the emulator's, a profile's, or the variables'; never a piece of each. The profile
 * marked current is used only when no credential variable at all is set.
 * @param needs what an error asks for where there is nothing
 * @throws ConfigError credentials, profile or environment missing, mixed or wrong
 */
export async function resolveIdentity(
  options: GlobalOptions,
  context: Context,
  needs: readonly CredentialName[] = ['APPCODE', 'KEY'],
): Promise<Identity> {
  const identity = await chooseIdentity(options, context, needs);
  context.secrets.add(identity.key.client_key);
  return identity;
}

async function chooseIdentity(
  options: GlobalOptions,
  context: Context,
  needs: readonly CredentialName[],
): Promise<Identity> {
  const explicit = explicitProfile(options, context);
  if (isLocal(options, context)) return localIdentity(options, namedEnv(options, context)?.source ?? '--env');
  if (explicit) return explicitIdentity(explicit, options, context);
  const named = namedEnv(options, context);
  const env: Chosen<EnvName> = named
    ? { value: named.env, source: named.source }
    : { value: 'sandbox', source: 'default' };
  if (options.key_file !== undefined) {
    return identityOfKeyFile(env, context, await readKeyFile(options.key_file, context));
  }
  return identityOfVariables(env, context, needs) ?? currentIdentity(named?.env, context, needs);
}

function localIdentity({ profile, key_file }: GlobalOptions, env_source: string): Identity {
  const typed = [...(profile === undefined ? [] : ['--profile']), ...(key_file === undefined ? [] : ['--key-file'])];
  if (typed.length > 0) {
    throw new ConfigError(
      t`the environment local has its own credentials and does not go with ${typed.join(t` and `)}`,
      {
        hint: t`leave ${typed.join(t` and `)} out`,
        details: typed.map((field) => ({ field, rule: t`does not go with the environment local` })),
      },
    );
  }
  const { app_code, client_key } = localMerchant;
  const source = 'built in';
  return {
    env: { value: 'local', source: env_source },
    key: { client_key, source, warnings: [] },
    app_code: { value: app_code, source },
    is_of_dotenv: false,
  };
}

/** QFPAY_ENV is ignored here; a typed `--env` has to agree. */
async function explicitIdentity({ text, source }: Given, options: GlobalOptions, context: Context): Promise<Identity> {
  if (options.key_file !== undefined) {
    throw new ConfigError(t`${source} names a whole set of credentials and does not go with --key-file`, {
      hint: t`leave one of ${source} and --key-file out`,
      details: [{ field: '--key-file', rule: t`does not go with ${source}` }],
    });
  }
  const saved = readProfiles(context);
  const profile = requireProfile(saved, text, source);
  const typed = options.env === undefined ? undefined : namedEnv(options, context);
  if (typed && typed.env !== profile.env) {
    const rule = t`must be ${profile.env}, the environment of the profile ${text}`;
    throw new ConfigError(`--env ${rule}`, {
      hint: t`leave one of --env and ${source} out`,
      details: [{ field: '--env', value: typed.env, rule }],
    });
  }
  return { ...(await identityOfProfile(text, profile, saved, context)), named_by: source };
}

/** A profile belongs to one environment: where another is named, it is not used. */
async function currentIdentity(
  env: EnvName | undefined,
  context: Context,
  needs: readonly CredentialName[],
): Promise<Identity> {
  const variables = setCredentialVariables(context);
  const saved = readProfiles(context);
  const { current, profiles } = saved;
  const isAsked = current !== undefined && variables.length === 0;
  const profile = isAsked ? requireProfile(saved, current, 'profile') : undefined;
  if (current === undefined || !profile || (env ?? profile.env) !== profile.env) {
    throw missingCredentials(env ?? 'sandbox', needs, { variables, current, profiles });
  }
  return identityOfProfile(current, profile, saved, context);
}

async function identityOfProfile(name: string, profile: Profile, saved: Profiles, context: Context): Promise<Identity> {
  const source = `profile ${name}`;
  const { env, app_code, mchid } = profile;
  return {
    env: { value: env, source },
    key: await keyOfProfile(name, profile, saved, context),
    app_code: { value: app_code, source },
    ...(mchid === undefined ? {} : { mchid: { value: mchid, source } }),
    is_of_dotenv: false,
    profile: name,
  };
}
