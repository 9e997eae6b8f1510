import type { Context } from '../../context.ts';
import { QfpayError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { dotenvFault, refusedLines, refusedText, withDotenv } from '../../merchant/dotenv.ts';
import { explicitProfile, isLocal } from '../../merchant/environment.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { resolveLang } from '../../merchant/lang.ts';
import type { SettingWorld } from '../../merchant/origin.ts';
import type { Profiles } from '../../merchant/profile-file.ts';
import { readProfiles } from '../../merchant/profiles.ts';
import { provenance } from '../../merchant/provenance.ts';
import { checkPreferences, resolveSettings } from '../../merchant/settings.ts';

/** What is configured, as far as it can be read, and in a line each what cannot. */
export interface Configuration {
  readonly world: SettingWorld;
  readonly lang: string;
  readonly problems: readonly string[];
}

/** Never fails on a configuration that is broken, and runs no command. */
export async function readConfiguration(options: GlobalOptions, context: Context): Promise<Configuration> {
  const problems: string[] = [];
  const attempt = async <T>(read: () => T | Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof QfpayError)) throw error;
      problems.push(problemText(error));
      return otherwise;
    }
  };
  let untaken: readonly string[] = [];
  const read = async () => {
    untaken = (await refusedLines(context)).map(refusedText);
    return withDotenv(context);
  };
  const known = await attempt<Context>(read, { ...context, dotenv: {} });
  const none: Profiles = { current: undefined, profiles: new Map() };
  const saved = await attempt<Profiles>(() => readProfiles(known), none);
  await attempt<void>(() => checkPreferences(options, known), undefined);
  const world: SettingWorld = { options, context: known, saved };
  if (problems.length === 0 && canBeResolved(world)) {
    await attempt<unknown>(() => resolveSettings(options, known), undefined);
  }
  const fault = dotenvFault(context);
  problems.push(...(fault === undefined ? [] : [fault]), ...(saved.warnings ?? []));
  return { world, lang: langOf(options, known), problems: [...untaken, ...problems] };
}

/** The message with what it is about, and what to do. */
function problemText({ message, facts }: QfpayError): string {
  return facts.hint === undefined ? message : t`${message}; ${facts.hint}`;
}

/** Not where that would read stdin or run a command; and who has set nothing up has nothing to mend. */
function canBeResolved(world: SettingWorld): boolean {
  const { options, context, saved } = world;
  const explicit = isLocal(options, context) ? undefined : explicitProfile(options, context);
  const set = provenance(world);
  const chosen = (name: string) => set.find((setting) => setting.name === name)?.chosen;
  const profile = saved.profiles.get(explicit?.text ?? chosen('profile')?.value ?? '');
  if (options.key_file !== undefined || profile?.key.kind === 'key_command') return false;
  return [explicit, chosen('app_code'), chosen('client_key')].some((each) => each !== undefined);
}

/** A language that there is not was told of with the other preferences. */
function langOf(options: GlobalOptions, context: Context): string {
  try {
    return resolveLang(options, context);
  } catch {
    return 'en';
  }
}
