import { tell } from '../command/command.ts';
import type { Session } from '../command/session.ts';
import type { Context } from '../context.ts';
import { CancelledError } from '../errors.ts';
import { createGateway, limiterOf } from '../gateway/create-gateway.ts';
import type { Journal } from '../journal/journal.ts';
import { t } from '../language/t.ts';
import type { BatchEnd, BatchRow } from '../report/batch-findings.ts';
import { countsOf, durationText } from '../report/batch-report.ts';
import type { BatchRequest } from './batch-request.ts';

/** Ends a batch before its last row. What is in the air comes to its end; whoever only waits for its turn is let go. */
export interface Ending {
  /** Fires when no further row is begun. */
  readonly signal: AbortSignal;
  readonly end: BatchEnd | undefined;
  /** The first reason counts. */
  begin(end: BatchEnd): void;
}

export function createEnding(): Ending {
  const controller = new AbortController();
  let end: BatchEnd | undefined;
  return {
    signal: controller.signal,
    get end() {
      return end;
    },
    begin(reason) {
      end ??= reason;
      controller.abort();
    },
  };
}

/** What the rows of a batch share. */
export interface BatchWorld {
  /** Its gateway goes at the batch's own pace. */
  readonly session: Session;
  /** Says nothing of a single row. */
  readonly context: Context;
  readonly journal: Journal;
  readonly ending: Ending;
}

/** For the gateway of a batch: whoever waits for a turn is woken when the batch ends. */
export function endingContext(context: Context, { signal }: Ending): Context {
  const { clock, io } = context;
  let told_at = Number.NEGATIVE_INFINITY;
  function err(text: string) {
    // Each refund in the air meets a 429 of its own, and says so.
    const is_wait = /; waiting [\d.]+ s\n$/.test(text);
    const now = clock.now().getTime();
    if (is_wait && now - told_at < 5000) return;
    if (is_wait) told_at = now;
    io.err(text);
  }
  async function sleep(ms: number) {
    await clock.sleep(ms, signal);
    if (signal.aborted) throw new CancelledError('interrupted');
  }
  return { ...context, clock: { ...clock, sleep }, io: { ...io, err } };
}

/** For a row: what a single refund would say on the way and at Ctrl-C, the batch says for all. */
export function silentContext(context: Context): Context {
  return {
    ...context,
    io: { ...context.io, err: () => {} },
    progress: () => ({ update: () => {}, stop: () => {} }),
    interruption: { ...context.interruption, resume: undefined },
  };
}

/** A session that counts what it asks. */
export interface BatchSession extends Session {
  count(): number;
  /** How long so many more requests will take at least. */
  secondsFor(requests: number): number;
}

/** The same merchant at the batch's own pace, which all batches on this machine share. */
export function batchSession(session: Session, { max_per_minute }: BatchRequest, context: Context): BatchSession {
  const { settings, hears } = session;
  const limiter = limiterOf(settings, context, { max_per_minute });
  const gateway = createGateway(settings, context, { ...hears, limiter, is_patient: true });
  let count = 0;
  return {
    settings,
    gateway: {
      ...gateway,
      send(endpoint, parameters) {
        count += 1;
        return gateway.send(endpoint, parameters);
      },
    },
    count: () => count,
    secondsFor: (requests) => (requests === 0 ? 0 : limiter.timeFor(requests) / 1000),
  };
}

/** What a person sees while a batch runs: a live line on a terminal, a line now and then elsewhere. */
export interface BatchProgress {
  settled(row: BatchRow): void;
  /** Something that matters now. The same is said once. */
  say(line: string): void;
  stop(): void;
}

/** Off a terminal a line for each tenth of the rows, and one at least every ten seconds. */
const quietMs = 10_000;

/** Before that the rate says little. */
const settledMs = 5000;

export function startProgress(total: number, max_per_minute: number, context: Context): BatchProgress {
  const { clock, io, progress: startLine } = context;
  const started = clock.now().getTime();
  const rows: BatchRow[] = [];
  const said = new Set<string>();
  const live = startLine(t`refunding: 0 of ${total}`);
  let told = { count: 0, at: started };

  function lineNow(now: number): string {
    const { refunded, repeated, pending, declined, unknown, not_sent } = countsOf(rows);
    const found: readonly (readonly [number, string])[] = [
      [repeated, t`refunded before`],
      [pending, t`pending`],
      [declined, t`declined`],
      [unknown, t`unknown`],
      [not_sent, t`not sent`],
    ];
    const others = found.flatMap(([count, word]) => (count > 0 ? [`, ${count} ${word}`] : [])).join('');
    const elapsed = now - started;
    const rate = elapsed < settledMs ? max_per_minute : (rows.length / elapsed) * 60_000;
    const left = total - rows.length;
    const pace = left === 0 ? '' : t`; ${Math.round(rate)} a minute, ${durationText((left / rate) * 60)} left`;
    return t`refunding: ${rows.length} of ${total}: ${refunded} refunded` + others + pace;
  }

  return {
    settled(row) {
      rows.push(row);
      const now = clock.now().getTime();
      if (io.stderr.is_tty) return live.update(lineNow(now));
      const is_tenth = Math.floor((rows.length * 10) / total) > Math.floor((told.count * 10) / total);
      if (rows.length < total && now - told.at < quietMs && !(is_tenth && now - told.at >= 1000)) return;
      told = { count: rows.length, at: now };
      tell(context, lineNow(now));
    },
    say(line) {
      if (said.has(line)) return;
      said.add(line);
      tell(context, line);
    },
    stop: () => live.stop(),
  };
}
