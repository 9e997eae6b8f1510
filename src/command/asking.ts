import type { Context } from '../context.ts';
import { CancelledError, ConfigError, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import { visible } from '../language/terminal-text.ts';
import type { FolderChoice } from '../merchant/dotenv.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Settings } from '../merchant/merchant.ts';
import { tell } from './command.ts';

/** What is about to happen with real money. */
export interface MoveToConfirm {
  /** Such as `pay HKD 12.80 by 800201 (wechat-mpm)`. */
  readonly what: string;
  /** Such as `HKD 12.80`; its number is what has to be typed. */
  readonly amount: string;
  /** There is no amount: it is the call's name that is typed. */
  readonly is_name?: true;
  /** What else has to be seen before it is typed, a line each. */
  readonly lines?: readonly string[];
}

/**
 * In prod the amount is typed before anything is sent; off a terminal `--yes` has to say that it is meant.
 * @throws ConfigError nobody can be asked, and the folder's `.env` alone chose whose money it is
 * @throws UsageError nobody can be asked and `--yes` was not given
 * @throws CancelledError something else was typed
 */
export async function confirmAmount(
  { what, amount, is_name, lines = [] }: MoveToConfirm,
  settings: Settings,
  options: GlobalOptions,
  context: Pick<Context, 'io' | 'env' | 'prompt' | 'secrets'>,
): Promise<void> {
  refuseUnasked(settings, options, context);
  const { env, base_url, merchant, cautions = [] } = settings;
  if (env !== 'prod' || options.yes) return;
  const store = merchant.mchid === undefined ? '' : `, mchid ${merchant.mchid}`;
  const shown = [t`PROD, real money: ${what}`, t`  ${base_url}, app code ${merchant.app_code}${store}`];
  for (const line of [...shown, ...[...cautions, ...lines].map((line) => `  ${line}`)]) tell(context, line);
  if (is_name) return confirmName(amount, context);
  await askAmount(amount, context);
}

/** @throws CancelledError something else was typed */
export async function askAmount(amount: string, { prompt }: Pick<Context, 'prompt'>): Promise<void> {
  const typed = await prompt.ask(t`Type the amount to go ahead (${visible(amount)}):`);
  if (!isAmount(typed, amount)) throw new CancelledError(t`the amount was not typed: nothing was sent`);
}

/**
 * Where something would have to be seen or typed, and there is nobody to do it. Known before anything is asked of the gateway.
 * @throws ConfigError the folder's `.env` alone chose whose money it is
 * @throws UsageError `--yes` was not given
 */
export function refuseUnasked(
  { env, folder_choice }: Settings,
  options: GlobalOptions,
  context: Pick<Context, 'io' | 'env'>,
): void {
  if (isInteractive(options, context)) return;
  if (folder_choice) throw unconfirmedChoice(folder_choice);
  if (env !== 'prod' || options.yes) return;
  const rule = t`is needed: prod moves real money, and nobody can be asked here`;
  throw new UsageError(`--yes ${rule}`, { details: [{ field: 'yes', rule }], hint: t`add --yes` });
}

function unconfirmedChoice({ told, source, flag: [flag, value] }: FolderChoice): ConfigError {
  const rule = t`must be said again where nobody can be asked`;
  return new ConfigError(t`${told}; nobody can be asked here`, {
    hint: t`say it yourself: add ${flag} ${value}, or export ${source.replace(' (.env)', '')}`,
    details: [{ field: source, value, rule, next: `${flag} ${value}` }],
  });
}

async function confirmName(name: string, { prompt }: Pick<Context, 'prompt'>): Promise<void> {
  const typed = await prompt.ask(t`Type its name to go ahead (${visible(name)}):`);
  if (typed.trim() !== name) throw new CancelledError(t`the name was not typed: nothing was sent`);
}

/** With or without the currency before it, and what stands behind it for a currency that is not in the table. */
function isAmount(typed: string, amount: string): boolean {
  const plain = (text: string) => text.replace(/\s/g, '').toUpperCase();
  const [money = amount, number = amount] = /^\D*(\d[\d.]*)/.exec(amount) ?? [];
  return [amount, money, number].map(plain).includes(plain(typed));
}

/** Whether there is somebody to ask. */
export function isInteractive({ input }: GlobalOptions, { io, env }: Pick<Context, 'io' | 'env'>): boolean {
  return input !== false && io.stdin.is_tty && !env['CI'];
}

/** Whether what is missing can be asked for: there is somebody, and the questions are seen. */
export function canAsk(options: GlobalOptions, context: Pick<Context, 'io' | 'env'>): boolean {
  return isInteractive(options, context) && context.io.stderr.is_tty && !options.json;
}

/** A question that only a yes answers with yes. */
export async function askYes(question: string, { prompt }: Pick<Context, 'prompt'>): Promise<boolean> {
  return /^(?:y|yes|是|好)$/i.test((await prompt.ask(question, { hides_long: true })).trim());
}

/** Asks, and says what Ctrl-C meant: that nothing was done with the answers. */
export async function interruptedAs<T>(said: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CancelledError) throw new CancelledError(said);
    throw error;
  }
}
