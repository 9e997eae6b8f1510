import { setMaxListeners } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { CancelableRequest, OptionsOfBufferResponseBody, Response } from 'got';
import { version } from '../../../package.json';
import type { Http, HttpRequest, HttpResponse } from '../../context/network.ts';
import { CancelledError } from '../../errors.ts';
import { createRoutes, type Route } from './proxy.ts';
import { type Sighting, transportError } from './transport-failure.ts';

/** Far above any answer of the gateway, far below what would hurt. */
const answerLimit = 10 * 1024 * 1024;

/**
 * One exchange over the real network, by got: every time is limited, nothing is retried or redirected, TLS is always
 * verified. Proxies come from `env`.
 * @throws TransportError there is no answer; it says whether the request can have left
 * @throws ConfigError the proxy's address cannot be meant
 * @throws CancelledError `signal` fired
 */
export function createHttp(env: Readonly<Record<string, string | undefined>>, signal: AbortSignal): Http {
  // Each exchange in the air listens to it; a batch has more than the ten that Node takes for a leak.
  setMaxListeners(0, signal);
  const routeFor = createRoutes(env, signal);
  return async (request) => {
    const connect_limit_ms = Math.min(10_000, request.timeout_ms);
    const route = await routeFor(request, connect_limit_ms);
    const { default: got } = await import('got');
    // Looked at last: from here on to the listening nothing is waited for.
    if (signal.aborted) throw new CancelledError('interrupted');
    const sighting: Sighting = { request, connect_limit_ms, proxy: route.proxy, connected: false, answering: false };
    const pending = got(request.url, optionsOf(request, route));
    const { broken, stop } = watch(pending, sighting, signal);
    try {
      return readResponse(await Promise.race([pending, broken]));
    } catch (error) {
      throw signal.aborted ? new CancelledError('interrupted', { cause: error }) : transportError(error, sighting);
    } finally {
      stop();
    }
  };
}

function optionsOf(request: HttpRequest, route: Route): OptionsOfBufferResponseBody {
  return {
    method: request.method,
    headers: { 'user-agent': `qfpay/${version}`, ...request.headers },
    hooks: { beforeRequest: [({ headers }) => spell(headers, request.headers)] },
    ...bodyOf(request),
    ...route.got,
    responseType: 'buffer',
    throwHttpErrors: false,
    followRedirect: false,
    retry: { limit: 0 },
    https: { rejectUnauthorized: true },
  };
}

/** As the caller spelled the names: got has made them small, and what reads headers raw sees `X-QF-SIGN` from QFPay. */
function spell(sent: Record<string, unknown>, given: HttpRequest['headers']): void {
  for (const name of Object.keys(given)) {
    const small = name.toLowerCase();
    if (small === name || !Object.hasOwn(sent, small)) continue;
    sent[name] = sent[small];
    delete sent[small];
  }
}

function bodyOf({ body, bytes }: HttpRequest): Pick<OptionsOfBufferResponseBody, 'body'> {
  const content = bytes ?? body;
  return content === undefined ? {} : { body: content };
}

/** The end that an exchange has in any case, and the way to stop watching it. */
interface Watch {
  /** Fails when we end it. */
  readonly broken: Promise<never>;
  stop(): void;
}

/**
 * Notes how far the exchange has come, and ends it: by the time for connecting and for all of it, by the answer's size, by an
 * interruption, and where there will be no answer. The library's own promise is not relied upon: after an upgrade, or a
 * connection that closes without an error, it is never settled.
 */
function watch(pending: CancelableRequest<Response<Uint8Array>>, sighting: Sighting, signal: AbortSignal): Watch {
  const { request, connect_limit_ms } = sighting;
  let fail: (error: Error) => void = () => {};
  const broken = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  function end(reason: NonNullable<Sighting['ended_by']>) {
    sighting.ended_by ??= reason;
    pending.cancel();
    fail(new Error(reason));
  }
  const interrupt = () => end('interruption');
  const connecting = setTimeout(end, connect_limit_ms, 'connect-timeout');
  const whole = setTimeout(end, request.timeout_ms, 'timeout');
  signal.addEventListener('abort', interrupt, { once: true });
  void pending.on('request', (sent: ClientRequest) => {
    watchConnection(sent, request.url, () => {
      sighting.connected = true;
      clearTimeout(connecting);
    });
    watchAnswer(sent, sighting, end);
  });
  void pending.on('downloadProgress', ({ transferred }) => {
    if (transferred > answerLimit) end('too-large');
  });
  return {
    broken,
    stop() {
      clearTimeout(connecting);
      clearTimeout(whole);
      signal.removeEventListener('abort', interrupt);
    },
  };
}

/** Whether there will be an answer. An error is the library's to tell. */
function watchAnswer(sent: ClientRequest, sighting: Sighting, end: (reason: 'upgrade' | 'closed') => void): void {
  let has_failed = false;
  sent.once('response', () => {
    sighting.answering = true;
  });
  sent.once('error', () => {
    has_failed = true;
  });
  // Where nobody listens for it, Node drops the connection of a HTTP 101 without a word.
  sent.once('upgrade', (_response: IncomingMessage, socket: Socket) => {
    socket.destroy();
    end('upgrade');
  });
  sent.once('close', () => {
    if (!sighting.answering && !has_failed) end('closed');
  });
}

function readResponse({ statusCode, headers, rawBody }: Response<Uint8Array>): HttpResponse {
  const flat = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return { status: statusCode, headers: Object.fromEntries(flat), body: rawBody };
}

/**
 * Calls back once the connection stands, so that bytes of the request can leave from now on: for https only after the TLS
 * handshake. A connection that is used again stands already; one that fails at once (no network, too many open files) never did,
 * though it is no longer being made.
 */
function watchConnection(request: ClientRequest, url: string, onConnected: () => void): void {
  const is_secure = new URL(url).protocol === 'https:';
  request.once('socket', (socket: Socket) => {
    if (request.reusedSocket) onConnected();
    else if (is_secure) socket.once('secureConnect', onConnected);
    else if (socket.pending || socket.destroyed) socket.once('connect', onConnected);
    else onConnected();
  });
}
