import type { Choice, Context } from '../../context.ts';
import { CancelledError, QfpayError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { keyWarnings } from '../../merchant/key-text.ts';
import { readProfiles } from '../../merchant/profiles.ts';
import { together } from '../../merchant/together.ts';
import { ClientKey } from '../../signature/client-key.ts';
import { canAsk } from '../confirm-amount.ts';
import type { ProfileOptions } from './options.ts';
import { readKey, type SavedKey } from './read-key.ts';
import { readName, readProfileEnv, readVisible } from './read-values.ts';
import { refuseTaken } from './refuse-taken.ts';

/** What `profile add` was given and told; a key is only here when it was typed. */
export interface AskedProfile {
  readonly name: string | undefined;
  readonly options: ProfileOptions;
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
  await refuseGiven(options, name, context);
  try {
    return await ask(options, name, context);
  } catch (error) {
    if (error instanceof CancelledError) throw new CancelledError(t`interrupted: nothing was saved`);
    throw error;
  }
}

async function ask(options: ProfileOptions, name: string | undefined, context: Context): Promise<AskedProfile> {
  const { prompt } = context;
  const isNew = (answer: string) => refuseTaken(readProfiles(context), readName(answer), options);
  const chosen = name ?? (await prompt.ask(t`Name of the profile, such as shop:`, { check: ruleOf(isNew) }));
  const env = options.env ?? (await prompt.choose(t`Environment that the credentials belong to:`, findEnv));
  const isAppCode = (answer: string) => readVisible('--appcode', answer.trim());
  const appcode = options.appcode ?? (await prompt.ask(t`App code:`, { check: ruleOf(isAppCode) })).trim();
  const told = { name: chosen, options: { ...options, env, appcode } };
  return isKeyGiven(options) ? told : { ...told, key: await askKey(context) };
}

async function askKey({ prompt }: Context): Promise<SavedKey> {
  const check = (answer: string) => (answer === '' ? t`must not be empty` : undefined);
  const typed = await prompt.ask(t`Client key, which is not shown:`, { hidden: 'secret', check });
  const client_key = new ClientKey(typed);
  return { key: { kind: 'client_key', client_key }, warnings: keyWarnings(typed, t`the terminal`) };
}

/** On a terminal `--key-file -` is the person. */
function isKeyGiven({ key_file = '-', key_env, key_command }: ProfileOptions): boolean {
  return key_file !== '-' || key_env !== undefined || key_command !== undefined;
}

async function refuseGiven(options: ProfileOptions, name: string | undefined, context: Context): Promise<void> {
  const { env, appcode, mchid } = options;
  await together([
    () => name === undefined || refuseTaken(readProfiles(context), readName(name), options),
    () => env === undefined || readProfileEnv(env),
    () => appcode === undefined || readVisible('--appcode', appcode),
    () => mchid === undefined || readVisible('--mchid', mchid),
    () => !isKeyGiven(options) || readKey(options, context),
  ]);
}

function ruleOf(read: (answer: string) => unknown): (answer: string) => string | undefined {
  return (answer) => {
    try {
      read(answer);
      return undefined;
    } catch (error) {
      if (error instanceof QfpayError) return error.facts.details?.[0]?.rule ?? error.message;
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
