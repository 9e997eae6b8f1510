import { setMaxListeners } from 'node:events';
import type { ClientRequest } from 'node:http';
import type { CancelableRequest, OptionsOfBufferResponseBody, Response } from 'got';
import { version } from '../../../package.json';
import type { Http, HttpRequest, HttpResponse } from '../../context/network.ts';
import { CancelledError } from '../../errors.ts';
import { watchConnection } from './connection-watch.ts';
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
    if (signal.aborted) throw new CancelledError('interrupted');
    const connect_limit_ms = Math.min(10_000, request.timeout_ms);
    const route = await routeFor(request, connect_limit_ms);
    const { default: got } = await import('got');
    const sighting: Sighting = { request, connect_limit_ms, proxy: route.proxy, connected: false, answering: false };
    const pending = got(request.url, optionsOf(request, route, signal));
    const connecting = watch(pending, sighting);
    try {
      return readResponse(await pending);
    } catch (error) {
      throw signal.aborted ? new CancelledError('interrupted', { cause: error }) : transportError(error, sighting);
    } finally {
      clearTimeout(connecting);
    }
  };
}

function optionsOf(request: HttpRequest, route: Route, signal: AbortSignal): OptionsOfBufferResponseBody {
  return {
    method: request.method,
    headers: { 'user-agent': `qfpay/${version}`, ...request.headers },
    ...bodyOf(request),
    ...route.got,
    responseType: 'buffer',
    throwHttpErrors: false,
    followRedirect: false,
    retry: { limit: 0 },
    timeout: { request: request.timeout_ms },
    https: { rejectUnauthorized: true },
    signal,
  };
}

function bodyOf({ body, bytes }: HttpRequest): Pick<OptionsOfBufferResponseBody, 'body'> {
  const content = bytes ?? body;
  return content === undefined ? {} : { body: content };
}

/** Notes how far the exchange has come, and ends it where got sets no limit: all of connecting, the answer's size. */
function watch(pending: CancelableRequest<Response<Uint8Array>>, sighting: Sighting): NodeJS.Timeout {
  function end(reason: Sighting['ended_by']) {
    sighting.ended_by ??= reason;
    pending.cancel();
  }
  const connecting = setTimeout(end, sighting.connect_limit_ms, 'connect-timeout');
  void pending.on('request', (sent: ClientRequest) => {
    sent.once('response', () => {
      sighting.answering = true;
    });
    watchConnection(sent, sighting.request.url, () => {
      sighting.connected = true;
      clearTimeout(connecting);
    });
  });
  void pending.on('downloadProgress', ({ transferred }) => {
    if (transferred > answerLimit) end('too-large');
  });
  return connecting;
}

function readResponse({ statusCode, headers, rawBody }: Response<Uint8Array>): HttpResponse {
  const flat = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return { status: statusCode, headers: Object.fromEntries(flat), body: rawBody };
}
