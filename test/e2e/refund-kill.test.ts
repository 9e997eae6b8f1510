import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultServer } from '../support/fault-server.ts';
import { type Fate, paymentNumber, type RefundGateway, refundGateway } from '../support/refund-gateway.ts';
import { documentOf, type Home, makeHome, merchantEnv, type Result, runQfpay } from '../support/run-qfpay.ts';

const preload = join(import.meta.dirname, '..', 'support', 'kill-at.cjs');
/** What is written after the verdict is no step of the refund. */
const watched = { NODE_OPTIONS: `--require ${preload}`, QFPAY_CACHE_DIR: 'off' };

/** A part that the payment would cover twice; at any hour of the day. */
const refund = ['refund', paymentNumber, '--txamt', '500', '--skip-rule', 'refund-window', '--json'];

interface Shop {
  readonly gateway: RefundGateway;
  /** The path of each request, in order. */
  readonly calls: readonly string[];
  run(home: Home, more?: Readonly<Record<string, string>>): Promise<Result>;
}

/** A gateway behind a real server on loopback, and the built program that speaks with it. */
async function shop(fates: readonly Fate[]): Promise<Shop> {
  const gateway = refundGateway({ now: () => new Date(), fates });
  const calls: string[] = [];
  const server = await faultServer(async ({ method, path, headers, body }, response) => {
    calls.push(path);
    const named = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    const request = { method, path, query: '', headers: Object.fromEntries(named), body: Buffer.from(body) };
    const reply = await gateway.serve(request);
    if (reply === 'cut') response.socket?.destroy();
    else response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  return {
    gateway,
    calls,
    run: (home, more = {}) => runQfpay(refund, { home, env: { ...merchantEnv(server.url), ...watched, ...more } }),
  };
}

/** What the program does to its disk and its network when nothing goes wrong, in order. */
async function stepsOf(fate: Fate): Promise<{ steps: string[]; calls: readonly string[] }> {
  const { run, calls } = await shop([fate]);
  const home = makeHome();
  const file = join(home.folder, 'steps');
  await run(home, { QFPAY_TEST_STEPS: file });
  return { steps: readFileSync(file, 'utf8').split('\n'), calls };
}

interface Cell {
  readonly fate: Fate;
  /** Such as `7:before`. */
  readonly death: string;
  readonly machine: 'the same' | 'another';
}

/** Killed, and run again until it is final, on the same machine or on one with an empty state folder. */
async function playCell({ fate, death, machine }: Cell): Promise<object> {
  const { gateway, run } = await shop([fate]);
  const home = makeHome();
  const { signal } = await run(home, { QFPAY_TEST_DEATH: death });
  const next = machine === 'the same' ? home : makeHome();
  let last = await run(next);
  for (let more = 3; more > 0 && last.exit_code !== 0; more -= 1) last = await run(next);
  await gateway.settleLate();
  return { fate, death, machine, signal, exit_code: last.exit_code, refunds: await gateway.refunds() };
}

/** A few at a time: most of them wait for most of their time. */
async function playAll(cells: readonly Cell[]): Promise<void> {
  const left = [...cells];
  const worker = async () => {
    for (let cell = left.shift(); cell; cell = left.shift())
      expect(await playCell(cell)).toEqual({ ...cell, signal: 'SIGKILL', exit_code: 0, refunds: [500] });
  };
  await Promise.all([worker(), worker(), worker(), worker(), worker()]);
}

const machines = ['the same', 'another'] as const;

test('killed before and after each step of disk and network, and run again, a refund is made once', async () => {
  const { steps, calls } = await stepsOf('answered');
  // How many queries it takes depends on the day: the payment's month and that of the refund may be two.
  expect(calls.filter((path) => path.endsWith('/refund'))).toHaveLength(1);
  expect(calls.filter((path) => path.endsWith('/query')).length).toBeGreaterThan(1);
  expect(steps.filter((name) => name === 'send')).toHaveLength(calls.length);
  expect(steps.filter((name) => name === 'fsync').length).toBeGreaterThan(1);
  const deaths = steps.flatMap((_name, index) => [`${index}:before`, `${index}:after`]);
  await playAll(deaths.flatMap((death) => machines.map((machine): Cell => ({ fate: 'answered', death, machine }))));
}, 120_000);

test('killed around its sending, with each fate of the answer, and run again, a refund is made once', async () => {
  const sending = (await stepsOf('answered')).steps.lastIndexOf('send');
  const deaths = [`${sending}:before`, `${sending}:after`, `${sending + 1}:before`, `${sending + 1}:after`];
  const fates: readonly Fate[] = [
    'lost before processing',
    'lost after processing',
    'late by a request',
    'HTTP 429',
    'HTTP 500 after processing',
    '1143 first',
    '1251 though processed',
  ];
  const cells = fates.flatMap((fate, row) =>
    deaths.map((death, column): Cell => ({ fate, death, machine: (row + column) % 2 === 0 ? 'the same' : 'another' })),
  );
  await playAll(cells);
}, 120_000);

test('two processes that run the same refund at the same moment move the money once', async () => {
  const { gateway, run } = await shop([]);
  const both = await Promise.all([run(makeHome()), run(makeHome())]);
  expect(both.map(({ exit_code }) => exit_code)).toEqual([0, 0]);
  expect(both.map((result) => documentOf(result)['repeated']).sort()).toEqual([false, true]);
  expect(await gateway.refunds()).toEqual([500]);
});
