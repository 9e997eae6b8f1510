import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { HttpRequest } from '../../../src/context/network.ts';
import { CancelledError, TransportError } from '../../../src/errors.ts';
import { createHttp } from '../../../src/host/network/http.ts';
import { faultServer } from '../../support/fault-server.ts';
import { closedPort, rawServer, tlsServer } from '../../support/raw-server.ts';

const http = createHttp({}, new AbortController().signal);

function post(url: string, timeout_ms = 5_000): HttpRequest {
  return { method: 'POST', url, headers: { 'content-type': 'text/plain' }, body: 'txamt=100', timeout_ms };
}

/** The error of an exchange that gives no answer. */
async function fault(request: HttpRequest, send = http): Promise<TransportError> {
  const error = await send(request).then(
    ({ status }) => expect.fail(`there was an answer: ${status}`),
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(TransportError);
  return error as TransportError;
}

/** What a server does once the head and body of the request are in. */
function afterRequest(then: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
      if (text.includes('txamt=100')) then(socket);
    });
  };
}

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

test('bytes go out as they are, also those that are no text, with their length', async () => {
  const bytes = Buffer.of(0x7b, 0xff, 0x00, 0x0a, 0x7d);
  const heard: Buffer[] = [];
  const { port } = await rawServer((socket) =>
    socket.on('data', (chunk) => {
      heard.push(Buffer.from(chunk));
      if (Buffer.concat(heard).includes(bytes)) socket.end(`${head}Content-Length: 2\r\n\r\n{}`);
    }),
  );
  const { body: _text, ...request } = post(`http://127.0.0.1:${port}/`);
  await http({ ...request, bytes });
  const said = Buffer.concat(heard);
  expect(said.toString('latin1').toLowerCase()).toContain('content-length: 5\r\n');
  expect(said.subarray(-5)).toEqual(bytes);
});

test('the names of headers go out as they were given, for whoever reads them raw', async () => {
  let said = '';
  const { port } = await rawServer((socket) =>
    socket.on('data', (chunk) => {
      said += chunk;
      if (said.includes('txamt=100')) socket.end(`${head}Content-Length: 2\r\n\r\n{}`);
    }),
  );
  const headers = { 'Content-Type': 'text/plain', 'X-QF-SIGN': 'AB', 'x-small': 'c' };
  await http({ ...post(`http://127.0.0.1:${port}/`), headers });
  const lines = said.split('\r\n');
  expect(lines).toEqual(expect.arrayContaining(['Content-Type: text/plain', 'X-QF-SIGN: AB', 'x-small: c']));
  expect(said.match(/content-type|x-qf-sign/gi)).toHaveLength(2);
});

test('a query string goes out as it was signed and encoded, not in another spelling', async () => {
  const query = new URLSearchParams({ goods_name: `a b+c&d='(~*)!"%/茶🙂`, txamt: '0' }).toString();
  let line = '';
  const { port } = await rawServer((socket) =>
    socket.once('data', (chunk) => {
      line = chunk.toString().split('\r\n')[0] ?? '';
      socket.end(`${head}Content-Length: 2\r\n\r\n{}`);
    }),
  );
  await http({
    method: 'GET',
    url: `http://127.0.0.1:${port}/trade/v1/close?${query}`,
    headers: {},
    timeout_ms: 5_000,
  });
  expect(line).toBe(`GET /trade/v1/close?${query} HTTP/1.1`);
});

describe('an answer', () => {
  test('comes back with its status, headers in lower case and bytes untouched', async () => {
    const body = Buffer.from('\uFEFF{"respcd": "0000"}\n');
    const { url, received } = await faultServer((_request, response) => {
      response.writeHead(418, { 'X-QF-SIGN': 'ABC', 'Content-Type': 'application/json' }).end(body);
    });
    const response = await http(post(`${url}/trade/v1/payment`));
    expect(response.status).toBe(418);
    expect(response.headers).toMatchObject({ 'x-qf-sign': 'ABC', 'content-type': 'application/json' });
    expect(Buffer.from(response.body)).toEqual(body);
    expect(received).toMatchObject([{ method: 'POST', path: '/trade/v1/payment', body: 'txamt=100' }]);
    expect(received[0]?.headers['user-agent']).toMatch(/^qfpay\/\d+\.\d+\.\d+/);
    expect(received[0]?.headers['content-type']).toBe('text/plain');
  });

  test('is unpacked when it came as gzip', async () => {
    const { url } = await faultServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"respcd": "0000"}'));
    });
    expect(Buffer.from((await http(post(url))).body).toString()).toBe('{"respcd": "0000"}');
  });

  test.each([301, 302, 303, 307, 308])(
    'of status %i is handed over as it is: the signature is not carried to another address',
    async (status) => {
      const other = await faultServer((_request, response) => response.end());
      const { url, received } = await faultServer((_request, response) => {
        response.writeHead(status, { location: other.url }).end('moved');
      });
      expect(await http(post(url))).toMatchObject({ status, headers: { location: other.url } });
      expect(received).toHaveLength(1);
      expect(other.received).toEqual([]);
    },
  );

  test.each([429, 500, 503])(
    'of status %i is handed over as it is: repeating is not for this room to decide',
    async (status) => {
      const { url, received } = await faultServer((_request, response) => {
        response.writeHead(status, { 'retry-after': '0' }).end('<html>');
      });
      const { body, ...rest } = await http({ method: 'GET', url, headers: {}, timeout_ms: 5_000 });
      expect(rest).toMatchObject({ status, headers: { 'retry-after': '0' } });
      expect(Buffer.from(body).toString()).toBe('<html>');
      expect(received).toHaveLength(1);
    },
  );

  test('of a second request comes over the same connection', async () => {
    const server = await rawServer(afterRequest((socket) => socket.write(`${head}Content-Length: 2\r\n\r\n{}`)));
    const url = `http://127.0.0.1:${server.port}`;
    await http(post(url));
    await http(post(url));
    expect(server.connections).toBe(1);
  });

  test('is waited for longer than a connection is kept', async () => {
    const { url } = await faultServer((_request, response) => void setTimeout(() => response.end('{}'), 2_500));
    expect(await http(post(url))).toMatchObject({ status: 200 });
  });
});

describe('a kept connection', () => {
  const answer = `${head}Content-Length: 2\r\n\r\n{}`;

  test('is ended by us when it has been idle for a while, sooner than any server would', async () => {
    let hungUp = () => {};
    const end = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const server = await rawServer((socket) => socket.on('data', () => socket.write(answer)).on('close', hungUp));
    await http(post(`http://127.0.0.1:${server.port}`));
    const answered = performance.now();
    await end;
    expect(performance.now() - answered).toBeLessThan(4_000);
  });

  test('that the server will close is not used again', async () => {
    const last = answer.replace('\r\n', '\r\nConnection: close\r\n');
    const server = await rawServer(afterRequest((socket) => socket.write(last)));
    const url = `http://127.0.0.1:${server.port}`;
    for (let n = 0; n < 5; n += 1) expect(await http(post(url))).toMatchObject({ status: 200 });
    expect(server.connections).toBe(5);
  });

  test('that is cut when it is used again leaves the request in doubt: the server may have read it', async () => {
    let requests = 0;
    const server = await rawServer((socket) =>
      socket.on('data', () => {
        requests += 1;
        if (requests === 1) socket.write(answer);
        else socket.resetAndDestroy();
      }),
    );
    const url = `http://127.0.0.1:${server.port}`;
    await http(post(url));
    expect(await fault(post(url))).toMatchObject({ connected: true, fault: 'reset' });
    expect([server.connections, requests]).toEqual([1, 2]);
  });
});

describe('what must not be sent again', () => {
  const answer = `${head}Content-Length: 2\r\n\r\n{}`;

  test('goes out on a connection of its own, which a server that hangs up without a word cannot cut off', async () => {
    let requests = 0;
    // Takes one request on each connection, says nothing of it, and cuts off whoever comes a second time.
    const server = await rawServer((socket) => {
      let served = 0;
      socket.on('data', () => {
        requests += 1;
        served += 1;
        if (served === 1) socket.write(answer);
        else socket.resetAndDestroy();
      });
    });
    const url = `http://127.0.0.1:${server.port}`;
    await http(post(url));
    expect(await http({ ...post(url), fresh: true })).toMatchObject({ status: 200 });
    expect(await http({ ...post(url), fresh: true })).toMatchObject({ status: 200 });
    expect([server.connections, requests]).toEqual([3, 3]);
  });
});

describe('a connection that was never made', () => {
  test.each(['http', 'https'])('one that fails at once, over %s', async (scheme) => {
    // No system lets a broadcast address be connected to, and each says so before `connect` returns.
    expect(await fault(post(`${scheme}://255.255.255.255:9/`))).toMatchObject({ connected: false });
  });

  test('refused', async () => {
    const port = await closedPort();
    const error = await fault(post(`http://127.0.0.1:${port}/trade/v1/payment?auth_code=1`));
    expect(error).toMatchObject({ connected: false, fault: 'refused' });
    expect(error.message).toBe(`connection refused by 127.0.0.1:${port}`);
  });

  test.each([
    ['localhost', 'self-signed certificate'],
    ['expired', /certificate has expired|self-signed certificate/],
  ] as const)('TLS with the untrusted certificate "%s"', async (certificate, reason) => {
    const { port } = await tlsServer(certificate, (socket) => socket.end(`${head}\r\n`));
    const error = await fault(post(`https://127.0.0.1:${port}`));
    expect(error).toMatchObject({ connected: false, fault: 'tls' });
    expect(error.message).toMatch(reason);
    expect(error.message).toMatch(/^TLS: /);
  });

  test('TLS is verified although NODE_TLS_REJECT_UNAUTHORIZED says not to', async () => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const { port } = await tlsServer('localhost', (socket) => socket.end(`${head}\r\n`));
      expect(await fault(post(`https://127.0.0.1:${port}`))).toMatchObject({ connected: false, fault: 'tls' });
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    }
  });

  test('a server that speaks no TLS', async () => {
    const { port } = await rawServer((socket) => socket.end(`${head}\r\n`));
    const error = await fault(post(`https://127.0.0.1:${port}`));
    expect(error).toMatchObject({
      connected: false,
      fault: 'tls',
      message: `TLS: wrong version number (127.0.0.1:${port})`,
    });
  });

  test('a server that hangs up in the TLS handshake', async () => {
    const { port } = await rawServer((socket) => socket.once('data', () => socket.destroy()));
    expect(await fault(post(`https://127.0.0.1:${port}`))).toMatchObject({ connected: false, fault: 'tls' });
  });

  test('a server that never goes on with the TLS handshake', async () => {
    const { port } = await rawServer(() => {});
    const error = await fault(post(`https://127.0.0.1:${port}`, 200));
    expect(error).toMatchObject({ connected: false, fault: 'timeout' });
    expect(error.message).toBe(`no connection to 127.0.0.1:${port} within 0.2 s`);
  });
});

describe('a connection that was made: the request may have been processed', () => {
  test.each<[string, (socket: Socket) => void, Partial<TransportError>]>([
    ['reset before the request is read', (socket) => socket.resetAndDestroy(), { fault: 'reset' }],
    ['reset after the request is read', afterRequest((socket) => socket.resetAndDestroy()), { fault: 'reset' }],
    [
      'closed without an answer',
      afterRequest((socket) => socket.end()),
      { fault: 'reset', message: 'the connection was cut before any answer' },
    ],
    ['silence', () => {}, { fault: 'timeout', message: 'no answer within 0.3 s' }],
    [
      'a head and then silence',
      afterRequest((socket) => socket.write(`${head}Content-Length: 9\r\n\r\n{`)),
      { fault: 'timeout', message: 'no complete answer within 0.3 s' },
    ],
    [
      'a body shorter than its Content-Length',
      afterRequest((socket) => socket.end(`${head}Content-Length: 99\r\n\r\n{"respcd":"0000"}`)),
      { fault: 'reset', message: 'the connection was cut within the answer' },
    ],
    [
      'a chunked body without its end',
      afterRequest((socket) => socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`)),
      { fault: 'reset' },
    ],
    [
      'another protocol in place of an answer (HTTP 101)',
      afterRequest((socket) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
      ),
      { fault: 'other', message: 'HTTP 101: the server wants to speak another protocol' },
    ],
    ['no HTTP at all', afterRequest((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')), { fault: 'other' }],
    [
      'gzip that is none',
      afterRequest((socket) => socket.end(`${head}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`)),
      { fault: 'other' },
    ],
  ])('%s', async (_what, onConnection, expected) => {
    const { port } = await rawServer(onConnection);
    const error = await fault(post(`http://127.0.0.1:${port}`, 300));
    expect(error).toMatchObject({ connected: true, ...expected });
  });

  test('one that Node closes without an answer and without an error', async () => {
    const close = ({ request }: { request: EventEmitter }) => request.once('finish', () => request.emit('close'));
    const listener = (message: unknown) => void close(message as { request: EventEmitter });
    subscribe('http.client.request.start', listener);
    onTestFinished(() => void unsubscribe('http.client.request.start', listener));
    const { port } = await rawServer(() => {});
    expect(await fault(post(`http://127.0.0.1:${port}`))).toMatchObject({ connected: true, fault: 'reset' });
  });

  test('a slow drip ends with the time for the whole exchange', async () => {
    const { port } = await rawServer(
      afterRequest((socket) => {
        socket.write(`${head}Content-Length: 1000\r\n\r\n`);
        const drip = setInterval(() => socket.write(' '), 20);
        socket.on('close', () => clearInterval(drip));
      }),
    );
    const error = await fault(post(`http://127.0.0.1:${port}`, 300));
    expect(error).toMatchObject({ connected: true, fault: 'timeout' });
  });

  test.each([
    ['as it is', Buffer.alloc(11 * 1024 * 1024, 0x20), {}],
    ['once unpacked', gzipSync(Buffer.alloc(200 * 1024 * 1024)), { 'content-encoding': 'gzip' }],
  ])('an answer too large %s', async (_what, body, headers) => {
    const { url } = await faultServer((_request, response) => response.writeHead(200, headers).end(body));
    const error = await fault(post(url));
    expect(error).toMatchObject({ connected: true, message: 'the answer is larger than 10 MiB' });
  });

  test('a second request on a connection that is cut then', async () => {
    let count = 0;
    const { port } = await rawServer(
      afterRequest((socket) => {
        count += 1;
        if (count === 1) socket.write(`${head}Content-Length: 2\r\n\r\n{}`);
        else socket.resetAndDestroy();
      }),
    );
    const url = `http://127.0.0.1:${port}`;
    await http(post(url));
    expect(await fault(post(url))).toMatchObject({ connected: true, fault: 'reset' });
  });
});

test('an error tells no query string, no header and no body, not even in its causes', async () => {
  const { port } = await rawServer(afterRequest((socket) => socket.destroy()));
  const request = post(`http://127.0.0.1:${port}/?auth_code=280000000000000001`);
  const error = await fault({ ...request, body: 'txamt=100&openid=oSecret' });
  const { inspect } = await import('node:util');
  expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/280000000000000001|oSecret/);
});

describe('an interruption', () => {
  test('ends an exchange in the air', async () => {
    const controller = new AbortController();
    const server = await rawServer(afterRequest(() => controller.abort()));
    const send = createHttp({}, controller.signal);
    await expect(send(post(`http://127.0.0.1:${server.port}`))).rejects.toThrow(CancelledError);
  });

  test('that comes while the way is looked for lets nothing be sent', async () => {
    const { url, received } = await faultServer((_request, response) => response.end());
    const controller = new AbortController();
    const sending = createHttp({}, controller.signal)(post(url));
    controller.abort();
    await expect(sending).rejects.toThrow(CancelledError);
    expect(received).toEqual([]);
  });

  test('lets nothing more be sent', async () => {
    const { url, received } = await faultServer((_request, response) => response.end());
    await expect(createHttp({}, AbortSignal.abort())(post(url))).rejects.toThrow(CancelledError);
    expect(received).toEqual([]);
  });

  test('is listened for by many exchanges at once without a warning of Node', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const { url } = await faultServer((_request, response) => response.end('{}'));
    const send = createHttp({}, new AbortController().signal);
    await Promise.all(Array.from({ length: 20 }, () => send(post(url))));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });
});
