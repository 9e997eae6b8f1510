import type { Endpoint } from '../catalog/endpoints.ts';
import type { HttpRequest, HttpResponse } from '../context/network.ts';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import { visible } from '../language/terminal-text.ts';
import { ownFiles } from '../merchant/given.ts';
import type { Settings } from '../merchant/merchant.ts';
import { canonicalText, selectSigned } from '../signature/sign.ts';
import { type ExchangeVerdict, type Judging, judgeError, judgeResponse, type PreparedRequest } from './gateway.ts';
import { isSecretHeader, mask, maskBody, maskedParameter } from './masking.ts';

/** One sending of a request, the first or a repeated one. */
interface ExchangeAttempt {
  readonly endpoint: Endpoint;
  readonly prepared: PreparedRequest;
  /** From 1. */
  readonly attempt: number;
}

/** Sends once, judges what comes back, keeps the trace and the log. Fails on an interruption only. */
export function createExchange(
  settings: Settings,
  context: Context,
): (sending: ExchangeAttempt) => Promise<ExchangeVerdict> {
  const { clock, http, secrets } = context;
  const key = settings.merchant.client_key;
  secrets.add(key);
  const trace = createTrace(settings, context);
  const log = createExchangeLog(settings, context);
  return async (sending) => {
    const { prepared } = sending;
    const started = clock.now();
    let response: HttpResponse | undefined;
    let verdict: ExchangeVerdict | undefined;
    // So that the numbers in it are known for what they are wherever a text repeats them.
    secrets.maskValue(Object.fromEntries(prepared.params));
    log.open();
    trace.request(prepared);
    try {
      response = await http(httpRequest(sending, settings));
      trace.response(prepared, response);
      verdict = judgeResponse(response, judgingOf(sending, settings, context));
    } catch (error) {
      verdict = judgeError(error);
      trace.failure(verdict.problem);
    } finally {
      log.write({ ...sending, started, http_status: response?.status, verdict });
    }
    return verdict;
  };
}

function judgingOf(
  { endpoint, prepared: { params, headers } }: ExchangeAttempt,
  { merchant }: Settings,
  { clock, secrets }: Context,
): Judging {
  const text = canonicalText(selectSigned(params).kept);
  const sent_signature = { digest: headers['X-QF-SIGN'] ?? '', text };
  const shape = endpoint.answer;
  return {
    key: merchant.client_key,
    now: clock.now(),
    sent: params,
    sent_signature,
    ...(shape ? { shape } : {}),
    secrets,
  };
}

function httpRequest({ endpoint, prepared }: ExchangeAttempt, { timeout_ms }: Settings): HttpRequest {
  const { method, url, headers, body } = prepared;
  return { method, url, headers, ...(body === undefined ? {} : { body }), timeout_ms, fresh: endpoint.moves_money };
}

/** One HTTP exchange, as it is written to the file of QFPAY_LOG. */
interface GatewayExchange {
  readonly endpoint: Endpoint;
  readonly prepared: PreparedRequest;
  readonly started: Date;
  /** From 1. */
  readonly attempt: number;
  readonly http_status?: number | undefined;
  /** Absent for an exchange that was interrupted. */
  readonly verdict?: ExchangeVerdict | undefined;
}

interface ExchangeLog {
  /** Sees to it that there is a file to write to; to be called before anything is sent. Does nothing the second time. */
  open(): void;
  write(exchange: GatewayExchange): void;
}

/** Appends a line of JSON for each exchange. A log that cannot be written is a warning, once: a payment matters more. */
function createExchangeLog(settings: Settings, context: Context): ExchangeLog {
  const { log } = settings;
  if (log === undefined) return { open: () => {}, write: () => {} };
  const { io, files, clock } = context;
  let state: 'new' | 'open' | 'unusable' = 'new';
  let has_warned = false;
  function attempt(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!has_warned) io.err(`${t`warning: QFPAY_LOG cannot be written: ${reason}`}\n`);
      has_warned = true;
      return false;
    }
  }
  return {
    open() {
      if (state === 'new') state = attempt(() => openLog(log, context)) ? 'open' : 'unusable';
    },
    write(exchange) {
      const line = () => `${JSON.stringify(logEntry(exchange, settings, clock.now()))}\n`;
      if (state === 'open') attempt(() => files.append(log, line()));
    },
  };
}

/**
 * Makes the file, or looks whether what is there is a log: whatever else the variable names, a line in it would spoil it.
 * @throws why nothing may be written there
 */
function openLog(path: string, context: Context): void {
  const { files } = context;
  if (!files.hasFolder(path)) throw new Error(t`its folder is not there`);
  const isOwn = ownFiles(context).some((own) => files.isSame(own, path));
  if (isOwn || path.endsWith('.lock')) throw new Error(t`${path} is a file that qfpay keeps for itself`);
  const fault = files.writeFault(path);
  if (fault !== undefined) throw new Error(fault);
  const beginning = Buffer.from(files.readFrom(path, 0, longestLine) ?? []).toString('utf8');
  if (beginning !== '' && !isLogEntry(beginning.split('\n')[0] ?? ''))
    throw new Error(t`${path} holds something else than such a log: name a new file`);
  files.append(path, '');
}

const longestLine = 4096;

function isLogEntry(line: string): boolean {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null && 'endpoint' in entry && 'duration_ms' in entry;
  } catch {
    return false;
  }
}

/** Numbers and codes only: nothing of the payer, no text of the gateway, no secret. */
function logEntry(
  { endpoint, prepared, started, attempt, http_status, verdict }: GatewayExchange,
  settings: Settings,
  now: Date,
) {
  const { env } = settings;
  const sent = new Map(prepared.params);
  const kind = verdict?.kind ?? 'interrupted';
  const answered = verdict?.kind === 'answer' ? verdict.answer : undefined;
  const number = (name: string) => {
    const value = sent.get(name) ?? answered?.fields[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    time: started.toISOString(),
    env,
    endpoint: endpoint.name,
    out_trade_no: number('out_trade_no'),
    syssn: number('syssn'),
    http_status,
    respcd: answered?.respcd,
    duration_ms: now.getTime() - started.getTime(),
    attempt,
    error: kind === 'answer' ? undefined : kind,
  };
}

/** What `--verbose` shows of each exchange, on stderr. */
interface Trace {
  request(prepared: PreparedRequest): void;
  response(prepared: PreparedRequest, response: HttpResponse): void;
  failure(problem: string): void;
}

const silent: Trace = { request: () => {}, response: () => {}, failure: () => {} };
const longestBody = 20_000;

/** Without the key, and without what belongs to the payer. */
function createTrace({ verbose }: Settings, { io, secrets }: Pick<Context, 'io' | 'secrets'>): Trace {
  if (!verbose) return silent;
  function show(lines: readonly string[]) {
    io.err(lines.map((line) => `${visible(secrets.mask(line))}\n`).join(''));
  }
  return {
    request: (prepared) => show(requestLines(prepared)),
    response: (prepared, response) => show(responseLines(prepared, response, secrets)),
    failure: (problem) => show([`! ${problem}`]),
  };
}

/** Parameters stand decoded, one a line, in place of the query string or body that carries them. */
function requestLines({ method, url, headers, params }: PreparedRequest): string[] {
  const [address = ''] = url.split('?');
  const parameters = params.map(maskedParameter).map(([name, value]) => `>   ${name} = ${value}`);
  return [`> ${method} ${address}`, ...headerLines('>', headers), ...parameters];
}

function responseLines(
  { params }: PreparedRequest,
  { status, headers, body }: HttpResponse,
  secrets: Context['secrets'],
): string[] {
  // Masked before it is cut for show, so that no value is cut in two and then missed.
  const text = secrets.mask(maskBody(new TextDecoder().decode(body.subarray(0, 4 * longestBody)), params));
  const shown = text.length > longestBody ? `${text.slice(0, longestBody)} … (${body.length} bytes)` : text;
  const lines = shown.split('\n').map((line) => `<   ${line}`);
  return [`< HTTP ${status}`, ...headerLines('<', headers), ...lines];
}

function headerLines(sign: string, headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${sign} ${name}: ${isSecretHeader(name) ? mask : value}`);
}
