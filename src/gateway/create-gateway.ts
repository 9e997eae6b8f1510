import { type Endpoint, supportAddress } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import {
  CancelledError,
  CancelledUnsentError,
  type ErrorFacts,
  NetworkError,
  type QfpayError,
  RateLimitedError,
  type TransportFault,
  UnknownOutcomeError,
} from '../errors.ts';
import { t } from '../language/t.ts';
import { shellWord } from '../language/terminal-text.ts';
import type { Settings } from '../merchant/merchant.ts';
import { canonicalText, type Parameter, refuseKey, selectSigned, sign, signatureHeaders } from '../signature/sign.ts';
import { createExchange } from './exchange.ts';
import { type Answer, type Gateway, type PreparedRequest, signatureProblem } from './gateway.ts';
import type { Limiter } from './limiter.ts';
import { limiterOf } from './limiter-of.ts';
import { type ExchangeFailure, retryDelay } from './retry.ts';

/** What a caller brings along. */
export interface GatewayWishes {
  /** How fast requests go; the merchant's own on this machine when it is not said. */
  readonly limiter?: Limiter;
  /** Of a batch: HTTP 429 is waited out for minutes. */
  readonly is_patient?: boolean;
  /** Hears of each answer. */
  readonly onAnswer?: (answer: Answer) => void;
  /** Hears of a request whose signature was refused (1108), as it left. */
  readonly onRefused?: (sent: PreparedRequest, answer: Answer) => void;
}

/** The gateway as this merchant speaks with it. All waiting goes through `context.clock`. */
export function createGateway(settings: Settings, context: Context, wishes: GatewayWishes = {}): Gateway {
  const { limiter = limiterOf(settings, context), is_patient = false, onAnswer, onRefused } = wishes;
  const { clock, io, random, secrets } = context;
  const exchange = createExchange(settings, context);
  let has_warned = false;

  function warnOfSignature({ signature }: Answer) {
    const problem = signatureProblem(signature);
    if (has_warned || problem === undefined) return;
    has_warned = true;
    io.err(`${t`warning: ${problem}`}\n`);
  }

  /** @throws UsageError a parameter holds a key, of this merchant or of another */
  function prepare(endpoint: Endpoint, parameters: readonly Parameter[]): PreparedRequest {
    refuseKey(parameters, secrets);
    return prepareRequest(settings, endpoint, parameters);
  }

  async function send(endpoint: Endpoint, parameters: readonly Parameter[]): Promise<Answer> {
    const prepared = prepare(endpoint, parameters);
    const failures: ExchangeFailure[] = [];
    for (;;) {
      const verdict = await unlessWaiting(endpoint, (onLeave) =>
        limiter.run(() => {
          onLeave();
          return exchange({ endpoint, prepared, attempt: failures.length + 1 });
        }),
      );
      if (verdict.kind === 'answer') {
        warnOfSignature(verdict.answer);
        onAnswer?.(verdict.answer);
        if (verdict.answer.respcd === '1108') onRefused?.(prepared, verdict.answer);
        return verdict.answer;
      }
      failures.push(verdict);
      const rule = { moves_money: endpoint.moves_money, is_patient, fraction: random.fraction() };
      const delay = retryDelay(failures, rule);
      if (delay === undefined)
        throw noAnswerError({ settings, endpoint, params: prepared.params, failure: verdict, failures });
      if (verdict.kind === 'rate-limited') {
        limiter.pause(delay);
        io.err(`${endpoint.name}: ${verdict.problem}; waiting ${seconds(delay)}\n`);
      }
      await unlessWaiting(endpoint, () => clock.sleep(delay));
    }
  }

  return { settings, send, prepare };
}

/**
 * Work that may wait before a request leaves. A call that moves money is repeated after HTTP 429 alone, which was not processed: so
 * an interruption while it only waits finds nothing of it done.
 * @throws CancelledUnsentError in place of a CancelledError
 */
async function unlessWaiting<T>(endpoint: Endpoint, work: (onLeave: () => void) => Promise<T>): Promise<T> {
  let has_left = false;
  const onLeave = () => {
    has_left = true;
  };
  try {
    return await work(onLeave);
  } catch (error) {
    if (!(error instanceof CancelledError) || has_left || !endpoint.moves_money) throw error;
    throw new CancelledUnsentError(error.message, error.facts);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * Decides what would be sent: the merchant's `mchid` added where the caller gives none, empty parameters left out, raw
 * values signed, and only then form-encoded as UTF-8. A GET carries the same form in its query string.
 * @throws UsageError a parameter that is or holds the client key, which is in no request; its value is not repeated
 */
export function prepareRequest(
  settings: Settings,
  endpoint: Endpoint,
  parameters: readonly Parameter[],
): PreparedRequest {
  const { base_url, merchant, sign_type, methods } = settings;
  const { path, name, takes_mchid = true } = endpoint;
  const method = methods?.[name] ?? endpoint.method;
  const params = withMchid(
    parameters.filter(([, value]) => value !== ''),
    takes_mchid ? merchant.mchid : undefined,
  );
  refuseKey(params, merchant.client_key);
  if (endpoint.signed_by === 'parameter') return preparedLink(settings, endpoint, params);
  const signature = sign(params, merchant.client_key, sign_type);
  const headers = signatureHeaders(merchant.app_code, signature, sign_type);
  const form = new URLSearchParams(params.map(([name, value]): [string, string] => [name, value])).toString();
  const signing_string = `${canonicalText(selectSigned(params).kept)}${merchant.client_key}`;
  const url = `${base_url}${path}`;
  if (method === 'GET') return { method, url: `${url}?${form}`, headers, params, signing_string };
  const typed = { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' };
  return { method, url, headers: typed, params, body: form, signing_string };
}

/** A link that another's browser opens has no headers: its MD5 stands beside the parameters. */
function preparedLink(
  { base_url, merchant }: Settings,
  { method, path }: Endpoint,
  params: readonly Parameter[],
): PreparedRequest {
  const signature = sign(params, merchant.client_key, 'MD5');
  const signed: readonly Parameter[] = [...params, ['sign', signature]];
  const form = new URLSearchParams(signed.map(([name, value]): [string, string] => [name, value])).toString();
  const signing_string = `${canonicalText(selectSigned(params).kept)}${merchant.client_key}`;
  return { method, url: `${base_url}${path}?${form}`, headers: {}, params, signing_string };
}

function withMchid(parameters: readonly Parameter[], mchid: string | undefined): readonly Parameter[] {
  if (!mchid || parameters.some(([name]) => name === 'mchid')) return parameters;
  return [...parameters, ['mchid', mchid]];
}

/** A call that is given up, and the last of its failures. */
interface GivenUpCall {
  readonly settings: Settings;
  readonly endpoint: Endpoint;
  readonly params: readonly Parameter[];
  readonly failure: ExchangeFailure;
  /** All of them, in their order. */
  readonly failures: readonly ExchangeFailure[];
}

/** The error for it: what happened, whether it may be repeated, how to go on. */
function noAnswerError(given_up: GivenUpCall): QfpayError {
  const { endpoint, failure } = given_up;
  const what = `${endpoint.name} ${failureWords(given_up)}: ${failure.problem}`;
  const facts = factsOf(given_up);
  if (isChangeInDoubt(given_up))
    return new UnknownOutcomeError(what, { ...facts, hint: t`sending it again does no harm: run the same command` });
  if (failure.kind === 'rate-limited') {
    const hint = t`wait some minutes, then run the same command again; announce expected peaks to ${supportAddress}`;
    return new RateLimitedError(`${what}${askedWait(failure)}`, { ...facts, hint });
  }
  if (failure.kind === 'not-connected')
    return new NetworkError(what, { ...facts, hint: connectionHint(failure.fault) });
  if (!endpoint.moves_money) return new NetworkError(what, { ...facts, hint: t`it changes nothing: run it again` });
  const resume = resumeCommand(given_up);
  return new UnknownOutcomeError(what, { ...facts, hint: t`do not repeat it blindly; first run: ${resume}`, resume });
}

function askedWait({ retry_after_ms }: ExchangeFailure): string {
  return retry_after_ms === undefined ? '' : t`; the server asks to wait ${Math.ceil(retry_after_ms / 1000)} s`;
}

/** It is repeated, but one of its sendings may have been processed, whatever became of the last one. */
function isChangeInDoubt({ endpoint, failures }: GivenUpCall): boolean {
  return endpoint.changes === true && failures.some(({ kind }) => kind !== 'not-connected' && kind !== 'rate-limited');
}

function failureWords(given_up: GivenUpCall): string {
  const { endpoint, failure } = given_up;
  if (isChangeInDoubt(given_up)) return t`may have been processed`;
  if (failure.kind === 'rate-limited') return t`was not processed`;
  if (failure.kind === 'not-connected') return endpoint.moves_money ? t`was surely not processed` : t`was not sent`;
  return endpoint.moves_money ? t`may have been processed` : t`got no usable answer`;
}

function factsOf({ endpoint, params, failure }: GivenUpCall): ErrorFacts {
  const out_trade_no = endpoint.moves_money ? parameterOf(params, 'out_trade_no') : undefined;
  return {
    ...(out_trade_no === undefined ? {} : { out_trade_no }),
    ...(failure.cause === undefined ? {} : { cause: failure.cause }),
  };
}

function connectionHint(fault: TransportFault | undefined): string {
  switch (fault) {
    case 'tls':
      return t`check the base URL and this machine's clock; NODE_EXTRA_CA_CERTS adds a certificate authority of your own`;
    case 'proxy':
      return t`check HTTPS_PROXY and NO_PROXY, then run the same command again`;
    default:
      return t`check the network and the base URL, then run the same command again`;
  }
}

/** With the environment, without which the same number would be asked for elsewhere. */
function resumeCommand({ settings, params }: GivenUpCall): string {
  const out_trade_no = parameterOf(params, 'out_trade_no');
  const number = out_trade_no ?? `--syssn=${parameterOf(params, 'syssn') ?? ''}`;
  const { env, profile } = settings;
  return ['qfpay', 'query', number, ...(profile ? ['--profile', profile] : ['--env', env])].map(shellWord).join(' ');
}

function parameterOf(params: readonly Parameter[], name: string): string | undefined {
  return params.find((parameter) => parameter[0] === name)?.[1];
}
