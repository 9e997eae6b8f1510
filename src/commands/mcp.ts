import { exits, longCommand, tell } from '../command/command.ts';
import { commas, type FlagValues, toggle, value } from '../command/flags.ts';
import type { Context } from '../context.ts';
import { ConfigError, type Fault, refuse } from '../errors.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Settings } from '../merchant/merchant.ts';
import { resolveSettings } from '../merchant/settings.ts';
import type { Example, Report } from '../report/report.ts';
import { parseAmount } from '../transaction/money.ts';
import { type McpRules, type MoneyLimit, moneyTools } from './mcp/allowance.ts';

const mcpFlags = {
  allow: commas('<tools>', () => t`let the model move money with these: ${moneyTools.join(', ')} (default: none)`, {
    values: moneyTools,
  }),
  max_amount: value('<amount>', () => t`what may be moved by one call, and by all of them together: 'HKD 100.00'`),
  allow_prod: toggle(() => t`with --allow, also in prod and test: a person agrees to each call`),
};

/** The commands as tools of a model, by the Model Context Protocol on stdin and stdout. */
export const mcpCommand = longCommand({
  name: 'mcp',
  says: () =>
    t`Serve the commands as tools for a coding agent (Model Context Protocol, on stdin and stdout). Read-only: tools that move money are there only with --allow and --max-amount, and in prod and test with --allow-prod, where a person agrees to each call. Merchant and environment are fixed when it starts; the model never sees the key. It ends when the agent closes it.`,
  arguments: [],
  flags: mcpFlags,
  examples,
  exits: exits.serving,
  run: serve,
});

function examples(): readonly Example[] {
  return [
    ['qfpay mcp --env local', t`for trials: the emulator, no account, no real money; read-only`],
    ["qfpay mcp --env local --allow pay,refund --max-amount 'HKD 100.00'", t`the same, and it may pay and refund`],
    ['qfpay mcp --profile shop', t`read-only, with a saved merchant`],
  ];
}

type McpOptions = FlagValues<typeof mcpFlags> & GlobalOptions;

/** Prints no report of its own: stdout is the protocol's. */
async function* serve(
  options: McpOptions,
  _args: readonly string[],
  context: Context,
): AsyncGenerator<readonly Report[]> {
  const rules = await readRules(options, context);
  const { serveMcp } = await import('./mcp/serve.ts');
  await serveMcp(rules, context);
  yield [];
}

/**
 * @throws UsageError what is allowed has no limit, or is not allowed here
 * @throws ConfigError money may be moved, and nobody's credentials are there
 */
async function readRules(options: McpOptions, context: Context): Promise<McpRules> {
  const { allow = [], max_amount, allow_prod, ...connection } = options;
  const allowed = moneyTools.filter((name) => allow.includes(name));
  const limit = max_amount === undefined ? undefined : readLimit(max_amount);
  refuse([...allowFaults(allow, max_amount), ...(limit && 'fault' in limit ? [limit.fault] : [])], 'qfpay mcp --help');
  const settings = await knownSettings(connection, context, allowed.length > 0);
  const is_real = settings?.env === 'prod' || settings?.env === 'test';
  if (is_real && allowed.length > 0 && !allow_prod) {
    const rule = t`is needed to move money in ${settings.env}: it is real money, and a person agrees to each call`;
    refuse([{ field: 'allow_prod', rule, next: '--allow-prod' }], 'qfpay mcp --help');
  }
  const fixed = { ...connection, json: true, input: false, yes: true, verbose: false };
  return { allowed, ...(limit && 'txamt' in limit ? { limit } : {}), settings, connection: fixed };
}

function allowFaults(allow: readonly string[], max_amount: string | undefined): Fault[] {
  const unknown = allow.filter((name) => !moneyTools.some((known) => known === name));
  const rule = t`must be among ${moneyTools.join(', ')}`;
  return [
    ...unknown.map((name) => ({ field: 'allow', value: name, rule })),
    ...(allow.length > 0 && max_amount === undefined
      ? [{ field: 'max_amount', rule: t`is needed beside --allow`, next: "--max-amount 'HKD 100.00'" }]
      : []),
    ...(allow.length === 0 && max_amount !== undefined
      ? [{ field: 'max_amount', value: max_amount, rule: t`needs ${'--allow'} beside it` }]
      : []),
  ];
}

function readLimit(text: string): MoneyLimit | { readonly fault: Fault } {
  const [, currency = '', number = ''] = /^([A-Z]{3}) (\S+)$/.exec(text) ?? [];
  const rule = t`must be a currency and an amount, such as 'HKD 100.00'`;
  if (currency === '') return { fault: { field: 'max_amount', value: text, rule } };
  const read = parseAmount(number, currency);
  if ('fault' in read) return { fault: { ...read.fault, field: 'max_amount', value: text } };
  return { currency, txamt: Number(read.txamt) };
}

/** Whose tools they are; looked at once, so that what is missing is said to the person and not to the model. */
async function knownSettings(
  connection: GlobalOptions,
  context: Context,
  is_needed: boolean,
): Promise<Settings | undefined> {
  try {
    const settings = await resolveSettings(connection, context);
    for (const warning of settings.warnings) tell(context, t`warning: ${warning}`);
    return settings;
  } catch (error) {
    if (is_needed || !(error instanceof ConfigError)) throw error;
    tell(context, t`warning: ${error.message}; only tools that ask nothing of the gateway will work`);
    return undefined;
  }
}
