import type { PromptChoice } from '../../context/terminal.ts';
import type { Context } from '../../context.ts';
import { ConfigError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { readEnv } from '../../merchant/given.ts';
import { keyWarnings, readKeyFile } from '../../merchant/key-text.ts';
import { isProfileName, type KeySource, type Profile, type Profiles } from '../../merchant/profile-file.ts';
import { changeProfiles, isSaved, readProfiles, withoutProfile } from '../../merchant/profiles.ts';
import { isVisible, mchidFault } from '../../merchant/resolve-merchant.ts';
import { together } from '../../merchant/together.ts';
import type { Report } from '../../report/report.ts';
import { ClientKey } from '../../signature/client-key.ts';
import { canAsk, interruptedAs } from '../asking.ts';
import { keyText, type ProfileOptions, profileData } from './view.ts';

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
    () => (options.mchid ? readMchid(options.mchid) : undefined),
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

/** What `profile add` was given and told. */
interface AskedProfile {
  readonly name: string | undefined;
  readonly options: ProfileOptions;
  /** Absent where nobody was asked and nothing was read yet: a key that comes by a pipe is read but once. */
  readonly key?: SavedKey;
}

/**
 * Asks for what is missing, where there is somebody to ask. The key is typed unseen, and stands on no command line.
 * @throws UsageError what was given is at fault: told before anything is asked
 * @throws CancelledError Ctrl-C; nothing was saved
 */
export async function askMissing(
  options: ProfileOptions,
  name: string | undefined,
  context: Context,
): Promise<AskedProfile> {
  if (!canAsk(options, context)) return { name, options };
  const key = await refuseGiven(options, name, context);
  return interruptedAs(t`interrupted: nothing was saved`, () => ask(options, name, key, context));
}

async function ask(
  options: ProfileOptions,
  name: string | undefined,
  key: SavedKey | undefined,
  context: Context,
): Promise<AskedProfile> {
  const { prompt } = context;
  const isNew = (answer: string) => refuseTaken(readProfiles(context), readName(answer.trim()), options);
  const chosen = name ?? (await prompt.ask(t`Name of the profile, such as shop:`, { check: ruleOf(isNew) })).trim();
  const env = options.env ?? (await prompt.choose(t`Environment that the credentials belong to:`, findEnv));
  const isAppCode = (answer: string) => readVisible('--appcode', answer.trim());
  const appcode = options.appcode ?? (await prompt.ask(t`App code:`, { check: ruleOf(isAppCode) })).trim();
  return { name: chosen, options: { ...options, env, appcode }, key: key ?? (await askKey(context)) };
}

async function askKey({ prompt, secrets }: Context): Promise<SavedKey> {
  const check = (answer: string) => {
    if (answer === '') return t`must not be empty`;
    return answer.includes('\ufffd') ? t`must hold UTF-8 text` : undefined;
  };
  const typed = await prompt.ask(t`Client key, which is not shown:`, { hidden: 'secret', check });
  const client_key = new ClientKey(typed);
  secrets.add(client_key);
  return { key: { kind: 'client_key', client_key }, warnings: keyWarnings(typed, t`the terminal`) };
}

/** On a terminal `--key-file -` is the person. */
function isKeyGiven({ key_file = '-', key_env, key_command }: ProfileOptions): boolean {
  return key_file !== '-' || key_env !== undefined || key_command !== undefined;
}

/** @returns the key, where it was given */
async function refuseGiven(
  options: ProfileOptions,
  name: string | undefined,
  context: Context,
): Promise<SavedKey | undefined> {
  const { env, appcode, mchid } = options;
  const saved = readProfiles(context);
  const [key] = await together<[SavedKey | undefined, unknown, unknown, unknown, unknown]>([
    () => (isKeyGiven(options) ? readKey(options, context) : undefined),
    () => name === undefined || refuseTaken(saved, readName(name), options),
    () => env === undefined || readProfileEnv(env),
    () => appcode === undefined || readVisible('--appcode', appcode),
    () => !mchid || readMchid(mchid),
  ]);
  return key;
}

function ruleOf(read: (answer: string) => unknown): (answer: string) => string | undefined {
  return (answer) => {
    try {
      read(answer);
      return undefined;
    } catch (error) {
      if (error instanceof UsageError) return error.facts.details?.[0]?.rule ?? error.message;
      throw error;
    }
  };
}

function findEnv(typed: string): PromptChoice[] {
  const said = {
    sandbox: t`QFPay's simulation, with credentials of QFPay; not every pay type works there`,
    test: t`QFPay's live testing: real wallets, so use small amounts and give them back`,
    prod: t`real money; each amount is typed once more before it is sent`,
  };
  return Object.entries(said)
    .filter(([value]) => value.includes(typed.trim().toLowerCase()))
    .map(([value, description]) => ({ value, name: value, description }));
}

/** Where the key is kept, and what looks wrong with one that was read. */
interface SavedKey {
  readonly key: KeySource;
  readonly warnings: readonly string[];
}

/**
 * A key in the file, in a variable, or told by a command: one of them. A command is not run here.
 * @throws UsageError none of them, several, or one that cannot be meant
 * @throws ConfigError a key file that holds no key
 */
async function readKey({ key_file, key_env, key_command }: ProfileOptions, context: Context): Promise<SavedKey> {
  const given = { '--key-file': key_file, '--key-env': key_env, '--key-command': key_command };
  const flags = Object.entries(given).flatMap(([flag, value]) => (value === undefined ? [] : [flag]));
  if (flags.length > 1) throw tooMany(flags);
  if (key_env !== undefined) return { key: { kind: 'key_env', key_env: readVariableName(key_env) }, warnings: [] };
  if (key_command !== undefined) {
    if (key_command.trim() === '')
      throw missingFlag('--key-command', t`a shell command that prints the key and nothing else`);
    return { key: { kind: 'key_command', key_command }, warnings: [] };
  }
  if (key_file === undefined)
    throw missingFlag('--key-file', t`a file with the client key, or - for stdin; or else --key-env or --key-command`);
  const { client_key, warnings } = await readKeyFile(key_file, context);
  return { key: { kind: 'client_key', client_key }, warnings };
}

function readVariableName(text: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) return text;
  const rule = t`must be the name of a variable: letters, digits and _`;
  throw new UsageError(`--key-env ${rule}`, { details: [{ field: '--key-env', value: text, rule }] });
}

function tooMany(flags: readonly string[]): UsageError {
  const rule = t`must be the only source of the key, not beside ${flags.slice(1).join(', ')}`;
  return new UsageError(`${flags[0]} ${rule}`, { details: [{ field: flags[0] ?? '', rule }] });
}

/** @throws UsageError none, or one that could not be typed without quotes */
function readName(name: string | undefined): string {
  if (name !== undefined && isProfileName(name)) return name;
  const rule = t`must have letters, digits and . _ - only, at most 64`;
  throw new UsageError(name === undefined ? t`the name of the profile is missing` : t`the name of a profile ${rule}`, {
    hint: 'qfpay profile add --help',
    details: [{ field: 'name', ...(name === undefined ? {} : { value: name }), rule }],
  });
}

/**
 * @throws UsageError none
 * @throws ConfigError an unknown one, or local
 */
function readProfileEnv(text: string | undefined): Profile['env'] {
  if (text === undefined) throw missingFlag('--env', t`prod, test or sandbox: credentials belong to one of them`);
  const env = readEnv({ text, source: '--env', typed: true, from: 'flag' });
  if (env !== 'local') return env;
  const rule = t`must be prod, test or sandbox: local has its own credentials`;
  throw new ConfigError(`--env ${rule}`, { details: [{ field: '--env', value: text, rule }] });
}

/** An app code or mchid. The value is not shown: it may be the key, typed where it does not belong. */
function readVisible(field: string, text: string | undefined): string {
  if (text === undefined) throw missingFlag(field, t`the app code that QFPay issued`);
  if (isVisible(text)) return text;
  const rule = t`must have visible ASCII characters only`;
  throw new UsageError(`${field} ${rule}`, { details: [{ field, rule }] });
}

function readMchid(text: string): string {
  const fault = mchidFault('--mchid', text);
  if (fault) throw new UsageError(`${fault.field} ${fault.rule}`, { details: [fault] });
  return text;
}

function missingFlag(field: string, what: string): UsageError {
  return new UsageError(t`${field} is missing`, {
    hint: 'qfpay profile add --help',
    details: [{ field, rule: t`is missing`, next: what }],
  });
}

/** @throws UsageError a profile of that name is saved, and nobody said that it is to be replaced */
function refuseTaken(saved: Profiles, name: string, { force }: { readonly force?: boolean | undefined }): void {
  if (!isSaved(saved, name) || force) return;
  throw new UsageError(t`the profile ${name} is there already`, {
    hint: t`add --force to replace it`,
    details: [{ field: 'name', value: name, rule: t`must be a new one` }],
  });
}
