import { type DeliveredMessage, type Delivery, deliver } from '../../command/deliver.ts';
import type { Context } from '../../context.ts';
import {
  CancelledError,
  ConfigError,
  NetworkError,
  RateLimitedError,
  refusedSignatureText,
  SignatureError,
  signatureHint,
  UsageError,
} from '../../errors.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import { queryAllPages, refusalOf } from '../../lookup/query.ts';
import { monthsBetween } from '../../lookup/window.ts';
import { stateFolder } from '../../merchant/given.ts';
import type { Merchant } from '../../merchant/merchant.ts';
import { formatNotification, signNotification } from '../../notification/notification.ts';
import {
  addToPollBook,
  beginningOf,
  changesOf,
  compactPollBook,
  farEvery,
  fieldsOfChange,
  formatPollLines,
  mostPollRequests,
  type PollBook,
  type PolledChange,
  type PollLine,
  pauseBefore,
  pollWindow,
  readPollBook,
  sortChanges,
  waitAfterAttempt,
} from '../../notification/polling.ts';
import { hashHex } from '../../signature/client-key.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import type { PollPlan } from './poll-plan.ts';
/** What came of one message. `change` is as it was found; `next_at` when it is handed over again. */
export interface PolledEvent {
  readonly change: PolledChange;
  readonly message: DeliveredMessage;
  readonly delivery: Delivery;
  readonly next_at?: Date | undefined;
}

/** What a poller tells of itself. */
export interface PollListener {
  /** What is old is known: from now on whatever changes is handed over. */
  onReady(): void;
  onEvent(event: PolledEvent): void;
  /** The gateway could not be asked; told once until it can be again. */
  onTrouble(message: string): void;
}

export interface PollWorld {
  readonly plan: PollPlan;
  readonly merchant: Merchant;
  /** Opened with the pace's `http`. */
  readonly gateway: Gateway;
  readonly pace: PollPace;
  readonly timeout_ms: number;
  readonly listener: PollListener;
}

/** A message that was not taken yet. */
interface Unhanded {
  readonly change: PolledChange;
  readonly count: number;
  readonly due: number;
}

interface KeptPoll {
  book: PollBook;
  keep(lines: readonly PollLine[]): void;
}

/** Never more than 20 requests in a minute, whatever the gateway does. */
export interface PollPace {
  /** For the world that the gateway is opened in: what is sent again counts, too. */
  readonly http: Context['http'];
  wait(until?: AbortSignal): Promise<void>;
}

export function createPollPace({ http, clock }: Pick<Context, 'http' | 'clock'>): PollPace {
  const left_at: number[] = [];
  async function wait(until?: AbortSignal): Promise<void> {
    const ms = pauseBefore(left_at, clock.monotonic());
    if (ms > 0) await clock.sleep(ms, until);
  }
  return {
    wait,
    async http(request) {
      await wait();
      left_at.push(clock.monotonic());
      if (left_at.length > mostPollRequests) left_at.shift();
      return http(request);
    },
  };
}

/**
 * Asks `query` again and again, and hands each change to the endpoint as QFPay would, until it is told to stop. What the endpoint took
 * is on disk before anything else is done.
 * @throws UsageError another poller hands to this target
 * @throws ConfigError what is kept cannot be read or written
 * @throws SignatureError the gateway refuses the signature (1108)
 */
export async function pollUntilStopped(world: PollWorld, context: Context): Promise<void> {
  const folder = `${stateFolder(context)}/polls`;
  const lock = await onlyPoller(`${folder}/${nameOf(world.plan.target)}.lock`, world.plan.target, context);
  const stop = new AbortController();
  const harden = context.interruption.soften(() => stop.abort());
  try {
    const { app_code, mchid = '' } = world.merchant;
    const kept = openKept(`${folder}/${nameOf(app_code, mchid, world.plan.target)}.ndjson`, context);
    await untilStopped(pollRounds(world, kept, stop.signal, context), stop.signal);
  } finally {
    harden();
    lock.release();
  }
}

/** To be told to stop while it waits for its turn is an end like any other. */
async function untilStopped(rounds: Promise<void>, stop: AbortSignal): Promise<void> {
  try {
    await rounds;
  } catch (error) {
    if (!(error instanceof CancelledError && stop.aborted)) throw error;
  }
}

function nameOf(...parts: readonly string[]): string {
  return hashHex('SHA256', parts.join('\n')).slice(0, 16);
}

async function onlyPoller(path: string, target: string, { files }: Context) {
  try {
    return await files.lock(path, 0);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const details = [{ field: 'forward_to', value: target, rule: t`must have no other poller` }];
    throw new UsageError(t`another poller hands notifications to ${target}, or its state cannot be locked`, {
      details,
      hint: error.message,
      cause: error,
    });
  }
}

/** Shortened at each start, and only appended to from then on. */
function openKept(path: string, { files, clock }: Context): KeptPoll {
  const text = Buffer.from(files.readFrom(path, 0) ?? []).toString('utf8');
  const book = readPollBook(text);
  files.write(path, formatPollLines(compactPollBook(book, clock.now())));
  const kept: KeptPoll = {
    book,
    keep(lines) {
      if (lines.length === 0) return;
      files.append(path, formatPollLines(lines));
      kept.book = addToPollBook(kept.book, lines);
    },
  };
  return kept;
}

async function pollRounds(world: PollWorld, kept: KeptPoll, stop: AbortSignal, context: Context): Promise<void> {
  const { plan, listener } = world;
  const unhanded = new Map<string, Unhanded>();
  let from = plan.since ?? beginningOf(kept.book, context.clock.now());
  let far_at = Number.NEGATIVE_INFINITY;
  let is_ready = false;
  let is_troubled = false;
  function onSorted(): void {
    if (!is_ready) listener.onReady();
    is_ready = true;
  }
  while (!stop.aborted) {
    const [now, started] = [context.clock.now(), context.clock.monotonic()];
    const is_far = started - far_at >= farEvery;
    const found = await readRound(world, { now, from, is_far, stop });
    if (typeof found === 'string') {
      if (!is_troubled) listener.onTrouble(found);
      is_troubled = true;
    } else {
      is_troubled = false;
      await handRound(changesOf(found), { world, kept, unhanded, stop, onSorted }, context);
      if (is_far) {
        far_at = started;
        kept.keep([{ kind: 'round', at: now.toISOString() }]);
      }
      from = now;
    }
    if (!stop.aborted) await context.clock.sleep(plan.every_ms, stop);
  }
}

interface Round {
  readonly now: Date;
  readonly from: Date;
  readonly is_far: boolean;
  readonly stop: AbortSignal;
}

/** All that succeeded in the window; or why nobody can tell just now. */
async function readRound(
  { gateway, pace }: PollWorld,
  { now, from, is_far, stop }: Round,
): Promise<readonly Transaction[] | string> {
  const { start, end } = pollWindow(now, from, is_far);
  const paced: Gateway = {
    ...gateway,
    async send(endpoint, parameters) {
      await pace.wait(stop);
      if (stop.aborted) throw new CancelledError(t`interrupted`);
      return gateway.send(endpoint, parameters);
    },
  };
  const records: Transaction[] = [];
  try {
    for (const month of monthsBetween(start, now, 4)) {
      const window = { ...month, end: month.end > end ? end : month.end };
      const lookup = await queryAllPages(paced, { respcd: '0000', window });
      const refusal = refusalOf(lookup);
      if (refusal?.respcd === '1108') throw refusedSignature(refusal.message);
      if (refusal) return t`query was refused: ${refusal.respcd}`;
      records.push(...lookup.records);
    }
    return records;
  } catch (error) {
    if (error instanceof NetworkError || error instanceof RateLimitedError) return t`query failed: ${error.message}`;
    throw error;
  }
}

function refusedSignature(message: string): SignatureError {
  return new SignatureError(refusedSignatureText(message, 'query'), {
    hint: signatureHint(),
  });
}

interface Handing {
  readonly world: PollWorld;
  readonly kept: KeptPoll;
  readonly unhanded: Map<string, Unhanded>;
  readonly stop: AbortSignal;
  /** What is old is told from what is new, and is on disk. */
  onSorted(): void;
}

/** What is new, and what was not taken before and is due again; one after the other, oldest first. */
async function handRound(found: readonly PolledChange[], handing: Handing, context: Context): Promise<void> {
  const { kept, unhanded, world, stop, onSorted } = handing;
  const { to_hand, to_pass } = sortChanges(found, kept.book, world.plan.since);
  // Before the first one leaves: whoever is killed now knows afterwards what is still to be handed over.
  const owed = to_hand.filter(({ key }) => !kept.book.owed.has(key));
  kept.keep([...linesOf('passed', to_pass), ...linesOf('owed', owed)]);
  onSorted();
  const fresh = to_hand
    .filter(({ key }) => !unhanded.has(key))
    .map((change): Unhanded => ({ change, count: 0, due: 0 }));
  const again = [...unhanded.values()].filter(({ due }) => due <= context.clock.monotonic());
  for (const each of [...again, ...fresh]) {
    if (stop.aborted) return;
    await handOver(each, handing, context);
  }
}

function linesOf(kind: 'passed' | 'owed', changes: readonly PolledChange[]): PollLine[] {
  return changes.map(({ key, changed_at }) => ({ kind, key, changed_at }));
}

async function handOver(
  { change, count }: Unhanded,
  { world, kept, unhanded }: Handing,
  context: Context,
): Promise<void> {
  const { plan, merchant, timeout_ms, listener } = world;
  const message = messageOf(change, merchant);
  const delivery = await deliver(message, { url: plan.target, timeout_ms }, context);
  if (delivery.acknowledged) {
    kept.keep([{ kind: 'handed', key: change.key, changed_at: change.changed_at }]);
    unhanded.delete(change.key);
    return listener.onEvent({ change, message, delivery });
  }
  const wait = waitAfterAttempt(count + 1);
  const due = wait === undefined ? Number.POSITIVE_INFINITY : context.clock.monotonic() + wait;
  unhanded.set(change.key, { change, count: count + 1, due });
  const next_at = wait === undefined ? undefined : new Date(context.clock.now().getTime() + wait);
  listener.onEvent({ change, message, delivery, next_at });
}

/** Nobody is to take it for QFPay's own. */
const madeBy = { 'x-qfpay-made-by': 'poll' };

function messageOf(change: PolledChange, { client_key, mchid }: Merchant): DeliveredMessage {
  const body = Buffer.from(formatNotification(change.notify_type, fieldsOfChange(change, mchid)));
  const headers = { 'content-type': 'application/json', 'x-qf-sign': signNotification(body, client_key), ...madeBy };
  return { body, headers };
}
