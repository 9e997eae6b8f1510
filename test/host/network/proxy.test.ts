import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Http, HttpRequest } from '../../../src/context/network.ts';
import { CancelledError, ConfigError } from '../../../src/errors.ts';
import { createHttp, proxyHost } from '../../../src/host/network/http.ts';
import { faultServer } from '../../support/fault-server.ts';
import { closedPort, tlsServer } from '../../support/raw-server.ts';

interface Proxy {
  readonly address: string;
  /** The request lines it got, such as `POST http://127.0.0.1:1/path` and `CONNECT 127.0.0.1:1`. */
  readonly lines: string[];
  readonly authorizations: (string | undefined)[];
  connections: number;
}

/** A name that only the proxies of these tests lead to this machine: its own names go past every proxy. */
const gateway = 'gateway.example';

function resolved(host: string): string {
  return host === gateway ? '127.0.0.1' : host;
}

/** A server of the test as the proxy's client names it. */
function beyond(url: string): string {
  return url.replace('127.0.0.1', gateway);
}

type OnConnect = (incoming: IncomingMessage, socket: Socket) => void;

/** A proxy that forwards requests for whole addresses, and does with CONNECT what the test says. */
async function startProxy(onConnect: OnConnect = openTunnel): Promise<Proxy> {
  const proxy = { address: '', lines: [] as string[], authorizations: [] as (string | undefined)[], connections: 0 };
  const sockets = new Set<Socket>();
  const note = ({ method, url, headers }: IncomingMessage) => {
    proxy.lines.push(`${method} ${url}`);
    proxy.authorizations.push(headers['proxy-authorization']);
  };
  const server = createServer((incoming, response) => {
    note(incoming);
    const { method, headers, url = '' } = incoming;
    const onward = httpRequest(url.replace(gateway, '127.0.0.1'), { method: method ?? '', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(onward.on('error', () => response.writeHead(502).end()));
  });
  server.on('connection', (socket: Socket) => {
    proxy.connections += 1;
    sockets.add(socket.on('error', () => {}));
  });
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    note(incoming);
    onConnect(incoming, socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  proxy.address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}

function openTunnel({ url = '' }: IncomingMessage, socket: Socket): void {
  const [host = '', port] = url.split(':');
  const onward = connect(Number(port), resolved(host), () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.pipe(socket).pipe(onward);
  });
  onward.on('error', () => socket.destroy());
}

/** Sends as with these variables in the environment. */
function behind(variables: Readonly<Record<string, string>>, signal = new AbortController().signal): Http {
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, '');
    vi.stubEnv(name.toLowerCase(), '');
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return createHttp(process.env, signal);
}

function post(url: string, timeout_ms = 5_000): HttpRequest {
  return { method: 'POST', url, headers: {}, body: 'txamt=100', timeout_ms };
}

describe('for http', () => {
  test('what must not be sent again has a connection to the proxy of its own, other requests share one', async () => {
    const proxy = await startProxy();
    const { url } = await faultServer((_request, response) => response.end('{}'));
    const send = behind({ HTTP_PROXY: `http://${proxy.address}` });
    for (const fresh of [false, false, true, true]) await send({ ...post(beyond(url)), fresh });
    expect([proxy.lines.length, proxy.connections]).toEqual([4, 3]);
  });

  test.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])('%s gets the whole address', async (variable) => {
    const proxy = await startProxy();
    const { url, received } = await faultServer((_request, response) => response.end('{}'));
    const response = await behind({ [variable]: `http://${proxy.address}` })(post(`${beyond(url)}/trade/v1/payment`));
    expect(response.status).toBe(200);
    expect(proxy.lines).toEqual([`POST ${beyond(url)}/trade/v1/payment`]);
    expect(received).toMatchObject([{ body: 'txamt=100', headers: { host: new URL(beyond(url)).host } }]);
  });

  test('name and password go to the proxy, and to nobody else', async () => {
    const proxy = await startProxy();
    const { url, received } = await faultServer((_request, response) => response.end('{}'));
    await behind({ HTTP_PROXY: `http://me:p%40ss@${proxy.address}` })(post(beyond(url)));
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
    expect(received[0]?.headers['authorization']).toBeUndefined();
  });

  test('what the proxy answers is an answer: the request may have gone on', async () => {
    const proxy = await startProxy();
    const port = await closedPort();
    const response = await behind({ HTTP_PROXY: `http://${proxy.address}` })(post(`http://${gateway}:${port}`));
    expect(response.status).toBe(502);
  });

  test.each([
    ['NO_PROXY names the host', '0.0.0.0', { NO_PROXY: '0.0.0.0' }],
    ['no_proxy names host and port', '0.0.0.0', { no_proxy: 'example.com,*' }],
    ['the request is for this machine', '127.0.0.1', {}],
    ['it is for this machine by its name', 'localhost', {}],
  ])('no proxy is asked when %s', async (_what, host, variables) => {
    const proxy = await startProxy();
    const { url, received } = await faultServer((_request, response) => response.end('{}'));
    const own = url.replace('127.0.0.1', host);
    await behind({ HTTP_PROXY: `http://${proxy.address}`, ...variables })(post(own));
    expect(received).toHaveLength(1);
    expect(proxy.lines).toEqual([]);
    expect(await proxyHost(own)).toBeUndefined();
  });

  test('a proxy without a scheme is an http proxy, whatever the target is', async () => {
    const proxy = await startProxy();
    const send = behind({ ALL_PROXY: `me:secret@${proxy.address}` });
    const { url } = await faultServer((_request, response) => response.end('{}'));
    expect((await send(post(beyond(url)))).status).toBe(200);
    const { port } = await tlsServer('localhost', (socket) => socket.end());
    await expect(send(post(`https://${gateway}:${port}/`))).rejects.toMatchObject({ fault: 'tls' });
    expect(proxy.lines).toEqual([`POST ${beyond(url)}/`, `CONNECT ${gateway}:${port}`]);
    expect(await proxyHost(`https://${gateway}`)).toBe(proxy.address);
  });

  test.each([
    ['HTTP_PROXY', 'socks5://me:secret@127.0.0.1:1080'],
    ['all_proxy', 'http://[bad'],
    ['ALL_PROXY', '127.0.0.1:99999'],
  ])('an address that is none is told by the variable that holds it, %s, and is not shown', async (name, address) => {
    const sending = behind({ [name]: address })(post(`http://${gateway}:1`));
    await expect(sending).rejects.toMatchObject({
      exit_code: 3,
      message: `${name} must be the address of an http or https proxy, such as http://proxy.example:3128`,
      facts: { details: [{ field: name, rule: expect.not.stringContaining('secret') }] },
    });
  });

  test('a proxy that is not there is surely not processed', async () => {
    const port = await closedPort();
    const sending = behind({ HTTP_PROXY: `http://127.0.0.1:${port}` })(post(`http://${gateway}:1`));
    await expect(sending).rejects.toMatchObject({
      connected: false,
      fault: 'proxy',
      message: `connection refused by the proxy 127.0.0.1:${port}`,
    });
  });
});

describe('for https', () => {
  test('a tunnel is asked for, and TLS is verified inside it', async () => {
    const proxy = await startProxy();
    const { port } = await tlsServer('localhost', (socket) => socket.end());
    const sending = behind({ HTTPS_PROXY: `http://me:p%40ss@${proxy.address}` })(post(`https://${gateway}:${port}/x`));
    await expect(sending).rejects.toMatchObject({
      connected: false,
      fault: 'tls',
      message: `TLS: self-signed certificate (${gateway}:${port}) (through the proxy ${proxy.address})`,
    });
    expect(proxy.lines).toEqual([`CONNECT ${gateway}:${port}`]);
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
  });

  test.each<[string, OnConnect, object]>([
    [
      'refuses the tunnel',
      (_incoming, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
      {
        fault: 'proxy',
        message: expect.stringMatching(/^the proxy .* refused the way to gateway.example:1 \(HTTP 407\)$/),
      },
    ],
    [
      'hangs up',
      (_incoming, socket) => socket.destroy(),
      { fault: 'proxy', message: expect.stringMatching(/^the proxy .* is no proxy, or .*: socket hang up$/) },
    ],
    [
      'speaks no HTTP',
      (_incoming, socket) => socket.end('220 mail.example ESMTP\r\n'),
      { fault: 'proxy', message: expect.stringContaining('is no proxy') },
    ],
    [
      'says nothing',
      () => {},
      {
        fault: 'timeout',
        message: expect.stringMatching(/^no connection to gateway.example:1 within 0.2 s \(through the proxy /),
      },
    ],
  ])('a proxy that %s: surely not processed', async (_what, onConnect, expected) => {
    const proxy = await startProxy(onConnect);
    const sending = behind({ HTTPS_PROXY: `http://${proxy.address}` })(post(`https://${gateway}:1/`, 200));
    await expect(sending).rejects.toMatchObject({ connected: false, ...expected });
  });

  test('a proxy that drips its answer for ever is let go of when the exchange is given up', async () => {
    let hungUp: Promise<unknown> = Promise.resolve();
    const proxy = await startProxy((_incoming, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
      const drip = setInterval(() => socket.write('a'), 20);
      hungUp = new Promise((resolve) => socket.resume().once('close', resolve)).then(() => clearInterval(drip));
    });
    const sending = behind({ HTTPS_PROXY: `http://${proxy.address}` })(post(`https://${gateway}:1/`, 200));
    await expect(sending).rejects.toMatchObject({ connected: false, fault: 'timeout' });
    await hungUp;
  });

  test('a proxy that speaks no TLS where its address says https is named, and not the gateway', async () => {
    const proxy = await startProxy();
    const sending = behind({ HTTPS_PROXY: `https://${proxy.address}` })(post(`https://${gateway}:1/`));
    await expect(sending).rejects.toMatchObject({
      connected: false,
      fault: 'proxy',
      message: expect.stringContaining(`the proxy ${proxy.address} is no proxy`),
    });
  });

  test('an interruption lets go of a proxy that says nothing, so that the process can end', {
    timeout: 3_000,
  }, async () => {
    const controller = new AbortController();
    let hungUp: Promise<unknown> = Promise.resolve();
    const proxy = await startProxy((_incoming, socket) => {
      hungUp = once(socket.resume(), 'end');
      controller.abort();
    });
    const sending = behind(
      { HTTPS_PROXY: `http://${proxy.address}` },
      controller.signal,
    )(post(`https://${gateway}:1/`, 60_000));
    await expect(sending).rejects.toThrow(CancelledError);
    await hungUp;
  });
});

test.each(['socks5://me:hunter2@127.0.0.1:1080', 'http://me:hunter2@:x'])(
  'a proxy address that cannot be used is told without its password: %s',
  async (address) => {
    const error = await behind({ HTTP_PROXY: address })(post(`http://${gateway}:1`)).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ConfigError);
    expect(JSON.stringify([String(error), error])).not.toContain('hunter2');
  },
);
