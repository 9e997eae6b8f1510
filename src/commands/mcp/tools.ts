import { currencies } from '../../catalog/currencies.ts';
import { payTypes } from '../../catalog/pay-types.ts';
import type { AnyCommand } from '../../command/command.ts';
import { type FlagData, saidOf } from '../../command/flags.ts';
import { type Fault, refuse } from '../../errors.ts';
import { didYouMean } from '../../language/near-names.ts';
import { t } from '../../language/t.ts';
import type { McpRules, MoneyTool } from './allowance.ts';

/**
 * A command as a tool. What a model may say is named flag by flag: one that reads or writes a file, chooses whose money it is, or
 * lifts a rule is never among them, nor is one that a command is given later.
 */
export interface McpTool {
  readonly name: string;
  readonly load: () => Promise<AnyCommand>;
  /** Which flags of the command are arguments. */
  readonly flags: readonly string[];
  /** The argument that the words of the command line are. */
  readonly words?: 'words' | 'out_trade_no' | 'parameters';
  /** It takes a text, in place of a file or stdin. */
  readonly takes_text?: true;
  readonly required?: readonly string[];
  /** Options that it is run with. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** It moves money, or makes it move. */
  readonly money?: MoneyTool;
  /** It asks nothing of the gateway. */
  readonly is_local?: true;
  /** Its document has signatures that somebody could send. */
  readonly shows_digests?: true;
}

const windowNames = ['day', 'month', 'since', 'until'];

const reading: readonly McpTool[] = [
  { name: 'codes', load: codes, flags: ['category'], words: 'words', is_local: true },
  { name: 'pay_types', load: payTypeList, flags: ['all'], words: 'words', is_local: true },
  { name: 'currencies', load: currencyList, flags: [], words: 'words', is_local: true },
  {
    ...{ name: 'sign', load: sign, flags: ['endpoint', 'kind', 'explain', 'curl', 'code'] },
    ...{ words: 'parameters', takes_text: true, is_local: true, shows_digests: true },
  },
  {
    ...{ name: 'verify', load: verify, flags: ['signature', 'kind', 'pick', 'explain'] },
    ...{ words: 'parameters', takes_text: true, is_local: true, shows_digests: true },
  },
  {
    ...{ name: 'query', load: query },
    flags: [
      ...['out_trade_no', 'syssn', 'pay_type', 'respcd', 'outcome', ...windowNames],
      ...['page', 'page_size', 'all', 'wait', 'wait_timeout'],
    ],
  },
  { name: 'report', load: report, flags: [...windowNames, 'by'] },
  {
    ...{ name: 'history', load: history, flags: ['command', 'since', 'until', 'open', 'limit'] },
    ...{ words: 'words', is_local: true },
  },
  { name: 'usage', load: usage, flags: [], is_local: true },
  { name: 'doctor', load: doctor, flags: ['offline'] },
];

const money: readonly (McpTool & { readonly money: MoneyTool })[] = [
  {
    ...{ name: 'pay', load: pay, money: 'pay', required: ['pay_type', 'out_trade_no'] },
    flags: [
      ...['pay_type', 'txamt', 'amount', 'currency', 'out_trade_no', 'goods_name', 'auth_code', 'expired_time'],
      ...['notify_url', 'return_url', 'udid', 'txdtm', 'param', 'wait', 'wait_timeout'],
    ],
    fixed: { qr: false },
  },
  {
    ...{ name: 'refund', load: refund, money: 'refund', words: 'out_trade_no' },
    flags: ['syssn', 'txamt', 'amount', 'full', 'refund_no', 'since', 'until', 'wait', 'wait_timeout'],
  },
  { name: 'reverse', load: reverse, money: 'reverse', words: 'out_trade_no', flags: ['syssn'] },
  { name: 'close', load: close, money: 'close', words: 'out_trade_no', flags: ['syssn'] },
  {
    ...{ name: 'capture', load: capture, money: 'capture', required: ['syssn'] },
    flags: ['syssn', 'txamt', 'amount', 'full', 'out_trade_no', 'wait'],
  },
  { name: 'unfreeze', load: unfreeze, money: 'unfreeze', words: 'out_trade_no', flags: ['syssn'] },
  {
    ...{ name: 'checkout', load: checkout, money: 'checkout' },
    required: ['out_trade_no', 'return_url', 'failed_url', 'notify_url'],
    flags: [
      ...['txamt', 'amount', 'return_url', 'failed_url', 'notify_url', 'currency', 'out_trade_no', 'goods_name'],
      ...['cancel_url', 'expired_time', 'checkout_expired_time', 'checkout_lang', 'udid', 'limit_pay'],
      ...['wait', 'wait_timeout'],
    ],
    fixed: { qr: false },
  },
];

/** What can be read is always there, and the trial of each call that moves money; that call itself where it is allowed. */
export function mcpTools({ allowed }: Pick<McpRules, 'allowed'>): readonly McpTool[] {
  const trials = money.map(({ money: _money, ...tool }): McpTool => {
    const required = (tool.required ?? []).filter((name) => name !== 'out_trade_no');
    const flags = tool.flags.filter((name) => !name.startsWith('wait'));
    const fixed = { ...tool.fixed, dry_run: true };
    return { ...tool, name: `${tool.name}_dry_run`, flags, required, fixed, shows_digests: true };
  });
  return [...reading, ...trials, ...money.filter((tool) => allowed.includes(tool.money))];
}

type ToolSchema = Readonly<Record<string, unknown>>;

/** What a tool takes, by the table of its command. */
export function inputSchema(tool: McpTool, command: AnyCommand): ToolSchema & { readonly type: 'object' } {
  const { words, takes_text, required = [] } = tool;
  const own = tool.flags.map((name) => [name, flagSchema(command.flags[name] as FlagData)] as const);
  const said = words === undefined ? [] : [[words, wordsSchema(words, command)] as const];
  const given = takes_text ? [['text', textSchema()] as const] : [];
  return {
    type: 'object',
    properties: Object.fromEntries([...given, ...said, ...own]),
    ...(required.length > 0 ? { required: [...required] } : {}),
    additionalProperties: false,
  };
}

function textSchema(): ToolSchema {
  const description = t`anything that holds it, as it came: a curl command, raw HTTP, HAR, JSON, a form, a log line`;
  return { type: 'string', description };
}

function wordsSchema(words: NonNullable<McpTool['words']>, { arguments: [first] = [] }: AnyCommand): ToolSchema {
  const description = first?.says() ?? '';
  if (words === 'parameters')
    return { type: 'object', additionalProperties: { type: ['string', 'integer'] }, description };
  return first?.repeats ? { type: 'array', items: { type: 'string' }, description } : { type: 'string', description };
}

function flagSchema(flag: FlagData): ToolSchema {
  const description = saidOf(flag);
  if (flag.kind === 'switch') return { type: 'boolean', description };
  const values = valuesOf(flag);
  if (flag.kind === 'list' || flag.kind === 'commas')
    return { type: 'array', items: { type: 'string', ...values }, description };
  return { type: ['string', 'integer'], ...values, description };
}

/** Words that say more than that they are words; an alias or a code of QFPay is too long a list for a model. */
function valuesOf({ values }: FlagData): ToolSchema {
  if (values === 'currencies') return { examples: currencies.slice(0, 3).map(({ code }) => code) };
  if (values === 'pay-types') return { examples: payTypes.slice(0, 3).map(({ code }) => code) };
  return typeof values === 'string' || values === undefined ? {} : { examples: [...values] };
}

/** As the command gets them. */
export interface ToolInput {
  readonly options: Readonly<Record<string, unknown>>;
  readonly args: readonly string[];
  /** What the command reads where it reads stdin. */
  readonly text?: string;
}

/**
 * What a model said, as what would have been typed.
 * @throws UsageError every fault at once: an argument that there is not, one that is missing, or of another type
 */
export function readInput(tool: McpTool, command: AnyCommand, given: Readonly<Record<string, unknown>>): ToolInput {
  const { words, takes_text, required = [], fixed = {} } = tool;
  const known = [...tool.flags, ...(words ? [words] : []), ...(takes_text ? ['text'] : [])];
  const entries = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  const faults: Fault[] = entries
    .filter(([name]) => !known.includes(name))
    .map(([field]) => ({ field, rule: t`is no argument of ${tool.name}`, ...didYouMean(field, known) }));
  const missing = required.filter((name) => !entries.some(([field]) => field === name));
  faults.push(...missing.map((field) => ({ field, rule: t`is required` })));
  const options: Record<string, unknown> = {};
  const take = <Value>(field: string, value: Value | undefined, rule: string) => {
    if (value === undefined) faults.push({ field, rule });
    return value;
  };
  for (const name of tool.flags) {
    const value = Object.hasOwn(given, name) ? (given[name] ?? undefined) : undefined;
    if (value === undefined) continue;
    const flag = command.flags[name] as FlagData;
    const read = flagValue(flag, value);
    options[name] = take(name, read, ruleOf(flag));
  }
  const args = words === undefined ? [] : (take(words, wordsOf(words, given[words]), t`must be text`) ?? []);
  const text = takes_text ? given['text'] : undefined;
  if (text !== undefined && typeof text !== 'string') faults.push({ field: 'text', rule: t`must be text` });
  refuse(faults);
  if (typeof text !== 'string') return { options: { ...options, ...fixed }, args };
  return { options: { ...options, ...fixed, input_file: '-' }, args, text };
}

function ruleOf({ kind }: FlagData): string {
  if (kind === 'switch') return t`must be true or false`;
  return kind === 'list' || kind === 'commas' ? t`must be a list of texts` : t`must be text`;
}

/** Undefined for a value of another type. */
function flagValue({ kind }: FlagData, value: unknown): unknown {
  if (kind === 'switch') return typeof value === 'boolean' ? value : undefined;
  if (kind === 'list' || kind === 'commas') return textList(value);
  return textOf(value);
}

function textList(value: unknown): readonly string[] | undefined {
  const items = (Array.isArray(value) ? value : [value]).map(textOf);
  return items.every((item) => item !== undefined) ? items : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
}

/** Undefined for what cannot be words. A parameter always has its `=`: a bare word would name a file. */
function wordsOf(words: NonNullable<McpTool['words']>, value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  if (words !== 'parameters') return textList(value);
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  const pairs = Object.entries(value).map(([name, text]) => [name, textOf(text)] as const);
  return pairs.every(([name, text]) => text !== undefined && !/^-|[=\s]/.test(name) && name !== '')
    ? pairs.map(([name, text]) => `${name}=${text}`)
    : undefined;
}

async function codes(): Promise<AnyCommand> {
  return (await import('../codes.ts')).codesCommand;
}
async function payTypeList(): Promise<AnyCommand> {
  return (await import('../pay-types.ts')).payTypesCommand;
}
async function currencyList(): Promise<AnyCommand> {
  return (await import('../currencies.ts')).currenciesCommand;
}
async function sign(): Promise<AnyCommand> {
  return (await import('../sign.ts')).signCommand;
}
async function verify(): Promise<AnyCommand> {
  return (await import('../verify.ts')).verifyCommand;
}
async function query(): Promise<AnyCommand> {
  return (await import('../query.ts')).queryCommand;
}
async function report(): Promise<AnyCommand> {
  return (await import('../report.ts')).moneyReportCommand;
}
async function history(): Promise<AnyCommand> {
  return (await import('../history.ts')).historyCommand;
}
async function usage(): Promise<AnyCommand> {
  return (await import('../usage.ts')).usageCommand;
}
async function doctor(): Promise<AnyCommand> {
  return (await import('../doctor.ts')).doctorCommand;
}
async function pay(): Promise<AnyCommand> {
  return (await import('../pay.ts')).payCommand;
}
async function refund(): Promise<AnyCommand> {
  return (await import('../refund.ts')).refundCommand;
}
async function reverse(): Promise<AnyCommand> {
  return (await import('../cancel.ts')).reverseCommand;
}
async function close(): Promise<AnyCommand> {
  return (await import('../cancel.ts')).closeCommand;
}
async function capture(): Promise<AnyCommand> {
  return (await import('../capture.ts')).captureCommand;
}
async function unfreeze(): Promise<AnyCommand> {
  return (await import('../unfreeze.ts')).unfreezeCommand;
}
async function checkout(): Promise<AnyCommand> {
  return (await import('../checkout.ts')).checkoutCommand;
}
