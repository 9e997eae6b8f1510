import { setMaxListeners } from 'node:events';
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { urlToHttpOptions } from 'node:url';
import type { CancelableRequest, OptionsInit, OptionsOfBufferResponseBody, Response } from 'got';
import { version } from '../../../package.json';
import { isLoopback } from '../../catalog/endpoints.ts';
import type { Http, HttpRequest, HttpResponse } from '../../context/network.ts';
import { CancelledError, ConfigError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { ofProxy, type Sighting, transportError } from './transport-failure.ts';

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

/** How a request gets out: got's options for it, and the proxy when there is one. */
export interface Route {
  readonly got: Pick<OptionsInit, 'agent' | 'request'>;
  readonly proxy?: URL;
}

/**
 * Connections are kept for the next request, as a batch needs it, but not for long. On one that a network has silently
 * dropped, a payment would wait for nothing; on one that the server closes just when it is used again, a refund is cut off
 * and in doubt. Servers wait for 2 s and more, so that we are the first to hang up. Node uses
 * the one used last next, so that of many those at rest may end. Idle ones do not keep the process alive. Each address of a host gets 2 s, for Node's 250 ms are less than
 * a handshake with Hong Kong can take.
 */
const keptOptions = { keepAlive: true, timeout: 1_500, autoSelectFamilyAttemptTimeout: 2_000 };
/** What moves money goes out on a connection of its own: of one that was idle nobody knows whether the server still has it. */
const freshOptions = { ...keptOptions, keepAlive: false };
type ConnectionOptions = typeof keptOptions;

const variables = ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);

/** Finds the way for each request, which to this machine itself is never a proxy; agents live as long as the process. `signal` ends a tunnel that is being made. */
export function createRoutes(
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): (request: HttpRequest, connect_limit_ms: number) => Promise<Route> {
  const [kept, fresh] = [directly(keptOptions), directly(freshOptions)];
  const proxied = new Map<string, Promise<Route> | Route>();
  const has_proxy = variables.some((name) => env[name]);
  return async (request, connect_limit_ms) => {
    const proxy = has_proxy ? await findProxy(request.url) : undefined;
    if (!proxy) return request.fresh ? fresh : kept;
    const options = request.fresh ? freshOptions : keptOptions;
    const is_secure = new URL(request.url).protocol === 'https:';
    const key = `${is_secure} ${options.keepAlive} ${connect_limit_ms} ${proxy.href}`;
    const making = { options, connect_limit_ms, signal };
    const route = proxied.get(key) ?? (is_secure ? tunnel(proxy, making) : forwarding(proxy, options));
    proxied.set(key, route);
    return route;
  };
}

function directly(options: ConnectionOptions): Route {
  return { got: { agent: { http: new HttpAgent(options), https: new HttpsAgent(options) } } };
}

/**
 * For a person: which proxy it would be.
 * @throws ConfigError the proxy's address cannot be meant
 */
export async function proxyHost(url: string): Promise<string | undefined> {
  return (await findProxy(url))?.host;
}

/**
 * What goes to this machine itself is in clear, and nobody else's. The message leaves the address out, for it may hold a
 * password.
 */
async function findProxy(url: string): Promise<URL | undefined> {
  if (isLoopback(new URL(url).hostname)) return undefined;
  const { getProxyForUrl } = await import('proxy-from-env');
  const found = getProxyForUrl(url);
  if (found === '') return undefined;
  // The library lends an address without a scheme the one of the target; as curl has it, a proxy is http unless it says otherwise.
  const without_scheme = found.replace(/^https?:\/\//, '');
  const is_as_written = variables.some((name) => process.env[name] === found);
  const address = is_as_written ? found : `http://${without_scheme}`;
  const proxy = URL.canParse(address) ? new URL(address) : undefined;
  if (proxy && ['http:', 'https:'].includes(proxy.protocol)) return proxy;
  const field = variables.find((name) => [found, without_scheme].includes(process.env[name] ?? '')) ?? 'HTTPS_PROXY';
  const rule = t`must be the address of an http or https proxy, such as http://proxy.example:3128`;
  throw new ConfigError(`${field} ${rule}`, {
    hint: t`put the host into NO_PROXY to go past the proxy`,
    details: [{ field, rule }],
  });
}

interface TunnelMaking {
  readonly options: ConnectionOptions;
  readonly connect_limit_ms: number;
  readonly signal: AbortSignal;
}

/** The exchange that waits for a tunnel is the first to give up, and says why. */
const tunnelGrace_ms = 50;

/**
 * For https: a CONNECT tunnel, in which the proxy sees nothing. The agent's time limit is that of the proxy's silence; each tunnel
 * has besides an end of its own, for a proxy that drips its answer would else hold the process for as long as it likes.
 */
async function tunnel(proxy: URL, { options, connect_limit_ms, signal }: TunnelMaking): Promise<Route> {
  const { HttpsProxyAgent } = await import('hpagent');
  const proxyRequestOptions = {
    rejectUnauthorized: true,
    // Asked for anew with each tunnel.
    get signal() {
      return AbortSignal.any([signal, AbortSignal.timeout(connect_limit_ms + tunnelGrace_ms)]);
    },
  };
  const https = new HttpsProxyAgent({ ...options, timeout: connect_limit_ms, proxy, proxyRequestOptions });
  const connect = https.createConnection.bind(https);
  https.createConnection = (connection, callback) =>
    connect(connection, (error, socket) => callback?.(error && ofProxy(error), socket));
  return { proxy, got: { agent: { https } } };
}

/** For http: the whole address in the request line. Most proxies refuse tunnels to ports other than 443. */
function forwarding(proxy: URL, options: ConnectionOptions): Route {
  const is_secure = proxy.protocol === 'https:';
  const send = is_secure ? httpsRequest : httpRequest;
  const agent = is_secure ? new HttpsAgent(options) : new HttpAgent(options);
  const { auth, ...address } = urlToHttpOptions(proxy);
  const authorization = auth ? { 'proxy-authorization': `Basic ${Buffer.from(auth).toString('base64')}` } : {};
  return {
    proxy,
    got: {
      request: (url, options, callback) => {
        const headers = { ...options.headers, host: url.host, ...authorization };
        return send({ ...options, ...address, agent, path: url.href, headers }, callback);
      },
    },
  };
}
