#!/usr/bin/env node
// Start-up and run times as ratios to `node -e 0`, measured in turn in one run, so that a machine's speed cancels out.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brokenSignatures } from './bench/broken-signatures.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '40' }, only: { type: 'string' } } });
const runs = Number(values.runs);
const executable = join(import.meta.dirname, '..', 'bin', 'qfpay.cjs');
const home = mkdtempSync(join(tmpdir(), 'qfpay-bench-'));

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const order = { respcd: '0000', resperr: '', respmsg: '', syssn: '20260302180500020000000001', txamt: '1280' };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(order));
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('QFPAY_'))),
  HOME: home,
  QFPAY_CONFIG_DIR: join(home, 'config'),
  QFPAY_STATE_DIR: join(home, 'state'),
  QFPAY_APPCODE: 'BENCHAPPCODE',
  QFPAY_KEY: 'bench-key-that-is-not-a-secret',
  QFPAY_BASE_URL: `http://127.0.0.1:${server.address().port}`,
};

const [oneCause, ...others] = brokenSignatures(env.QFPAY_KEY);

/** name, what the whole process may cost at most (a ratio, or `1 s`), argv, exit status */
const cases = [
  ['--help', 1.15, ['--help']],
  ['sign', 1.15, ['sign', 'mchid=ZaMVg12345', 'txamt=100', 'txcurrcd=HKD']],
  ['codes 1108 --json', 1.15, ['codes', '1108', '--json']],
  ['codes 1108', 1.3, ['codes', '1108']],
  ['pay over loopback', 1.9, ['pay', '--pay-type', 'wechat-mpm', '--txamt', '1280', '--no-qr', '--json']],
  [oneCause[0], 2, oneCause[1], 6],
  ...others.map(([name, words]) => [name, '1 s', words, 6]),
];

/** Milliseconds of one whole process, from its start to its end. */
function time(args, exit = 0) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stdout.resume();
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.on('close', (code) => {
      if (code !== exit) reject(new Error(`${args.join(' ')} ended with ${code}: ${stderr}`));
      resolve(Number(process.hrtime.bigint() - start) / 1e6);
    });
  });
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function goalText(goal, spent) {
  return typeof goal === 'number' ? `goal ${goal.toFixed(2)}` : `goal ${goal}: ${(median(spent) / 1000).toFixed(2)} s`;
}

process.stdout.write(`median of ${runs} pairs; a ratio of 1 is node -e 0\n`);
for (const [name, goal, args, exit] of cases) {
  if (values.only && !name.includes(values.only)) continue;
  const ratios = [];
  const bare = [];
  const spent = [];
  await time([executable, ...args], exit);
  for (let run = 0; run < runs; run += 1) {
    const node = await time(['-e', '0']);
    spent.push(await time([executable, ...args], exit));
    ratios.push(spent.at(-1) / node);
    bare.push(node);
  }
  const ratio = median(ratios).toFixed(2);
  process.stdout.write(
    `${name.padEnd(20)} ${ratio}  (${goalText(goal, spent)}; node -e 0: ${median(bare).toFixed(0)} ms)\n`,
  );
}
server.close();
const emulator = 'emulator, per second';
if (!values.only || emulator.includes(values.only)) {
  const { benchEmulator } = await import('./bench-emulator.mjs');
  const rounds = await benchEmulator(executable);
  const byPace = median(rounds.map(({ bare, own }) => own.pace / bare.pace)).toFixed(2);
  const byCpu = median(rounds.map(({ bare, own }) => bare.cpu / own.cpu)).toFixed(2);
  const pace = Math.round(median(rounds.map(({ bare }) => bare.pace)));
  process.stdout.write(
    `${emulator} ${byPace}  (goal 0.50; by processor time ${byCpu}; bare node:http: ${pace} requests a second)\n`,
  );
}
rmSync(home, { recursive: true });
