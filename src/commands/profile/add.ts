import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import type { Profile, Profiles } from '../../merchant/profile-file.ts';
import { changeProfiles, isSaved, withoutProfile } from '../../merchant/profiles.ts';
import { together } from '../../merchant/together.ts';
import type { Report } from '../../report/report.ts';
import { askMissing } from './ask-missing.ts';
import type { ProfileOptions } from './options.ts';
import { readKey, type SavedKey } from './read-key.ts';
import { readName, readProfileEnv, readVisible } from './read-values.ts';
import { refuseTaken } from './refuse-taken.ts';
import { keyText, profileData } from './view.ts';

/**
 * `qfpay profile add`: all of a merchant at once, so that a half one is never saved. On a terminal what is missing is asked for.
 * @throws UsageError what is missing or malformed, all of it; a name that is taken
 * @throws ConfigError an unknown environment, a key file that holds no key
 */
export async function addProfile(typed: ProfileOptions, name: string | undefined, context: Context): Promise<Report> {
  const { options, key, ...asked } = await askMissing(typed, name, context);
  const [saved_name, env, app_code, mchid, found] = await together<
    [string, Profile['env'], string, string | undefined, SavedKey]
  >([
    () => readName(asked.name),
    () => readProfileEnv(options.env),
    () => readVisible('--appcode', options.appcode),
    () => (options.mchid ? readVisible('--mchid', options.mchid) : undefined),
    () => key ?? readKey(options, context),
  ]);
  const profile: Profile = {
    env,
    app_code,
    ...(mchid === undefined ? {} : { mchid }),
    key: found.key,
  };
  let replaced = false;
  const saved = await changeProfiles(context, (before) => {
    replaced = isSaved(before, saved_name);
    return withProfile(before, saved_name, profile, options);
  });
  return addedReport(saved_name, saved, { replaced, warnings: found.warnings }, context);
}

function withProfile(before: Profiles, name: string, profile: Profile, { force, use }: ProfileOptions): Profiles {
  refuseTaken(before, name, { force });
  const others = withoutProfile(before, name);
  return { ...others, current: use ? name : before.current, profiles: new Map(others.profiles).set(name, profile) };
}

function addedReport(
  name: string,
  saved: Profiles,
  { replaced, warnings }: { readonly replaced: boolean; readonly warnings: readonly string[] },
  context: Context,
): Report {
  const data = profileData(name, saved, context);
  return {
    command: 'profile',
    exit_code: 0,
    data: { profile: data, replaced },
    blocks: [
      {
        kind: 'headline',
        tone: 'good',
        word: replaced ? t`replaced` : t`saved`,
        text: t`${name} for ${data.env}, its key is ${keyText(data)}`,
      },
      { kind: 'hint', text: data.current ? `qfpay query --since <date>` : `qfpay profile use ${name}` },
    ],
    warnings,
  };
}
