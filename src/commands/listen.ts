import { exits, longCommand, tell } from '../command/command.ts';
import { createReportQueue, type ReportQueue } from '../command/report-queue.ts';
import { withSession } from '../command/session.ts';
import type { Context } from '../context.ts';
import { CancelledError, NetworkError, RateLimitedError, refuse } from '../errors.ts';
import { type Cause, loadExplanationWords } from '../explanation/explain.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Lang } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { findSyssns } from '../lookup/find-orders.ts';
import { refusalOf } from '../lookup/query.ts';
import { type GlobalOptions, resolveLang, stateFolder } from '../merchant/given.ts';
import type { Signer } from '../merchant/merchant.ts';
import { chooseTimeout, type Preferences, readPreferences, resolveSigner, together } from '../merchant/settings.ts';
import { compareWithRecord, type Notification } from '../notification/read-notification.ts';
import type { Example, Report } from '../report/report.ts';
import { diagnose } from '../verdict/diagnose.ts';
import type { PolledEvent } from './listen/poll.ts';
import type { PollPlan } from './listen/poll-plan.ts';
import {
  type Confirmation,
  createEventShelf,
  createReceiver,
  createSeenEvents,
  type ListenEvent,
  type ListenOptions,
  type ListenPlan,
  listenFlags,
  readListenPlan,
} from './listen/receive.ts';
import { counted, describeTally, endReport, eventReport, nothingYet, readyReport } from './listen/report.ts';

/** What is being answered when the end comes may take that long. */
const grace_ms = 1000;

/** Far above a notification, which has about one kilobyte. */
const body_limit = 64 * 1024;

/**
 * Anybody can send what is not valid: looking for its cause keeps this process from its work, so it does so for a tenth of
 * the time at most.
 */
const restAfterSearch = 9;

/** Larger than any notification of QFPay's: what is longer is not worth a hundred thousand digests. */
const largestBody = 8 * 1024;

export const listenCommand = longCommand({
  name: 'listen',
  says: () =>
    t`Receive QFPay's notifications, verify each over its raw bytes, and answer SUCCESS only when it is valid and the forward target said SUCCESS too. An event that came before (told by what identifies its kind) is answered and not forwarded again. Ends by Ctrl-C.`,
  flags: listenFlags,
  notes: () => [tunnel()],
  examples,
  exits: exits.serving,
  run: listen,
});

function examples(): readonly Example[] {
  return [
    ['qfpay listen --forward-to http://localhost:3000/qfpay/notify', t`hand valid ones to your own endpoint`],
    ['qfpay listen --port 9000 --path /notify --save notifications', t`keep each of them in a folder`],
    ['qfpay listen --confirm --json | jq -c .transaction', t`check each against query, for a script`],
    [
      'qfpay listen --poll --forward-to http://localhost:3000/qfpay/notify',
      t`without a tunnel or a registered URL: ask query instead`,
    ],
  ];
}

function tunnel() {
  return t`QFPay calls a public address on port 80 or 443 only: let a tunnel lead from there to this port, and register its URL with QFPay. --timeout is how long the forward target may take.`;
}

/** @throws UsageError with every fault, or where the port cannot be had */
async function* listen(
  options: ListenOptions & GlobalOptions,
  _args: readonly string[],
  context: Context,
): AsyncGenerator<Report | readonly Report[]> {
  const prepared = await prepare(options, context);
  const queue = createReportQueue();
  let failure: unknown;
  const work = run(prepared, options, { context, queue })
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(() => queue.end());
  yield* queue;
  await work;
  if (failure !== undefined) throw failure;
}

interface Prepared {
  readonly plan: ListenPlan;
  readonly timeout_ms: number;
  readonly lang: Lang;
  /** Undefined with `--confirm` and `--poll`: the session with the gateway has the key. */
  readonly signer: Signer | undefined;
  /** With them: what the session is opened by. */
  readonly said: Preferences | undefined;
}

/** Every fault at once, before anything is opened. A key is asked for once: it may come from stdin. */
async function prepare(options: ListenOptions & GlobalOptions, context: Context): Promise<Prepared> {
  const { plan, faults } = readListenPlan(options, context.clock.now());
  const needs_gateway = plan.confirm || plan.poll !== undefined;
  const [timeout, signer, lang, , said] = await together([
    () => chooseTimeout(options, context),
    () => (needs_gateway ? undefined : resolveSigner(options, context, { asks_sign_type: false })),
    () => resolveLang(options, context),
    () => refuse(faults, 'qfpay help listen'),
    () => (needs_gateway ? readPreferences(options, context) : undefined),
  ]);
  return { plan, timeout_ms: timeout.value, signer, lang, said };
}

async function run(
  { plan, timeout_ms, signer, lang, said }: Prepared,
  options: GlobalOptions,
  { context, queue }: { readonly context: Context; readonly queue: ReportQueue },
): Promise<void> {
  if (plan.poll) return poll(plan.poll, { asked: said ?? options, timeout_ms, queue }, context);
  if (signer) {
    for (const warning of signer.warnings) tell(context, t`warning: ${warning}`);
    return listenUntilInterrupted({ plan, options, signer, timeout_ms, lang }, queue, context);
  }
  return withSession(said ?? options, context, ({ settings, gateway }) => {
    const known = { ...settings, ...settings.merchant };
    return listenUntilInterrupted({ plan, options, signer: known, timeout_ms, lang, gateway }, queue, context);
  });
}

interface PollingCommand {
  readonly asked: GlobalOptions | Preferences;
  readonly timeout_ms: number;
  readonly queue: ReportQueue;
}

/** Loaded only for those who poll. */
async function poll(plan: PollPlan, { asked, timeout_ms, queue }: PollingCommand, context: Context): Promise<void> {
  const { createPollPace, pollUntilStopped } = await import('./listen/poll.ts');
  const { pollEndReport, pollEventReport, pollReadyReport, pollTroubleReport } = await import(
    './listen/poll-report.ts'
  );
  const pace = createPollPace(context);
  const tally = { handed: 0, not_taken: 0 };
  const listener = {
    onReady: () => queue.add(pollReadyReport(plan)),
    onEvent(event: PolledEvent) {
      tally[event.delivery.acknowledged ? 'handed' : 'not_taken'] += 1;
      queue.add(pollEventReport(event, context.clock.now(), context));
    },
    onTrouble: (message: string) => queue.add(pollTroubleReport(message)),
  };
  await withSession(asked, { ...context, http: pace.http }, ({ settings: { merchant }, gateway }) =>
    pollUntilStopped({ plan, merchant, gateway, pace, timeout_ms, listener }, context),
  );
  queue.add(pollEndReport(tally, context));
}

/** The gateway is there with `--confirm`. */
interface Listening extends CauseSearch {
  readonly plan: ListenPlan;
  /** As typed, for the command that says more about a notification. */
  readonly options: GlobalOptions;
  readonly timeout_ms: number;
}

/**
 * Listens until the person or the system ends it. What is found out after the sender was answered (why a signature is wrong,
 * what `query` says) is told with the event, and keeps no sender waiting.
 * @throws UsageError that host and port cannot be had
 */
async function listenUntilInterrupted(
  listening: Listening,
  queue: Pick<ReportQueue, 'add'>,
  context: Context,
): Promise<void> {
  const { plan } = listening;
  const key = listening.signer.client_key;
  const findOut = createFinder(listening, context);
  const waiting = new Set<Promise<void>>();
  let tally = nothingYet;

  async function tellEvent(event: ListenEvent): Promise<void> {
    const known = await findOut(event);
    tally = counted(tally, known);
    queue.add(eventReport(known, context.secrets, listening.options));
  }

  function onEvent(event: ListenEvent): void {
    const told = tellEvent(event).finally(() => waiting.delete(told));
    waiting.add(told);
  }

  const serial = Buffer.from(context.random.bytes(6)).toString('hex');
  const seen = createSeenEvents(createEventShelf(context.files, `${stateFolder(context)}/listen/${serial}-`));
  const server = await context.serve(plan.port, createReceiver({ ...listening, key, context, seen, onEvent }), {
    host: plan.host,
    body_limit,
    onRefused: ({ status, text, method, path }) =>
      onEvent({ kind: 'refused', received_at: context.clock.now(), method, path, answered: { status, text } }),
  });
  queue.add(readyReport(server, { plan, key }));
  await interrupted(context);
  await server.close(grace_ms);
  await Promise.all(waiting);
  seen.end();
  tell(context, describeTally(tally));
  queue.add(endReport(tally, context));
}

function interrupted({ interruption: { signal } }: Context): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

interface CauseSearch {
  readonly signer: Signer;
  /** Of what is told about causes. */
  readonly lang: Lang;
  readonly gateway?: Gateway | undefined;
}

/** What can be found out about an event once its sender has his answer: why it is not valid, what `query` says. */
export function createFinder(finding: CauseSearch, context: Context): (event: ListenEvent) => Promise<ListenEvent> {
  const { clock } = context;
  let next = Number.NEGATIVE_INFINITY;

  async function causeOf(notification: Notification): Promise<Cause | undefined> {
    const started = clock.monotonic();
    const isWorthIt = notification.received !== '' && bodyOf(notification).length <= largestBody;
    if (!isWorthIt || started < next) return undefined;
    next = Number.POSITIVE_INFINITY;
    const cause = await firstCause(notification, finding, context);
    const ended = clock.monotonic();
    next = ended + restAfterSearch * (ended - started);
    return cause;
  }

  return async (event) => {
    if (event.kind === 'refused') return event;
    // The answer goes out first.
    await clock.sleep(0).catch(() => {});
    const { notification, is_duplicate } = event;
    if (!notification.is_valid) return { ...event, cause: await causeOf(notification) };
    if (!finding.gateway || !notification.fields || is_duplicate) return event;
    return { ...event, confirmed: await confirmation(notification.fields, finding.gateway) };
  };
}

function bodyOf({ attempts: [{ content }] }: Notification): Uint8Array {
  return Buffer.from(content);
}

/** As `verify` finds it. Keys of other profiles are tried as well, those that a command tells excepted. */
async function firstCause(
  notification: Notification,
  { signer, lang }: CauseSearch,
  context: Context,
): Promise<Cause | undefined> {
  const { received, announced, attempts } = notification;
  const body = bodyOf(notification);
  // Most who listen never need it, and it is the largest part of all that they would load.
  const { readInput } = await import('../reading/reading.ts');
  const reading = readInput(body);
  const known = { kind: 'notification', received, source: 'X-QF-SIGN', announced, remarks: [] } as const;
  const task = { ...known, parameters: reading.parameters, body, reading };
  const words = await loadExplanationWords(lang);
  const judged = { task, attempts, counting: [] };
  return (await diagnose({ judged, signer, all_keys: false }, words, context)).causes[0];
}

/** An end in the middle of it is no reason to tell nothing. */
async function confirmation(fields: Readonly<Record<string, string>>, gateway: Gateway): Promise<Confirmation> {
  try {
    return await confirmByQuery(fields, gateway);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    return { agrees: undefined, remarks: [t`interrupted before query answered`] };
  }
}

/** Asks `query` whether the books say what the notification says. A gateway that cannot be asked neither agrees nor not. */
async function confirmByQuery(fields: Readonly<Record<string, string>>, gateway: Gateway): Promise<Confirmation> {
  const { syssn } = fields;
  if (!syssn) return { agrees: undefined, remarks: [t`it names no syssn to ask about`] };
  try {
    return await ask(syssn, fields, gateway);
  } catch (error) {
    if (!(error instanceof NetworkError || error instanceof RateLimitedError)) throw error;
    return { agrees: undefined, remarks: [t`query failed: ${error.message}`] };
  }
}

async function ask(syssn: string, fields: Readonly<Record<string, string>>, gateway: Gateway): Promise<Confirmation> {
  const lookup = await findSyssns(gateway, [syssn], {});
  const refusal = refusalOf(lookup);
  if (refusal) return { agrees: undefined, remarks: [t`query was refused: ${refusal.respcd}`] };
  const [record] = lookup.records;
  if (!record) return { agrees: false, remarks: [t`query knows no transaction ${syssn}`] };
  const remarks = compareWithRecord(fields, record).map(({ field, notified, queried }) =>
    queried
      ? t`${field} is ${notified} here and ${queried} by query`
      : t`${field} is ${notified} here and nothing by query`,
  );
  return { agrees: remarks.length === 0, remarks };
}
