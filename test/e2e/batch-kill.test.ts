import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultServer } from '../support/fault-server.ts';
import { type Fate, furtherPayment, type RefundGateway, refundGateway } from '../support/refund-gateway.ts';
import { documentOf, type Home, makeHome, merchantEnv, type Result, runQfpay } from '../support/run-qfpay.ts';

const preload = join(import.meta.dirname, '..', 'support', 'kill-at.cjs');

interface Shop {
  readonly gateway: RefundGateway;
  /** Called with each refund request, counted from 1, before it is answered, and when its answer has left. */
  onRefund: (count: number, moment: 'before' | 'after') => void;
  run(home: Home, lines: readonly string[], options?: Parameters<typeof runQfpay>[1]): Promise<Result>;
}

/** A gateway behind a real server on loopback, and the built program with a list in its working folder. */
async function shop(payments: number, fates: readonly Fate[] = []): Promise<Shop> {
  const gateway = refundGateway({ now: () => new Date(), fates, payments });
  let count = 0;
  const server = await faultServer(async ({ method, path, headers, body }, response) => {
    const named = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    const request = { method, path, query: '', headers: Object.fromEntries(named), body: Buffer.from(body) };
    const own = path.endsWith('/refund') ? ++count : 0;
    if (own > 0) made.onRefund(own, 'before');
    const reply = await gateway.serve(request);
    if (reply === 'cut') response.socket?.destroy();
    else response.writeHead(reply.status, reply.headers).end(reply.body);
    if (own > 0) made.onRefund(own, 'after');
  });
  const made: Shop = {
    gateway,
    onRefund: () => {},
    run(home, lines, { env = {}, ...options } = {}) {
      writeFileSync(join(home.work, 'returns.csv'), lines.join('\n'));
      // At any hour of the day.
      const args = ['refund-batch', 'returns.csv', '--skip-rule', 'refund-window', '--max-per-minute', '400', '--json'];
      return runQfpay(args, { home, env: { ...merchantEnv(server.url), ...env }, ...options });
    },
  };
  return made;
}

const header = 'out_trade_no,txamt';

/** Two parts of each payment, which would cover more of them. */
function linesFor(payments: number): string[] {
  const numbers = Array.from({ length: payments }, (_, index) => furtherPayment(index + 1).out_trade_no);
  return [...numbers.map((number) => `${number},300`), ...numbers.map((number) => `${number},200`)];
}

function booksFor(payments: number): string[] {
  return linesFor(payments)
    .map((line) => line.replace(',', ' '))
    .sort();
}

/** Of each kind of step so many, spread over the whole run. At every step of all, the same is tried without processes. */
function spreadByKind(kinds: readonly string[], most: number): number[] {
  return [...new Set(kinds)].flatMap((kind) => {
    const steps = kinds.flatMap((each, step) => (each === kind ? [step] : []));
    const places = Array.from({ length: most }, (_, place) => Math.floor((place * (steps.length - 1)) / (most - 1)));
    return [...new Set(places)].flatMap((place) => steps[place] ?? []);
  });
}

test('killed by SIGKILL before and after steps of each kind of disk and network, and run again, a batch refunds each row once', async () => {
  const first = await shop(2);
  const home = makeHome();
  const steps = join(home.folder, 'steps');
  const lines = [header, ...linesFor(2)];
  const env = { NODE_OPTIONS: `--require ${preload}`, QFPAY_CACHE_DIR: 'off' };
  await first.run(home, lines, { env: { ...env, QFPAY_TEST_STEPS: steps } });
  const kinds = readFileSync(steps, 'utf8').split('\n');
  expect(kinds.length).toBeGreaterThan(20);
  expect(new Set(kinds)).toEqual(new Set(['write', 'fsync', 'connect', 'send', 'receive']));
  const deaths = ['before', 'after'].flatMap((moment) => spreadByKind(kinds, 3).map((step) => `${step}:${moment}`));
  const signals: unknown[] = [];

  async function play(death: string, index: number): Promise<void> {
    const { gateway, run } = await shop(2, index % 2 === 0 ? [] : ['lost after processing', 'late by a request']);
    const home = makeHome();
    signals.push((await run(home, lines, { env: { ...env, QFPAY_TEST_DEATH: death } })).signal);
    const journal = join(home.work, 'returns.csv.journal.ndjson');
    if (index % 3 === 1) rmSync(journal, { force: true });
    const again = index % 3 === 2 ? [header, ...linesFor(2).reverse()] : lines;
    let last = await run(home, again);
    for (let more = 3; more > 0 && last.exit_code !== 0; more -= 1) last = await run(home, again);
    await gateway.settleLate();
    const made = { death, exit_code: last.exit_code, books: await gateway.refundsByPayment() };
    expect(made).toEqual({ death, exit_code: 0, books: booksFor(2) });
  }

  const queue = deaths.entries();
  const worker = async () => {
    for (const [index, death] of queue) await play(death, index);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  // Rows go side by side, so that a run can be a step or two shorter than the one that was counted.
  expect(signals.filter((signal) => signal === 'SIGKILL').length).toBeGreaterThan(deaths.length * 0.8);
}, 240_000);

test('killed again and again while refunds are in the air, a batch of sixty goes on until each is made once', async () => {
  const payments = 30;
  const made = await shop(payments);
  const home = makeHome();
  const lines = [header, ...linesFor(payments)];
  let kill = () => {};
  made.onRefund = (count, moment) => {
    if (count % 9 === 0 && moment === (count % 2 === 0 ? 'before' : 'after')) kill();
  };
  const results: Result[] = [];
  while (results.length < 12 && results.at(-1)?.exit_code !== 0) {
    const onStart = (child: { kill(signal: 'SIGKILL'): void }) => {
      kill = () => child.kill('SIGKILL');
    };
    results.push(await made.run(home, lines, { onStart }));
  }
  expect(results.filter(({ signal }) => signal === 'SIGKILL').length).toBeGreaterThan(2);
  expect(results.at(-1)?.exit_code).toBe(0);
  expect(await made.gateway.refundsByPayment()).toEqual(booksFor(payments));
}, 120_000);

test('two processes on one journal: the second is refused by its name, and the money moves once', async () => {
  const made = await shop(3);
  const home = makeHome();
  const lines = [header, ...linesFor(3)];
  const second: Promise<Result>[] = [];
  made.onRefund = (count, moment) => {
    if (count === 1 && moment === 'before') second.push(made.run(home, lines));
  };
  // The first holds its journal for as long as its first refund is on its way.
  const serve = made.gateway.serve;
  Object.assign(made.gateway, {
    serve: async (request: Parameters<typeof serve>[0]) => {
      if (request.path.endsWith('/refund')) await second[0];
      return serve(request);
    },
  });
  const first = await made.run(home, lines);
  const refused = await second[0];
  expect([first.exit_code, refused?.exit_code]).toEqual([0, 3]);
  expect(refused?.stderr).toContain('the journal returns.csv.journal.ndjson is in use by another qfpay');
  expect(await made.gateway.refundsByPayment()).toEqual(booksFor(3));
}, 60_000);

test('Ctrl-C lets the requests that were sent finish, writes it down and says how to go on', async () => {
  const payments = 30;
  const made = await shop(payments);
  const home = makeHome();
  const lines = [header, ...linesFor(payments)];
  let interrupt = () => {};
  made.onRefund = (count, moment) => {
    if (count === 5 && moment === 'before') interrupt();
  };
  const onStart = (child: { kill(signal: 'SIGINT'): void }) => {
    interrupt = () => child.kill('SIGINT');
  };
  const stopped = await made.run(home, lines, { onStart });
  const { batch, error } = documentOf(stopped) as Record<string, Record<string, number>>;
  expect(stopped.exit_code).toBe(130);
  expect(stopped.stderr).toContain('go on with: qfpay refund-batch returns.csv');
  const books = await made.gateway.refundsByPayment();
  expect(batch).toMatchObject({ rows: 60, refunded: books.length, unknown: 0, not_sent: 60 - books.length });
  expect(error).toMatchObject({ exit: 130 });
  expect(readFileSync(join(home.work, 'returns.csv.journal.ndjson.results.csv'), 'utf8').split('\n')).toHaveLength(62);
  expect((await made.run(home, lines)).exit_code).toBe(0);
  expect(await made.gateway.refundsByPayment()).toEqual(booksFor(payments));
}, 60_000);
