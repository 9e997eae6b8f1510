import type { Endpoint, EnvName } from '../catalog/endpoints.ts';
import { tell } from '../command/command.ts';
import type { Session } from '../command/session.ts';
import type { Context, Resume } from '../context.ts';
import type { Outcome } from '../diagnosis/outcome.ts';
import {
  CancelledError,
  CancelledUnsentError,
  ConfigError,
  NetworkError,
  QfpayError,
  RateLimitedError,
  UnknownOutcomeError,
  UsageError,
} from '../errors.ts';
import type { Answer, PreparedRequest } from '../gateway/gateway.ts';
import { historyRecords, type Records } from '../history/history.ts';
import type { RecordedOutcome, RecordedSending } from '../history/history-entry.ts';
import { t } from '../language/t.ts';
import type { Report } from '../report/report.ts';
import { type Parameter, refuseKey } from '../signature/sign.ts';

/** A call that moves money, ready to leave. */
interface MoneyCall {
  readonly endpoint: Endpoint;
  readonly parameters: readonly Parameter[];
  readonly sending: RecordedSending;
  /** For stderr, once the number is on disk and before the request leaves. */
  readonly notices: readonly string[];
  readonly resume: Resume;
  /** Where it is written down; this machine's history when absent. */
  readonly records?: Records | undefined;
}

/** What there is to say of money once it is known: what every kind of move has in common. */
interface MovedState {
  /** Absent where a call says nothing of money. */
  readonly outcome?: Outcome;
  readonly respcd?: string | undefined;
  readonly transaction?: { readonly syssn?: string | undefined } | undefined;
}

/** What came back of one sending. */
interface ReturnedSending {
  /** The gateway's answer, or why nobody knows whether it was processed. */
  readonly answer: Answer | UnknownOutcomeError;
  /** Counted from 1. */
  readonly sending: number;
  /** Whether this sending left nothing behind that a further one could help: it did not reach the gateway. */
  readonly is_stopped: boolean;
}

/**
 * One way to move money, whatever kind of money it is: its number on disk, said, sent, believed or doubted and settled, shown, waited
 * for, kept.
 */
export interface MoneyMove<State extends MovedState> extends MoneyCall {
  /**
   * Believes what came back, or asks the gateway's books. `send_again` has the same number sent once more: only where the gateway takes
   * a number once.
   * @throws UnknownOutcomeError nobody can tell, and this must not be told as a state
   */
  understand(returned: ReturnedSending): Promise<State | 'send_again'>;
  /** To the payer, before it is written down: that may have to wait for another process. Gives what to warn about. */
  show?(state: State): Promise<readonly string[]>;
  /** The state when it is final, or when patience ends. Gives what to warn about besides. */
  wait?(state: State): Promise<{ readonly state: State; readonly warnings?: readonly string[] }>;
  /** As the history has it, where that is not just its outcome, code and `syssn`. */
  settledAs?(state: State): RecordedOutcome;
}

/** What became of it in the end. */
interface MovedMoney<State> {
  readonly state: State;
  readonly warnings: string[];
}

/**
 * Moves money, once. Whatever becomes of the answer, nothing is sent again but what `understand` says the gateway takes once.
 * @throws UsageError a parameter holds the client key; nothing was kept and nothing was sent
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledUnsentError interrupted while it waited to be sent: surely not processed
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
export async function moveMoney<State extends MovedState>(
  move: MoneyMove<State>,
  session: Session,
  context: Context,
): Promise<MovedMoney<State>> {
  const { state: first, ids } = await sendUntilKnown(move, session, context);
  const keep = (state: State) => keepOutcomes(ids, (move.settledAs ?? settledAs)(state), context, move.records);
  const warnings = [...((await move.show?.(first)) ?? []), ...(await keep(first))];
  const { state, warnings: more = [] } = (await move.wait?.(first)) ?? { state: first };
  warnings.push(...more);
  if (state !== first) warnings.push(...(await keep(state)));
  context.interruption.resume = undefined;
  return { state, warnings };
}

/** As far as it is known by now, and what its sendings are written down under. */
interface KnownMove<State> {
  readonly state: State;
  readonly ids: readonly string[];
}

/**
 * The half of it that a batch does with each of its rows.
 * @throws as `moveMoney`
 */
export async function sendUntilKnown<State extends MovedState>(
  move: Omit<MoneyMove<State>, 'show' | 'wait' | 'settledAs'>,
  session: Session,
  context: Context,
): Promise<KnownMove<State>> {
  const ids: string[] = [];
  for (let sending = 1; ; sending += 1) {
    const { id, answer } =
      sending === 1 ? await sendOnce(move, session, context) : await sendFurther(move, session, context);
    if (id !== undefined) ids.push(id);
    const state = await move.understand({ answer, sending, is_stopped: id === undefined });
    if (state !== 'send_again') return { state, ids };
  }
}

/** A further sending that does not reach the gateway, or the disk, leaves open what became of those before it. */
async function sendFurther(
  call: MoneyCall,
  session: Session,
  context: Context,
): Promise<Partial<SentCall> & Pick<SentCall, 'answer'>> {
  try {
    return await sendOnce({ ...call, notices: [] }, session, context);
  } catch (error) {
    if (!(isUnsent(error) || error instanceof ConfigError)) throw error;
    const { known } = error.facts;
    context.interruption.resume = { ...call.resume, ...(known ? { known } : {}) };
    if (error instanceof CancelledUnsentError) throw new CancelledError(t`interrupted`, { cause: error });
    return { answer: new UnknownOutcomeError(error.message, { cause: error }) };
  }
}

interface SentCall {
  /** What the outcome is recorded under. */
  readonly id: string;
  readonly answer: Answer | UnknownOutcomeError;
}

/** Its number is on disk and on stderr before the request leaves. */
async function sendOnce(call: MoneyCall, { gateway, settings }: Session, context: Context): Promise<SentCall> {
  refuseKey(call.parameters, settings.merchant.client_key, context.secrets);
  const facts = factsOf(call.sending);
  const { records = historyRecords(context) } = call;
  const id = await records.sending(call.sending);
  if (call.sending.out_trade_no !== '') tell(context, `out_trade_no ${call.sending.out_trade_no}`);
  for (const notice of call.notices) tell(context, t`note: ${notice}`);
  const { sent } = context.interruption;
  context.interruption.resume = { ...call.resume, known: facts.known };
  context.interruption.sent = context.interruption.resume;
  try {
    return { id, answer: await gateway.send(call.endpoint, call.parameters) };
  } catch (error) {
    if (error instanceof UnknownOutcomeError) return { id, answer: error };
    if (isUnsent(error)) {
      context.interruption.resume = undefined;
      context.interruption.sent = sent;
      for (const warning of await keepOutcome(context, id, { outcome: 'not_sent' }, records))
        tell(context, t`warning: ${warning}`);
    }
    if (error instanceof CancelledUnsentError) throw interruptedBefore(call).beside(facts);
    throw error instanceof QfpayError ? error.beside(facts) : error;
  }
}

/** Of what has failed so, nothing was processed. */
export function isUnsent(error: unknown): error is QfpayError {
  return [NetworkError, RateLimitedError, CancelledUnsentError].some((kind) => error instanceof kind);
}

function interruptedBefore({ endpoint }: MoneyCall): CancelledUnsentError {
  return new CancelledUnsentError(t`interrupted; ${endpoint.name} was surely not processed`, {
    hint: t`run the same command again`,
  });
}

/** What is known of a call, whatever becomes of it. A refund by `syssn` alone has no number. */
function factsOf({ env, out_trade_no }: RecordedSending) {
  return out_trade_no === '' ? { known: { env } } : { out_trade_no, known: { env, transaction: { out_trade_no } } };
}

/** What the history keeps of what became of money. */
export function settledAs({ outcome, respcd, transaction }: MovedState): RecordedOutcome {
  const syssn = transaction?.syssn;
  return {
    outcome: outcome ?? 'done',
    ...(respcd === undefined ? {} : { respcd }),
    ...(syssn === undefined ? {} : { syssn }),
  };
}

/** Writes the same down for several sendings. What nobody knows, and no answer has told, stays open. */
export async function keepOutcomes(
  ids: readonly string[],
  settled: RecordedOutcome,
  context: Context,
  records?: Records,
): Promise<string[]> {
  if (settled.outcome === 'unknown' && settled.respcd === undefined) return [];
  const warnings = [];
  for (const id of ids) warnings.push(...(await keepOutcome(context, id, settled, records)));
  return warnings;
}

/** Writes down what became of a call. A disk that is full now must not hide it: then there is a warning to give. */
export async function keepOutcome(
  context: Context,
  id: string,
  settled: RecordedOutcome,
  records: Records = historyRecords(context),
): Promise<string[]> {
  try {
    await records.outcome(id, settled);
    return [];
  } catch (error) {
    if (error instanceof ConfigError || error instanceof UsageError) return [error.message];
    throw error;
  }
}

/** What `--dry-run` has to say: the request as it would be sent. The key is its fingerprint in the signing string. */
export function dryRunReport(
  command: string,
  env: EnvName,
  request: PreparedRequest,
  warnings: readonly string[],
): Report {
  const { method, url, headers, params, body, signing_string } = request;
  const shown = { method, url, headers, params: Object.fromEntries(params), ...(body === undefined ? {} : { body }) };
  return {
    command,
    exit_code: 0,
    data: {
      env,
      request: { ...shown, signing_string },
      ...(warnings.length > 0 ? { warnings } : {}),
    },
    blocks: [
      { kind: 'headline', tone: 'plain', word: t`DRY RUN`, text: t`nothing was sent` },
      { kind: 'text', text: `${method} ${url}` },
      { kind: 'rows', rows: Object.entries(headers) },
      { kind: 'text', text: 'parameters' },
      { kind: 'rows', rows: params },
      ...(body === undefined ? [] : [{ kind: 'text', text: t`body: ${body}` } as const]),
      { kind: 'text', text: t`signing string: ${signing_string}` },
    ],
  };
}
