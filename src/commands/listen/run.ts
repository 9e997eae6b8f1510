import type { Context } from '../../context.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { ReportQueue } from '../report-queue.ts';
import { tell } from '../tell.ts';
import { endReport } from './end.ts';
import type { ListenEvent } from './event.ts';
import { createFinder, type Finding } from './find-out.ts';
import type { ListenPlan } from './options.ts';
import { readyReport } from './ready.ts';
import { createReceiver } from './receive.ts';
import { eventReport } from './report.ts';
import { counted, describeTally, nothingYet } from './tally.ts';

/** The gateway is there with `--confirm`. */
export interface Listening extends Finding {
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

  const server = await context.serve(plan.port, createReceiver({ ...listening, key, context, onEvent }), {
    host: plan.host,
    body_limit,
    onRefused: ({ status, text, method, path }) =>
      onEvent({ kind: 'refused', received_at: context.clock.now(), method, path, answered: { status, text } }),
  });
  queue.add(readyReport(server, { plan, key }));
  await interrupted(context);
  await server.close(grace_ms);
  await Promise.all(waiting);
  tell(context, describeTally(tally));
  queue.add(endReport(tally, context));
}

function interrupted({ interruption: { signal } }: Context): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
