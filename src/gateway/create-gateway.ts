import { type Endpoint, supportAddress } from '../catalog/endpoints.ts';
import type { Clock, Context } from '../context.ts';
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
import { stateFolder } from '../merchant/given.ts';
import type { Settings } from '../merchant/merchant.ts';
import { hashHex } from '../signature/client-key.ts';
import { canonicalText, type Parameter, refuseKey, selectSigned, sign, signatureHeaders } from '../signature/sign.ts';
import { createExchange } from './exchange.ts';
import { type Answer, type Gateway, type PreparedRequest, signatureProblem } from './gateway.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { RedisDoor, redisBook } from './redis-book.ts';
import { type ExchangeFailure, retryDelay } from './retry.ts';
import {
  documentedWindows,
  fileBook,
  memoryBook,
  type RateWindow,
  type TrafficBook,
  type TrafficRule,
} from './traffic.ts';

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

/** How fast somebody means to go. */
export interface Pace {
  /** Of a batch: all batches of this merchant on this machine together stay below it, and leave some room to the tills. */
  readonly max_per_minute?: number;
  /** For tests and benchmarks: what the gateway allows. None: no limit at all, not even its own. */
  readonly windows?: readonly RateWindow[];
}

/** Finding the way through a proxy comes before the time limit of an exchange. */
const routing_ms = 10_000;
/** Shorter waits are not worth a word. */
const quiet_ms = 2_000;

const limiters = new WeakMap<Clock, Map<string, Limiter>>();

/**
 * One limiter for each merchant at each gateway and each pace, however many gateways are created. All processes of this
 * machine that keep the same state folder share what the gateway allows. QFPay does not say whether an agent's merchants
 * are limited together, so that an app code is taken for one merchant, whatever the mchid.
 */
export function limiterOf(settings: Settings, context: Context, pace: Pace = {}): Limiter {
  const { base_url, merchant } = settings;
  const byMerchant = limiters.get(context.clock) ?? new Map<string, Limiter>();
  limiters.set(context.clock, byMerchant);
  const key = JSON.stringify([base_url, merchant.app_code, pace]);
  const limiter = byMerchant.get(key) ?? openLimiter(settings, context, pace);
  byMerchant.set(key, limiter);
  return limiter;
}

/** A process has one connection to a Redis, and says once what is the matter with it, however many limiters go through it. */
const doors = new WeakMap<Context['openRedis'], Map<string, RedisDoor>>();

function openLimiter(settings: Settings, context: Context, pace: Pace): Limiter {
  const { clock, io, random } = context;
  const { max_per_minute } = pace;
  const is_background = max_per_minute !== undefined;
  const limits = { rules: rulesOf(pace), is_background, flight_ms: settings.timeout_ms + routing_ms };
  const owner = `${clock.now().getTime().toString(36)}${random.fraction().toString(36).slice(1)}`;
  const onWait = (ms: number) => {
    if (!is_background && ms >= quiet_ms) io.err(`${t`waiting ${(ms / 1000).toFixed(0)} s: ${limitWords(pace)}`}\n`);
  };
  // The gateway of `--env local` is this very process, and without a limit there is nothing to agree upon.
  const is_alone = settings.env === 'local' || limits.rules.length === 0;
  const book = is_alone ? memoryBook() : openBook(settings, context, owner);
  return createLimiter(limits, { clock, book, owner, onWait });
}

function openBook(settings: Settings, context: Context, owner: string): TrafficBook {
  const { base_url, merchant, verbose, limiter_url } = settings;
  const name = hashHex('SHA256', JSON.stringify([base_url, merchant.app_code])).slice(0, 16);
  const own = fileBook(context, `${stateFolder(context)}/traffic/${name}.txt`, ({ message }) => {
    if (verbose) context.io.err(`${t`note: limits are not shared with other qfpay processes: ${message}`}\n`);
  });
  if (limiter_url === undefined) return own;
  const { clock, random } = context;
  return redisBook({ door: doorOf(limiter_url, context), clock, random, name, owner, own });
}

function doorOf(url: string, { openRedis, io }: Context): RedisDoor {
  const byUrl = doors.get(openRedis) ?? new Map<string, RedisDoor>();
  doors.set(openRedis, byUrl);
  const door =
    byUrl.get(url) ??
    new RedisDoor(
      () => openRedis(url),
      (problem) => {
        const told = t`QFPAY_LIMITER_URL cannot be used: ${problem}; this machine keeps to the limits by itself, and other machines are not counted`;
        io.err(`${t`warning: ${told}`}\n`);
      },
    );
  byUrl.set(url, door);
  return door;
}

/** What holds for requests of this pace. A batch leaves a fortieth free, so that a till need not wait for it. */
export function rulesOf({ max_per_minute, windows = documentedWindows }: Pace): TrafficRule[] {
  if (windows.length === 0) return [];
  if (max_per_minute === undefined) return windows.map((window) => ({ ...window, counts: 'all' }));
  const left = windows.map(({ requests, ms }): TrafficRule => {
    return { requests: Math.max(1, requests - Math.ceil(requests / 40)), ms, counts: 'all' };
  });
  return [...left, { requests: max_per_minute, ms: 60_000, counts: 'background' }];
}

function limitWords({ windows = documentedWindows }: Pace): string {
  const words = windows.map(({ requests, ms }) => t`${requests} requests in ${ms / 1000} s`);
  return t`the gateway takes at most ${words.join(t` and `)}`;
}
