import type { Endpoint, EnvName } from '../catalog/endpoints.ts';
import type { Context, Resume } from '../context.ts';
import {
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
import type { Parameter } from '../signature/canonical-text.ts';
import { refuseKey } from '../signature/key-guard.ts';
import { tell } from './command.ts';
import type { Session } from './session.ts';

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

export interface SentCall {
  /** What the outcome is recorded under. */
  readonly id: string;
  /** The gateway's answer, or why nobody knows whether it was processed. */
  readonly answer: Answer | UnknownOutcomeError;
}

/**
 * Sends a money-moving call, once: its number is on disk and on stderr before the request leaves.
 * @throws UsageError a parameter holds the client key; nothing was kept and nothing was sent
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledUnsentError interrupted while it waited to be sent: surely not processed
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
export async function sendOnce(call: MoneyCall, { gateway, settings }: Session, context: Context): Promise<SentCall> {
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
