import { endpoints } from '../catalog/endpoints.ts';
import { tell } from '../command/command.ts';
import { connectionFlags, shellLine } from '../command/session.ts';
import type { Context, Resume } from '../context.ts';
import { isUsedNumber } from '../diagnosis/outcome.ts';
import { NetworkError, RateLimitedError, UnknownOutcomeError } from '../errors.ts';
import type { Answer, Gateway } from '../gateway/gateway.ts';
import { type Records, readHistory, sendingTimes } from '../history/history.ts';
import { attemptsOf, type HistoryAttempt, type RecordedSending } from '../history/history-entry.ts';
import { t } from '../language/t.ts';
import { findOrders } from '../lookup/find-orders.ts';
import { settle } from '../lookup/wait.ts';
import type { Settings } from '../merchant/merchant.ts';
import { chooseRefund, type NumberedRefund } from '../refund/refund-record.ts';
import type { RefundCommands, RefundState } from '../report/refund-findings.ts';
import type { Parameter } from '../signature/sign.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { formatTxdtm } from '../transaction/txdtm.ts';
import type { MoneyMove } from './move-money.ts';
import type { RefundPlan } from './refund-plan.ts';
import type { RefundRequest } from './refund-request.ts';
import { stateOfAnswer, stateOfDoubt, stateOfLost, stateOfRecord } from './refund-state.ts';

/** A refund, ready to leave. */
interface RefundOrder extends DoubtfulRefund {
  readonly parameters: readonly Parameter[];
  readonly sending: RecordedSending;
  /** This machine has sent the number before, and does not know what became of it. */
  readonly in_doubt: boolean;
  /** For stderr, before it leaves. */
  readonly notices: readonly string[];
  readonly resume: Resume & { readonly out_trade_no: string };
  /** Where its sendings are written down; this machine's history when absent. */
  readonly records?: Records;
}

/** With a query before each of the further ones. */
const mostSendings = 3;

/**
 * A refund is made once. Where nobody can tell whether it was made it is sent again under the same number, which the gateway
 * takes once; never under another.
 */
export function refundMove(order: RefundOrder, gateway: Gateway, context: Context): MoneyMove<RefundState> {
  return {
    ...order,
    endpoint: endpoints.refund,
    async understand({ answer, sending, is_stopped }) {
      const in_doubt = sending > 1 || order.in_doubt;
      const state = await understandRefund({ answer, sending, in_doubt }, order, gateway, context);
      if (state.outcome !== 'unknown') return state;
      const is_last = sending === mostSendings || is_stopped || state.is_refused === true;
      tell(context, `${state.reason}: asking`);
      const found = await settleRefund(order, gateway, context, is_last ? undefined : patience.short);
      if (found || is_last) return found ?? stateOfDoubt(state);
      tell(context, t`no answer of query shows the refund: sending it again under the same number`);
      return 'send_again';
    },
  };
}

/** What came back of one sending, counted from 1. */
interface Returned {
  readonly answer: Answer | UnknownOutcomeError;
  readonly sending: number;
  /** An earlier sending of the number may have been processed, or still be. */
  readonly in_doubt: boolean;
}

/** Refusals that an earlier refund can be the reason of: that of a lost answer, or of another machine a moment ago. */
const alreadyDone: readonly string[] = ['1125', '1262', '1263', '1264', '1272'];

/**
 * What an answer says of the refund, held against the gateway's books where they may know better. `unknown` leaves it open.
 * @throws CancelledError interrupted
 */
async function understandRefund(
  returned: Returned,
  refund: DoubtfulRefund,
  gateway: Gateway,
  context: Context,
): Promise<RefundState> {
  const { answer, sending } = returned;
  if (answer instanceof UnknownOutcomeError) return stateOfLost(answer, refund);
  const state = stateOfAnswer(answer, refund);
  if (state.outcome !== 'declined' && !isUsedNumber(answer)) return state;
  const found = isUsedNumber(answer)
    ? await settleUsedNumber(refund, gateway, context)
    : await settleRefund(refund, gateway, context, patienceFor(returned, answer));
  if (found && found.outcome !== 'declined') return { ...found, repeated: sending === 1 };
  if (isUsedNumber(answer)) return found ? { ...found, is_earlier: true } : usedUnknown(state, refund);
  return returned.in_doubt ? refusedUnknown(state) : state;
}

function patienceFor({ in_doubt }: Returned, { respcd }: Answer): readonly number[] {
  return in_doubt || alreadyDone.includes(respcd) ? patience.short : patience.once;
}

function usedUnknown(state: RefundState, { out_trade_no }: DoubtfulRefund): RefundState {
  const reason = t`the gateway refuses out_trade_no ${out_trade_no} as used, and no answer of query shows it`;
  return { ...state, outcome: 'unknown', reason, is_refused: true, needs_number: true };
}

/** That it is refused now says nothing of the sending before, which may even be the reason. */
function refusedUnknown(state: RefundState): RefundState {
  const said = [state.respcd, state.message].filter((text) => text).join(' ');
  const reason = t`the gateway refuses it now (${said}), but what became of an earlier sending is not known`;
  return { ...state, outcome: 'unknown', reason, is_refused: true };
}

/** A refund that was sent and may have been made. */
interface DoubtfulRefund extends NumberedRefund {
  readonly sent_at: Date;
}

/** How patiently the books are asked, in milliseconds before each try. */
const patience = {
  /** A refusal that says nothing of an earlier refund. */
  once: [0],
  /** Where the refund may be sent again under its number, or the books must know it. */
  short: [500, 1000, 2000],
} as const;

/**
 * What the gateway's books say of the refund; undefined where they do not know its number, which is no proof. Only asks.
 * @param pauses how patiently; as long as for a payment when absent
 * @throws CancelledError interrupted
 */
async function settleRefund(
  refund: DoubtfulRefund,
  gateway: Gateway,
  context: Context,
  pauses?: readonly number[],
): Promise<RefundState | undefined> {
  const { out_trade_no, sent_at, payment, txamt } = refund;
  const choose = (records: readonly Transaction[]) => chooseRefund(records, payment, txamt);
  const seen = await settle(gateway, context, { out_trade_no, sent_at, choose, ...(pauses ? { pauses } : {}) });
  return typeof seen === 'string' ? undefined : { ...stateOfRecord(seen.record, refund), answer: seen.answer };
}

/**
 * The gateway refused the number as used: whatever holds it is the answer, wherever it stands on the books.
 * @throws CancelledError interrupted
 */
async function settleUsedNumber(
  refund: DoubtfulRefund,
  gateway: Gateway,
  context: Context,
): Promise<RefundState | undefined> {
  const recent = await settleRefund(refund, gateway, context, patience.short);
  if (recent) return recent;
  return findAnywhere(refund, gateway, context);
}

async function findAnywhere(
  refund: NumberedRefund,
  gateway: Gateway,
  { clock }: Context,
): Promise<RefundState | undefined> {
  const { out_trade_no, payment, txamt } = refund;
  try {
    const { records, answers } = await findOrders(gateway, { out_trade_no: [out_trade_no], now: clock.now() });
    const own = records.filter((record) => record.out_trade_no === out_trade_no);
    const record = chooseRefund(own, payment, txamt);
    const answer = answers.at(-1);
    return record && { ...stateOfRecord(record, refund), ...(answer ? { answer } : {}) };
  } catch (error) {
    if (error instanceof NetworkError || error instanceof RateLimitedError) return undefined;
    throw error;
  }
}

/** The command lines to go on with. The same one is as good as any: it makes the same refund, once. */
export function refundCommands({ named, sum, options }: RefundRequest, out_trade_no?: string): RefundCommands {
  const { refund_no, since, until, wait, wait_timeout, skip_rule = [], yes } = options;
  const name = named.field === 'syssn' ? ['--syssn', named.value] : [named.value];
  const times = Object.entries({ since, until }).flatMap(([flag, value]) => (value ? [`--${flag}`, value] : []));
  const more = [
    ...(wait ? ['--wait'] : []),
    ...(wait_timeout === undefined ? [] : ['--wait-timeout', wait_timeout]),
    ...skip_rule.flatMap((id) => ['--skip-rule', id]),
    ...(yes ? ['--yes'] : []),
    ...connectionFlags(options),
  ];
  const number = refund_no === undefined ? [] : ['--refund-no', refund_no];
  const line = (amount: readonly string[]) => shellLine(['qfpay', 'refund', ...name, ...amount, ...times, ...more]);
  return {
    ...(out_trade_no === undefined
      ? {}
      : { query: shellLine(['qfpay', 'query', out_trade_no, ...connectionFlags(options), '--wait']) }),
    again: line([...sumFlags(sum), ...number]),
    full: line(['--full']),
  };
}

export function sumFlags(sum: RefundRequest['sum']): string[] {
  if (sum === 'full') return ['--full'];
  return 'txamt' in sum ? ['--txamt', sum.txamt] : ['--amount', sum.amount];
}

export function refundParameters(
  { payment, txamt, out_trade_no }: RefundPlan,
  { timezone }: Settings,
  now: Date,
  sent_as: Readonly<Record<string, string>> = {},
): Parameter[] {
  return [
    ['syssn', payment.syssn],
    ['out_trade_no', out_trade_no],
    ['txamt', txamt],
    ...Object.entries({ txdtm: formatTxdtm(now, timezone), ...sent_as }),
  ];
}

/** Outcomes after which nothing of a sending can come any more. */
const known: readonly string[] = ['not_sent', 'declined', 'refunded'];

/** What the history keeps of it and what is said before it leaves. */
export function makeRefundOrder(
  plan: RefundPlan,
  request: RefundRequest,
  settings: Settings,
  context: Context,
  lifted: readonly string[],
): RefundOrder {
  const sent_at = context.clock.now();
  const order = refundOrder(plan, request, settings, { command: 'refund', sent_at, lifted });
  return { ...order, in_doubt: mayBeUnderway(order.sending, sent_at, context), notices: noticesOf(settings) };
}

interface SendingFacts {
  /** The command that sends it. */
  readonly command: string;
  readonly sent_at: Date;
  /** Rules that would have refused it. */
  readonly lifted: readonly string[];
}

/** Decides without doing: of what became of earlier sendings nothing is known here. */
export function refundOrder(
  plan: RefundPlan,
  request: RefundRequest,
  settings: Settings,
  { command, sent_at, lifted }: SendingFacts,
): RefundOrder {
  const { payment, txamt, out_trade_no, is_given } = plan;
  const { env, base_url, merchant } = settings;
  const optional = { mchid: merchant.mchid, pay_type: payment.pay_type, txcurrcd: payment.txcurrcd };
  const sending: RecordedSending = {
    ...{ command, env, base_url, app_code: merchant.app_code, endpoint: 'refund', out_trade_no },
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    ...{ txamt, orig_syssn: payment.syssn },
    ...(lifted.length > 0 ? { skipped_rules: lifted } : {}),
  };
  return {
    ...{ payment, txamt, out_trade_no, is_given, sent_at, sending },
    parameters: refundParameters(plan, settings, sent_at, request.options.sent_as),
    in_doubt: false,
    notices: [],
    resume: { out_trade_no, command: refundCommands(request).again },
  };
}

/** How long a request may be on its way. What was sent before that and was made is on the gateway's books by now. */
export const longestWay = 10 * 60_000;

/** Whether this machine has sent the number a moment ago, and does not know what became of it. */
function mayBeUnderway({ env, app_code, out_trade_no }: RecordedSending, now: Date, context: Context): boolean {
  const isRecent = (time: string) => now.getTime() - Date.parse(time) < longestWay;
  // Most refunds were never sent: a long history is not read for them.
  if (!isRecent(sendingTimes(context)(out_trade_no) ?? '')) return false;
  const isOpen = ({ settled }: HistoryAttempt) => !known.includes(settled?.outcome ?? 'open');
  return readHistory(context).entries.some((entry) => {
    const is_same = entry.out_trade_no === out_trade_no && entry.env === env && entry.app_code === app_code;
    return is_same && isOpen(entry) && attemptsOf(entry).some((each) => isOpen(each) && isRecent(each.time));
  });
}

function noticesOf({ env }: Settings): string[] {
  if (env === 'test') return [t`test moves real money: this gives it back to the payer`];
  return env === 'sandbox' ? [t`sandbox is simulated: no real money moves`] : [];
}
