import { type ChildProcess, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { createHttp } from '../../src/host/network/http.ts';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { localKey } from '../../src/signature/client-key.ts';
import { testContext } from '../support/context.ts';
import { faultServer } from '../support/fault-server.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { documentOf, type Home, makeHome, merchantEnv, type RunOptions, runQfpay } from '../support/run-qfpay.ts';
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

/** The built emulator on loopback, with faults by rule, and the variables of its merchant. */
async function emulated(rules: readonly object[] = []) {
  const home = makeHome();
  const file = join(home.work, 'rules.ndjson');
  writeFileSync(file, rules.map((rule) => `${JSON.stringify(rule)}\n`).join(''));
  const server = await serveQfpay(['emulator', '--port', '0', '--limits', 'off', '--auto-pay', '0', '--rules', file]);
  const env = {
    ...{ QFPAY_ENV: 'sandbox', QFPAY_BASE_URL: server.ready.url },
    ...{ QFPAY_APPCODE: localMerchant.app_code, QFPAY_KEY: localKey },
  };
  return { home, env };
}

/** The built program against the built emulator. */
async function shop(rules: readonly object[] = []): Promise<Shop> {
  const { home, env } = await emulated(rules);
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
async function subscribed({ call }: Pick<Shop, 'call'>, txamt: string) {
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

describe('killed by SIGKILL while it fetches a statement, the file is the old one or the new one', () => {
  const fetching = ['api', 'trade_bill', 'trade_date=2026-03-02', '--output', 'bill.zip', '--json'];
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(300_000, 'x')]);
  const head = { 'content-type': 'application/zip', 'content-length': String(zip.length) };

  test.each([
    ['where there was none', undefined],
    ['where there was one', 'yesterday'],
  ])('when half of the answer has come, %s', async (_what, before) => {
    let child: ChildProcess | undefined;
    const server = await faultServer((_request, response) => {
      response.writeHead(200, head);
      response.write(zip.subarray(0, 150_000), () => child?.kill('SIGKILL'));
    });
    const home = makeHome();
    if (before !== undefined) writeFileSync(join(home.work, 'bill.zip'), before);
    const onStart = (started: ChildProcess) => {
      child = started;
    };
    const { signal } = await runQfpay(fetching, { home, env: merchantEnv(server.url), onStart });
    expect([signal, server.received.length]).toEqual(['SIGKILL', 1]);
    expect(readdirSync(home.work)).toEqual(before === undefined ? [] : ['bill.zip']);
    if (before !== undefined) expect(readFileSync(join(home.work, 'bill.zip'), 'utf8')).toBe(before);
  });

  test('at every step of the disk after the answer', async () => {
    const server = await faultServer((_request, response) => response.writeHead(200, head).end(zip));
    const env = { ...merchantEnv(server.url), NODE_OPTIONS: `--require ${preload}`, QFPAY_CACHE_DIR: 'off' };
    const first = makeHome();
    const steps = join(first.folder, 'steps');
    expect(await runQfpay(fetching, { home: first, env: { ...env, QFPAY_TEST_STEPS: steps } })).toMatchObject({
      exit_code: 0,
    });
    const taken = readFileSync(steps, 'utf8').split('\n');
    const late = [...taken.keys()].slice(taken.indexOf('receive') + 1);
    const seen = await Promise.all(
      late.flatMap((step) =>
        ['before', 'after'].map(async (moment) => {
          const home = makeHome();
          const file = join(home.work, 'bill.zip');
          writeFileSync(file, 'yesterday');
          const { signal } = await runQfpay(fetching, { home, env: { ...env, QFPAY_TEST_DEATH: `${step}:${moment}` } });
          const now = readFileSync(file);
          return [signal, now.equals(zip) ? 'new' : now.toString('utf8').slice(0, 20)];
        }),
      ),
    );
    expect(late.length).toBeGreaterThanOrEqual(2);
    expect(seen.filter(([signal]) => signal !== 'SIGKILL')).toEqual([]);
    expect(seen.filter(([, content]) => content !== 'yesterday' && content !== 'new')).toEqual([]);
  });
});

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
    const { call, run } = await shop();
    const { plan: own, customer_id } = await subscribed({ call }, '1280');
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

/** What is called one after the other, and how each ends: exit status, and what its document holds. */
type Steps = readonly (readonly [words: readonly string[], exit_code: number, document: object])[];

/** As `shop`, but with the calls in this process, which has the same network: so many processes would take a minute. */
async function nearShop() {
  const { env } = await emulated();
  const files = memoryFiles();
  const http = createHttp({}, new AbortController().signal);
  const run = async (words: readonly string[]) => {
    const context = testContext({ now: new Date(), files, http, env: { QFPAY_STATE_DIR: '/state', ...env } });
    return { exit_code: await main(words, () => context), stdout: context.written.out, stderr: context.written.err };
  };
  const call: Shop['call'] = async (words) => {
    const { stdout, ...ended } = await run(['api', ...words, '--json']);
    return { ...ended, document: JSON.parse(stdout) };
  };
  const follow = async (steps: Steps) => {
    for (const [words, exit_code, document] of steps)
      expect({ words, ...(await call(words)) }).toMatchObject({ words, exit_code, document });
  };
  return { run, call, follow };
}

/** QFPay takes a year at most. */
const tooLong = [
  ...['name=Long', 'type=recurring', 'txamt=100', 'txcurrcd=HKD', 'usage_type=licensed'],
  ...['interval=yearly', 'interval_count=2'],
];

const rows = (rowAffected: number) => ({ response: { data: { rowAffected } } });
const refused = (respcd: string) => ({ outcome: 'declined', respcd });

describe('every call, and the way it is documented to fail', () => {
  test('of recurring payments', async () => {
    const all = await nearShop();
    const { plan, customer_id, product_id } = await subscribed(all, '901205');
    const { token_id } = JSON.parse(plan);
    const products = JSON.stringify([{ product_id, quantity: 1 }]);
    const own = `customer_id=${customer_id}`;
    await all.follow([
      [['customer_update', own, 'phone=85212345678'], 0, rows(1)],
      [
        ['customer_update', 'customer_id=cust_none', 'phone=852'],
        0,
        { ...rows(0), warnings: [expect.stringContaining('rowAffected')] },
      ],
      [['customer_query', own], 0, { response: { data: [{ phone: '85212345678' }] } }],
      [['token_query', 'customer_id=cust_none'], 0, { response: { data: [] } }],
      [['product_create', ...tooLong], 4, refused('1104')],
      [['product_update', `product_id=${product_id}`, 'name=Club 2'], 0, rows(1)],
      [['product_query', 'name=Club 2'], 0, { response: { data: [{ product_id }] } }],
      [['subscription_create', own, 'token_id=tk_none', `products=${products}`], 4, refused('1104')],
      [
        ['subscription_create', own, `token_id=${token_id}`, `products=${products}`],
        0,
        { warnings: [expect.stringContaining('INCOMPLETE')] },
      ],
      [['product_delete', `product_id=${product_id}`], 4, refused('1104')],
    ]);
    const [found] = rowsOf((await all.call(['subscription_query', own])).document);
    const subscription = `subscription_id=${found?.['subscription_id']}`;
    await all.follow([
      [['subscription_update', subscription, 'total_billing_cycles=3'], 0, rows(1)],
      [['subscription_charge', subscription], 0, { outcome: 'paid', simulated: true }],
      [['subscription_charge', subscription], 2, { error: { details: [{ rule_id: 'subscription-charge-state' }] } }],
      [['subscription_charge', subscription, '--skip-rule', 'subscription-charge-state'], 4, refused('1104')],
      [['subscription_orders', subscription], 0, { response: { data: [{ trigger_by: 'manual', sequence_no: '1' }] } }],
      [['subscription_cancel', 'subscription_id=sub_none'], 4, refused('1104')],
      [['subscription_cancel', subscription], 0, { respcd: '0000' }],
      [['subscription_query', own, 'state=CANCELLED'], 0, { response: { data: [{ completed_iteration: 1 }] } }],
      [['customer_delete', own], 0, rows(1)],
      [['product_delete', 'product_id=prod_none'], 0, rows(0)],
    ]);
  });

  test("of customs, notes and WeChat's login", async () => {
    const all = await nearShop();
    const paid = await all.call(['payment', 'txamt=1100', 'txcurrcd=HKD', 'pay_type=800201']);
    const { syssn } = paid.document['transaction'] as { syssn: string };
    const of = ['trade_type=weixin', 'customs=SHENZHEN', 'mch_customs_no=4401'];
    const oauth = await all.call(['wechat_oauth_code', 'redirect_uri=https://shop.example/back']);
    const code = new URL(String(oauth.document['location'])).searchParams.get('code');
    await all.follow([
      [['customs_declare', ...of, 'syssn=1'], 4, refused('1136')],
      [['customs_redeclare', ...of, `syssn=${syssn}`], 4, refused('1136')],
      [['customs_declare', ...of, `syssn=${syssn}`], 0, { response: { verify_department: 'NETSUNION' } }],
      [['customs_declare', ...of, `syssn=${syssn}`], 4, refused('1104')],
      [['customs_redeclare', ...of, `syssn=${syssn}`], 0, { respcd: '0000' }],
      [['customs_query', ...of.slice(0, 2), `syssn=${syssn}`], 0, { response: { data: [{ errmsg: 'SUCCESS' }] } }],
      [['add_note', `syssn=${syssn}`, 'note=from the shop'], 0, { response: { data: { syssn } } }],
      [['add_note', 'syssn=1', 'note=of nothing'], 4, refused('1136')],
      [['wechat_openid', `code=${code}`], 0, { response: { respcd: '0000' } }],
      [['wechat_openid', `code=${code}`], 4, refused('1104')],
    ]);
  });
});

/** Processes for each call, of which curl tells itself where it hangs: connecting, or waiting for the answer. */
const thirds = [1, 2, 3];

test.each(thirds)(
  'the curl command of every known call goes by the right method, and its signature is taken (%i of 3)',
  async (third) => {
    const { run } = await nearShop();
    const { endpoints: all } = JSON.parse((await run(['help', 'endpoints', '--json'])).stdout);
    expect(all).toHaveLength(31);
    const calls = all.filter((_call: unknown, place: number) => place % thirds.length === third - 1);
    const paste = async (name: string) => {
      const words = ['syssn=1', `app_code=${localMerchant.app_code}`, 'redirect_uri=https://shop.example/back'];
      const { stdout } = await run(['sign', '--endpoint', name, '--curl', ...words]);
      const told = execFileSync('bash', ['-c', `${stdout.trim()} -sS -i --noproxy '*' --max-time 10`], {
        encoding: 'utf8',
      });
      return [name, told.match(/^HTTP\S+ (\d+)/)?.[1], told.includes('"1108"')];
    };
    const pasted: unknown[] = [];
    for (const { name } of calls) pasted.push(await paste(name));
    const expected = calls.map(({ name }: { name: string }) => [
      name,
      name === 'wechat_oauth_code' ? '302' : '200',
      false,
    ]);
    expect(pasted).toEqual(expected);
  },
);
