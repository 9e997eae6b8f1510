import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { ServedRequest, ServedResponse, Server, UnservedRequest } from '../../../src/context/network.ts';
import { createServe } from '../../../src/host/network/server.ts';

const opened: Server[] = [];

async function serving(handler: (request: ServedRequest) => Promise<ServedResponse>): Promise<Server> {
  const server = await createServe()(0, handler);
  opened.push(server);
  return server;
}

/** Answers with what it was asked. */
async function echoing(): Promise<Server> {
  return serving(async ({ body, ...rest }) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...rest, body: Buffer.from(body).toString('latin1') }),
  }));
}

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

test('listens on loopback, at a free port', async () => {
  const server = await echoing();
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(server.url).not.toMatch(/:0$/);
});

test('hands over method, path, query, headers and the bytes of the body', async () => {
  const { url } = await echoing();
  const body = Uint8Array.of(0x61, 0xff, 0x00, 0x62);
  const response = await fetch(`${url}/trade/v1/close%20?a=1%2B1&b=?`, {
    method: 'POST',
    body,
    headers: { 'X-QF-Sign': 'ABC' },
  });
  expect(await response.json()).toMatchObject({
    method: 'POST',
    path: '/trade/v1/close%20',
    query: 'a=1%2B1&b=?',
    headers: { 'x-qf-sign': 'ABC' },
    body: 'a\u00ff\u0000b',
  });
});

test('an URL without a question mark has an empty query', async () => {
  const { url } = await echoing();
  expect(await (await fetch(`${url}/x`)).json()).toMatchObject({ path: '/x', query: '', body: '' });
});

test('gives status, headers and text back as they are, with the length in bytes', async () => {
  const { url } = await serving(async () => ({ status: 429, headers: { 'retry-after': '7' }, body: '中文' }));
  const response = await fetch(url);
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('7');
  expect(response.headers.get('content-length')).toBe('6');
  expect(await response.text()).toBe('中文');
});

describe('a body', () => {
  test('of one mebibyte is taken', async () => {
    const { url } = await serving(async ({ body }) => ({ status: 200, headers: {}, body: String(body.length) }));
    const response = await fetch(url, { method: 'POST', body: new Uint8Array(1024 * 1024) });
    expect(await response.text()).toBe('1048576');
  });

  test('above one mebibyte is refused with 413, and the handler does not see it', async () => {
    let handled = 0;
    const { url } = await serving(async () => {
      handled += 1;
      return { status: 200, headers: {}, body: '' };
    });
    const response = await fetch(url, { method: 'POST', body: new Uint8Array(1024 * 1024 + 1) });
    expect(response.status).toBe(413);
    expect(handled).toBe(0);
  });

  test('that breaks off reaches nobody, and the server goes on', async () => {
    const server = await echoing();
    await sendRaw(server, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc', { hang_up: true });
    expect((await fetch(server.url)).status).toBe(200);
  });
});

test('a handler that fails is answered 500 with its message', async () => {
  const { url } = await serving(async () => {
    throw new Error('the books cannot be read');
  });
  const response = await fetch(url);
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('the books cannot be read\n');
});

test('close ends a connection that is kept alive, at once', async () => {
  const server = await echoing();
  const ended = sendRaw(server, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n', { hang_up: false });
  await fetch(server.url);
  const before = performance.now();
  await server.close();
  await ended;
  expect(performance.now() - before).toBeLessThan(1000);
});

test('close does not wait for a handler that never answers', async () => {
  const server = await serving(() => new Promise(() => {}));
  const refused = expect(fetch(server.url)).rejects.toThrow();
  await new Promise<void>((resolve) => setImmediate(resolve));
  await server.close();
  await refused;
});

test('a port that is taken is a usage error that names it and the next step', async () => {
  const server = await echoing();
  const port = Number(new URL(server.url).port);
  await expect(createServe()(port, async () => ({ status: 200, headers: {}, body: '' }))).rejects.toMatchObject({
    code: 'usage',
    message: `port ${port} on 127.0.0.1 is taken by another program`,
    facts: { hint: 'choose another port, or 0 for a free one' },
  });
});

test('an address that is not of this machine is a usage error that says so', async () => {
  const answering = async () => ({ status: 200, headers: {}, body: '' });
  await expect(createServe()(0, answering, { host: '192.0.2.1' })).rejects.toMatchObject({
    code: 'usage',
    message: 'port 0 on 192.0.2.1 is on no address of this machine',
  });
});

test('another host is listened on when it is said', async () => {
  const server = await createServe()(0, async () => ({ status: 200, headers: {}, body: 'here' }), {
    host: '127.0.0.2',
  });
  opened.push(server);
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/);
  expect(await (await fetch(server.url)).text()).toBe('here');
});

test('a URL of more than 8 KiB is refused with 414, and the handler does not see it', async () => {
  let handled = 0;
  const { url } = await serving(async () => {
    handled += 1;
    return { status: 200, headers: {}, body: '' };
  });
  expect((await fetch(`${url}/${'a'.repeat(8191)}`)).status).toBe(200);
  expect((await fetch(`${url}/${'a'.repeat(8192)}`)).status).toBe(414);
  expect(handled).toBe(1);
});

test('headers of more than 16 KiB are refused with 431', async () => {
  const { url } = await echoing();
  expect((await fetch(url, { headers: { 'x-long': 'a'.repeat(17_000) } })).status).toBe(431);
});

test('a body limit of its own is kept', async () => {
  const answering = async () => ({ status: 200, headers: {}, body: '' });
  const server = await createServe()(0, answering, { body_limit: 10 });
  opened.push(server);
  expect((await fetch(server.url, { method: 'POST', body: '0123456789' })).status).toBe(200);
  expect((await fetch(server.url, { method: 'POST', body: '0123456789x' })).status).toBe(413);
});

describe('what the server refuses by itself is told:', () => {
  const long = 'a'.repeat(8192);
  const post = (path: string, body: string) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

  test.each<[string, string, UnservedRequest]>([
    [
      'a body that is too long',
      post('/notify?a=1', '0123456789x'),
      { status: 413, text: 'the body must be at most 10 bytes', method: 'POST', path: '/notify' },
    ],
    [
      'a URL that is too long',
      post(`/${long}`, ''),
      { status: 414, text: 'the URL is too long', method: 'POST', path: `/${long}` },
    ],
    [
      'headers that are too long',
      `POST /notify HTTP/1.1\r\nX-Long: ${long.repeat(3)}\r\n\r\n`,
      { status: 431, text: 'Request Header Fields Too Large' },
    ],
    ['no HTTP', '\u0016\u0003\u0001\u0002\u0000\r\n\r\n', { status: 400, text: 'Bad Request' }],
    ['no HTTP after a request', `${post('/notify', 'ok')}nonsense\r\n\r\n`, { status: 400, text: 'Bad Request' }],
  ])('%s', async (_what, text, refused) => {
    const told: UnservedRequest[] = [];
    const answering = async () => ({ status: 200, headers: {}, body: '' });
    const server = await createServe()(0, answering, { body_limit: 10, onRefused: (each) => told.push(each) });
    opened.push(server);
    const heard = await sendRaw(server, text, { hang_up: false });
    expect(heard).toContain(`HTTP/1.1 ${refused.status} `);
    expect(told).toEqual([refused]);
  });

  test('nothing, where the sender broke off', async () => {
    const told: UnservedRequest[] = [];
    const answering = async () => ({ status: 200, headers: {}, body: '' });
    const server = await createServe()(0, answering, { onRefused: (each) => told.push(each) });
    opened.push(server);
    await sendRaw(server, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Le', { hang_up: true });
    await sendRaw(server, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc', { hang_up: true });
    expect((await fetch(server.url)).status).toBe(200);
    expect(told).toEqual([]);
  });
});

describe('an answer that is', () => {
  const answered = { status: 200, headers: {}, body: '{"respcd": "0000"}' };

  test('reset breaks the connection without a byte', async () => {
    const { url } = await serving(async () => ({ ...answered, fault: { kind: 'reset' } }));
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  test('cut promises the whole body, gives its first bytes and breaks off', async () => {
    const { url } = await serving(async () => ({ ...answered, fault: { kind: 'cut', bytes: 9 } }));
    const response = await fetch(url);
    expect(response.headers.get('content-length')).toBe('18');
    const reader = response.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('{"respcd"');
    await expect(reader?.read()).rejects.toThrow();
  });

  test('hanging never comes, until the server is closed', async () => {
    let handled = () => {};
    const asked = new Promise<void>((resolve) => {
      handled = resolve;
    });
    const server = await serving(async () => {
      handled();
      return { ...answered, fault: { kind: 'hang' } };
    });
    let ended = false;
    const pending = fetch(server.url).catch(() => {
      ended = true;
    });
    await asked;
    expect(
      await await fetch(`${server.url}/`, { method: 'POST', signal: AbortSignal.timeout(100) }).catch(() => null),
    ).toBe(null);
    expect(ended).toBe(false);
    await server.close();
    await pending;
    expect(ended).toBe(true);
  });
});

test('close with a grace answers what is in the air, and takes no more', async () => {
  let finish = () => {};
  let begun = () => {};
  const begin = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const server = await serving(async () => {
    begun();
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return { status: 200, headers: {}, body: 'done' };
  });
  const pending = fetch(server.url);
  await begin;
  const closed = server.close(10_000);
  await expect(fetch(server.url)).rejects.toThrow();
  finish();
  expect(await (await pending).text()).toBe('done');
  await closed;
});

/** Resolves with all that came when the connection is over. */
function sendRaw({ url }: Server, text: string, { hang_up }: { hang_up: boolean }): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write(text);
      if (hang_up) setImmediate(() => socket.destroy());
    });
    socket.on('data', (chunk) => (heard += chunk));
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
  });
}
