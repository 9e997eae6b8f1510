import { version } from '../../package.json';
import { command, exits, firstSteps } from '../command/command.ts';
import { settingsTable, shownSettings } from '../command/profile-view.ts';
import type { Context } from '../context.ts';
import { QfpayError } from '../errors.ts';
import { t } from '../language/t.ts';
import { dotenvFault, refusedLines, refusedText, withDotenv } from '../merchant/dotenv.ts';
import { explicitProfile, type GlobalOptions, isLocal, resolveLang } from '../merchant/given.ts';
import type { Profiles } from '../merchant/profile-file.ts';
import { readProfiles } from '../merchant/profiles.ts';
import { provenance, type SettingWorld } from '../merchant/provenance.ts';
import { type Preferences, readPreferences, resolveSettings } from '../merchant/settings.ts';
import type { Block, Example, Report } from '../report/report.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';

const shownNames: readonly string[] = ['env', 'profile', 'app_code', 'client_key', 'mchid', 'base_url', 'lang'];

/** `qfpay` without a command: what is configured, and what to do next. Sends nothing, runs nothing, never fails. */
export const overviewCommand = command({
  name: 'overview',
  says: () => '',
  flags: {},
  examples: () => [],
  exits: exits.local,
  run: overview,
});

async function overview(options: GlobalOptions, _args: readonly string[], context: Context): Promise<Report> {
  const { world, lang, problems } = await readConfiguration(options, context);
  const settings = shownSettings(world, lang).filter(({ name }) => shownNames.includes(name));
  const sourceOf = (name: string) => settings.find((setting) => setting.name === name)?.source;
  const is_configured = sourceOf('app_code') !== undefined || sourceOf('client_key') !== undefined;
  const next = is_configured ? nextWhenConfigured(context.clock.now()) : firstSteps();
  return {
    command: 'overview',
    exit_code: 0,
    data: {
      version,
      configured: is_configured,
      settings,
      problems,
      next: next.map(([command, does]) => ({ command, does })),
    },
    blocks: [
      { kind: 'headline', tone: 'plain', word: 'qfpay', text: version },
      settingsTable(settings),
      ...problems.map(problemBlock),
      { kind: 'examples', examples: next },
      { kind: 'hint', text: t`every command: qfpay --help` },
    ],
  };
}

function problemBlock(text: string): Block {
  return { kind: 'headline', tone: 'bad', word: t`problem`, text };
}

function nextWhenConfigured(now: Date): readonly Example[] {
  const this_month = formatGatewayTime(now).slice(0, 7);
  return [
    ['qfpay doctor', t`check this machine, the configuration and the credentials`],
    ['qfpay pay --pay-type wechat-mpm --amount 12.80 --wait', t`create a payment and, with --wait, see it paid`],
    [`qfpay query --since ${this_month}-01`, t`the transactions since a day`],
  ];
}

/** What is configured, as far as it can be read, and in a line each what cannot. */
interface OverviewConfiguration {
  readonly world: SettingWorld;
  readonly lang: string;
  readonly problems: readonly string[];
}

/** Never fails on a configuration that is broken, and runs no command. */
async function readConfiguration(options: GlobalOptions, context: Context): Promise<OverviewConfiguration> {
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
  const said = await attempt<Preferences | undefined>(() => readPreferences(options, known), undefined);
  const world: SettingWorld = { options, context: known, saved };
  if (said && problems.length === 0 && canBeResolved(world)) {
    await attempt<unknown>(() => resolveSettings(said, known), undefined);
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
