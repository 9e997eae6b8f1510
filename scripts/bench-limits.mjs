#!/usr/bin/env node
// How close the limiter comes to what the gateway takes, and what it costs where there is no limit. The first part takes a
// minute by its nature; `--only wide` leaves it out.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
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

/** What the program measured. */
function send(...args) {
  const env = { PATH: process.env.PATH, HOME: home, QFPAY_STATE_DIR: join(home, 'state') };
  const child = spawn(process.execPath, [program, ...args.map(String)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(`ended with ${code}`))));
  });
}

const bundle = await rolldown({
  input: join(import.meta.dirname, 'bench-sending.ts'),
  platform: 'node',
  logLevel: 'silent',
});
await bundle.write({ file: program, format: 'esm', codeSplitting: false });
try {
  if (values.only !== 'limited') {
    const server = await serve(false);
    for (const at_a_time of [1, 8]) {
      const { ratio, ours, bare } = await send(server.url, 'wide', 1_000, at_a_time);
      const words = `opened wide, ${at_a_time} at a time`.padEnd(28);
      process.stdout.write(`${words} ${ratio.toFixed(2)} of a bare loop (goal 0.50; ${ours} of ${bare} a second)\n`);
    }
    server.close();
  }
  if (values.only !== 'wide') {
    const { facts, ...server } = await serve(true);
    const { seconds } = await send(server.url, 'limited', 430, 20);
    process.stdout.write(
      `430 at 400 a minute          ${seconds.toFixed(1)} s (goal 70.0), answered 429: ${facts.refused} (goal 0)\n`,
    );
    server.close();
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
