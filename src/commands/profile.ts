import { askYes, canAsk, interruptedAs } from '../command/asking.ts';
import { command, exits } from '../command/command.ts';
import { columnFaults } from '../command/flags.ts';
import {
  brokenData,
  type ProfileOptions,
  profileColumnNames,
  profileData,
  profileFlags,
  profileTable,
  settingsTable,
  shownSettings,
} from '../command/profile-view.ts';
import type { Context } from '../context.ts';
import { CancelledError, refuse, UsageError } from '../errors.ts';
import { didYouMean, nearNames } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { withDotenv } from '../merchant/dotenv.ts';
import { explicitProfile, resolveLang } from '../merchant/given.ts';
import { setCredentialVariables } from '../merchant/identity.ts';
import type { Profiles } from '../merchant/profile-file.ts';
import {
  changeProfiles,
  isSaved,
  profilesPath,
  readProfiles,
  requireProfile,
  withoutProfile,
} from '../merchant/profiles.ts';
import { withProfileSettings } from '../merchant/settings.ts';
import type { Example, Report } from '../report/report.ts';
import { addProfile } from './profile/add.ts';

type Action = (options: ProfileOptions, name: string | undefined, context: Context) => Promise<Report>;

const actions: Readonly<Record<string, Action>> = {
  add: addProfile,
  list: listProfiles,
  use,
  show: showProfile,
  remove,
};

export const profileCommand = command({
  name: 'profile',
  says: () =>
    t`Save merchants under names and switch between them; alone it lists them. The key is in a file that only you can read. On a terminal, add takes QFPay's whole mail and asks for what is missing.`,
  arguments: [
    { name: 'action', says: () => Object.keys(actions).join(', '), values: Object.keys(actions) },
    { name: 'name', says: () => t`letters, digits and . _ -`, values: 'profiles' },
  ],
  flags: profileFlags,
  examples,
  exits: exits.local,
  run: profile,
});

async function profile(options: ProfileOptions, args: readonly string[], context: Context): Promise<Report> {
  const [word = '', name] = args;
  const action = Object.hasOwn(actions, word) ? actions[word] : undefined;
  if (action) return action(options, name, await withDotenv(context));
  if (word === '') return listProfiles(options, undefined, await withDotenv(context));
  const [near] = nearNames(word, Object.keys(actions));
  const rule = t`must be one of ${Object.keys(actions).join(', ')}`;
  throw new UsageError(`profile's action ${rule}`, {
    hint: `qfpay profile ${near ?? '--help'}`,
    details: [{ field: 'action', value: word, rule, ...didYouMean(word, Object.keys(actions)) }],
  });
}

async function use(_options: ProfileOptions, name: string | undefined, context: Context): Promise<Report> {
  if (name === undefined) throw nameMissing('use');
  const saved = await changeProfiles(context, (before) => {
    requireSaved(before, name);
    return { ...before, current: name };
  });
  const variables = setCredentialVariables(context).map(({ source }) => source);
  return {
    command: 'profile',
    exit_code: 0,
    data: { profile: profileData(name, saved, context) },
    blocks: [{ kind: 'headline', tone: 'good', word: t`current`, text: t`${name} is now the current profile` }],
    warnings: variables.length > 0 ? [t`${variables.join(', ')}: set, and used before the current profile`] : [],
  };
}

/** @throws CancelledError the person at the terminal did not say yes: the key may be nowhere else */
async function remove(options: ProfileOptions, name: string | undefined, context: Context): Promise<Report> {
  if (name === undefined) throw nameMissing('remove');
  const before = readProfiles(context);
  if (!isSaved(before, name)) requireSaved(before, name);
  if (canAsk(options, context) && !options.yes) {
    const said = t`interrupted: nothing was removed`;
    const isMeant = () => askYes(t`Remove ${name} with its key, which may be nowhere else? (y/N)`, context);
    if (!(await interruptedAs(said, isMeant))) throw new CancelledError(t`not confirmed: nothing was removed`);
  }
  let was_current = false;
  const { current } = await changeProfiles(context, (before) => {
    if (!isSaved(before, name)) requireSaved(before, name);
    was_current = before.current === name;
    return withoutProfile(before, name);
  });
  return {
    command: 'profile',
    exit_code: 0,
    data: { removed: name, current: current ?? null },
    blocks: [
      { kind: 'headline', tone: 'good', word: t`removed`, text: t`${name} and its key` },
      ...(was_current ? [{ kind: 'hint', text: t`no profile is current now: qfpay profile use <name>` } as const] : []),
    ],
  };
}

function nameMissing(action: string, why = ''): UsageError {
  return new UsageError(t`profile ${action} needs the name of a profile${why && `, ${why}`}`, {
    hint: 'qfpay profile list',
  });
}

function examples(): readonly Example[] {
  return [
    [
      'qfpay profile add shop --use',
      t`paste QFPay's mail, save the merchant and use it from now on; the key is not shown`,
    ],
    ['qfpay profile add shop --env sandbox --appcode 1234ABCD --key-file key.txt --use', t`the same in a script`],
    [
      'pass qfpay/prod | qfpay profile add shop-prod --env prod --appcode 5678EFAB --key-file -',
      t`its key from a password manager`,
    ],
    [
      'qfpay profile add shop-prod --env prod --appcode 5678EFAB --key-command "op read op://shop/qfpay/key"',
      t`its key asked of 1Password, Vault or pass at each use`,
    ],
    ['qfpay profile show', t`what would be used now, and where each value comes from`],
    ['qfpay profile list', t`those that are saved`],
    ['qfpay profile use shop-prod', t`switch to another`],
    ['qfpay query --profile shop --since 2026-03-01', t`use one for a single command`],
  ];
}

/**
 * `qfpay profile list`: all that are saved, also those that are broken.
 * @throws ConfigError the file is broken as a whole
 */
async function listProfiles(options: ProfileOptions, name: string | undefined, context: Context): Promise<Report> {
  if (name !== undefined) throw new UsageError(t`profile list takes no name`, { hint: `qfpay profile show ${name}` });
  refuse(columnFaults(options, profileColumnNames), 'qfpay profile --help');
  const saved = readProfiles(context);
  const profiles = [...saved.profiles.keys()].map((each) => profileData(each, saved, context));
  const broken = brokenData(saved);
  return {
    command: 'profile',
    exit_code: 0,
    warnings: saved.warnings ?? [],
    data: { current: saved.current ?? null, profiles, ...(broken.length > 0 ? { broken } : {}) },
    blocks:
      profiles.length + broken.length > 0
        ? [profileTable(profiles, broken, options.columns)]
        : [
            { kind: 'headline', tone: 'plain', word: t`none`, text: t`no profile is saved yet` },
            { kind: 'hint', text: 'qfpay profile add --help' },
          ],
  };
}

/**
 * `qfpay profile show [name]`: every value that a command would use, and where it came from. Asks nobody and runs no command, a
 * `key_command` neither.
 * @throws UsageError, ConfigError a name that is not saved; a file that is broken as a whole
 */
async function showProfile(options: ProfileOptions, name: string | undefined, context: Context): Promise<Report> {
  const saved = readProfiles(context);
  const asked = name === undefined ? options : { ...options, profile: name };
  const wanted = name ?? explicitProfile(options, context)?.text;
  if (wanted !== undefined) requireSaved(saved, wanted);
  const settings = shownSettings(
    { options: asked, context, saved },
    resolveLang(asked, withProfileSettings(asked, context)),
  );
  const used = settings.find((setting) => setting.name === 'profile')?.value;
  const profile = used !== undefined && saved.profiles.has(used) ? profileData(used, saved, context) : undefined;
  const file = profilesPath(context);
  return {
    command: 'profile',
    exit_code: 0,
    warnings: saved.warnings ?? [],
    data: { ...(profile ? { profile } : {}), file, settings },
    blocks: [settingsTable(settings), { kind: 'rows', rows: [[t`profiles file`, file]] }],
  };
}

/** @throws ConfigError for a name that is not saved, with those that it may be a typing error of */
function requireSaved(saved: Profiles, name: string): void {
  requireProfile(saved, name, 'profile');
}
