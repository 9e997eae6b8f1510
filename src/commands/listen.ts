import type { Context } from '../context.ts';
import { refuse } from '../errors.ts';
import { t } from '../language/t.ts';
import { type GlobalOptions, resolveLang } from '../merchant/given.ts';
import type { Lang, Signer } from '../merchant/merchant.ts';
import { checkPreferences, chooseTimeout, resolveSigner } from '../merchant/settings.ts';
import { together } from '../merchant/together.ts';
import type { Example, Report } from '../report/report.ts';
import { exits, longCommand, tell } from './command.ts';
import type { PolledEvent } from './listen/poll.ts';
import type { PollPlan } from './listen/poll-plan.ts';
import { type ListenOptions, type ListenPlan, listenFlags, readListenPlan } from './listen/receive.ts';
import { listenUntilInterrupted } from './listen/run.ts';
import { createReportQueue, type ReportQueue } from './report-queue.ts';
import { withSession } from './session.ts';

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
}

/** Every fault at once, before anything is opened. A key is asked for once: it may come from stdin. */
async function prepare(options: ListenOptions & GlobalOptions, context: Context): Promise<Prepared> {
  const { plan, faults } = readListenPlan(options, context.clock.now());
  const needs_gateway = plan.confirm || plan.poll !== undefined;
  const [timeout, signer, lang] = await together([
    () => chooseTimeout(options, context),
    () => (needs_gateway ? undefined : resolveSigner(options, context, { asks_sign_type: false })),
    () => resolveLang(options, context),
    () => refuse(faults, 'qfpay help listen'),
    () => (needs_gateway ? checkPreferences(options, context) : undefined),
  ]);
  return { plan, timeout_ms: timeout.value, signer, lang };
}

async function run(
  { plan, timeout_ms, signer, lang }: Prepared,
  options: GlobalOptions,
  { context, queue }: { readonly context: Context; readonly queue: ReportQueue },
): Promise<void> {
  if (plan.poll) return poll(plan.poll, { options, timeout_ms, queue }, context);
  if (signer) {
    for (const warning of signer.warnings) tell(context, t`warning: ${warning}`);
    return listenUntilInterrupted({ plan, options, signer, timeout_ms, lang }, queue, context);
  }
  return withSession(options, context, ({ settings, gateway }) => {
    const known = { ...settings, ...settings.merchant };
    return listenUntilInterrupted({ plan, options, signer: known, timeout_ms, lang, gateway }, queue, context);
  });
}

interface PollingCommand {
  readonly options: GlobalOptions;
  readonly timeout_ms: number;
  readonly queue: ReportQueue;
}

/** Loaded only for those who poll. */
async function poll(plan: PollPlan, { options, timeout_ms, queue }: PollingCommand, context: Context): Promise<void> {
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
  await withSession(options, { ...context, http: pace.http }, ({ settings: { merchant }, gateway }) =>
    pollUntilStopped({ plan, merchant, gateway, pace, timeout_ms, listener }, context),
  );
  queue.add(pollEndReport(tally, context));
}
