#!/usr/bin/env node
// How close the limiter comes to what the gateway takes, on one machine and on three that share a Redis, and what it costs where
// there is no limit. `--only wide`, `limited` or `machines` makes one part; the last two take a minute each by their nature.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const isAsked = (part) => (values.only ?? part) === part;
const home = mkdtempSync(join(tmpdir(), 'qfpay-bench-'));
const program = join(home, 'bench-sending.mjs');
const windows = [
  { requests: 100, ms: 1_000 },
  { requests: 400, ms: 60_000 },
];

/** Holds the gateway's windows at the arrival of each request, if it shall. */
async function serve(enforces) {
  const facts = { refused: 0, arrivals: [] };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const now = performance.now();
      facts.arrivals.push(now);
      const isWithin = ({ requests, ms }) =>
        facts.arrivals.length - 1 - facts.arrivals.findLastIndex((at) => at < now - ms) <= requests;
      if (enforces && !windows.every(isWithin)) {
        facts.refused += 1;
        response.statusCode = 429;
      }
      response.end('{"respcd":"0000","resperr":"","respmsg":"","data":[]}');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { facts, url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** What the program measured, as a machine of that name. */
function send(machine, ...args) {
  const { env: more, name } = machine;
  const env = { PATH: process.env.PATH, HOME: home, QFPAY_STATE_DIR: join(home, name), ...more };
  const child = spawn(process.execPath, [program, ...args.map(String)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code === 0 && out !== '') resolve(JSON.parse(out));
      else reject(new Error(`a process that sends ended with ${code} and measured ${out === '' ? 'nothing' : out}`));
    });
  });
}

/** Milliseconds from the first to the last of so many requests, if each leaves at the first instant that the windows allow. */
function idealTime(requests) {
  const at = [];
  while (at.length < requests) {
    const waits = windows.map((window) => (at[at.length - window.requests] ?? Number.NEGATIVE_INFINITY) + window.ms);
    at.push(Math.max(0, ...waits));
  }
  return at.at(-1);
}

/** Machines that share a Redis and nothing else, where there is a redis-server on the path. */
async function measureMachines(machines, each) {
  const port = 20_000 + (process.pid % 20_000);
  const redis = spawn('redis-server', ['--port', String(port), '--save', ''], { stdio: ['ignore', 'pipe', 'ignore'] });
  const is_there = await new Promise((resolve) => {
    redis.on('error', () => resolve(false));
    redis.stdout.on('data', (text) => String(text).includes('Ready to accept') && resolve(true));
  });
  if (!is_there) {
    process.stdout.write('no redis-server here: several machines are not measured\n');
    return;
  }
  const { facts, ...server } = await serve(true);
  const env = { QFPAY_LIMITER_URL: `redis://127.0.0.1:${port}` };
  const names = Array.from({ length: machines }, (_, index) => ({ name: `machine-${index}`, env }));
  try {
    await Promise.all(names.map((machine) => send(machine, server.url, 'limited', each, 20)));
  } finally {
    server.close();
    redis.kill();
  }
  const took = facts.arrivals.at(-1) - facts.arrivals[0];
  const ratio = took / idealTime(machines * each);
  process.stdout.write(
    `${machines} machines, ${machines * each} in all      ${ratio.toFixed(2)} of the ideal time (goal 1.10), answered 429: ${facts.refused} (goal 0)\n`,
  );
}

const bundle = await rolldown({
  input: join(import.meta.dirname, 'bench-sending.ts'),
  platform: 'node',
  logLevel: 'silent',
});
await bundle.write({ file: program, format: 'esm', codeSplitting: false });
try {
  if (isAsked('wide')) {
    const server = await serve(false);
    for (const at_a_time of [1, 8]) {
      const { ratio, ours, bare } = await send({ name: 'one' }, server.url, 'wide', 1_000, at_a_time);
      const words = `opened wide, ${at_a_time} at a time`.padEnd(28);
      process.stdout.write(`${words} ${ratio.toFixed(2)} of a bare loop (goal 0.50; ${ours} of ${bare} a second)\n`);
    }
    server.close();
  }
  if (isAsked('limited')) {
    const { facts, ...server } = await serve(true);
    const { seconds } = await send({ name: 'one' }, server.url, 'limited', 430, 20);
    process.stdout.write(
      `430 at 400 a minute          ${seconds.toFixed(1)} s (goal 70.0), answered 429: ${facts.refused} (goal 0)\n`,
    );
    server.close();
  }
  if (isAsked('machines')) await measureMachines(3, 145);
} finally {
  rmSync(home, { recursive: true, force: true });
}
