import { endpoints } from '../catalog/endpoints.ts';
import { payTypes } from '../catalog/pay-types.ts';
import { confirmAmount, type MoveToConfirm, refuseUnasked } from '../command/asking.ts';
import { command, exits, tell } from '../command/command.ts';
import { connectionFlags, reportSession, type Session, shellLine, simulationOf } from '../command/session.ts';
import type { Context } from '../context.ts';
import { isFinal } from '../diagnosis/outcome.ts';
import { type Fault, liftRules, refuse } from '../errors.ts';
import { captureRules, type Hold, type HoldRest, isThatCapture, lapseText } from '../hold/hold.ts';
import { loadWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import type { QueryFilter } from '../lookup/query.ts';
import { waitDeadline, waitForFinal } from '../lookup/wait.ts';
import { windowAround } from '../lookup/window.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import { captureParameters, keepDoubts, sendCapture, stateOfRecord, unsettledCapture } from '../money/capture.ts';
import {
  type CaptureOptions,
  type CapturePlan,
  type CaptureRequest,
  captureFlags,
  planCapture,
} from '../money/capture-plan.ts';
import { aloneWith, confirmAgain, findHold, readHoldName } from '../money/hold-desk.ts';
import { dryRunReport } from '../money/move-money.ts';
import { sumFlags } from '../money/refund-order.ts';
import { readSum } from '../money/refund-request.ts';
import { type HoldMoveFindings, type HoldMoveState, holdReport } from '../report/hold-report.ts';
import type { Example, Report } from '../report/report.ts';
import { formatMoney } from '../transaction/money.ts';
import { checkOutTradeNo } from '../transaction/transaction.ts';

export const captureCommand = command({
  name: 'capture',
  says: () =>
    t`Take money that a pre-authorisation holds, all of it or a part; several parts may be taken. The hold and its captures are looked up first, so that the same command run again is the same capture: it exits 0, repeated, and sends nothing. A capture whose answer got lost is never sent again by itself: 8 until query shows it; run again it asks before it sends. 4 declined, 5 no final answer yet.`,
  arguments: [{ name: 'out_trade_no', says: () => t`the hold, by your own number` }],
  flags: captureFlags,
  skips: captureRules.rule_ids,
  examples,
  exits: exits.sending,
  run: capture,
});

function examples(): readonly Example[] {
  return [
    ['qfpay capture HOLD-1001 --full', t`all that is held`],
    ['qfpay capture HOLD-1001 --amount 12.80 --wait', t`a part of it, until it is final`],
    [
      'qfpay capture --syssn 20260302180500020000000001 --txamt 640 --json',
      t`by QFPay's number, in cents, for a script`,
    ],
    ['qfpay capture HOLD-1001 --txamt 640 --out-trade-no HOLD-1001-2', t`a second one of the same amount`],
    ['qfpay capture HOLD-1001 --full --dry-run', t`what is left, and what would be sent`],
  ];
}

/** @throws UsageError before anything is sent, with every fault at once */
async function capture(
  options: CaptureOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const [request, said] = await together([
    () => readCaptureRequest(options, args),
    () => readPreferences(options, context),
  ]);
  for (const warning of request.warnings) tell(context, t`warning: ${warning}`);
  return reportSession(said, context, async (session) => {
    if (options.dry_run) return dryRunCapture(request, session, context);
    refuseUnasked(session.settings, options, context);
    const findings = await runCapture(request, session, context);
    return holdReport({ ...findings, ...simulationOf(session) }, await loadWords(session.settings.lang));
  });
}

/**
 * Reads what was typed.
 * @throws UsageError with every fault at once
 */
export function readCaptureRequest(options: CaptureOptions & GlobalOptions, args: readonly string[]): CaptureRequest {
  const found: Fault[] = [];
  const { out_trade_no, syssn } = options;
  const named = readHoldName(syssn, args, found);
  const sum = readSum(options, t`is required: how much is to be taken`, found);
  if (out_trade_no !== undefined) found.push(...[checkOutTradeNo(out_trade_no) ?? []].flat());
  if (out_trade_no !== undefined && out_trade_no === args[0]) {
    const rule = t`must not be the hold's own number: a capture has its own`;
    found.push({ field: 'out_trade_no', value: out_trade_no, rule, next: t`leave it out to have one derived` });
  }
  const { faults, warnings, lifted } = liftRules(found, options.skip_rule ?? [], captureRules);
  refuse(faults, 'qfpay capture --help');
  return { named, sum, ...(out_trade_no === undefined ? {} : { out_trade_no }), options, warnings, lifted };
}

/** Looks up all that the capture would look up, and shows the request with the number that it would take. */
async function dryRunCapture(request: CaptureRequest, session: Session, context: Context): Promise<Report> {
  const { gateway, settings } = session;
  const hold = await findHold(request.named, session, context);
  const plan = await planCapture(request, hold, session, context);
  const { standing, doubts, rest, warnings } = plan;
  const state = standing && stateOfRecord(standing.record, plan);
  const told = [
    ...warnings,
    ...(state ? [t`this capture is on the gateway's books already (${state.outcome}): nothing would be sent`] : []),
    ...(!state && doubts.length > 0 ? [doubtText(plan)] : []),
  ];
  for (const warning of told) tell(context, t`warning: ${warning}`);
  const prepared = gateway.prepare(endpoints.capture, captureParameters(plan, settings, context.clock.now()));
  const report = dryRunReport('capture', settings.env, prepared, [...request.warnings, ...told]);
  const { out_trade_no, syssn, txamt } = hold;
  const sums = typeof rest === 'string' ? {} : { captured: String(rest.captured), left: String(rest.left) };
  const lapses = lapseText(hold);
  const held = { out_trade_no, syssn, txamt, ...sums, ...(lapses === undefined ? {} : { lapses }) };
  return {
    ...report,
    data: { ...report.data, repeated: state !== undefined, hold: held },
    blocks: [...report.blocks, { kind: 'text', text: t`hold: ${leftText(hold, rest)}` }],
  };
}

function leftText(hold: Hold, rest: HoldRest | string): string {
  const { txamt, txcurrcd = '' } = hold;
  const left = typeof rest === 'string' ? t`not known` : formatMoney(String(rest.left), txcurrcd);
  const lapses = lapseText(hold);
  const until = lapses === undefined ? '' : t`, until ${lapses} UTC+8 (hotels and rentals: 28 days)`;
  return t`${formatMoney(txamt, txcurrcd)} held, left of it: ${left}${until}`;
}

/**
 * Takes money of a hold, once: a capture that stands already is the answer, whoever made it.
 * @throws UsageError a rule forbids it; nothing was sent
 * @throws DeclinedError there is no such hold
 * @throws UnknownOutcomeError it may have been made, now or before, and nobody agreed that it is sent once more
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledError interrupted, or the amount was not typed
 */
async function runCapture(request: CaptureRequest, session: Session, context: Context): Promise<HoldMoveFindings> {
  const again = againLine(request);
  context.interruption.resume = { command: again };
  const hold = await findHold(request.named, session, context);
  const made = await aloneWith(hold, context, async () => {
    const plan = await planCapture(request, hold, session, context);
    return { plan, ...(await make(plan, request, session, context)) };
  });
  context.interruption.resume = undefined;
  const state = await waitForCapture(made.state, made.plan, request, session, context);
  return findingsOf({ ...made, state }, request, session);
}

/** What became of a capture, with all that was known before. */
interface MadeCapture {
  readonly plan: CapturePlan;
  readonly state: HoldMoveState;
  readonly warnings: readonly string[];
}

async function make(
  plan: CapturePlan,
  request: CaptureRequest,
  session: Session,
  context: Context,
): Promise<Omit<MadeCapture, 'plan'>> {
  for (const warning of plan.warnings) tell(context, t`warning: ${warning}`);
  const again = againLine(request, plan);
  if (plan.standing) {
    const { record, answer } = plan.standing;
    const state = { ...stateOfRecord(record, plan), ...(answer ? { answer } : {}) };
    const is_made = state.outcome !== 'declined' && state.outcome !== 'unknown';
    return { state: { ...state, repeated: is_made }, warnings: await keepDoubts(plan, state, context) };
  }
  const { options, lifted } = request;
  if (plan.doubts.length === 0) await confirmAmount(moveOf(plan), session.settings, options, context);
  else {
    const doubt = unsettledCapture(doubtText(plan), plan, again, session.settings);
    await confirmAgain(moveOf(plan), doubt, session, options, context);
  }
  return sendCapture(plan, { again, lifted: [...lifted, ...plan.lifted] }, session, context);
}

function doubtText({ out_trade_no, doubts }: CapturePlan): string {
  const [first] = doubts;
  return t`a capture under ${out_trade_no} was sent before (${first?.time}), and no answer told what became of it`;
}

/** What a person has to see before the amount is typed. */
function moveOf({ hold, txamt, out_trade_no, rest }: CapturePlan): MoveToConfirm {
  const { txcurrcd = '', pay_type = '' } = hold;
  const alias = payTypes.find(({ code }) => code === pay_type)?.alias ?? '?';
  const amount = formatMoney(txamt, txcurrcd);
  return {
    what: t`capture ${amount}`,
    amount,
    lines: [
      t`hold ${hold.out_trade_no ?? ''} (syssn ${hold.syssn}) by ${pay_type} (${alias})`,
      leftText(hold, rest),
      t`capture number ${out_trade_no}`,
    ],
  };
}

/** The same command line; with the number where it is known, so that it is the same capture whatever is left by then. */
function againLine({ named, sum, options, out_trade_no }: CaptureRequest, plan?: CapturePlan): string {
  const name = named.field === 'syssn' ? ['--syssn', named.value] : [named.value];
  const { skip_rule = [] } = options;
  const is_full = sum === 'full' && plan !== undefined;
  const number = is_full ? plan.out_trade_no : out_trade_no;
  return shellLine([
    ...['qfpay', 'capture', ...name, ...(is_full ? ['--txamt', plan.txamt] : sumFlags(sum))],
    ...(number === undefined ? [] : ['--out-trade-no', number]),
    ...skip_rule.flatMap((id) => ['--skip-rule', id]),
    ...connectionFlags(options),
  ]);
}

/**
 * Waits until an open capture is made or declined, 60 s at most.
 * @throws CancelledError interrupted
 * @throws SignatureError the gateway refuses the signature of the query
 */
async function waitForCapture(
  state: HoldMoveState,
  plan: CapturePlan,
  request: CaptureRequest,
  { gateway }: Session,
  context: Context,
): Promise<HoldMoveState> {
  if (!request.options.wait || isFinal(state.outcome) || state.outcome === 'unknown') return state;
  const now = context.clock.now();
  const { syssn } = state.transaction;
  const filter: QueryFilter =
    syssn === undefined ? { out_trade_no: [plan.out_trade_no], window: windowAround(now) } : { syssn: [syssn] };
  const { seen } = await waitForFinal(gateway, context, {
    outcome: state.outcome,
    filter,
    isOurs: (record) => isThatCapture(record, plan),
    deadline: waitDeadline({ order_type: 'capture', made_at: now }, now),
    resume: { out_trade_no: plan.out_trade_no, command: againLine(request, plan) },
    label: t`the capture ${plan.out_trade_no}`,
  });
  if (!seen) return state;
  const { transaction, ...told } = stateOfRecord(seen.record, plan);
  const { repeated } = state;
  return { ...state, ...told, answer: seen.answer, repeated, transaction: { ...state.transaction, ...transaction } };
}

function findingsOf(
  { plan, state, warnings }: MadeCapture,
  request: CaptureRequest,
  { settings }: Session,
): HoldMoveFindings {
  const { hold, rest, standing, out_trade_no } = plan;
  const { syssn } = state.transaction;
  const flags = connectionFlags(request.options);
  const after = typeof rest === 'string' ? undefined : restAfter(rest, plan, state, standing !== undefined);
  const lapses = lapseText(hold);
  return {
    ...state,
    command: 'capture',
    env: settings.env,
    hold,
    ...(after ? { rest: after } : {}),
    ...(lapses === undefined ? {} : { lapses }),
    commands: {
      again: againLine(request, plan),
      query: shellLine(['qfpay', 'query', out_trade_no, ...flags, '--wait']),
      ...(syssn === undefined ? {} : { refund: shellLine(['qfpay', 'refund', '--syssn', syssn, '--full', ...flags]) }),
    },
    notices: [...request.warnings, ...plan.warnings],
    warnings,
  };
}

/** What stood before was counted when the books were read; what is not settled counts as taken. */
function restAfter(
  { captured, released, left }: HoldRest,
  { txamt }: CapturePlan,
  { outcome }: HoldMoveState,
  is_counted: boolean,
): HoldRest {
  const taken = is_counted || outcome === 'declined' ? 0 : Number(txamt);
  return { captured: captured + taken, released, left: Math.max(0, left - taken) };
}
