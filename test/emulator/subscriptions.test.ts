import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { BookEntry } from '../../src/emulator/book.ts';
import { emulatedRoutes } from '../../src/emulator/emulator.ts';
import type { EmulatorOptions } from '../../src/emulator/emulator-options.ts';
import { createRuleBook } from '../../src/emulator/faults/rules.ts';
import { zipOf } from '../../src/emulator/side-calls.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { appCode, emulated, type Fields, sampleKey, signatureOf, signed } from './emulated.ts';

/** A merchant's own client, signed by the published rule. */
function shop(own: Partial<EmulatorOptions> = {}) {
  const emulator = emulated(own);
  async function post(path: string, fields: Fields = {}): Promise<Record<string, unknown> & { data?: never }> {
    const request = signed('payment', fields, { path, body: Buffer.from(new URLSearchParams(fields).toString()) });
    return JSON.parse((await emulator.send(request)).body);
  }
  return { ...emulator, post };
}

type Shop = ReturnType<typeof shop>;

async function subscribe({ post }: Shop, product: Fields = {}, more: Fields = {}) {
  const { data: customer } = (await post('/customer/v1/create', { name: 'Chan' })) as never as { data: Fields };
  const customer_id = customer['customer_id'] ?? '';
  await post('/payment_element/v1/create_token_intent', { customer_id });
  const tokens = (await post('/token/v1/query', { customer_id })) as never as { data: Fields[] };
  const made = (await post('/product/v1/create', {
    ...{ name: 'Club', type: 'recurring', txamt: '1280', txcurrcd: 'HKD', interval: 'monthly' },
    ...{ interval_count: '1', usage_type: 'licensed', ...product },
  })) as never as { data: Fields };
  const products = JSON.stringify([{ product_id: made.data['product_id'], quantity: 1 }]);
  const plan = { customer_id, token_id: tokens.data[0]?.['token_id'] ?? '', products, ...more };
  const answer = (await post('/subscription/v1/create', plan)) as never as { data: Fields; respcd: string };
  return { plan, answer, subscription_id: answer.data?.['subscription_id'] ?? '' };
}

async function stateOf({ post }: Shop, subscription_id: string) {
  const { data } = (await post('/subscription/v1/query', { subscription_id })) as never as { data: Fields[] };
  return data[0];
}

describe('a subscription', () => {
  test('is charged at once and then month after month, until its cycles are over', async () => {
    const all = shop();
    const { subscription_id } = await subscribe(all, {}, { total_billing_cycles: '3' });
    expect(await stateOf(all, subscription_id)).toMatchObject({ state: 'ACTIVE', completed_iteration: 1 });
    all.setTime('2026-04-02 15:04:07');
    expect(await stateOf(all, subscription_id)).toMatchObject({ state: 'ACTIVE', completed_iteration: 2 });
    all.setTime('2026-12-02 15:04:07');
    expect(await stateOf(all, subscription_id)).toMatchObject({ state: 'COMPLETED', completed_iteration: 3 });
    const { data } = (await all.post('/subscription/billing_order/v1/list', { subscription_id })) as never as {
      data: Fields[];
    };
    expect(data.map(({ sequence_no, trigger_by }) => [sequence_no, trigger_by])).toEqual([
      ['1', 'auto'],
      ['2', 'auto'],
      ['3', 'auto'],
    ]);
  });

  test('whose charge failed is charged by hand, before the next one is due; after that it is cancelled', async () => {
    for (const [time, respcd, state] of [
      ['2026-03-20 12:00:00', '0000', 'ACTIVE'],
      ['2026-04-03 12:00:00', '1142', 'CANCELLED'],
    ] as const) {
      const all = shop();
      const { subscription_id, answer } = await subscribe(all, { txamt: '901205' });
      expect(answer.data['state']).toBe('INCOMPLETE');
      all.setTime(time);
      expect(await all.post('/subscription/v1/charge', { subscription_id })).toMatchObject({ respcd });
      expect(await stateOf(all, subscription_id)).toMatchObject({ state });
    }
  });

  test('that began on the 31st is charged on the last day of each month, in that month', async () => {
    const all = shop();
    all.setTime('2026-01-31 02:00:00');
    const { subscription_id } = await subscribe(all);
    all.setTime('2026-05-01 02:00:00');
    await stateOf(all, subscription_id);
    const window = { start_time: '2026-01-01 00:00:00', end_time: '2026-12-31 23:59:59' };
    const { data } = (await all.call('query', window)) as { data: Fields[] };
    expect(data.map(({ sysdtm }) => sysdtm)).toEqual(
      ['04-30', '03-31', '02-28', '01-31'].map((day) => `2026-${day} 02:00:00`),
    );
  });

  test('is charged what its products cost, also those that it was changed to, and by a card of its customer', async () => {
    const all = shop();
    const [first, other] = [await subscribe(all), await subscribe(all, { txamt: '500', interval: 'yearly' })];
    const { subscription_id } = first;
    for (const wrong of [{ token_id: other.plan.token_id }, { products: '[{"product_id":"p"}]' }]) {
      expect(await all.post('/subscription/v1/update', { subscription_id, ...wrong })).toMatchObject({
        respcd: '1104',
      });
    }
    const change = { subscription_id, products: other.plan.products, total_billing_cycles: '2' };
    expect(await all.post('/subscription/v1/update', change)).toMatchObject({ data: { rowAffected: 1 } });
    expect(await all.post('/subscription/v1/update', { ...change, subscription_id: 'sub_x' })).toMatchObject({
      data: { rowAffected: 0 },
    });
    all.setTime('2026-04-02 15:04:06');
    expect(await stateOf(all, subscription_id)).toMatchObject({ state: 'COMPLETED', completed_iteration: 2 });
    const { data } = (await all.call('query', {})) as { data: Fields[] };
    expect(data.map(({ txamt, cardcd }) => [txamt, cardcd])).toEqual([['500', expect.stringContaining('****')]]);
  });

  test('is charged what fell due before it is cancelled', async () => {
    const all = shop();
    const { subscription_id } = await subscribe(all);
    all.setTime('2026-04-05 12:00:00');
    await all.post('/subscription/v1/cancel', { subscription_id });
    expect(await stateOf(all, subscription_id)).toMatchObject({ state: 'CANCELLED', completed_iteration: 2 });
  });

  test('whose last charge is made by hand is over', async () => {
    const all = shop();
    const { subscription_id } = await subscribe(all, { txamt: '901205' }, { total_billing_cycles: '1' });
    expect(await all.post('/subscription/v1/charge', { subscription_id })).toMatchObject({
      respcd: '0000',
      data: { state: 'COMPLETED' },
    });
  });

  test('needs a customer, a card of his and products that are there', async () => {
    const all = shop();
    const { plan } = await subscribe(all);
    for (const wrong of [
      { customer_id: 'cust_x' },
      { token_id: 'tk_x' },
      { products: '[{"product_id":"p"}]' },
      { products: '[]' },
    ]) {
      expect(await all.post('/subscription/v1/create', { ...plan, ...wrong })).toMatchObject({ respcd: '1104' });
    }
  });

  test('that is charged by a rule into a refusal is unpaid, and no money is on the books', async () => {
    const rules = createRuleBook([{ fault: 'respcd', endpoint: 'subscription_create', respcd: '1201' }]);
    const all = shop({ findFault: rules.find });
    const { answer, subscription_id } = await subscribe(all);
    expect(answer.data['state']).toBe('INCOMPLETE');
    expect(await stateOf(all, subscription_id)).toMatchObject({
      last_billing_status: 'FAILED',
      completed_iteration: 0,
    });
  });
});

describe('what a merchant is told of a subscription', () => {
  function told(own: Partial<EmulatorOptions> = {}) {
    const entries: BookEntry[] = [];
    const all = shop({ onEntry: (entry) => entries.push(entry), ...own });
    const since = () =>
      entries
        .splice(0)
        .flatMap(({ notice, syssn }): Fields[] =>
          notice ? [{ ...notice.fields, entry: syssn, notify_type: notice.notify_type }] : [],
        );
    return { ...all, since };
  }
  const kinds = (events: readonly Fields[]) =>
    events.map(({ notify_type, event, state, respcd }) => [notify_type, event ?? state ?? respcd]);

  test('is its card, each charge once and as a charge, and each state that it comes into', async () => {
    const all = told();
    const { subscription_id, plan } = await subscribe(all, {}, { total_billing_cycles: '3' });
    const first = all.since();
    expect(kinds(first)).toEqual([
      ['payment_token', 'NEW'],
      ['subscription_payment', '0000'],
      ['subscription', 'ACTIVE'],
    ]);
    expect(first[0]).toMatchObject({ tokenid: plan.token_id, customer_id: plan.customer_id });
    expect(first[1]).toMatchObject({ subscription_id, txamt: '1280', current_iteration: '1', card_scheme: 'VISA' });
    all.setTime('2026-12-02 15:04:07');
    await stateOf(all, subscription_id);
    const later = all.since();
    expect(kinds(later)).toEqual([
      ['subscription_payment', '0000'],
      ['subscription_payment', '0000'],
      ['subscription', 'COMPLETED'],
    ]);
    expect(later.slice(0, 2).map(({ syssn }) => syssn)).toEqual(later.slice(0, 2).map(({ entry }) => entry));
    const { data } = await all.call('query', { syssn: String(later[1]?.['syssn']) });
    expect(data).toMatchObject([{ respcd: '0000', txamt: '1280', out_trade_no: later[1]?.['subscription_order_id'] }]);
  });

  test('is a charge that failed, of which no money is on the books, and what becomes of it', async () => {
    const all = told();
    const { subscription_id } = await subscribe(all, { txamt: '901205' });
    const failed = all.since().slice(1);
    expect(kinds(failed)).toEqual([
      ['subscription_payment', '1205'],
      ['subscription', 'INCOMPLETE'],
    ]);
    const { data } = await all.call('query', { syssn: String(failed[0]?.['syssn']) });
    expect(data).toEqual([]);
    await all.post('/subscription/v1/charge', { subscription_id });
    await all.post('/subscription/v1/cancel', { subscription_id });
    await all.post('/subscription/v1/cancel', { subscription_id });
    expect(kinds(all.since())).toEqual([
      ['subscription_payment', '0000'],
      ['subscription', 'ACTIVE'],
      ['subscription', 'CANCELLED'],
    ]);
  });

  test('of several that fall due at once is each for itself, with numbers of their own', async () => {
    const all = told();
    const ids = [(await subscribe(all)).subscription_id, (await subscribe(all)).subscription_id];
    all.since();
    all.setTime('2026-05-03 15:04:07');
    await all.post('/subscription/v1/query');
    const charges = all.since();
    const orders = charges.map(({ subscription_order_id }) => subscription_order_id);
    expect([new Set(orders).size, new Set(charges.map(({ syssn }) => syssn)).size]).toEqual([4, 4]);
    for (const subscription_id of ids) {
      const { data } = await all.post('/subscription/billing_order/v1/list', { subscription_id });
      expect(data).toHaveLength(3);
    }
  });
});

test('a card is kept by itself only where payers pay by themselves, and never by an intent to pay', async () => {
  const tokensOf = async ({ post }: Shop, path: string, fields: Fields) => {
    const { data: customer } = (await post('/customer/v1/create', { name: 'Chan' })) as never as { data: Fields };
    const customer_id = customer['customer_id'] ?? '';
    expect(await post(path, { ...fields, customer_id })).toMatchObject({ respcd: '0000' });
    return ((await post('/token/v1/query', { customer_id })) as never as { data: Fields[] }).data.length;
  };
  const order = { txamt: '1280', pay_type: '802801', out_trade_no: 'I-1', txdtm: '2026-03-02 15:04:05' };
  expect(await tokensOf(shop(), '/payment_element/v1/create_token_intent', {})).toBe(1);
  expect(await tokensOf(shop({ auto_pay_ms: undefined }), '/payment_element/v1/create_token_intent', {})).toBe(0);
  expect(await tokensOf(shop(), '/payment_element/v1/create_payment_intent', order)).toBe(0);
});

test.each([
  ['/product/v1/create', { name: 'Club' }],
  ['/product/v1/delete', {}],
  ['/customer/v1/create', { email: 'nobody' }],
  ['/customer/v1/query', { page_size: '101' }],
  ['/token/v1/query', {}],
  ['/subscription/v1/charge', { subscription_id: 'sub_x' }],
  ['/custom/v1/declare', { trade_type: 'paypal', syssn: '1', customs: 'X', mch_customs_no: '1' }],
  ['/trade/v1/add_note', { code: 'another', syssn: '1', note: 'x' }],
])('%s refuses %j', async (path, fields) => {
  expect(await shop().post(path, fields)).toMatchObject({ respcd: '1104' });
});

test("another merchant's customer is not there", async () => {
  const key = new ClientKey(sampleKey);
  const all = shop({ merchants: { [appCode]: { client_key: key }, ANOTHER: { client_key: key } } });
  const { plan } = await subscribe(all);
  const fields = { customer_id: plan.customer_id };
  const rowsFor = async (app_code: string) => {
    const headers = { 'x-qf-appcode': app_code, 'x-qf-sign': signatureOf(Object.entries(fields), 'md5') };
    const request = signed('payment', fields, { path: '/customer/v1/query', headers });
    return (JSON.parse((await all.send(request)).body) as { data: unknown[] }).data.length;
  };
  expect([await rowsFor(appCode), await rowsFor('ANOTHER')]).toEqual([1, 0]);
});

test('a login link is signed in its query, and a forged one is refused', async () => {
  const { send } = shop();
  const fields = { app_code: appCode, redirect_uri: 'https://shop.example/back' };
  const link = (sign: string) => ({
    ...{ method: 'GET', path: '/tool/v1/get_weixin_oauth_code', headers: {}, body: Buffer.alloc(0) },
    query: new URLSearchParams({ ...fields, sign }).toString(),
  });
  const text = `app_code=${appCode}&redirect_uri=https://shop.example/back${sampleKey}`;
  const right = await send(link(createHash('md5').update(text).digest('hex')));
  expect([right.status, right.headers['location']]).toEqual([
    302,
    expect.stringContaining('https://shop.example/back?code='),
  ]);
  expect((await send(link('AB'))).body).toContain('1108');
});

test('a used number is refused, and taken again where a rule says so: both are found then', async () => {
  const order = {
    txamt: '1280',
    txcurrcd: 'HKD',
    pay_type: '800201',
    out_trade_no: 'A-1',
    txdtm: '2026-03-02 15:04:05',
  };
  const strict = shop();
  await strict.call('payment', order);
  expect(await strict.call('payment', order)).toMatchObject({ respcd: '2011' });
  const rules = createRuleBook([{ fault: 'number-twice', endpoint: 'payment' }]);
  const loose = shop({ findFault: rules.find });
  const both = [await loose.call('payment', order), await loose.call('payment', order)];
  expect(both.map(({ respcd }) => respcd)).toEqual(['0000', '0000']);
  const { data } = (await loose.call('query', { out_trade_no: 'A-1' })) as { data: Fields[] };
  expect(new Set(data.map(({ syssn }) => syssn)).size).toBe(2);
});

test('a zip has the bytes that were put in, as its headers say', () => {
  const content = Buffer.from('syssn,txamt\r\n1,2\r\n');
  const zip = zipOf('a.csv', content, new Date('2026-03-02T00:00:00Z'));
  const [packed, name] = [zip.readUInt32LE(18), zip.readUInt16LE(26)];
  expect(inflateRawSync(zip.subarray(30 + name, 30 + name + packed)).equals(content)).toBe(true);
  expect(zip.readUInt32LE(zip.length - 6)).toBe(30 + name + packed);
});

test('each call of the emulator has a name and a path of its own', () => {
  expect(new Set(emulatedRoutes.map(({ name }) => name)).size).toBe(emulatedRoutes.length);
  expect(new Set(emulatedRoutes.map(({ path }) => path)).size).toBe(emulatedRoutes.length);
});
