// The part of bench-limits.mjs that sends: `node bench-sending.mjs <url> wide|limited <requests> <at a time>`. Prints a line
// of JSON with what it measured.
import { Agent } from 'node:http';
import got from 'got';
import { endpoints } from '../src/catalog/endpoints.ts';
import { createGateway, limiterOf, type Pace } from '../src/gateway/create-gateway.ts';
import { hostContext } from '../src/host/context.ts';
import type { Settings } from '../src/merchant/merchant.ts';
import { ClientKey } from '../src/signature/client-key.ts';

const [base_url = '', mode = '', count = '', at_a_time = ''] = process.argv.slice(2);
const context = hostContext({ no_color: true, onWriteError: () => {}, onLost: () => {} });
const limiter_url = process.env['QFPAY_LIMITER_URL'];
const settings: Settings = {
  env: 'sandbox',
  base_url,
  merchant: { app_code: 'BENCH', client_key: new ClientKey('not a secret') },
  sign_type: 'SHA256',
  timezone: 'Asia/Hong_Kong',
  lang: 'en',
  timeout_ms: 30_000,
  verbose: false,
  warnings: [],
  ...(limiter_url === undefined ? {} : { limiter_url }),
};

/** Seconds that so many requests take, so many at a time. */
async function time(send: (number: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let left = Number(count);
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await send(left);
    }
  };
  await Promise.all(Array.from({ length: Number(at_a_time) }, worker));
  return (performance.now() - start) / 1000;
}

function gatewayOf(pace: Pace): (number: number) => Promise<unknown> {
  const gateway = createGateway(settings, context, { limiter: limiterOf(settings, context, pace) });
  return (number) => gateway.send(endpoints.query, [['syssn', `${number}`]]);
}

/** The same library, the same connections, and nothing else: no signature, no limit, no reading of the answer. */
const agent = { http: new Agent({ keepAlive: true }) };
const bare = (number: number) => got.post(base_url, { body: `syssn=${number}`, agent, retry: { limit: 0 } }).buffer();

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

async function measureWide(): Promise<object> {
  const open = gatewayOf({ max_per_minute: 1_000_000_000, windows: [] });
  await time(bare);
  await time(open);
  const pairs: { ours: number; bare: number }[] = [];
  for (let pair = 0; pair < 7; pair += 1) pairs.push({ bare: await time(bare), ours: await time(open) });
  const rate = (seconds: number) => Math.round(Number(count) / seconds);
  return {
    ratio: median(pairs.map((pair) => pair.bare / pair.ours)),
    bare: rate(median(pairs.map((pair) => pair.bare))),
    ours: rate(median(pairs.map(({ ours }) => ours))),
  };
}

const measured = mode === 'wide' ? await measureWide() : { seconds: await time(gatewayOf({ max_per_minute: 400 })) };
context.io.out(`${JSON.stringify(measured)}\n`);
