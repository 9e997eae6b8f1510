import type { EnvName } from '../catalog/endpoints.ts';
import { payTypes } from '../catalog/pay-types.ts';
import type { Clock, Context, Resume } from '../context.ts';
import {
  decisiveRecord,
  groupByOrder,
  isFinal,
  type Outcome,
  orderOutcomes,
  outcomeOfRecord,
} from '../diagnosis/outcome.ts';
import { refusedSignatureText, SignatureError, signatureHint } from '../errors.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import {
  commaLists,
  type FoundRecords,
  isRefused,
  type Lookup,
  mergeLookups,
  type QueryFilter,
  tryQuery,
} from './query.ts';
import { windowAround } from './window.ts';

/** One order that is waited for. */
export interface WaitTarget extends Waiting {
  /** Its syssn; or its number, with a window around its sending, since a month may end meanwhile. */
  readonly filter: QueryFilter;
  /** Whether a record that the filter brings is the order, where the filter alone cannot tell. */
  readonly isOurs?: (record: Transaction) => boolean;
  /** What is known before the first poll. Not read off a record: the 0000 of a new QR order is no payment. */
  readonly outcome: Outcome;
}

/** The last state that was seen. */
interface Waited {
  readonly outcome: Outcome;
  /** The record that decides, and the poll that showed it; absent while no poll has shown one. */
  readonly seen?: Seen;
}

export interface Seen extends FoundRecords {
  readonly record: Transaction;
}

/**
 * Polls with back-off until the order's outcome is final or the time is up. A poll that gets no usable answer, or is limited,
 * does not end the wait.
 * @throws SignatureError the gateway refuses the signature (1108): no later poll would fare better
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
export async function waitForFinal(gateway: Gateway, context: WaitingContext, target: WaitTarget): Promise<Waited> {
  let waited: Waited = { outcome: target.outcome };
  if (isFinal(waited.outcome)) return waited;
  await pollUntilDone(gateway.settings.env, context, target, async () => {
    const seen = readPoll(await pollOnce(gateway, target.filter, target.resume), target);
    if (seen) waited = { outcome: outcomeOfRecord(seen.record), seen };
    return isFinal(waited.outcome);
  });
  return waited;
}

/**
 * One poll; undefined when the gateway could not be asked just now.
 * @throws SignatureError
 */
export async function pollOnce(
  gateway: Gateway,
  filter: QueryFilter,
  resume: Resume,
): Promise<FoundRecords | undefined> {
  const found = await tryQuery(gateway, filter);
  if (found?.answer.respcd === '1108') throw refusedSignature(found.answer.message, resume);
  return found;
}

/** Undefined for a poll that says nothing about the order: no answer, a refusal, or no record yet. */
function readPoll(found: FoundRecords | undefined, { filter, isOurs = () => true }: WaitTarget): Seen | undefined {
  const records = found?.records.filter((record) => isAskedFor(record, filter) && isOurs(record)) ?? [];
  const record = decisiveRecord(records);
  return found && record && { ...found, records, record };
}

/** A gateway that answers with another order must not settle this one. */
export function isAskedFor({ out_trade_no = '', syssn = '' }: Transaction, filter: QueryFilter): boolean {
  return filter.syssn ? filter.syssn.includes(syssn) : (filter.out_trade_no ?? []).includes(out_trade_no);
}

function refusedSignature(message: string, { out_trade_no, command }: Resume): SignatureError {
  return new SignatureError(refusedSignatureText(message, 'query'), {
    hint: signatureHint(),
    resume: command,
    ...(out_trade_no === undefined ? {} : { out_trade_no }),
  });
}

/**
 * Polls what was found until every order's outcome is final or the time is up. By syssn, which needs no window and cannot
 * show another order. The answers of the result are those that its records came with.
 * @throws SignatureError the gateway refuses the signature (1108)
 * @throws CancelledError interrupted
 */
export async function waitForAll(
  gateway: Gateway,
  context: WaitingContext,
  found: Lookup,
  waiting: Waiting,
): Promise<Lookup> {
  let latest = found;
  if (openSyssns(latest).length === 0) return latest;
  await pollUntilDone(gateway.settings.env, context, waiting, async () => {
    const open = openSyssns(latest);
    const round = await pollRound(gateway, open, waiting);
    if (round.answers.length === 0) return false;
    const isWhole = open.length === latest.records.length && round.records.length === open.length;
    const answers = isWhole ? round.answers : [...found.answers, ...round.answers];
    latest = { ...mergeLookups(latest, round), answers };
    return openSyssns(latest).length === 0;
  });
  return latest;
}

/** Leaves out what the gateway could not tell just now, and what it was not asked for. */
async function pollRound(gateway: Gateway, open: readonly string[], { resume }: Waiting): Promise<Lookup> {
  let round: Lookup = { records: [], answers: [] };
  for (const syssn of commaLists(open)) {
    const polled = await pollOnce(gateway, { syssn, page_size: 100 }, resume);
    if (!polled || isRefused(polled.answer)) continue;
    const records = polled.records.filter((record) => isAskedFor(record, { syssn }));
    round = mergeLookups(round, { records, answers: [polled.answer] });
  }
  return round;
}

/** When to give up by default: when the last of the open orders does. */
export function latestDeadline(records: readonly Transaction[], now: Date): Date {
  const deadlines = openRecords(records).map(({ pay_type, order_type, sysdtm = '' }) =>
    waitDeadline({ pay_type, order_type, made_at: parseGatewayTime(sysdtm) ?? now }, now).getTime(),
  );
  return new Date(Math.max(now.getTime(), ...deadlines));
}

/** The records of orders that may still change. */
function openRecords(records: readonly Transaction[]): Transaction[] {
  return groupByOrder(records)
    .filter((order) => !orderOutcomes(order).every(isFinal))
    .flat();
}

function openSyssns({ records }: Lookup): string[] {
  return openRecords(records).flatMap(({ syssn }) => syssn ?? []);
}

/** Before each try. An order can take a while to appear on the books after its request was cut off. */
const patient: readonly number[] = [500, 1000, 2000, 4000, 8000];

/** A money-moving call that gave no usable answer. */
interface InDoubt {
  readonly out_trade_no: string;
  readonly sent_at: Date;
  /** Milliseconds before each try, where fewer will do: when the call may be sent again under the same number. */
  readonly pauses?: readonly number[];
  /** Which of the records under its number is its own, where the number alone does not tell; none to go on asking. */
  readonly choose?: (records: readonly Transaction[]) => Transaction | undefined;
}

/** `absent` where the books were read and do not know it, `unread` where they never could be. */
export type Settling = Seen | 'absent' | 'unread';

/**
 * What became of it: its record, whatever its state, and the answer that showed it. That the gateway does not know the number
 * is no proof that nothing happened. Only asks; never sends anything else.
 * @throws CancelledError interrupted
 */
export async function settle(
  gateway: Gateway,
  context: Pick<Context, 'clock'>,
  { out_trade_no, sent_at, pauses = patient, choose = decisiveRecord }: InDoubt,
): Promise<Settling> {
  const number = { out_trade_no: [out_trade_no] };
  let last: Settling = 'unread';
  for (const pause of pauses) {
    await context.clock.sleep(pause);
    const inWindow = await readBooks(gateway, { ...number, window: windowAround(sent_at) });
    // Should this machine's clock be far off, the window is wrong, and the gateway's own month is right.
    const found = inWindow?.records.length === 0 ? await readBooks(gateway, number) : inWindow;
    const record = choose(found?.records.filter((each) => each.out_trade_no === out_trade_no) ?? []);
    if (found && record) return { ...found, record };
    if (found) last = 'absent';
  }
  return last;
}

/** Undefined also where the query was refused, which says nothing about the order. */
async function readBooks(gateway: Gateway, filter: QueryFilter): Promise<FoundRecords | undefined> {
  const found = await tryQuery(gateway, filter);
  return found && !isRefused(found.answer) ? found : undefined;
}

/** What is told while something is waited for, and for how long. */
interface Waiting {
  readonly deadline: Date;
  /** For whoever interrupts: the number and the command to go on with. */
  readonly resume: Resume;
  /** What is waited for, such as `the payment of QF2026…`. */
  readonly label: string;
}

type WaitingContext = Pick<Context, 'clock' | 'progress' | 'interruption'>;

/** The emulator is in this process; of QFPay every 3 to 5 seconds is asked. */
function paceOf(env: EnvName): { first: number; most: number } {
  return env === 'local' ? { first: 300, most: 1000 } : { first: 2000, most: 5000 };
}

/**
 * Asks again and again, with growing pauses, until `poll` says that it is done or the time is up. The line with the time left
 * is kept up to date, and so is what an interruption has to tell.
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
export async function pollUntilDone(
  env: EnvName,
  { clock, progress: startProgress, interruption }: WaitingContext,
  waiting: Waiting,
  poll: () => Promise<boolean>,
): Promise<void> {
  const { first, most } = paceOf(env);
  interruption.resume = { ...interruption.resume, ...waiting.resume };
  const left = timeLeft(waiting, clock);
  const progress = startProgress(() => waitingLine(waiting, left()));
  try {
    for (let pause = first, done = false; !done; pause = Math.min(pause * 1.3, most)) {
      const ms = left();
      if (ms <= 0) break;
      await clock.sleep(Math.min(pause, ms));
      done = await poll();
    }
  } finally {
    progress.stop();
  }
  interruption.resume = undefined;
}

/**
 * Milliseconds to a deadline, by two clocks: the wall's may be set back meanwhile, and the one that only grows may stand still
 * while the machine sleeps. Whichever is over first ends it.
 */
function timeLeft({ deadline }: Waiting, clock: Clock): () => number {
  const byWall = () => deadline.getTime() - clock.now().getTime();
  const end = clock.monotonic() + byWall();
  return () => Math.min(byWall(), end - clock.monotonic());
}

function waitingLine({ label }: Waiting, left_ms: number): string {
  const seconds = Math.max(0, Math.ceil(left_ms / 1000));
  const minutes = Math.floor(seconds / 60);
  return minutes === 0
    ? t`waiting for ${label}: ${seconds} s left`
    : t`waiting for ${label}: ${minutes} min ${seconds % 60} s left`;
}

/** What is waited for. */
export interface Awaited {
  readonly pay_type?: string | undefined;
  /** `refund` for one; anything else is a payment. */
  readonly order_type?: string | undefined;
  readonly made_at: Date;
  /** `expired_time` of a QR order. */
  readonly expired_minutes?: number | undefined;
}

const second = 1000;
const defaultExpiry = 30;

/**
 * When `--wait` gives up by itself: 60 s for a refund, 90 s for a payer's code that was scanned, and else when the order
 * expires, which QFPay lets it do after 30 minutes unless told otherwise.
 */
export function waitDeadline({ pay_type, order_type, made_at, expired_minutes }: Awaited, now: Date): Date {
  if (order_type !== undefined && order_type !== 'payment') return new Date(now.getTime() + 60 * second);
  const isScanned = payTypes.some(({ code, flow }) => code === pay_type && flow === 'cpm');
  if (isScanned) return new Date(now.getTime() + 90 * second);
  return new Date(made_at.getTime() + (expired_minutes ?? defaultExpiry) * 60 * second);
}
