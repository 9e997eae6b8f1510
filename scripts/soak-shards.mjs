#!/usr/bin/env node
// Three runners share 1,000 refunds and a Redis. One runner is killed and started again, the Redis is killed twice and comes back
// empty. At the end the gateway's books have each refund once, and so have the merged results: else this exits with 1.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { shopServer } from './bench/shop-server.mjs';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000' }, redis: { type: 'string', default: 'redis-server' } },
});
const rows = Number(values.rows);
const runners = 3;
const executable = join(import.meta.dirname, '..', 'bin', 'qfpay.cjs');
const home = mkdtempSync(join(tmpdir(), 'qfpay-soak-'));
const began = Date.now();

function tell(line) {
  process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const port = await freePort();

/** All that were started: with few rows one restart overtakes the other, and both have one to be ended. */
const servers = [];

/** In memory only, so that whoever kills it takes the limiter's book away. */
function startRedis() {
  const flags = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', home];
  const server = spawn(values.redis, flags, { stdio: 'ignore' });
  servers.push(server);
  return server;
}

/** Each a machine: a folder with the file, and a state folder. */
function machine(index) {
  const folder = join(home, `machine-${index}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'returns.csv'), shop.csv);
  return folder;
}

function qfpay(folder, ...flags) {
  const env = {
    PATH: process.env.PATH,
    ...{ HOME: folder, QFPAY_CONFIG_DIR: join(folder, 'config'), QFPAY_STATE_DIR: join(folder, 'state') },
    ...{ QFPAY_APPCODE: 'BENCHAPPCODE', QFPAY_KEY: 'bench-key-that-is-not-a-secret', QFPAY_BASE_URL: shop.url },
    QFPAY_LIMITER_URL: `redis://127.0.0.1:${port}`,
  };
  const args = [executable, 'refund-batch', 'returns.csv', '--json', '--skip-rule', 'refund-window', ...flags];
  const child = spawn(process.execPath, args, { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => {
    const said = { out: '', err: '' };
    child.stdout.on('data', (text) => {
      said.out += text;
    });
    child.stderr.on('data', (text) => {
      said.err += text;
    });
    child.on('close', (exit_code) => resolve({ exit_code, ...said }));
  });
  return { child, ended };
}

const runner = (index) => qfpay(machine(index), '--shard', `${index}/${runners}`, '--max-per-minute', '390');

const restarts = [];

/** What befalls them, by how many refunds are made. */
const events = new Map([
  [Math.floor(rows * 0.15), () => restarts.push(restartRedis())],
  [Math.floor(rows * 0.35), () => victim.child.kill('SIGKILL')],
  [Math.floor(rows * 0.6), () => restarts.push(restartRedis())],
]);

async function restartRedis() {
  redis.kill('SIGKILL');
  tell(`Redis was killed, ${shop.refunds.size} refunds made`);
  await sleep(8_000);
  redis = startRedis();
  tell('Redis is there again, empty');
}

const shop = await shopServer({ payments: rows, is_limited: true, onRefund: (count) => events.get(count)?.() });
let redis = startRedis();
await sleep(500);
tell(`${rows} refunds, ${runners} runners, the gateway takes 100 a second and 400 a minute`);
const all = [1, 2, 3].map(runner);
const [, victim] = all;
const killed = await victim.ended;
tell(`runner 2 was killed (${killed.exit_code ?? 'SIGKILL'}), ${shop.refunds.size} refunds made; it is started again`);
const ended = await Promise.all([all[0].ended, runner(2).ended, all[2].ended]);
tell(`done: exit ${ended.map(({ exit_code }) => exit_code).join(', ')}`);

const last = machine('merging');
for (let index = 1; index <= runners; index += 1) {
  const name = `returns.csv.${index}-of-${runners}.journal.ndjson`;
  copyFileSync(join(home, `machine-${index}`, name), join(last, name));
}
const merged = await qfpay(last, '--merge-results').ended;
const { batch } = JSON.parse(merged.out);
const payments = new Set([...shop.refunds.values()].map(({ orig_syssn }) => orig_syssn));
const results = readFileSync(join(last, 'returns.csv.journal.ndjson.results.csv'), 'utf8');
const lines = results.match(/^\d+,.*,refunded,/gm)?.length ?? 0;
const warnings = ended.map(({ err }) => err.match(/QFPAY_LIMITER_URL cannot be used/g)?.length ?? 0);
tell(
  `${shop.refunds.size} refunds of ${payments.size} payments on the books, ${lines} in the results, merged: exit ${merged.exit_code}`,
);
tell(
  `${shop.counts.requests} requests, ${shop.counts.limited} answered 429; warnings of the Redis: ${warnings.join(', ')}`,
);
await Promise.all(restarts);
for (const server of servers) server.kill('SIGKILL');
shop.close();
const is_right = [shop.refunds.size, payments.size, lines, batch.rows].every((count) => count === rows);
const is_well = merged.exit_code === 0 && ended.every(({ exit_code }) => exit_code === 0);
if (!is_right || !is_well) {
  tell(`WRONG; everything is kept in ${home}`);
  for (const { err } of [...ended, merged]) process.stdout.write(err);
  process.exitCode = 1;
} else {
  tell('the books are right');
  rmSync(home, { recursive: true });
}
