import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { localKey } from '../../src/signature/client-key.ts';
import { documentOf, type Home, makeHome, type RunOptions, runQfpay } from '../support/run-qfpay.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

type Document = Readonly<Record<string, unknown>> & {
  readonly response?: { readonly data?: unknown } & Readonly<Record<string, unknown>>;
};

interface Shop {
  readonly home: Home;
  /** `qfpay api …`; its document and exit status. */
  call(
    words: readonly string[],
    options?: RunOptions,
  ): Promise<{ exit_code: number | null; document: Document; stderr: string }>;
  run(words: readonly string[], options?: RunOptions): ReturnType<typeof runQfpay>;
}

/** The built program against the built emulator, over loopback, with faults by rule. */
async function shop(rules: readonly object[] = []): Promise<Shop> {
  const home = makeHome();
  const file = join(home.work, 'rules.ndjson');
  writeFileSync(file, rules.map((rule) => `${JSON.stringify(rule)}\n`).join(''));
  const server = await serveQfpay(['emulator', '--port', '0', '--limits', 'off', '--auto-pay', '0', '--rules', file]);
  const env = {
    ...{ QFPAY_ENV: 'sandbox', QFPAY_BASE_URL: server.ready.url },
    ...{ QFPAY_APPCODE: localMerchant.app_code, QFPAY_KEY: localKey },
  };
  const run = (words: readonly string[], options: RunOptions = {}) =>
    runQfpay(words, { home, ...options, env: { ...env, ...options.env } });
  return {
    home,
    run,
    async call(words, options) {
      const { exit_code, stdout, stderr } = await run(['api', ...words, '--json'], options);
      return { exit_code, document: documentOf({ stdout } as never) as Document, stderr };
    },
  };
}

function dataOf({ response }: Document): Record<string, string> {
  return response?.data as Record<string, string>;
}

function rowsOf({ response }: Document): Record<string, unknown>[] {
  return response?.data as Record<string, unknown>[];
}

const product = [
  ...['name=Club', 'type=recurring', 'txcurrcd=HKD', 'interval=monthly', 'interval_count=1', 'usage_type=licensed'],
];

/** A customer with a saved card, and a product of that price. */
async function subscribed({ call }: Shop, txamt: string) {
  const { customer_id = '' } = dataOf((await call(['POST', 'customer_create', 'name=Chan'])).document);
  await call(['create_token_intent', `customer_id=${customer_id}`]);
  const [token] = rowsOf((await call(['/token/v1/query', `customer_id=${customer_id}`])).document);
  const { product_id = '' } = dataOf((await call(['product_create', ...product, `txamt=${txamt}`])).document);
  const plan = { customer_id, token_id: token?.['token_id'], products: [{ product_id, quantity: 1 }] };
  return { customer_id, product_id, plan: JSON.stringify(plan, null, 2) };
}

test('the statement is a real zip, whole or not at all, and no link is followed', async () => {
  const { call, home, run } = await shop();
  await run(['pay', '--pay-type', 'wechat-mpm', '--txamt', '110', '--no-qr', '--out-trade-no', 'S-1', '--json']);
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const file = join(home.work, 'bill.zip');
  const fetched = await call(['GET', 'trade_bill', `trade_date=${day}`, '--output', file]);
  expect(fetched).toMatchObject({ exit_code: 0, document: { output: { file } } });
  expect(fetched.document.response).toBeUndefined();
  // Read by another's unpacker, not by ours.
  const script =
    'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(z.read(z.namelist()[0]).decode())';
  expect(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' })).toContain('S-1,payment,800201,110,HKD');
  const before = readFileSync(file);
  const refused = await call(['trade_bill', 'trade_date=2999-01-01', '--output', file]);
  expect(refused).toMatchObject({ exit_code: 4, document: { respcd: '1104' } });
  expect(readFileSync(file).equals(before)).toBe(true);
  const link = join(home.work, 'link.zip');
  symlinkSync(file, link);
  expect((await call(['trade_bill', `trade_date=${day}`, '--output', link])).exit_code).toBe(2);
  expect((await call(['trade_bill', `trade_date=${day}`])).document).toMatchObject({ error: { code: 'usage' } });
  expect(readdirSync(home.work).filter((name) => name.includes('.tmp'))).toEqual([]);
});

const preload = join(import.meta.dirname, '..', 'support', 'kill-at.cjs');

test('killed by SIGKILL around its sending and run again, by two processes at once, a subscription is made once', async () => {
  const first = await shop();
  const steps = join(first.home.folder, 'steps');
  const env = { NODE_OPTIONS: `--require ${preload}`, QFPAY_CACHE_DIR: 'off' };
  const { plan } = await subscribed(first, '1280');
  const words = ['subscription_create', '--input', '-'];
  await first.call(words, { input: plan, env: { ...env, QFPAY_TEST_STEPS: steps } });
  const kinds = readFileSync(steps, 'utf8').split('\n');
  const sent = kinds.lastIndexOf('send');
  expect(sent).toBeGreaterThan(2);
  const deaths = [`${sent}:after`];
  const made: unknown[] = [];
  for (const death of deaths) {
    const { call, run, ...all } = await shop();
    const { plan: own, customer_id } = await subscribed({ call, run, ...all }, '1280');
    const killed = await run(['api', ...words, '--json'], { input: own, env: { ...env, QFPAY_TEST_DEATH: death } });
    expect(killed.signal).toBe('SIGKILL');
    const both = await Promise.all([call(words, { input: own }), call(words, { input: own })]);
    const rows = rowsOf((await call(['subscription_query', `customer_id=${customer_id}`])).document);
    made.push({ death, exits: both.map(({ exit_code }) => exit_code).sort(), made: rows.length });
  }
  expect(made).toEqual(deaths.map((death) => ({ death, exits: expect.any(Array), made: expect.any(Number) })));
  for (const each of made as { exits: number[]; made: number }[]) {
    expect(each.made).toBeLessThanOrEqual(1);
    expect(each.exits.every((exit) => exit === 0 || exit === 2)).toBe(true);
    if (each.exits.includes(0)) expect(each.made).toBe(1);
  }
}, 60_000);

test('a lost answer is settled or told as unknown by the built program, and refused when it is run again', async () => {
  const rules = [
    { fault: 'lost-after', endpoint: 'subscription_create', nth: 1 },
    { fault: 'lost-before', endpoint: 'customer_create', nth: 2 },
  ];
  const all = await shop(rules);
  const { plan } = await subscribed(all, '1280');
  const found = await all.call(['subscription_create', '--input', '-'], { input: plan });
  expect(found).toMatchObject({ exit_code: 0, document: { settled_by: 'subscription_query' } });
  const lost = await all.call(['customer_create', 'name=Lost']);
  expect(lost).toMatchObject({ exit_code: 8, document: { outcome: 'unknown' } });
  const again = await all.call(['customer_create', 'name=Lost']);
  const { details } = again.document['error'] as { details: { rule_id?: string }[] };
  expect([again.exit_code, details[0]?.rule_id]).toEqual([2, 'repeat-in-doubt']);
  expect((await all.call(['customer_create', 'name=Lost', '--again'])).exit_code).toBe(0);
});
