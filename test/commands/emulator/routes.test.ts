import { expect, test } from 'vitest';
import { apiDescription, namesOf, routeOf } from '../../../src/commands/emulator.ts';
import type { ServedRequest } from '../../../src/context/network.ts';

const answer = (body: string) => () => ({ status: 200, headers: {}, body });

/** What a request by this Host header gets, on an emulator that was started so. */
async function asked(path: string, host: string | undefined, started: Parameters<typeof namesOf>[0]): Promise<number> {
  const told: number[] = [];
  const route = routeOf({
    ...{ gateway: answer('gateway'), admin: answer('admin'), wallet: answer('wallet'), console: answer('console') },
    names: namesOf(started),
    ...{ now: () => new Date(0), onExchange: ({ status }: { status: number }) => told.push(status) },
  });
  const headers: Record<string, string> = host === undefined ? {} : { host };
  const request: ServedRequest = { method: 'POST', path, query: '', headers, body: new Uint8Array() };
  const { status } = await route(request);
  if (path !== '/trade/v1/payment') expect(told).toEqual([status]);
  return status;
}

const here = { host: '127.0.0.1' };
const pages = ['/', '/wallet/1', '/__admin/reset'];

test.each([
  ['localhost:8437', here],
  ['LOCALHOST', here],
  ['127.0.0.1:8437', here],
  ['[::1]:8437', here],
  ['192.168.1.5:8437', { host: '192.168.1.5' }],
  ['[fd00::5]:8437', { host: 'fd00::5' }],
  ['qfpay:8437', { host: '0.0.0.0', public_url: 'http://qfpay:8437' }],
  ['tunnel.example', { host: '127.0.0.1', public_url: 'https://Tunnel.Example/shop' }],
  [undefined, here],
])('the pages and the admin call answer to %s', async (host, started) => {
  for (const path of pages) expect(await asked(path, host, started)).toBe(200);
});

test.each([
  ['evil.example:8437', here],
  ['127.0.0.1.evil.example', here],
  ['localhost.evil.example', here],
  ['evil.example', { host: '0.0.0.0', public_url: 'http://qfpay:8437' }],
  ['no host', here],
  ['', here],
])('the pages and the admin call do not answer to "%s", which any page may have lead here', async (host, started) => {
  for (const path of pages) expect(await asked(path, host, started)).toBe(421);
});

test('signed calls answer to any name', async () => {
  expect(await asked('/trade/v1/payment', 'evil.example', here)).toBe(200);
});

test('the pages of the wallet and the calls of the admin have the mark of the emulator, too', async () => {
  const page = () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '' });
  const handle = routeOf({
    ...{ gateway: page, admin: page, wallet: page, names: namesOf(here) },
    ...{ now: () => new Date(0), onExchange: () => {} },
  });
  for (const path of ['/__admin/clock', '/wallet/1']) {
    const request = { method: 'GET', path, query: '', headers: { host: 'localhost' }, body: new Uint8Array() };
    expect((await handle(request)).headers).toEqual({ 'content-type': 'text/html', 'X-QFPAY-Emulator': '1' });
  }
});

test('what the page at / asks for each second fills no log; that it is refused is told', async () => {
  const told: string[] = [];
  let status = 200;
  const handle = routeOf({
    ...{ gateway: answer('gateway'), names: namesOf(here), now: () => new Date(0) },
    admin: () => ({ status, headers: {}, body: '' }),
    onExchange: ({ method, path }) => told.push(`${method} ${path}`),
  });
  const request = { method: 'GET', path: '/__admin/overview', query: '', headers: {}, body: new Uint8Array() };
  await handle(request);
  expect(told).toEqual([]);
  status = 401;
  await handle(request);
  expect(told).toEqual(['GET /__admin/overview']);
});

test('/openapi.json describes the calls of this very server, to this machine only', async () => {
  const route = routeOf({
    ...{ gateway: answer('gateway'), admin: answer('admin'), description: apiDescription },
    ...{ names: namesOf(here), now: () => new Date(0), onExchange: () => {} },
  });
  const request = (method: string, host: string) =>
    route({ method, path: '/openapi.json', query: '', headers: { host }, body: new Uint8Array() });
  const { status, headers, body } = await request('GET', 'localhost:8437');
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'application/json; charset=UTF-8' });
  expect(JSON.parse(String(body))).toMatchObject({ openapi: '3.1.1', servers: [{ url: '/' }] });
  expect((await request('POST', 'localhost:8437')).status).toBe(405);
  expect((await request('GET', 'evil.example')).status).toBe(421);
});
