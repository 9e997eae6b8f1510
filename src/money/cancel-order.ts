import type { EndpointName } from '../catalog/endpoints.ts';
import { type PayType, payTypes } from '../catalog/pay-types.ts';
import { type FlagValues, toggle, value } from '../command/flags.ts';
import { connectionFlags, shellLine } from '../command/session.ts';
import type { Resume } from '../context.ts';
import { isFinal, type Outcome, outcomeOfRecord } from '../diagnosis/outcome.ts';
import { type Fault, type KnownRules, refuse, unknownRules } from '../errors.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Parameter } from '../signature/sign.ts';
import { formatMoney } from '../transaction/money.ts';
import { readNumbers, type Transaction } from '../transaction/transaction.ts';

/** An order that is about to be ended, with all that the call needs of it. */
export interface CancelOrder {
  readonly endpoint: Extract<EndpointName, 'reversal' | 'close'>;
  /** The original amount and time: QFPay demands those that the order was made with. */
  readonly txamt: string;
  readonly txdtm: string;
  /** What is known of it. */
  readonly record: Transaction;
  /** It is paid, and the call gives the money back: a reversal of a card payment. */
  readonly is_void: boolean;
  readonly skipped_rules: readonly string[];
  readonly resume: Resume;
}

/** One of the two names is what QFPay asks for; its own is the sharper one, since a number may have several attempts. */
export function cancelParameters({ txamt, txdtm, record }: CancelOrder): Parameter[] {
  const { syssn, out_trade_no = '' } = record;
  const name: Parameter = syssn === undefined ? ['out_trade_no', out_trade_no] : ['syssn', syssn];
  return [name, ['txamt', txamt], ['txdtm', txdtm]];
}

/**
 * How an order stands, for whoever wants it ended. A call that ended it leaves its flag, which counts also beside the code of
 * an unpaid order; and 1142 is a closed order, whoever closed it.
 */
export function stateOfOrder(record: Transaction): Outcome {
  const outcome = outcomeOfRecord(record);
  if (outcome === 'declined' && record.respcd === '1142') return 'closed';
  if (isFinal(outcome)) return outcome;
  return { '1': 'reversed' as const, '2': 'closed' as const }[record.cancel ?? ''] ?? outcome;
}

export function payTypeOf({ pay_type }: Transaction): PayType | undefined {
  return payTypes.find(({ code }) => code === pay_type);
}

/** Card payments are captured at once, and a reversal of one is a void; no wallet takes one back that way. */
export function isVoidable(record: Transaction): boolean {
  const { flow, cancel } = payTypeOf(record) ?? {};
  return cancel === 'reversal' && (flow === 'card-online' || flow === 'apple-pay');
}

export function amountOf({ txamt = '', txcurrcd = '' }: Transaction): string {
  return formatMoney(txamt, txcurrcd);
}

/** The command's name tells the endpoint. */
export const cancelEndpoints = { reverse: 'reversal', close: 'close' } as const;

export type CancelName = keyof typeof cancelEndpoints;

export const cancelFlags = {
  syssn: value('<s>', () => t`the order, by QFPay's number`),
  dry_run: toggle(() => t`look the order up, show the request and do not send it`),
};

export type CancelOptions = FlagValues<typeof cancelFlags> & {
  /** Not typed: what `api reversal` and `api close` were given, which has to be the order's own. */
  readonly expected?: Readonly<Partial<Record<'out_trade_no' | 'txamt' | 'txdtm', string>>>;
};

/** One order that is to be ended, as it was named. */
export interface CancelRequest {
  readonly name: CancelName;
  readonly field: 'out_trade_no' | 'syssn';
  readonly value: string;
  /** As typed, for the commands that are given to go on with. */
  readonly options: CancelOptions & GlobalOptions;
}

type NamedOrder = Pick<CancelRequest, 'field' | 'value' | 'options'>;

/** The same order for another command, ready to be pasted into a shell. */
export function cancelWords(command: CancelName | 'query', { field, value, options }: NamedOrder): string {
  const named = field === 'syssn' ? ['--syssn', value] : [value];
  return shellLine(['qfpay', command, ...named, ...connectionFlags(options)]);
}

/** The same command again, for whoever interrupts it before it has sent anything. */
export function againCommand(request: CancelRequest): string {
  const skipped = request.options.skip_rule?.map((id) => `--skip-rule ${id}`) ?? [];
  return [cancelWords(request.name, request), ...skipped].join(' ');
}

/** Gives back what is left of it. */
export function refundCommand(
  { field, options }: Omit<NamedOrder, 'value'>,
  { out_trade_no, syssn }: Transaction,
): string {
  const byNumber = out_trade_no !== undefined && (field === 'out_trade_no' || syssn === undefined);
  const named = byNumber ? [out_trade_no] : ['--syssn', syssn ?? ''];
  return shellLine(['qfpay', 'refund', ...named, '--full', ...connectionFlags(options)]);
}

/** The rule that may be out of date: QFPay's documents contradict each other about it. */
export const cancelEndpointRule = 'cancel-endpoint';

export function cancelRules(command: CancelName): KnownRules {
  return { command, rule_ids: [cancelEndpointRule] };
}

/** @throws UsageError with every fault at once */
export function readCancelRequest(
  name: CancelName,
  options: CancelOptions & GlobalOptions,
  args: readonly string[],
): CancelRequest {
  const faults: Fault[] = [];
  const out_trade_no = readNumbers(args, 'out_trade_no', faults);
  const syssn = readNumbers(options.syssn === undefined ? [] : [options.syssn], 'syssn', faults);
  const [value = '', ...others] = [...out_trade_no, ...syssn];
  if (value === '' && faults.length === 0)
    faults.push({ field: 'out_trade_no', rule: t`is required, or --syssn in its place` });
  if (others.length > 0)
    faults.push({ field: 'out_trade_no', rule: t`must be one order, named by its number or by --syssn` });
  faults.push(...unknownRules(options.skip_rule ?? [], cancelRules(name)));
  refuse(faults, `qfpay ${name} --help`);
  return { name, field: out_trade_no.length > 0 ? 'out_trade_no' : 'syssn', value, options };
}
