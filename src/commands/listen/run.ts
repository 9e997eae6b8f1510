import type { Lang } from '../../catalog/words/words.ts';
import type { Context } from '../../context.ts';
import { CancelledError, NetworkError, RateLimitedError } from '../../errors.ts';
import type { Cause } from '../../explanation/explain.ts';
import { loadExplanationWords } from '../../explanation/words/load-words.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import { findSyssns } from '../../lookup/find-orders.ts';
import { refusalOf } from '../../lookup/query.ts';
import { stateFolder } from '../../merchant/folders.ts';
import type { GlobalOptions } from '../../merchant/given.ts';
import type { Signer } from '../../merchant/merchant.ts';
import { compareWithRecord, type Notification } from '../../notification/read-notification.ts';
import { tell } from '../command.ts';
import type { ReportQueue } from '../report-queue.ts';
import { diagnose } from '../verify/diagnose.ts';
import {
  type Confirmation,
  createEventShelf,
  createReceiver,
  createSeenEvents,
  type ListenEvent,
  type ListenPlan,
} from './receive.ts';
import { counted, describeTally, endReport, eventReport, nothingYet, readyReport } from './report.ts';

/** The gateway is there with `--confirm`. */
interface Listening extends CauseSearch {
  readonly plan: ListenPlan;
  /** As typed, for the command that says more about a notification. */
  readonly options: GlobalOptions;
  readonly timeout_ms: number;
}

/** Far above a notification, which has about one kilobyte. */
const body_limit = 64 * 1024;
/** What is being answered when the end comes may take that long. */
const grace_ms = 1000;

/**
 * Listens until the person or the system ends it. What is found out after the sender was answered (why a signature is wrong,
 * what `query` says) is told with the event, and keeps no sender waiting.
 * @throws UsageError that host and port cannot be had
 */
export async function listenUntilInterrupted(
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

/** Larger than any notification of QFPay's: what is longer is not worth a hundred thousand digests. */
const largestBody = 8 * 1024;
/**
 * Anybody can send what is not valid: looking for its cause keeps this process from its work, so it does so for a tenth of
 * the time at most.
 */
const restAfterSearch = 9;

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
  const { readInput } = await import('../../reading/reading.ts');
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
