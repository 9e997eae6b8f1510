import type { Context, ProfileSettings } from '../context.ts';
import { QfpayError } from '../errors.ts';
import { explicitProfile, type GlobalOptions, isLocal, namedEnv } from './given.ts';
import { setCredentialVariables } from './identity.ts';
import { readProfiles } from './profiles.ts';

/**
 * The context with what the profile in use says besides its credentials. What keeps a profile from being read at all is told by
 * whoever asks for the credentials. `.env` has to have been read.
 */
export function withProfileSettings(options: GlobalOptions, context: Context): Context {
  const { profile_settings: _before, ...world } = context;
  const profile_settings = settingsInUse(options, context);
  return profile_settings ? { ...world, profile_settings } : world;
}

/** Of the profile that was named, else of the one marked current where that gives the credentials. */
function settingsInUse(options: GlobalOptions, context: Context): ProfileSettings | undefined {
  if (isLocal(options, context)) return undefined;
  try {
    const named = explicitProfile(options, context)?.text;
    if (named === undefined && (options.key_file !== undefined || setCredentialVariables(context).length > 0))
      return undefined;
    const { current, profiles } = readProfiles(context);
    const name = named ?? current;
    const profile = name === undefined ? undefined : profiles.get(name);
    if (name === undefined || !profile?.settings) return undefined;
    const env = named === undefined ? namedEnv(options, context)?.env : undefined;
    if (env !== undefined && env !== profile.env) return undefined;
    return { source: `profile ${name}`, is_named: named !== undefined, values: profile.settings };
  } catch (error) {
    if (error instanceof QfpayError) return undefined;
    throw error;
  }
}
