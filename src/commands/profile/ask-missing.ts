import type { Choice } from '../../context/terminal.ts';
import type { Context } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { keyWarnings } from '../../merchant/key-text.ts';
import { readProfiles } from '../../merchant/profiles.ts';
import { together } from '../../merchant/together.ts';
import { ClientKey } from '../../signature/client-key.ts';
import { canAsk } from '../can-ask.ts';
import { interruptedAs } from '../interrupted-as.ts';
import type { ProfileOptions } from './options.ts';
import { readKey, type SavedKey } from './read-key.ts';
import { readName, readProfileEnv, readVisible } from './read-values.ts';
import { refuseTaken } from './refuse-taken.ts';

/** What `profile add` was given and told. */
export interface AskedProfile {
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
    () => !mchid || readVisible('--mchid', mchid),
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

function findEnv(typed: string): Choice[] {
  const said = {
    sandbox: t`QFPay's simulation, with credentials of QFPay; not every pay type works there`,
    test: t`QFPay's live testing: real wallets, so use small amounts and give them back`,
    prod: t`real money; each amount is typed once more before it is sent`,
  };
  return Object.entries(said)
    .filter(([value]) => value.includes(typed.trim().toLowerCase()))
    .map(([value, description]) => ({ value, name: value, description }));
}
