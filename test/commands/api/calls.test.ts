import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../../src/errors.ts';
import { type ApiRan, type ApiWorld, type ApiWorldRules, apiWorld, withCustomer } from '../../support/api-world.ts';
import { testKeys } from '../../support/keys.ts';
import { memoryFiles } from '../../support/memory-files.ts';

type Call = (words: readonly string[], how?: Parameters<ApiWorld['run']>[2]) => Promise<ApiRan>;

/** One machine that speaks with the emulator by `qfpay api`. */
function shop(rules: ApiWorldRules = {}) {
  const world = apiWorld(rules);
  const disk = memoryFiles();
  const call: Call = (words, how) => world.run(['api', ...words], disk, how);
  return { ...world, disk, call };
}

function dataOf({ document }: ApiRan): Record<string, string> {
  return (document['response'] as { data: Record<string, string> }).data;
}

function rowsOf({ document }: ApiRan): Record<string, unknown>[] {
  return (document['response'] as { data: Record<string, unknown>[] }).data;
}

function faultsOf({ exit_code, document }: ApiRan): readonly unknown[] {
  return [exit_code, ...(document.error?.details ?? []).map(({ field }) => field)];
}

async function planOf(all: ReturnType<typeof shop>, txamt: string) {
  const { customer_id, token_id, product_id = '' } = await withCustomer(all, all.disk, txamt);
  return {
    customer_id,
    product_id,
    plan: JSON.stringify({ customer_id, token_id, products: [{ product_id, quantity: 1 }] }, null, 2),
  };
}

test('recurring payments go from a customer to a subscription that is charged, changed and ended', async () => {
  const all = shop();
  const { call } = all;
  const { customer_id, product_id, plan } = await planOf(all, '901205');
  const made = await call(['POST', 'subscription_create', '--input', '-'], { stdin: plan });
  expect([made.exit_code, dataOf(made)['state']]).toEqual([0, 'INCOMPLETE']);
  const subscription = `subscription_id=${dataOf(made)['subscription_id']}`;
  const linked = await call(['product_delete', `product_id=${product_id}`]);
  expect([linked.exit_code, linked.document]).toMatchObject([4, { outcome: 'declined', respcd: '1104' }]);
  const charged = await call(['subscription_charge', subscription]);
  expect([charged.exit_code, charged.document['outcome']]).toEqual([0, 'paid']);
  const [order] = rowsOf(await call(['subscription_orders', subscription]));
  expect(order).toMatchObject({ trigger_by: 'manual', sequence_no: '1' });
  const paid = await all.run(['query', String(order?.['subscription_order_id'])], all.disk);
  expect(paid.document).toMatchObject({ outcome: 'paid' });
  expect(dataOf(await call(['customer_update', `customer_id=${customer_id}`, 'phone=852']))).toMatchObject({
    rowAffected: 1,
  });
  expect(dataOf(await call(['product_update', 'product_id=prod_none', 'name=X']))).toMatchObject({ rowAffected: 0 });
  expect((await call(['subscription_update', subscription, 'total_billing_cycles=3'])).exit_code).toBe(0);
  expect((await call(['subscription_cancel', subscription])).exit_code).toBe(0);
  const [ended] = rowsOf(await call(['subscription_query', `customer_id=${customer_id}`]));
  expect(ended).toMatchObject({ state: 'CANCELLED', completed_iteration: 1, total_billing_cycles: 3 });
  const again = await call(['subscription_charge', subscription, '--skip-rule', 'subscription-charge-state']);
  expect([again.exit_code, again.document['respcd']]).toEqual([4, '1104']);
  expect((await call(['customer_delete', `customer_id=${customer_id}`])).exit_code).toBe(0);
  expect(rowsOf(await call(['customer_query', `customer_id=${customer_id}`]))).toEqual([]);
});

test('what a JSON file holds nested is sent as one string without line breaks, its digits as they were', async () => {
  const { call, requests } = shop();
  const file = '{\n  "name": "A",\n  "billing_address": {\n    "zip": 12345678901234567890,\n    "a b": "c  d"\n  }\n}';
  expect((await call(['customer_create', '--input', '-'], { stdin: file })).exit_code).toBe(0);
  const sent = new URLSearchParams(Buffer.from(requests[0]?.body ?? []).toString('utf8'));
  expect(sent.get('billing_address')).toBe('{"zip":12345678901234567890,"a b":"c  d"}');
});

test('a list is fetched page by page until one is not full, and no longer than pages are new', async () => {
  const { call, count } = shop();
  for (const name of ['A', 'B', 'C', 'D']) await call(['customer_create', `name=${name}`]);
  const { document } = await call(['customer_query', 'page_size=2', '--paginate', '--include']);
  const { data } = document['response'] as { data: { name: string }[] };
  expect(data.map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D']);
  expect(document).toMatchObject({ pages: 3, headers: { 'content-type': expect.stringContaining('json') } });
  expect(count('/customer/v1/query')).toBe(3);
  const stuck = shop({ answers: () => ({ status: 200, headers: {}, body: '{"respcd":"0000","data":[{"a":1}]}' }) });
  const same = await stuck.call(['customer_query', 'page_size=1', '--paginate']);
  expect([same.exit_code, same.document['pages']]).toEqual([0, 1]);
  const unlike = await call(['customer_create', '--paginate', '--output', '/shop/x']);
  expect(faultsOf(unlike)).toEqual([2, '--paginate', '--paginate']);
});

test('the body is shown as it came with --raw, and nothing else', async () => {
  const { call } = shop({
    answers: () => ({ status: 200, headers: {}, body: '{"respcd": "0000",  "n": 12345678901234567890}' }),
  });
  const ran = await call(['customer_query', '--raw']);
  expect(ran.context.written.out).toBe('{"respcd": "0000",  "n": 12345678901234567890}\n');
});

test('a client key that an answer repeats is in no output and no file', async () => {
  const { call, disk } = shop({
    answers: () => ({ status: 200, headers: {}, body: `{"respcd":"0000","k":"${testKeys.sandbox}"}` }),
  });
  for (const words of [
    ['customer_query'],
    ['customer_query', '--raw'],
    ['customer_query', '--output', '/shop/a.json'],
  ]) {
    const ran = await call(words);
    expect(ran.exit_code).toBe(0);
    expect(ran.context.written.out + ran.context.written.err).not.toContain(testKeys.sandbox);
  }
  expect(Buffer.from(disk.entries.get('/shop/a.json')?.bytes ?? []).toString('utf8')).toMatch(
    /"respcd":"0000","k":"<key /,
  );
});

test('customs take what is paid, once, and their refusals are told', async () => {
  const all = shop();
  const { call } = all;
  const order = ['txamt=110', 'txcurrcd=HKD', 'pay_type=800201'];
  const { syssn } = (await call(['payment', ...order])).document['transaction'] as { syssn: string };
  const of = ['trade_type=weixin', `syssn=${syssn}`, 'customs=SHENZHEN', 'mch_customs_no=4401'];
  expect((await call(['customs_redeclare', ...of])).document).toMatchObject({ respcd: '1136' });
  const made = await call(['customs_declare', ...of]);
  expect([made.exit_code, made.document['response']]).toMatchObject([0, { verify_department: 'NETSUNION' }]);
  expect((await call(['customs_declare', ...of])).exit_code).toBe(4);
  expect((await call(['customs_declare', ...of, 'action_type=MODIFY'])).exit_code).toBe(0);
  expect(faultsOf(await call(['GET', 'customs_query', ...of.slice(0, 3)]))).toEqual([2, 'METHOD']);
  expect(rowsOf(await call(['GET', 'customs_query', ...of.slice(0, 3), '--force-method']))).toHaveLength(1);
  const other = await call(['customs_declare', ...of.slice(1), 'trade_type=alipay']);
  expect(other.document).toMatchObject({ respcd: '1104', outcome: 'declined' });
  expect((await call(['add_note', `syssn=${syssn}`, 'note=from the shop'])).exit_code).toBe(0);
  expect((await call(['add_note', 'syssn=1', 'note=of nothing'])).document).toMatchObject({ respcd: '1136' });
});

test("WeChat's login is a redirect whose code is good once", async () => {
  const { call, requests } = shop();
  const uri = 'https://shop.example/back?order=1';
  const { document } = await call(['GET', 'wechat_oauth_code', `redirect_uri=${uri}`]);
  expect(requests[0]?.headers['x-qf-sign']).toBeUndefined();
  const location = new URL(String(document['location']));
  expect(location.origin + location.pathname).toBe('https://shop.example/back');
  const code = location.searchParams.get('code') ?? '';
  const login = await call(['wechat_openid', `code=${code}`]);
  expect(login.document['response']).toMatchObject({ respcd: '0000', openid: expect.stringMatching(/^o/) });
  const twice = await call(['wechat_openid', `code=${code}`]);
  expect([twice.exit_code, twice.document['respcd']]).toEqual([4, '1104']);
  const { request } = (await call(['wechat_oauth_code', `redirect_uri=${uri}`, '--dry-run'])).document as {
    request: { url: string; headers: object };
  };
  expect(new URL(request.url).searchParams.get('sign')).toMatch(/^[0-9A-F]{32}$/);
  expect(request.headers).toEqual({});
  const elsewhere = await call(['customer_query', '--include'], {});
  expect(elsewhere.document['location']).toBeUndefined();
});

test('the statement is written whole or not at all', async () => {
  const { call, disk } = shop();
  const file = '/shop/bill.zip';
  const fetched = await call(['trade_bill', 'trade_date=2026-03-02', '--output', file]);
  expect([fetched.exit_code, fetched.document['output']]).toMatchObject([0, { file }]);
  const before = disk.entries.get(file)?.bytes;
  expect(
    Buffer.from(before ?? [])
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  const refused = await call(['trade_bill', 'trade_date=2999-01-01', '--output', file]);
  expect([refused.exit_code, refused.document['respcd']]).toEqual([4, '1104']);
  expect(disk.entries.get(file)?.bytes).toEqual(before);
  expect(faultsOf(await call(['trade_bill', 'trade_date=2026-03-02']))).toEqual([2, '--output']);
  const page = shop({ answers: () => ({ status: 200, headers: {}, body: '<html>maintenance</html>' }) });
  const none = await page.call(['trade_bill', 'trade_date=2026-03-02', '--output', file]);
  expect([none.exit_code, page.disk.entries.has(file)]).toEqual([7, false]);
});

test('what a 0000 leaves unsaid is said: nothing was changed, or the first charge did not go through', async () => {
  const all = shop();
  const { call } = all;
  const none = await call(['product_update', 'product_id=prod_none', 'name=X']);
  expect([none.exit_code, none.document['warnings']]).toEqual([0, [expect.stringContaining('rowAffected is 0')]]);
  const { plan, customer_id } = await planOf(all, '901205');
  const made = await call(['subscription_create', '--input', '-'], { stdin: plan });
  const [warning] = made.document['warnings'] as string[];
  expect(warning).toContain(
    `(INCOMPLETE): qfpay api subscription_charge subscription_id=${dataOf(made)['subscription_id']}`,
  );
  const changed = await call(['customer_update', `customer_id=${customer_id}`, 'phone=852']);
  expect([changed.exit_code, changed.document['warnings']]).toEqual([0, undefined]);
});

test('a rule that is skipped is told once on stderr, and stands in the document', async () => {
  const ran = await shop().call(['product_query', 'interval=weekly', '--skip-rule', 'parameter-value']);
  expect(ran.context.written.err.match(/rule parameter-value is skipped/g)).toHaveLength(1);
  expect(ran.document['warnings']).toEqual([expect.stringContaining('parameter-value')]);
});

test('what the gateway says of a refused parameter stands in the error', async () => {
  const { document } = await shop().call(['subscription_cancel', 'subscription_id=sub_none']);
  expect(document.error?.message).toContain('(subscription_id does not exist)');
});

test('a disk that is full hides nothing that was done: the verdict stands, and a warning says what is not kept', async () => {
  const all = shop();
  const { call, disk, entries } = all;
  const order = ['txamt=1280', 'txcurrcd=HKD', 'pay_type=800201', 'out_trade_no=A-1', 'txdtm=2026-03-02 15:04:05'];
  const { syssn } = (await call(['payment', ...order])).document['transaction'] as { syssn: string };
  const { write } = disk;
  disk.write = (path, ...rest) => {
    if (path.startsWith('/shop/')) throw new ConfigError(`${path} cannot be written: the disk is full`);
    write.call(disk, path, ...rest);
  };
  const refund = ['refund', `syssn=${syssn}`, 'txamt=500', '--skip-rule', 'refund-window', '--output', '/shop/r.json'];
  const refunded = await call(refund);
  expect([refunded.exit_code, refunded.document]).toMatchObject([0, { outcome: 'refunded' }]);
  expect(refunded.document['warnings']).toContainEqual(
    expect.stringContaining('it was done, and the answer is not kept'),
  );
  expect((await entries()).filter(({ kind }) => kind === 'refund')).toHaveLength(1);
  const made = await call(['customer_create', 'name=A', '--output', '/shop/c.json']);
  expect([made.exit_code, dataOf(made)['name'], made.document['output']]).toEqual([0, 'A', undefined]);
  expect(made.document['warnings']).toContainEqual(expect.stringContaining('the disk is full'));
  expect((await call(['customer_query', '--output', '/shop/q.json'])).exit_code).toBe(3);
});

describe('a call that has a command goes the way of the command', () => {
  const order = ['txamt=1280', 'txcurrcd=HKD', 'pay_type=800201', 'out_trade_no=A-1', 'txdtm=2026-03-02 15:04:05'];

  test('for a payment, whose faults are told all at once', async () => {
    const { call, requests } = shop();
    const wrong = await call(['payment', 'txamt=12.80', 'txcurrcd=HKD', 'pay_type=800201', 'colour=red']);
    expect([...faultsOf(wrong)].sort()).toEqual([2, 'colour', 'txamt']);
    expect(faultsOf(await call(['payment']))).toEqual([2, 'txamt', 'txcurrcd', 'pay_type']);
    expect(requests).toEqual([]);
    const made = await call(['POST', '/trade/v1/payment', ...order]);
    expect([made.exit_code, made.document]).toMatchObject([
      0,
      { command: 'api', request: { method: 'POST', path: '/trade/v1/payment' }, outcome: 'awaiting_payer' },
    ]);
    expect((await call(['payment', ...order])).document).toMatchObject({ repeated: true });
  });

  test('for a refund, which is derived from payment and amount, and so made once', async () => {
    const { call, entries } = shop();
    const { syssn } = (await call(['payment', ...order])).document['transaction'] as { syssn: string };
    const refund = ['refund', `syssn=${syssn}`, 'txamt=500', 'udid=till-1', '--skip-rule', 'refund-window'];
    const first = await call(refund);
    expect([first.exit_code, first.document]).toMatchObject([0, { outcome: 'refunded', response: { udid: 'till-1' } }]);
    expect((await call(refund)).document).toMatchObject({ repeated: true });
    expect((await entries()).filter(({ kind }) => kind === 'refund')).toHaveLength(1);
  });

  test('for a close, by the method that is forced, and with the order its own amount only', async () => {
    const all = shop();
    const { call, requests } = all;
    await call(['payment', 'txamt=1280', 'txcurrcd=HKD', 'pay_type=800201', 'out_trade_no=A-1']);
    const other = await call(['close', 'out_trade_no=A-1', 'txamt=999'], { later_ms: 0 });
    expect(other.exit_code).toBe(2);
    await call(['POST', 'close', 'out_trade_no=A-1', '--force-method', '--dry-run'], { later_ms: 0 });
    expect(requests.some(({ path }) => path === '/trade/v1/close')).toBe(false);
  });
});

describe('in prod', () => {
  const prod = { QFPAY_ENV: 'prod' };

  test('each call that may move money needs a yes where nobody can be asked', async () => {
    const { call, requests } = shop();
    for (const words of [
      ['POST', '/some/v9/path', 'txamt=1'],
      ['payment', 'txamt=1280', 'txcurrcd=HKD', 'pay_type=800201'],
      ['refund', 'syssn=20260302180500020000000001', 'txamt=1'],
    ]) {
      const ran = await call(words, { env: prod });
      expect([ran.exit_code, ran.document.error?.message]).toEqual([2, expect.stringContaining('--yes')]);
    }
    expect(requests).toEqual([]);
    expect((await call(['customer_query'], { env: prod })).exit_code).toBe(0);
  });

  test('a call without an amount is confirmed by its name', async () => {
    const answers = () => ({ status: 200, headers: {}, body: '{"respcd":"0000"}' });
    const { call, count } = shop({ answers });
    const words = ['POST', '/some/v9/path', 'a=1'];
    const no = await call(words, { env: prod, answers: ['yes'] });
    expect([no.exit_code, count('/some/v9/path')]).toEqual([130, 0]);
    const yes = await call(words, { env: prod, answers: ['/some/v9/path'] });
    expect([yes.exit_code, count('/some/v9/path')]).toEqual([0, 1]);
    expect(yes.document['simulated']).toBeUndefined();
  });
});

describe('a path that is in no document', () => {
  test('is signed and sent, as a POST with a form or as a GET with a query', async () => {
    const { call, requests } = shop({ answers: () => ({ status: 200, headers: {}, body: '{"respcd":"0000","a":1}' }) });
    const post = await call(['POST', '/some/v2/call', 'b=2', 'a=1 &']);
    expect([post.exit_code, post.document]).toMatchObject([0, { respcd: '0000', response: { a: 1 } }]);
    expect(Buffer.from(requests[0]?.body ?? []).toString('utf8')).toBe('b=2&a=1+%26');
    await call(['GET', '/some/v2/call', 'b=2']);
    expect(requests[1]).toMatchObject({ method: 'GET', query: 'b=2' });
  });

  test('is read again after a reset where it is a GET, and never where it is a POST', async () => {
    const loses = (_path: string, count: number) => (count === 1 ? ('after' as const) : undefined);
    const answers = () => ({ status: 200, headers: {}, body: '{"respcd":"0000"}' });
    const { call, count } = shop({ loses, answers });
    expect((await call(['GET', '/some/v2/read'])).exit_code).toBe(0);
    expect(count('/some/v2/read')).toBe(2);
    expect((await call(['POST', '/some/v2/write'])).exit_code).toBe(8);
    expect(count('/some/v2/write')).toBe(1);
  });
});

test('whatever the call, nothing that belongs to a card or to another host is sent or kept', async () => {
  const { call, requests, disk } = shop();
  for (const [words, field] of [
    [['customer_create', 'name=4000000000001091'], 'name'],
    [['POST', '/x/v1/y', 'note={"a":["5200 0000 0000 1096"]}'], 'note'],
    [['payment', 'txamt=1280', 'txcurrcd=HKD', 'pay_type=800201', 'goods_name=4000 0000 0000 1091'], 'goods_name'],
    [['POST', '/trade/v1/payment_verify', 'syssn=1'], 'path'],
    [['POST', 'https://evil.example/trade/v1/payment', 'a=b'], 'path'],
    [['POST', '/trade/v1/payment/', 'a=b'], 'path'],
  ] as const) {
    const ran = await call(words);
    expect(faultsOf(ran)).toEqual([2, field]);
    expect(ran.context.written.out + ran.context.written.err).not.toMatch(/0000 1091|0000001091|0000 1096/);
  }
  expect(requests).toEqual([]);
  expect([...disk.entries.keys()].filter((path) => path.includes('history'))).toEqual([]);
});

test('the emulator refuses a used number of another machine', async () => {
  const { run } = shop();
  const order = ['api', 'payment', 'txamt=1280', 'txcurrcd=HKD', 'pay_type=800201', 'out_trade_no=A-1'];
  await run(order, memoryFiles());
  const other = await run(order, memoryFiles());
  expect(other.document).toMatchObject({ repeated: true });
});
