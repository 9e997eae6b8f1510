import type { Command as CommanderCommand } from 'commander';
import type { Context } from '../context.ts';
import { refuse, UsageError } from '../errors.ts';
import { didYouMean, nearNames } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { setCredentialVariables } from '../merchant/credential-variables.ts';
import { withDotenv } from '../merchant/dotenv.ts';
import { changeProfiles, isSaved, withoutProfile } from '../merchant/profiles.ts';
import type { Example, Report } from '../report/report.ts';
import { declareColumns } from './columns.ts';
import type { Command } from './command.ts';
import { addExamples } from './examples.ts';
import { addProfile } from './profile/add.ts';
import { listProfiles } from './profile/list.ts';
import type { ProfileOptions } from './profile/options.ts';
import { requireSaved } from './profile/require-saved.ts';
import { showProfile } from './profile/show.ts';
import { profileColumnNames, profileData } from './profile/view.ts';

export const profileCommand: Command<ProfileOptions> = { declare, run: profile };

type Action = (options: ProfileOptions, name: string | undefined, context: Context) => Promise<Report>;

const actions: Readonly<Record<string, Action>> = {
  add: addProfile,
  list: listProfiles,
  use,
  show: showProfile,
  remove,
};

function declare(command: CommanderCommand): void {
  command
    .description(
      t`Save merchants under names and switch between them. The key is in a file that only you can read. On a terminal, add asks for what is missing.`,
    )
    .argument('[action]', Object.keys(actions).join(', '))
    .argument('[name]', t`letters, digits and . _ -`)
    .option('--appcode <code>', t`add: the app code; --env, --key-file and --mchid give the rest`)
    .option('--key-env <name>', t`add: the variable that holds the key, instead of --key-file`)
    .option('--key-command <command>', t`add: a shell command that prints the key, such as 'pass qfpay/prod'`)
    .option('--use', t`add: make it the current one`)
    .option('--force', t`add: replace one of the same name`);
  declareColumns(command, profileColumnNames);
  addExamples(command, examples());
}

async function profile(options: ProfileOptions, args: readonly string[], context: Context): Promise<Report> {
  const [word = '', name] = args;
  const action = Object.hasOwn(actions, word) ? actions[word] : undefined;
  if (action) return action(options, name, await withDotenv(context));
  const [near] = nearNames(word, Object.keys(actions));
  const rule = t`must be one of ${Object.keys(actions).join(', ')}`;
  if (word === '') {
    const usage = Object.keys(actions)
      .map((each) => `qfpay profile ${each}`)
      .join(', ');
    refuse([{ field: "profile's action", rule }], usage);
  }
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

async function remove(_options: ProfileOptions, name: string | undefined, context: Context): Promise<Report> {
  if (name === undefined) throw nameMissing('remove');
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
    ['qfpay profile add shop --use', t`be asked for a merchant, save it and use it from now on; the key is not shown`],
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
