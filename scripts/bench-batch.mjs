#!/usr/bin/env node
// refund-batch: reading and planning ten thousand rows, 430 rows at 400 a minute, and the pace of its machinery as a ratio to a
// bare loop of the same HTTP client; report over a month and reconcile of a long list, without the time that their queries take.
// Figures of one run; nothing is asserted.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';
import { shopServer } from './bench/shop-server.mjs';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const root = join(import.meta.dirname, '..');
const home = mkdtempSync(join(tmpdir(), 'qfpay-bench-'));
const executable = join(root, 'bin', 'qfpay.cjs');
const memory = join(home, 'memory.cjs');
// A child's maxRSS begins with what its parent had, which here holds the gateway too; Linux tells the program's own as VmHWM.
writeFileSync(
  memory,
  `process.on('exit', () => {
    const fs = require('node:fs');
    const status = fs.existsSync('/proc/self/status') ? fs.readFileSync('/proc/self/status', 'utf8') : '';
    const [, kib] = /VmHWM:\\s*(\\d+)/.exec(status) ?? [];
    const usage = process.resourceUsage();
    const told = { ...usage, maxRSS: kib === undefined ? usage.maxRSS : Number(kib) };
    fs.writeFileSync(${JSON.stringify(join(home, 'usage'))}, JSON.stringify(told));
  });`,
);

function run(args, url, name, more = {}) {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    QFPAY_CONFIG_DIR: join(home, 'config'),
    QFPAY_STATE_DIR: join(home, name),
    QFPAY_APPCODE: 'BENCHAPPCODE',
    QFPAY_KEY: 'bench-key-that-is-not-a-secret',
    QFPAY_BASE_URL: url,
    ...more,
  };
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, ['--require', memory, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stdout.resume();
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.on('close', (code) => {
      if (code !== 0) reject(new Error(`${args.join(' ')} ended with ${code}: ${stderr}`));
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(join(home, 'usage'), 'utf8'));
      resolve({ seconds, mib: maxRSS / 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 });
    });
  });
}

/** At any hour of the day. */
const flags = ['--skip-rule', 'refund-window', '--max-per-minute', '400'];

/** What a command costs beside its queries, of which the tool's own log tells how long each took. */
async function beside(records, name, args, program = executable) {
  const server = await shopServer({ payments: records, is_limited: false });
  const log = join(home, `${name}.log`);
  const cost = await run([program, ...args, '--json'], server.url, name, { QFPAY_LOG: log });
  server.close();
  const exchanges = readFileSync(log, 'utf8').trim().split('\n').map(JSON.parse);
  const queries = exchanges.reduce((sum, { duration_ms }) => sum + duration_ms, 0) / 1000;
  const rest = (cost.seconds - queries).toFixed(2);
  const told = `${exchanges.length} queries took ${queries.toFixed(1)} s, ${cost.cpu.toFixed(1)} s of a processor in all`;
  return { figures: `${rest} s beside its queries, ${cost.mib.toFixed(0)} MiB`, told };
}

/** As a shop exports it, of the same payments. */
function shopList(rows) {
  const file = join(home, 'shop.csv');
  const line = (_, place) => `ORDER-${place},2026-03-02 15:04,Counter ${place % 9},12.80,HKD,paid`;
  writeFileSync(
    file,
    ['Order No,Date,Till,Total,Currency,Status', ...Array.from({ length: rows }, line), ''].join('\n'),
  );
  return file;
}

async function batch(rows, name, { program = executable, is_limited = true, more = [] } = {}) {
  const server = await shopServer({ payments: rows, is_limited });
  const file = join(home, `${name}.csv`);
  writeFileSync(file, server.csv);
  const cost = await run([program, 'refund-batch', file, ...flags, ...more], server.url, name);
  server.close();
  return { ...cost, ...server.counts, pace: server.pace() };
}

/** One file, its limiter replaced by one that lets everything through: there is no such knob in the tool itself. */
async function bundle(input, file, plugins = []) {
  const made = await rolldown({ input: join(root, input), platform: 'node', plugins });
  await made.write({ file: join(home, file), format: 'cjs', codeSplitting: false });
  return join(home, file);
}

const openLimiter = {
  name: 'open-limiter',
  transform: (code, id) => {
    if (!id.endsWith('/src/gateway/create-gateway.ts')) return null;
    const open = 'export const limiterOf = () => ({ run: (work) => work(), pause() {}, timeFor: () => 0 });';
    const opened = code.replace('export function limiterOf(', `${open}\nfunction realLimiterOf(`);
    if (opened === code) throw new Error('no limiter to replace');
    return opened;
  },
};

function tell(line) {
  process.stdout.write(`${line}\n`);
}

if ('plan'.includes(values.only)) {
  const { seconds, cpu, mib, queries } = await batch(10_000, 'plan', { more: ['--dry-run'] });
  tell(
    `10,000 rows planned  ${seconds.toFixed(2)} s (${cpu.toFixed(2)} s of a processor), ${mib.toFixed(0)} MiB (goal 2 s, 150 MiB; ${queries} queries over loopback among it)`,
  );
}
if ('pace'.includes(values.only)) {
  const rows = 3000;
  const program = await bundle('scripts/bench/wide.ts', 'wide.cjs', [openLimiter]);
  const { pace } = await batch(rows, 'wide', { program, is_limited: false });
  const loop = await bundle('scripts/bench/bare-loop.ts', 'loop.cjs');
  const server = await shopServer({ payments: 1, is_limited: false });
  await run([loop, server.url, String(rows)], server.url, 'loop');
  server.close();
  tell(
    `pace                 ${(pace / server.pace()).toFixed(2)} of a bare loop (goal 0.50; ${pace.toFixed(0)} and ${server.pace().toFixed(0)} a second)`,
  );
}
if ('limits'.includes(values.only)) {
  const { seconds, requests, limited } = await batch(430, 'limits');
  tell(`430 rows at 400/min  ${seconds.toFixed(1)} s, ${limited} of ${requests} requests got a 429 (goal 70 s, 0)`);
}
if ('report'.includes(values.only)) {
  const { figures, told } = await beside(20_000, 'report', ['report', '--month', '2026-03']);
  tell(`report, 20,000       ${figures} (goal 2 s, 150 MiB; ${told})`);
}
if ('reconcile'.includes(values.only)) {
  const program = await bundle('scripts/bench/wide.ts', 'books.cjs', [openLimiter]);
  const args = ['reconcile', shopList(100_000), '--day', '2026-03-02'];
  const { figures, told } = await beside(100_000, 'reconcile', args, program);
  tell(`reconcile, 100,000   ${figures} (goal 10 s, 300 MiB; ${told})`);
}
rmSync(home, { recursive: true });
