import { askYes, canAsk, interruptedAs } from '../../command/asking.ts';
import { keyText, type ProfileOptions, profileData } from '../../command/profile-view.ts';
import type { PromptChoice } from '../../context/terminal.ts';
import type { Context } from '../../context.ts';
import { ConfigError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { overridingBaseUrl, refuseOtherHost } from '../../merchant/base-url.ts';
import { readEnv, resolveLang } from '../../merchant/given.ts';
import { isPlaceholder, keyWarnings, oddLength, readKeyFile } from '../../merchant/identity.ts';
import {
  isProfileName,
  type KeySource,
  type Profile,
  type Profiles,
  type SavedSettings,
} from '../../merchant/profile-file.ts';
import { changeProfiles, isSaved, readProfiles, withoutProfile } from '../../merchant/profiles.ts';
import { isVisible, mchidFault } from '../../merchant/resolve-merchant.ts';
import { chooseSignType, chooseTimeout, chooseTimezone, together } from '../../merchant/settings.ts';
import type { Example, Report } from '../../report/report.ts';
import { ClientKey } from '../../signature/client-key.ts';
import { formatGatewayTime } from '../../transaction/txdtm.ts';
import { askMail, fieldName } from './mail.ts';

/**
 * `qfpay profile add`: all of a merchant at once, so that a half one is never saved. On a terminal what is missing is asked for.
 * @throws UsageError what is missing or malformed, all of it; a name that is taken
 * @throws ConfigError an unknown environment, a key file that holds no key
 */
export async function addProfile(typed: ProfileOptions, name: string | undefined, context: Context): Promise<Report> {
  const { options, key, ...asked } = await askMissing(typed, name, context);
  const is_typed = typed.appcode !== undefined;
  const [saved_name, env, app_code, mchid, settings, found] = await together<
    [string, Profile['env'], string, string | undefined, SavedSettings | undefined, SavedKey]
  >([
    () => readName(asked.name),
    () => readProfileEnv(options.env),
    () => readAppCode(options.appcode),
    () => (options.mchid ? readMchid(options.mchid) : undefined),
    () => readSettings(options),
    () => key ?? readKey(options, context),
  ]);
  refuseEqual(app_code, found.key);
  const profile: Profile = {
    env,
    app_code,
    ...(mchid === undefined ? {} : { mchid }),
    key: found.key,
    ...(settings ? { settings } : {}),
  };
  let replaced = false;
  const saved = await changeProfiles(context, (before) => {
    replaced = isSaved(before, saved_name);
    return withProfile(before, saved_name, profile, options);
  });
  const warnings = [...(is_typed ? lengthWarnings('app_code', app_code) : []), ...found.warnings];
  return addedReport(saved_name, saved, { replaced, warnings }, context);
}

/**
 * What is to be kept beside the credentials, checked as it will be when it is used.
 * @throws UsageError, ConfigError a value that cannot be meant, all of them at once
 */
async function readSettings(options: ProfileOptions): Promise<SavedSettings | undefined> {
  const nobody = { env: {} };
  const { timezone, timeout, lang } = options;
  const [sign_type, base_url] = await together<[string | undefined, string | undefined, unknown, unknown, unknown]>([
    () => (options.sign_type === undefined ? undefined : chooseSignType(options, nobody).value),
    () => readBaseUrl(options),
    () => chooseTimezone(options, nobody),
    () => chooseTimeout(options, nobody),
    () => resolveLang({ ...(lang === undefined ? {} : { lang }) }, nobody),
  ]);
  const entries = Object.entries({ timezone, sign_type, base_url, timeout, lang });
  const given = entries.filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

/** Another environment's host is none of this one's. */
function readBaseUrl(options: ProfileOptions): string | undefined {
  const found = overridingBaseUrl(options, { env: {} });
  if (found && options.env !== undefined)
    refuseOtherHost(found, { value: readProfileEnv(options.env), source: '--env' });
  return found?.value;
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
      { kind: 'examples', examples: nextSteps(data, context) },
    ],
    warnings,
  };
}

/** Whether the credentials are right, and then a first call, which moves nothing. */
function nextSteps({ name, current }: { readonly name: string; readonly current: boolean }, { clock }: Context) {
  const use = current ? '' : ` --profile ${name}`;
  const today = formatGatewayTime(clock.now()).slice(0, 10);
  const steps: Example[] = [
    [`qfpay doctor${use}`, t`next: whether QFPay takes these credentials`],
    [`qfpay query${use} --since ${today}`, t`then a first call: the payments of today`],
  ];
  return current ? steps : [...steps, [`qfpay profile use ${name}`, t`to use it without --profile`] satisfies Example];
}

/** What `profile add` was given and told. */
interface AskedProfile {
  readonly name: string | undefined;
  readonly options: ProfileOptions;
  /** Absent where nobody was asked and nothing was read yet: a key that comes by a pipe is read but once. */
  readonly key?: SavedKey;
}

/**
 * Asks for what is missing, where there is somebody to ask: for the whole mail first, then for what it did not say. No answer as long
 * as a key is shown, and none stands on a command line.
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
  const mail = options.appcode === undefined && key === undefined ? await askMail(context) : {};
  const isNew = (answer: string) => refuseTaken(readProfiles(context), readName(answer.trim()), options);
  const askName = () => prompt.ask(t`Name of the profile, such as shop:`, { check: ruleOf(isNew), hides_long: true });
  const chosen = name ?? (await askName()).trim();
  const env = options.env ?? (await prompt.choose(t`Environment that the credentials belong to:`, findEnv));
  const appcode = options.appcode ?? (await askAppCode(mail.app_code, context));
  const found = key ?? (await askKey(mail.client_key, appcode, context));
  const mchid = options.mchid ?? mail.mchid ?? (await askMchid(context));
  return { name: chosen, options: { ...options, env, appcode, ...(mchid === '' ? {} : { mchid }) }, key: found };
}

/** Asked again until it looks like one, or is meant as it is. */
async function askAppCode(found: string | undefined, context: Context): Promise<string> {
  const check = ruleOf((answer) => readAppCode(answer.trim()));
  const is_bad = found === undefined || check(found) !== undefined;
  const code = is_bad ? (await context.prompt.ask(t`App code:`, { check, hides_long: true })).trim() : found;
  return (await isMeant('app_code', code, context)) ? code : askAppCode(undefined, context);
}

async function askKey(found: string | undefined, app_code: string, context: Context): Promise<SavedKey> {
  const { prompt, secrets } = context;
  const check = (answer: string) => {
    if (answer === '') return t`must not be empty`;
    if (answer.includes('\ufffd')) return t`must hold UTF-8 text`;
    if (isPlaceholder(answer)) return placeholderRule();
    return answer === app_code ? equalRule() : undefined;
  };
  const is_bad = found === undefined || check(found) !== undefined;
  const typed = is_bad ? await prompt.ask(t`Client key, which is not shown:`, { hidden: 'secret', check }) : found;
  const client_key = new ClientKey(typed);
  secrets.add(client_key);
  if (!(await isMeant('client_key', typed, context))) return askKey(undefined, app_code, context);
  return { key: { kind: 'client_key', client_key }, warnings: keyWarnings(typed, t`the terminal`) };
}

/** Enter for none: QFPay refuses a store number that is not its own. */
async function askMchid({ prompt }: Context): Promise<string> {
  const check = ruleOf((answer) => answer.trim() === '' || readMchid(answer.trim()));
  return (await prompt.ask(t`Store number (mchid); Enter if the mail has none:`, { check, hides_long: true })).trim();
}

/** What has another length than QFPay's was cut off or pasted with more, most likely. */
async function isMeant(field: 'app_code' | 'client_key', value: string, context: Context): Promise<boolean> {
  const odd = oddLength(field, value);
  return odd === undefined || askYes(t`${fieldName(field)}: ${odd}. Save it all the same? (y/N)`, context);
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
  const [key] = await together<[SavedKey | undefined, unknown, unknown, unknown, unknown, unknown]>([
    () => (isKeyGiven(options) ? readKey(options, context) : undefined),
    () => name === undefined || refuseTaken(saved, readName(name), options),
    () => env === undefined || readProfileEnv(env),
    () => appcode === undefined || readAppCode(appcode),
    () => !mchid || readMchid(mchid),
    () => readSettings(options),
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
  if (isPlaceholder(client_key.reveal())) throw badShape('--key-file', placeholderRule());
  const odd = lengthWarnings('client_key', client_key.reveal());
  return { key: { kind: 'client_key', client_key }, warnings: [...warnings, ...odd] };
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

function lengthWarnings(field: 'app_code' | 'client_key', value: string): string[] {
  const odd = oddLength(field, value);
  return odd === undefined ? [] : [t`${fieldName(field)}: ${odd}. It is saved as it is`];
}

/** @throws UsageError the same text twice: the key would be printed wherever the app code is */
function refuseEqual(app_code: string, key: KeySource): void {
  if (key.kind === 'client_key' && key.client_key.reveal() === app_code) throw badShape('--appcode', equalRule());
}

function equalRule(): string {
  return t`must not be the same text as the other: app code and key are two`;
}

function placeholderRule(): string {
  return t`must be the value of QFPay's mail: this is what a sample has in its place`;
}

function badShape(field: string, rule: string): UsageError {
  return new UsageError(`${field} ${rule}`, { details: [{ field, rule }] });
}

function readAppCode(text: string | undefined): string {
  const code = readVisible('--appcode', text);
  if (isPlaceholder(code)) throw badShape('--appcode', placeholderRule());
  return code;
}

/** An app code or mchid. The value is not shown: it may be the key, typed where it does not belong. */
function readVisible(field: string, text: string | undefined): string {
  if (text === undefined) throw missingFlag(field, t`the app code that QFPay issued`);
  if (isVisible(text)) return text;
  throw badShape(field, t`must have visible ASCII characters only`);
}

function readMchid(text: string): string {
  const fault = mchidFault('--mchid', text);
  if (fault) throw new UsageError(`${fault.field} ${fault.rule}`, { details: [fault] });
  if (isPlaceholder(text)) throw badShape('--mchid', placeholderRule());
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
