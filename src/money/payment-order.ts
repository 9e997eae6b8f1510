import { isLoopback } from '../catalog/endpoints.ts';
import { isHoldType, type PayType } from '../catalog/pay-types.ts';
import { connectionFlags, resumeCommand, shellLine } from '../command/session.ts';
import type { Context, Resume } from '../context.ts';
import { foreignField, type Outcome, outcomeOfAnswer, outcomeOfRecord } from '../diagnosis/outcome.ts';
import type { Answer } from '../gateway/gateway.ts';
import type { RecordedSending } from '../history/history-entry.ts';
import { t } from '../language/t.ts';
import type { Seen } from '../lookup/wait.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { PaymentState } from '../report/payment-report.ts';
import type { Parameter } from '../signature/sign.ts';
import { formatMoney } from '../transaction/money.ts';
import { makeOutTradeNo, readTransaction, type Transaction } from '../transaction/transaction.ts';
import { formatTxdtm } from '../transaction/txdtm.ts';
import type { PayRequest } from './payment-request.ts';

/** A payment with its number and its time: what is signed and sent. */
export interface Order {
  readonly out_trade_no: string;
  readonly pay_type: PayType;
  readonly parameters: readonly Parameter[];
  /** By this machine's clock. */
  readonly sent_at: Date;
  readonly resume: Resume & { readonly out_trade_no: string };
  readonly amount: string;
}

/** Gives a payment its number and its time, where none was typed. */
export function makeOrder(
  { pay_type, parameters, options }: PayRequest,
  { timezone }: Settings,
  { clock, random }: Pick<Context, 'clock' | 'random'>,
): Order {
  const typed = new Map(parameters);
  const sent_at = clock.now();
  const out_trade_no = typed.get('out_trade_no') ?? makeOutTradeNo(sent_at, random);
  const txdtm = typed.get('txdtm') ?? formatTxdtm(sent_at, timezone);
  const rest = parameters.filter(([name]) => name !== 'out_trade_no' && name !== 'txdtm');
  return {
    out_trade_no,
    pay_type,
    parameters: [...rest, ['out_trade_no', out_trade_no], ['txdtm', txdtm]],
    sent_at,
    resume: { out_trade_no, command: `${resumeCommand(out_trade_no, options)} --wait` },
    amount: formatMoney(typed.get('txamt') ?? '', typed.get('txcurrcd') ?? ''),
  };
}

/** What the history keeps of it: nothing of the payer. */
export function sendingOf(
  { parameters, pay_type, out_trade_no }: Order,
  settings: Settings,
  request: PayRequest,
): RecordedSending {
  const { env, base_url, merchant } = settings;
  const values = new Map(parameters);
  const skipped_rules = request.options.skip_rule ?? [];
  return {
    command: 'pay',
    env,
    base_url,
    app_code: merchant.app_code,
    ...(merchant.mchid === undefined ? {} : { mchid: merchant.mchid }),
    endpoint: 'payment',
    out_trade_no,
    pay_type: pay_type.code,
    txamt: values.get('txamt') ?? '',
    txcurrcd: values.get('txcurrcd') ?? '',
    ...(skipped_rules.length > 0 ? { skipped_rules } : {}),
  };
}

/** What has to be said before money moves, for stderr. */
export function noticesOf(
  { out_trade_no, pay_type }: Order,
  { env, base_url }: Settings,
  { options }: PayRequest,
): string[] {
  if (env === 'test') {
    const { env: _env, ...others } = options;
    const flags = ['--env', 'test', ...connectionFlags(others)];
    if (isHoldType(pay_type.code))
      return [
        t`test holds real money: release it today with ${shellLine(['qfpay', 'unfreeze', out_trade_no, ...flags])}`,
      ];
    const words = ['qfpay', 'refund', out_trade_no, '--full', ...flags];
    return [t`test moves real money, which is not settled: give it back today with ${shellLine(words)}`];
  }
  // On this machine it is an emulator that answers.
  if (env === 'sandbox' && !isLoopback(new URL(base_url).hostname)) {
    return [
      t`sandbox is made for card tests and may not know pay_type ${pay_type.code}: --env local rehearses every pay type, --env test takes real money`,
    ];
  }
  return [];
}

/**
 * What the gateway's own answer to the payment says. Where it speaks of another order, or against itself, it is `unknown`, and
 * nothing of it is told as the order's.
 */
export function stateOfAnswer(answer: Answer, order: Order): PaymentState {
  const { respcd, message } = answer;
  const { out_trade_no } = order;
  const reason = doubtAbout(answer, order);
  if (reason !== undefined) return { outcome: 'unknown', answer, transaction: { out_trade_no }, reason };
  const outcome = saidOutcome(respcd, order);
  const { respcd: _respcd, paydtm, ...fields } = readTransaction(answer.fields);
  // Some answers fill `paydtm` although nobody has paid yet.
  const paid = outcome === 'paid' && paydtm !== undefined ? { paydtm } : {};
  return { outcome, respcd, message, answer, transaction: { ...fields, ...paid, out_trade_no } };
}

/** What a record on the gateway's books says, where the payment's own answer never came. */
export function stateOfRecord(record: Transaction, order: Order): PaymentState {
  const outcome = outcomeOfRecord(record);
  const { respcd, errmsg, paydtm, ...fields } = record;
  const paid = paydtm === undefined || outcome === 'pending' ? {} : { paydtm };
  return {
    outcome,
    ...(respcd === undefined ? {} : { respcd }),
    ...(errmsg === undefined ? {} : { message: errmsg }),
    transaction: { ...fields, ...paid, out_trade_no: order.out_trade_no },
  };
}

/** Number and books disagree: the gateway holds a number once, so the order that was to be made was not. */
export function stateOfOther(record: Transaction, { out_trade_no }: Order): PaymentState {
  const { txamt = '', txcurrcd = '', pay_type = '', order_type = 'payment' } = record;
  const found = [order_type, formatMoney(txamt, txcurrcd), pay_type].filter((text) => text !== '').join(', ');
  return {
    outcome: 'declined',
    transaction: { out_trade_no },
    reason: t`out_trade_no ${out_trade_no} belongs to another order (${found})`,
  };
}

/** The first state, brought up to date by what a poll has shown. */
export function stateOfPoll(before: PaymentState, { record, answer }: Seen, order: Order): PaymentState {
  const now = stateOfRecord(record, order);
  return { ...before, ...now, answer, transaction: { ...before.transaction, ...now.transaction } };
}

/** Whether the payer needs something that only the payment's own answer has. */
export function needsLink({ result }: PayType): boolean {
  return result !== 'none';
}

/** A payer's code that was sent is what makes a pre-authorisation held at once. */
function saidOutcome(respcd: string, { pay_type, parameters }: Order): Outcome {
  const is_scanned = parameters.some(([name]) => name === 'auth_code');
  return outcomeOfAnswer(respcd, 'payment', pay_type, is_scanned);
}

type OrderFields = Readonly<Record<string, unknown>>;

/** Why an answer must not be believed before the books were asked; undefined where nothing in it speaks against it. */
export function doubtAbout(answer: Answer, order: Order): string | undefined {
  const parts = [answer.fields, answer.data ?? {}, ...(answer.records ?? [])];
  for (const part of parts) {
    const field = foreignField(readTransaction(part), order.parameters);
    if (field) return t`the answer is about another order: its ${field} is not the one that was sent`;
  }
  const isDoubtful = parts.flatMap((part) => saidBy(part, order)).some((said) => contradicts(said, answer, order));
  return isDoubtful
    ? t`the answer contradicts itself: its respcd is 0000, and another part of it says otherwise`
    : undefined;
}

const byTxstatus: ReadonlyMap<string, Outcome> = new Map([
  ['SUCCESS', 'paid'],
  ['PENDING', 'pending'],
  ['FAILED', 'declined'],
]);

/** What one part of an answer says by its code, and by the `txstatus` that few answers have. */
function saidBy(fields: OrderFields, order: Order): Outcome[] {
  const { respcd } = readTransaction(fields);
  const { txstatus } = fields;
  return [
    ...(respcd === undefined ? [] : [saidOutcome(respcd, order)]),
    ...(typeof txstatus === 'string' && txstatus !== '' ? [byTxstatus.get(txstatus.toUpperCase()) ?? 'unknown'] : []),
  ];
}

/** That a QR, web or in-app order waits for its payer is what its 0000 says. No other word turns a refusal into a payment. */
function contradicts(said: Outcome, { respcd }: Answer, { pay_type }: Order): boolean {
  if (respcd !== '0000') return false;
  const isWaiting = said === 'awaiting_payer' || said === 'pending';
  return said !== 'paid' && said !== 'authorized' && !(pay_type.result !== 'none' && isWaiting);
}
