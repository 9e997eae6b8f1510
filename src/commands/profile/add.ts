import type { Context } from '../../context.ts';
import { ConfigError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { readEnv } from '../../merchant/environment.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { Profile, Profiles } from '../../merchant/profile-file.ts';
import { changeProfiles, isSaved, withoutProfile } from '../../merchant/profiles.ts';
import { isVisible } from '../../merchant/resolve-merchant.ts';
import { together } from '../../merchant/together.ts';
import type { Report } from '../../report/report.ts';
import type { ProfileOptions } from './options.ts';
import { missingFlag, readKey, type SavedKey } from './read-key.ts';
import { keyText, profileData } from './view.ts';

/**
 * `qfpay profile add`: all of a merchant at once, in flags, so that a half one is never saved.
 * @throws UsageError what is missing or malformed, all of it; a name that is taken
 * @throws ConfigError an unknown environment, a key file that holds no key
 */
export async function addProfile(options: ProfileOptions, name: string | undefined, context: Context): Promise<Report> {
  const [saved_name, env, app_code, mchid, found] = await together<
    [string, Profile['env'], string, string | undefined, SavedKey]
  >([
    () => readName(name),
    () => readProfileEnv(options),
    () => readVisible('--appcode', options.appcode),
    () => (options.mchid ? readVisible('--mchid', options.mchid) : undefined),
    () => readKey(options, context),
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
  if (isSaved(before, name) && !force) {
    throw new UsageError(t`the profile ${name} is there already`, {
      hint: t`add --force to replace it`,
      details: [{ field: 'name', value: name, rule: t`must be a new one` }],
    });
  }
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

function readName(name: string | undefined): string {
  if (name !== undefined && /^[A-Za-z0-9._-]{1,64}$/.test(name)) return name;
  const rule = t`must have letters, digits and . _ - only, at most 64`;
  throw new UsageError(name === undefined ? t`the name of the profile is missing` : t`the name of a profile ${rule}`, {
    hint: 'qfpay profile add --help',
    details: [{ field: 'name', ...(name === undefined ? {} : { value: name }), rule }],
  });
}

function readProfileEnv({ env: text }: GlobalOptions): Profile['env'] {
  if (text === undefined) throw missingFlag('--env', t`prod, test or sandbox: credentials belong to one of them`);
  const env = readEnv({ text, source: '--env', typed: true, from: 'flag' });
  if (env !== 'local') return env;
  const rule = t`must be prod, test or sandbox: local has its own credentials`;
  throw new ConfigError(`--env ${rule}`, { details: [{ field: '--env', value: text, rule }] });
}

function readVisible(field: string, text: string | undefined): string {
  if (text === undefined) throw missingFlag(field, t`the app code that QFPay issued`);
  if (isVisible(text)) return text;
  const rule = t`must have visible ASCII characters only`;
  throw new UsageError(`${field} ${rule}`, { details: [{ field, rule }] });
}
