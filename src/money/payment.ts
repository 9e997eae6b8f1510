import { endpoints } from '../catalog/endpoints.ts';
import { tell } from '../command/command.ts';
import { holdCommands, type Session } from '../command/session.ts';
import type { Context } from '../context.ts';
import {
  decisiveRecord,
  isFinal,
  isOfExistingOrder,
  isSameOrder,
  isSameSum,
  outcomeOfRecord,
} from '../diagnosis/outcome.ts';
import { CancelledError, NetworkError, RateLimitedError, UnknownOutcomeError } from '../errors.ts';
import type { Answer, Gateway } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import { visible } from '../language/terminal-text.ts';
import { findOrders } from '../lookup/find-orders.ts';
import { type Lookup, type QueryFilter, refusalOf } from '../lookup/query.ts';
import { type Seen, type Settling, settle, waitDeadline, waitForFinal } from '../lookup/wait.ts';
import { monthTeller, windowAround } from '../lookup/window.ts';
import { qrFileKind, renderQr, renderQrFile } from '../render/qr.ts';
import type { PaymentFindings, PaymentState } from '../report/payment-report.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import { type CancelOrder, stateOfOrder } from './cancel-order.ts';
import { type Cancelled, cancelOnce } from './cancellation.ts';
import { type MoneyMove, moveMoney } from './move-money.ts';
import {
  makeOrder,
  needsLink,
  noticesOf,
  type Order,
  sendingOf,
  stateOfAnswer,
  stateOfOther,
  stateOfPoll,
  stateOfRecord,
} from './payment-order.ts';
import type { PayRequest } from './payment-request.ts';

/**
 * Makes a payment, once. Whatever becomes of the answer, nothing is sent again.
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws UnknownOutcomeError may have been processed, and `query` does not know the number
 * @throws CancelledError interrupted
 */
export async function runPayment(request: PayRequest, session: Session, context: Context): Promise<PaymentFindings> {
  const { settings } = session;
  const order = makeOrder(request, settings, context);
  let drawing: string | undefined;
  const move: MoneyMove<PaymentState> = {
    endpoint: endpoints.payment,
    parameters: order.parameters,
    sending: sendingOf(order, settings, request),
    notices: noticesOf(order, settings, request),
    resume: order.resume,
    understand: ({ answer }) => understand(answer, order, session, context),
    async show({ transaction }) {
      const shown = await showLink(transaction, request, context);
      drawing = shown.drawing;
      return shown.warnings;
    },
    async wait(made) {
      const waited = request.wait ? await waitForPayer(made, order, request, session, context) : made;
      return request.cancels ? endUnpaid(waited, order, session, context) : { state: waited };
    },
  };
  const { state, warnings } = await moveMoney(move, session, context);
  const { env, timezone } = settings;
  const held =
    state.outcome === 'authorized' ? { hold_commands: holdCommands([order.out_trade_no], request.options) } : {};
  return {
    ...state,
    ...(drawing === undefined ? {} : { drawing }),
    ...held,
    ...{ env, timezone, resume: order.resume.command, notices: request.warnings, warnings },
  };
}

/** Finds out what became of the order where the answer does not say. */
async function understand(
  answer: Answer | UnknownOutcomeError,
  order: Order,
  { gateway }: Session,
  context: Context,
): Promise<PaymentState> {
  if (answer instanceof UnknownOutcomeError) return settleLost(order, gateway, context, answer);
  if (isOfExistingOrder(answer)) return settleUsed(answer, order, gateway, context);
  const state = stateOfAnswer(answer, order);
  return state.outcome === 'unknown' ? settleDoubt(state, order, gateway, context) : state;
}

/** The gateway refused the number as used: the order that was made under it is the answer, if it is the same one. */
async function settleUsed(answer: Answer, order: Order, gateway: Gateway, context: Context): Promise<PaymentState> {
  const refused = stateOfAnswer(answer, order);
  const lookup = await lookUp(order, gateway, context);
  const records = lookup?.records ?? [];
  const shown = lookup?.answers.at(-1);
  const same = decisiveRecord(records.filter((record) => isSameOrder(record, order.parameters, order.pay_type)));
  if (same) return { ...stateOfRecord(same, order), repeated: true, ...(shown ? { answer: shown } : {}) };
  const other = decisiveRecord(records);
  if (other) return { ...refused, ...stateOfOther(other, order) };
  const { out_trade_no } = order;
  const reason = lookup
    ? t`the gateway refuses out_trade_no ${out_trade_no} as used, and query does not know it`
    : t`the gateway refuses out_trade_no ${out_trade_no} as used, and query could not be asked`;
  return { ...refused, outcome: 'unknown', reason };
}

/** Wherever the order may be on the books; undefined where they cannot be read just now. */
async function lookUp({ out_trade_no }: Order, gateway: Gateway, context: Context): Promise<Lookup | undefined> {
  try {
    const search = { out_trade_no: [out_trade_no], now: context.clock.now(), monthOf: monthTeller(context) };
    const lookup = await findOrders(gateway, search);
    const records = lookup.records.filter((record) => record.out_trade_no === out_trade_no);
    return records.length === 0 && refusalOf(lookup) ? undefined : { ...lookup, records };
  } catch (error) {
    if (error instanceof NetworkError || error instanceof RateLimitedError) return undefined;
    throw error;
  }
}

/**
 * The answer never came: the gateway's books say what became of the order. Nothing is sent again.
 * @throws UnknownOutcomeError the books do not know the number, which is no proof that nothing happened
 */
async function settleLost(
  order: Order,
  gateway: Gateway,
  context: Context,
  lost: UnknownOutcomeError,
): Promise<PaymentState> {
  const { out_trade_no, resume } = order;
  tell(context, t`the answer was lost: asking what became of the order`);
  const found = await findOrder(order, gateway, context);
  if (typeof found !== 'string') return found;
  throw new UnknownOutcomeError(unsettledMessage(lost.message, found), {
    hint: t`do not pay again before query has settled this number`,
    out_trade_no,
    resume: resume.command,
    known: { env: gateway.settings.env, outcome: 'unknown', transaction: { out_trade_no } },
    cause: lost,
  });
}

function unsettledMessage(lost: string, found: Exclude<Settling, Seen>): string {
  return found === 'absent'
    ? t`${lost}; the order may have been made, and query does not know it yet`
    : t`${lost}; the order may have been made, and query could not be asked`;
}

/** The answer came, but by its own words leaves open what became of the order. */
async function settleDoubt(
  doubt: PaymentState,
  order: Order,
  gateway: Gateway,
  context: Context,
): Promise<PaymentState> {
  const { respcd = '', reason } = doubt;
  tell(
    context,
    reason === undefined
      ? t`the answer (${respcd}) leaves open what became of the order: asking`
      : t`${reason}: asking`,
  );
  const found = await findOrder(order, gateway, context);
  return typeof found === 'string' ? doubt : found;
}

async function findOrder(
  order: Order,
  gateway: Gateway,
  context: Context,
): Promise<PaymentState | Exclude<Settling, Seen>> {
  const { out_trade_no, sent_at, parameters, pay_type } = order;
  const choose = (records: readonly Transaction[]) => chooseRecord(records, order);
  const seen = await settle(gateway, context, { out_trade_no, sent_at, choose });
  if (typeof seen === 'string') return seen;
  const { record, answer } = seen;
  if (!isSameSum(record, parameters)) return { ...stateOfOther(record, order), answer };
  if (!isSameOrder(record, parameters, pay_type)) {
    tell(context, t`note: the books have it with pay_type ${record.pay_type ?? ''}, not ${pay_type.code}`);
  }
  return { ...stateOfFound(record, order), answer };
}

/**
 * The order itself before any other under its number. The same sum by another pay type may be it, since the gateway writes down
 * the wallet that it found; but that such a one was declined says nothing of ours.
 */
function chooseRecord(records: readonly Transaction[], { parameters, pay_type }: Order): Transaction | undefined {
  const sameSum = records.filter((record) => isSameSum(record, parameters));
  const same = sameSum.filter((record) => isSameOrder(record, parameters, pay_type));
  const alike = sameSum.filter((record) => !same.includes(record) && outcomeOfRecord(record) !== 'declined');
  return decisiveRecord([...same, ...alike]) ?? decisiveRecord(records.filter((record) => !sameSum.includes(record)));
}

function stateOfFound(record: Transaction, order: Order): PaymentState {
  const state = stateOfRecord(record, order);
  return state.outcome === 'pending' && needsLink(order.pay_type) ? { ...state, link_lost: true } : state;
}

/**
 * Waits until the order is paid or dead, or the time is up. A QR code that nobody has seen is not waited for.
 * @throws CancelledError interrupted
 * @throws SignatureError the gateway refuses the signature of the query
 */
async function waitForPayer(
  made: PaymentState,
  order: Order,
  { wait_seconds }: PayRequest,
  { gateway }: Session,
  context: Context,
): Promise<PaymentState> {
  const isOnBooks = made.transaction.syssn !== undefined;
  if (isFinal(made.outcome) || (made.outcome === 'unknown' && !isOnBooks) || made.link_lost) return made;
  const { outcome, seen } = await unlessInterrupted(
    waitForFinal(gateway, context, {
      outcome: made.outcome,
      filter: filterOf(made, order),
      isOurs: (record) => isSameSum(record, order.parameters),
      deadline: deadlineOf(order, wait_seconds, context.clock.now()),
      resume: order.resume,
      label: t`the payment of ${order.out_trade_no}`,
    }),
  );
  const state = seen ? stateOfPoll(made, seen, order) : made;
  if (isFinal(outcome) || outcome === 'unknown') return state;
  return {
    ...state,
    outcome: 'pending',
    reason: t`out_trade_no ${order.out_trade_no} was not paid within the time limit`,
  };
}

/** Ctrl-C ends the wait only. */
async function unlessInterrupted<T>(waiting: Promise<T>): Promise<T> {
  try {
    return await waiting;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    throw new CancelledError(t`interrupted; the order is still open and can be paid`, { cause: error });
  }
}

function filterOf({ transaction: { syssn } }: PaymentState, { out_trade_no, sent_at }: Order): QueryFilter {
  return syssn === undefined ? { out_trade_no: [out_trade_no], window: windowAround(sent_at) } : { syssn: [syssn] };
}

function deadlineOf({ pay_type, parameters, sent_at }: Order, wait_seconds: number | undefined, now: Date): Date {
  if (wait_seconds !== undefined) return new Date(now.getTime() + wait_seconds * 1000);
  const expired_time = new Map(parameters).get('expired_time');
  const expired_minutes = expired_time === undefined ? undefined : Number(expired_time);
  return waitDeadline({ pay_type: pay_type.code, made_at: sent_at, expired_minutes }, now);
}

/** How the order stands, and what has to be warned about. */
interface EndedPayment {
  readonly state: PaymentState;
  readonly warnings: readonly string[];
}

/**
 * Ends an order that nobody has paid when the wait is over, and looks again: the payer may have been quicker.
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
async function endUnpaid(last: PaymentState, order: Order, session: Session, context: Context): Promise<EndedPayment> {
  const unpaid = last.outcome === 'pending' ? cancelOrderOf(last, order) : undefined;
  if (!unpaid) return { state: last, warnings: [] };
  tell(context, t`out_trade_no ${order.out_trade_no} was not paid: ending it by ${unpaid.endpoint}`);
  try {
    const cancelled = await cancelOnce(unpaid, 'pay', session, context);
    return { state: stateAfter(last, cancelled, order), warnings: cancelled.warnings };
  } catch (error) {
    if (!(error instanceof NetworkError || error instanceof RateLimitedError)) throw error;
    const reason = t`out_trade_no ${order.out_trade_no} was not paid in time and is still open: ${error.message}`;
    return { state: { ...last, reason }, warnings: [] };
  }
}

/** With the amount and the time that it was made with, as QFPay demands. */
function cancelOrderOf({ transaction, respcd }: PaymentState, order: Order): CancelOrder | undefined {
  const { out_trade_no, pay_type, parameters, sent_at, resume } = order;
  if (pay_type.cancel === null) return undefined;
  const sent = new Map(parameters);
  const [txamt, txdtm, txcurrcd] = [sent.get('txamt') ?? '', sent.get('txdtm') ?? '', sent.get('txcurrcd') ?? ''];
  const told = { sysdtm: formatGatewayTime(sent_at), pay_type: pay_type.code, txcurrcd, ...transaction, out_trade_no };
  const record = { ...told, ...(respcd === undefined ? {} : { respcd }) };
  return { endpoint: pay_type.cancel, txamt, txdtm, record, is_void: false, skipped_rules: [], resume };
}

/** What the books say of the order counts, not what the gateway said of the call. */
function stateAfter(last: PaymentState, { state, after }: Cancelled, order: Order): PaymentState {
  const { out_trade_no } = order;
  const open = t`out_trade_no ${out_trade_no} was not paid in time: ${state.reason ?? ''}`;
  if (!after) return { ...last, reason: open };
  const seen = stateOfPoll(last, after, order);
  const { link_lost: _gone, reason: _outdated, ...rest } = seen;
  if (state.outcome === 'closed' || state.outcome === 'reversed') {
    const reason =
      state.outcome === 'closed'
        ? t`out_trade_no ${out_trade_no} was not paid in time, and is closed: nobody can pay it any more`
        : t`out_trade_no ${out_trade_no} was not paid in time, and is reversed: nobody can pay it any more`;
    return { ...rest, outcome: state.outcome, reason };
  }
  return isFinal(stateOfOrder(after.record)) ? rest : { ...seen, outcome: 'pending', reason: open };
}

interface ShownLink {
  readonly warnings: readonly string[];
  /** What is left to print beneath the report, which would scroll it away on the same terminal. */
  readonly drawing?: string;
}

/** What showing a link has to know of the command that made it. */
type LinkRequest = Pick<PayRequest, 'draws_qr' | 'inverts_qr' | 'qr_file' | 'wait' | 'options'>;

/**
 * Shows the payer's code as soon as the order exists: drawn on stderr with the link under it, and in a file where one was
 * named. Whatever fails here is a warning, since the order is made all the same.
 */
export async function showLink(
  { qrcode, pay_url }: Transaction,
  request: LinkRequest,
  context: Context,
): Promise<ShownLink> {
  const link = qrcode ?? pay_url;
  if (link === undefined) return { warnings: [] };
  const isDrawn = request.draws_qr ?? context.io.stderr.is_tty;
  const drawing = isDrawn ? await drawingOf(link, request, context) : undefined;
  const isLeft = isUnderReceipt(request, context);
  if (drawing !== undefined && !isLeft) context.io.err(drawing);
  // What is said at the end comes too late for whoever is to pay while the command waits.
  if (drawing === undefined && request.wait) context.io.err(`${visible(link)}\n`);
  const warnings = request.qr_file === undefined ? [] : await writeFile(link, request.qr_file, context);
  return { warnings, ...(drawing !== undefined && isLeft ? { drawing } : {}) };
}

/** With the link beneath, or in a low window without it: whoever can scan the code needs no link. */
async function drawingOf(link: string, request: LinkRequest, context: Context): Promise<string> {
  const { columns, rows, color } = context.io.stderr;
  const beneath = isUnderReceipt(request, context) ? '' : `${visible(link)}\n`;
  const kept = linesKept(request, columns);
  const draw = (taken: number) =>
    renderQr(link, {
      columns,
      color,
      rows: rows && rows - taken,
      term: context.env['TERM'],
      inverted: request.inverts_qr,
    });
  const whole = await draw(kept + Math.ceil((beneath.length - 1) / columns));
  if ('drawn' in whole) return `${whole.drawn}${beneath}`;
  const alone = await draw(kept);
  return 'drawn' in alone ? alone.drawn : `${whyNot(alone.wanted, kept)}${beneath}`;
}

/** Who waits sees the receipt when the code has done its work. Else it comes at once, on the same terminal, with the link in it. */
function isUnderReceipt({ wait, options }: LinkRequest, { io }: Context): boolean {
  return !wait && !options.json && io.stdout.is_tty && io.stderr.is_tty;
}

/** For the line that waits, which a narrow window breaks in two, or for the shell's next prompt. */
function linesKept({ wait }: LinkRequest, columns: number): number {
  const longestWaiting = 80;
  return wait ? Math.ceil(longestWaiting / columns) : 2;
}

function whyNot(wanted: { readonly columns: number; readonly rows: number } | undefined, kept: number): string {
  if (!wanted) return `${t`The link is too long for a QR code.`}\n`;
  const { columns, rows } = wanted;
  return `${t`The window is too small for the QR code, which takes ${columns} columns and ${rows + kept} lines: use the link.`}\n`;
}

async function writeFile(link: string, path: string, { files }: Context): Promise<string[]> {
  try {
    files.write(path, await renderQrFile(link, qrFileKind(path) ?? 'png'), 0o644);
    return [];
  } catch (error) {
    return [`qr_file: ${error instanceof Error ? error.message : String(error)}`];
  }
}
