import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Http, HttpRequest } from '../../../src/context/network.ts';
import { CancelledError, ConfigError } from '../../../src/errors.ts';
import { createHttp } from '../../../src/host/network/http.ts';
import { faultServer } from '../../support/fault-server.ts';
import { closedPort, tlsServer } from '../../support/raw-server.ts';

interface Proxy {
  readonly address: string;
  /** The request lines it got, such as `POST http://127.0.0.1:1/path` and `CONNECT 127.0.0.1:1`. */
  readonly lines: string[];
  readonly authorizations: (string | undefined)[];
  connections: number;
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
    const onward = httpRequest(url, { method: method ?? '', headers }, (answer) => {
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
  const onward = connect(Number(port), host, () => {
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
    for (const fresh of [false, false, true, true]) await send({ ...post(url), fresh });
    expect([proxy.lines.length, proxy.connections]).toEqual([4, 3]);
  });

  test.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])('%s gets the whole address', async (variable) => {
    const proxy = await startProxy();
    const { url, received } = await faultServer((_request, response) => response.end('{}'));
    const response = await behind({ [variable]: `http://${proxy.address}` })(post(`${url}/trade/v1/payment`));
    expect(response.status).toBe(200);
    expect(proxy.lines).toEqual([`POST ${url}/trade/v1/payment`]);
    expect(received).toMatchObject([{ body: 'txamt=100', headers: { host: new URL(url).host } }]);
  });

  test('name and password go to the proxy, and to nobody else', async () => {
    const proxy = await startProxy();
    const { url, received } = await faultServer((_request, response) => response.end('{}'));
    await behind({ HTTP_PROXY: `http://me:p%40ss@${proxy.address}` })({ ...post(url), headers: {} });
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
    expect(received[0]?.headers['authorization']).toBeUndefined();
  });

  test('what the proxy answers is an answer: the request may have gone on', async () => {
    const proxy = await startProxy();
    const port = await closedPort();
    const response = await behind({ HTTP_PROXY: `http://${proxy.address}` })(post(`http://127.0.0.1:${port}`));
    expect(response.status).toBe(502);
  });

  test.each([
    ['NO_PROXY names the host', { NO_PROXY: '127.0.0.1' }, {}],
    ['no_proxy names host and port', { no_proxy: 'example.com,*' }, {}],
    ['the request is for the embedded emulator', {}, { direct: true }],
  ])('no proxy is asked when %s', async (_what, variables, extra) => {
    const proxy = await startProxy();
    const { url, received } = await faultServer((_request, response) => response.end('{}'));
    await behind({ HTTP_PROXY: `http://${proxy.address}`, ...variables })({ ...post(url), ...extra });
    expect(received).toHaveLength(1);
    expect(proxy.lines).toEqual([]);
  });

  test('a proxy that is not there is surely not processed', async () => {
    const port = await closedPort();
    const sending = behind({ HTTP_PROXY: `http://127.0.0.1:${port}` })(post('http://127.0.0.1:1'));
    await expect(sending).rejects.toMatchObject({
      connected: false,
      message: `connection refused by the proxy 127.0.0.1:${port}`,
    });
  });
});

describe('for https', () => {
  test('a tunnel is asked for, and TLS is verified inside it', async () => {
    const proxy = await startProxy();
    const { port } = await tlsServer('localhost', (socket) => socket.end());
    const sending = behind({ HTTPS_PROXY: `http://me:p%40ss@${proxy.address}` })(post(`https://127.0.0.1:${port}/x`));
    await expect(sending).rejects.toMatchObject({
      connected: false,
      fault: 'tls',
      message: `TLS: self-signed certificate (127.0.0.1:${port})`,
    });
    expect(proxy.lines).toEqual([`CONNECT 127.0.0.1:${port}`]);
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
  });

  test.each<[string, OnConnect, object]>([
    [
      'refuses the tunnel',
      (_incoming, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
      { fault: 'proxy', message: expect.stringMatching(/^the proxy .* refused the way to 127.0.0.1:1 \(HTTP 407\)$/) },
    ],
    ['hangs up', (_incoming, socket) => socket.destroy(), { fault: 'tls' }],
    ['says nothing', () => {}, { fault: 'timeout', message: 'no connection to 127.0.0.1:1 within 0.2 s' }],
  ])('a proxy that %s: surely not processed', async (_what, onConnect, expected) => {
    const proxy = await startProxy(onConnect);
    const sending = behind({ HTTPS_PROXY: `http://${proxy.address}` })(post('https://127.0.0.1:1/', 200));
    await expect(sending).rejects.toMatchObject({ connected: false, ...expected });
  });

  test('a proxy that drips its answer for ever is let go of when the exchange is given up', async () => {
    let hungUp: Promise<unknown> = Promise.resolve();
    const proxy = await startProxy((_incoming, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
      const drip = setInterval(() => socket.write('a'), 20);
      hungUp = new Promise((resolve) => socket.resume().once('close', resolve)).then(() => clearInterval(drip));
    });
    const sending = behind({ HTTPS_PROXY: `http://${proxy.address}` })(post('https://127.0.0.1:1/', 200));
    await expect(sending).rejects.toMatchObject({ connected: false, fault: 'timeout' });
    await hungUp;
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
    )(post('https://127.0.0.1:1/', 60_000));
    await expect(sending).rejects.toThrow(CancelledError);
    await hungUp;
  });
});

test.each(['socks5://me:hunter2@127.0.0.1:1080', 'http://me:hunter2@:x'])(
  'a proxy address that cannot be used is told without its password: %s',
  async (address) => {
    const error = await behind({ HTTP_PROXY: address })(post('http://127.0.0.1:1')).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ConfigError);
    expect(JSON.stringify([String(error), error])).not.toContain('hunter2');
  },
);
