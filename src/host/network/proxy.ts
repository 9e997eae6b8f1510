import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { OptionsInit } from 'got';
import { isLoopback } from '../../catalog/endpoints.ts';
import type { HttpRequest } from '../../context/network.ts';
import { ConfigError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { ofProxy } from './transport-failure.ts';

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
