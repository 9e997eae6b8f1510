import type { Session } from '../command/session.ts';
import type { Context } from '../context.ts';
import { DeclinedError, type Fault, faultsMessage, UsageError } from '../errors.ts';
import type { Answer, Gateway } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import {
  findOrders,
  findRefundNumber,
  findRefunds,
  findSyssns,
  monthsBack,
  refundMonths,
} from '../lookup/find-orders.ts';
import { acceptedLookup, type Lookup } from '../lookup/query.ts';
import { monthTeller, type QueryWindow } from '../lookup/window.ts';
import { cancelledFault, choosePayment, type NamedPayment } from '../refund/choose-payment.ts';
import { type RefundIdentity, type RefundSum, refundNumber } from '../refund/refund-number.ts';
import {
  chooseRefund,
  isRefundOf,
  isTold,
  type Left,
  lastRefund,
  type NumberedRefund,
  outcomeOfRefund,
  type RefundablePayment,
  type Rest,
  whatIsLeft,
} from '../refund/refund-record.ts';
import { parseAmount } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { ownNumberFault, type RefundRequest } from './refund-request.ts';

/**
 * Asks the gateway all that has to be known before a refund may leave. Sends none.
 * @throws UsageError a rule forbids it
 * @throws DeclinedError there is no such payment
 * @throws SignatureError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function planRefund(
  request: RefundRequest,
  session: Session,
  context: Context,
  books: RefundBooks = gatewayBooks(session.gateway, context),
): Promise<RefundPlan> {
  const found = await findPayment(request, books);
  checkNumber(request, found.payment);
  const planning = { request, session, books, found, months: refundMonths(found.payment, context.clock.now()) };
  return request.sum === 'full' ? planFull(planning) : planAmount(planning, readTxamt(request.sum, found.payment));
}

async function planAmount(planning: Planning, txamt: string): Promise<RefundPlan> {
  const { payment } = planning.found;
  const attempt = await attemptOf(planning, { txamt, refunded: '0' });
  const is_spared = attempt.standing !== undefined && !planning.books.tells_left_of_standing;
  const left = is_spared ? { left: t`it was not asked for`, refunds: [] } : await leftOf(planning);
  return { payment, txamt, ...isGiven(planning), ...attempt, ...left };
}

/**
 * Where the payment was named by its syssn, its own number is known only now.
 * @throws UsageError the refund was to have it
 */
function checkNumber({ refund_no }: RefundRequest, { out_trade_no }: RefundablePayment): void {
  if (refund_no === undefined || refund_no !== out_trade_no) return;
  throw ruleError([ownNumberFault(refund_no)]);
}

/** @throws UsageError major units of a currency that has none */
export function readTxamt(sum: Exclude<RefundSum, 'full'>, { txcurrcd = '' }: Transaction): string {
  if ('txamt' in sum) return sum.txamt;
  const read = parseAmount(sum.amount, txcurrcd);
  if ('txamt' in read) return read.txamt;
  throw ruleError([read.fault]);
}

/** A refund with its number, its amount and all that the gateway said about it before anything is sent. */
export interface RefundPlan extends NumberedRefund {
  /** Without it, the refund is to be sent. */
  readonly standing?: Standing;
  /** Before this refund; the reason, where it cannot be said. */
  readonly left: Left | string;
  /** What was found, where the refunds had to be looked for. */
  readonly refunds: readonly Transaction[];
}

/** What every step of planning needs. */
interface Planning {
  readonly request: RefundRequest;
  readonly session: Session;
  readonly books: RefundBooks;
  readonly found: FoundPayment;
  readonly months: readonly QueryWindow[];
}

function isGiven({ request }: Planning): Pick<RefundPlan, 'is_given'> {
  return { is_given: request.refund_no !== undefined };
}

/** The number that this refund takes, and what stands under it. A number that the merchant gave is the only one. */
function attemptOf(planning: Planning, rest: Rest): Promise<RefundAttempt> {
  const { request, books, months, found } = planning;
  const { refund_no } = request;
  const { payment } = found;
  const series = refund_no === undefined ? refundNumbers(identityOf(planning, rest)) : [refund_no];
  return findAttempt(series, payment, (out_trade_no) => books.refundNumber(out_trade_no, { payment, months }));
}

function identityOf({ session, found }: Planning, rest: Rest): RefundIdentity {
  const { env, merchant } = session.settings;
  return { env, app_code: merchant.app_code, mchid: merchant.mchid, syssn: found.payment.syssn, ...rest };
}

/** What is left before this refund. The refunds are looked for only where the payment's own flag does not tell. */
async function leftOf({ found, books, months }: Planning): Promise<Pick<RefundPlan, 'left' | 'refunds'>> {
  const { payment } = found;
  if (isTold(payment)) return { left: whatIsLeft(payment), refunds: [] };
  const { records: refunds, is_cut } = await books.refunds({ payment, months });
  return { left: whatIsLeft(payment, { refunds, is_complete: !is_cut }), refunds };
}

interface FoundPayment {
  readonly payment: RefundablePayment;
  /** That showed it. */
  readonly answer: Answer | undefined;
}

/**
 * The payment that is to be given back.
 * @throws UsageError it is not paid, or there are several of that number
 * @throws DeclinedError there is none
 * @throws SignatureError, NetworkError, RateLimitedError the gateway could not be asked
 */
async function findPayment(request: RefundRequest, books: RefundBooks): Promise<FoundPayment> {
  const { named } = request;
  const { records, answers } = acceptedLookup(await books.payment(request));
  const choice = choosePayment(
    records.filter((record) => record[named.field] === named.value),
    named,
  );
  if ('payment' in choice) return { payment: choice.payment, answer: answers.at(-1) };
  const [first, ...others] = choice.faults;
  if (!first) throw notFound(request);
  const message =
    others.length > 0
      ? t`${named.field} ${named.value} was paid ${choice.faults.length} times`
      : `${first.field} ${first.rule}`;
  const hint = others.length > 0 ? t`say which payment is meant by --syssn` : undefined;
  throw new UsageError(message, { details: choice.faults, ...numberOf(named), ...(hint ? { hint } : {}) });
}

function notFound({ named, window }: RefundRequest): DeclinedError {
  const everywhere = named.field === 'syssn' || window === undefined;
  const searched = everywhere ? t`this month and the ${monthsBack} before it` : t`the window of --since and --until`;
  const where = named.field === 'syssn' ? t`this merchant's transactions` : searched;
  return new DeclinedError(t`${named.field} ${named.value} was not found`, {
    hint: t`check --env and --profile; an older payment is found with --since, or named by --syssn`,
    details: [{ ...named, rule: t`was not found in ${where}` }],
    ...numberOf(named),
  });
}

function numberOf({ field, value }: NamedPayment): { out_trade_no?: string } {
  return field === 'out_trade_no' ? { out_trade_no: value } : {};
}

/**
 * A refund of all that is left, which the payment's flag or its refunds have to tell.
 * @throws UsageError they do not, so that an amount has to be said
 */
async function planFull(planning: Planning): Promise<RefundPlan> {
  const { found, request } = planning;
  const { payment } = found;
  const { left, refunds } = await leftOf(planning);
  if (typeof left === 'string') throw ruleError([cancelledFault(payment, request.named) ?? unsettledFault(left)]);
  if (left.left === 0) return planNothing(planning, left, refunds);
  const txamt = String(left.left);
  const attempt = await attemptOf(planning, { txamt, refunded: String(left.refunded) });
  if (isEarlier(attempt, refunds)) throw ruleError([earlierFault(attempt.out_trade_no, txamt)]);
  const open = left.open.find(({ out_trade_no }) => out_trade_no !== attempt.out_trade_no);
  if (open && !attempt.standing) throw ruleError([unsettledFault(t`refund ${open.out_trade_no} is not final yet`)]);
  return { payment, txamt, ...isGiven(planning), ...attempt, left, refunds };
}

/** Everything was given back already: by which refund, is told as far as it can be found. */
async function planNothing(planning: Planning, left: Left, known: readonly Transaction[]): Promise<RefundPlan> {
  const { found, books, months } = planning;
  const { payment, answer } = found;
  const attempt = await attemptOf(planning, { txamt: payment.txamt, refunded: '0' });
  const plan = { payment, ...isGiven(planning), left };
  if (known.length === 0 && isOwn(attempt, payment)) {
    return { ...plan, ...attempt, txamt: attempt.standing?.record.txamt ?? payment.txamt, refunds: [] };
  }
  const refunds = known.length > 0 ? known : (await books.refunds({ payment, months })).records;
  const own = lastRefund(payment, refunds, (rest) => refundSeries(identityOf(planning, rest)));
  const record = own ?? { order_type: 'refund', orig_syssn: payment.syssn, respcd: '0000' };
  const { out_trade_no = '', txamt = payment.txamt } = record;
  return { ...plan, txamt, out_trade_no, standing: { record, answer }, refunds };
}

function isOwn({ standing }: RefundAttempt, payment: RefundablePayment): boolean {
  return (
    standing !== undefined && isRefundOf(standing.record, payment) && outcomeOfRefund(standing.record) !== 'declined'
  );
}

/** A number that the merchant gave before: its refund is among those that left the rest. */
function isEarlier({ standing, out_trade_no }: RefundAttempt, refunds: readonly Transaction[]): boolean {
  const is_done = standing && outcomeOfRefund(standing.record) === 'refunded';
  return is_done === true && refunds.some((refund) => refund.out_trade_no === out_trade_no);
}

function unsettledFault(reason: string): Fault {
  return { field: 'full', rule: t`cannot be settled: ${reason}`, next: t`say how much by --txamt or --amount` };
}

function earlierFault(refund_no: string, left: string): Fault {
  const rule = t`was used for an earlier refund of this payment, of which txamt ${left} is left`;
  return { field: 'refund_no', value: refund_no, rule, next: t`give a new number` };
}

/** What the gateway knows of a refund already. */
export interface Standing {
  readonly record: Transaction;
  /** That showed it. */
  readonly answer: Answer | undefined;
}

/** A number for the refund, and what stands under it; nothing where it is free. */
interface RefundAttempt {
  readonly out_trade_no: string;
  readonly standing?: Standing;
}

/** How often the same refund may be declined before a person has to look into it. */
const longestSeries = 10;

/** The derived numbers of one refund, in the order they are taken; each is reckoned when it is asked for. */
function* refundNumbers(identity: RefundIdentity): Generator<string> {
  for (let place = 0; place < longestSeries; place += 1) yield refundNumber(identity, place);
}

/** All of them. */
export function refundSeries(identity: RefundIdentity): string[] {
  return [...refundNumbers(identity)];
}

/**
 * The first number of a series that was not declined for good. Asked for before anything is sent, so that a repeat costs a
 * query; a number is passed over on the gateway's word alone. The last one is given back though it was declined.
 */
export async function findAttempt(
  series: Iterable<string>,
  payment: RefundablePayment,
  look: (out_trade_no: string) => Promise<Lookup>,
): Promise<RefundAttempt> {
  let attempt: RefundAttempt = { out_trade_no: '' };
  for (const out_trade_no of series) {
    const { records, answers } = await look(out_trade_no);
    const record = chooseRefund(records, payment);
    if (!record) return { out_trade_no };
    attempt = { out_trade_no, standing: { record, answer: answers.at(-1) } };
    if (outcomeOfRefund(record) !== 'declined') return attempt;
  }
  return attempt;
}

/** A payment, and the months in which a refund of it can stand. */
interface Refundable {
  readonly payment: RefundablePayment;
  readonly months: readonly QueryWindow[];
}

/**
 * What has to be known before a refund is sent, wherever it is known from. Every one of them may fail with a SignatureError,
 * DeclinedError, NetworkError or RateLimitedError: the gateway could not be asked.
 */
export interface RefundBooks {
  /** All that stands under the name of the payment. */
  payment(request: RefundRequest): Promise<Lookup>;
  /** What stands under a number that a refund of the payment may have. */
  refundNumber(out_trade_no: string, of: Refundable): Promise<Lookup>;
  /** All refunds of a payment whose flag does not tell what is left. */
  refunds(of: Refundable): Promise<Lookup>;
  /** Whether what is left is asked for also where the refund stands already. */
  readonly tells_left_of_standing: boolean;
}

/** One refund is asked about at a time. */
export function gatewayBooks(gateway: Gateway, context: Context): RefundBooks {
  return {
    async payment({ named, window }) {
      if (named.field === 'syssn') return findSyssns(gateway, [named.value], undefined);
      const out_trade_no = [named.value];
      return findOrders(gateway, { out_trade_no, window, now: context.clock.now(), monthOf: monthTeller(context) });
    },
    refundNumber: (out_trade_no, { months }) => findRefundNumber(gateway, out_trade_no, months),
    refunds: ({ payment, months }) => findRefunds(gateway, payment, months),
    tells_left_of_standing: true,
  };
}

/** What a refund breaks, with every fault at once. */
export function ruleError(details: readonly Fault[]): UsageError {
  return new UsageError(faultsMessage(details), { details });
}
