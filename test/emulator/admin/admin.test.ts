import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../../src/context/network.ts';
import { createAdmin } from '../../../src/emulator/admin/admin.ts';
import type { BookEntry } from '../../../src/emulator/book.ts';
import { createRuleBook } from '../../../src/emulator/faults/rules.ts';
import { createMemoryLedger } from '../../../src/emulator/ledger.ts';
import { createMovableClock } from '../../../src/emulator/moment.ts';
import { tellNow } from '../../../src/emulator/notifying/teller.ts';
import { createPayer } from '../../../src/emulator/payer.ts';
import { ClientKey } from '../../../src/signature/client-key.ts';
import { appCode, emulated, qrOrder, sampleKey, scannedOrder } from '../emulated.ts';

const token = 'a-token-of-the-test';

function running() {
  const ledger = createMemoryLedger();
  const clock = createMovableClock(
    () => new Date('2026-03-02T07:04:06.000Z'),
    () => {},
  );
  const rules = createRuleBook();
  const gateway = emulated({ ledger, now: clock.now, auto_pay_ms: undefined, findFault: rules.find });
  const payer = createPayer({ ledger, now: clock.now });
  let shutdowns = 0;
  const noticed: string[] = [];
  const told: BookEntry[] = [];
  const posted: string[] = [];
  const merchants = { [appCode]: { client_key: new ClientKey(sampleKey) } };
  const http = async ({ url, body = '' }: HttpRequest) => {
    posted.push(`${url} ${body}`);
    return { status: 200, headers: {}, body: Buffer.from(posted.length === 1 ? 'no' : 'SUCCESS') };
  };
  const teller = { ledger, now: clock.now, http, merchants, time_scale: 1, mask: (text: string) => text };
  const admin = createAdmin({
    ...{ token, rules, clock, ledger, payer, reset: () => ledger.clear() },
    random: { bytes: (count) => new Uint8Array(count).fill(7) },
    app_codes: ['APP1'],
    onEntry: (entry) => {
      told.push(entry);
      noticed.push(entry.out_trade_no);
    },
    notify: (syssn) => tellNow(syssn, teller),
    describe: () => ({ url: 'http://here' }),
    shutdown: () => {
      shutdowns += 1;
    },
  });
  async function ask(line: string, body?: unknown, authorization = `Bearer ${token}`) {
    const [method = '', target = ''] = line.split(' ');
    const [path = '', query = ''] = target.split('?');
    const bytes = Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
    const headers = authorization === '' ? {} : { authorization };
    const response = await admin({ method, path: `/__admin/${path}`, query, headers, body: bytes });
    return { status: response.status, headers: response.headers, fields: JSON.parse(String(response.body)) };
  }
  return { gateway, ask, rules, clock, noticed, told, posted, shutdowns: () => shutdowns };
}

describe('without the token', () => {
  test.each([
    ['no header', ''],
    ['another token', 'Bearer another-token'],
    ['the beginning of the token', `Bearer ${token.slice(0, -1)}`],
    ['another scheme', `Basic ${token}`],
    ['no scheme', token],
    ['an empty token', 'Bearer '],
    ['more than a token', `Bearer ${token} more`],
  ])('nothing is done: %s', async (_what, authorization) => {
    const { ask, shutdowns } = running();
    const { status, headers } = await ask('POST shutdown', undefined, authorization);
    expect([status, headers['www-authenticate'], shutdowns()]).toEqual([401, 'Bearer', 0]);
  });
});

test('a call that there is not is 404 and lists those that there are', async () => {
  const { status, fields } = await running().ask('GET toString');
  expect(status).toBe(404);
  expect(fields.error.details).toContain('POST /__admin/clock');
});

describe('a notification', () => {
  test.each(['payment', 'refund', 'unfreeze', 'payment_token', 'subscription', 'subscription_payment'])(
    'of the kind %s is sent to whom it is for',
    async (notify_type) => {
      const { ask, told } = running();
      const fields = { txamt: 300, notify_url: 'http://127.0.0.1:3000/notify', mchid: 'M-1' };
      expect(await ask('POST notification', { notify_type, ...fields })).toMatchObject({ status: 200 });
      expect(told).toMatchObject([
        {
          kind: 'notice',
          owner: 'APP1/M-1',
          notify_url: fields.notify_url,
          notice: { notify_type, fields: { txamt: '300' } },
        },
      ]);
    },
  );

  test.each([
    ['of no kind', { notify_type: 'toString' }, 400],
    ['of nobody', { notify_type: 'refund', app_code: 'NOBODY' }, 404],
    ['to a link-local address', { notify_type: 'refund', notify_url: 'http://169.254.169.254/' }, 400],
    ['with a list in it', { notify_type: 'refund', syssn: ['1'] }, 400],
  ])('%s is not sent', async (_what, body, status) => {
    const { ask, told } = running();
    expect([(await ask('POST notification', body)).status, told]).toEqual([status, []]);
  });

  test('is in no list of transactions', async () => {
    const { ask } = running();
    await ask('POST notification', { notify_type: 'subscription' });
    expect((await ask('GET transactions')).fields.transactions).toEqual([]);
  });
});

describe('the clock', () => {
  test.each([
    ['is put to a time in UTC+8', { set: '2026-03-31 23:59:50' }, '2026-03-31 23:59:50'],
    ['is put to a time with an offset', { set: '2026-03-31T15:59:50Z' }, '2026-03-31 23:59:50'],
    ['is moved on', { advance: 3600 }, '2026-03-02 16:04:06'],
    ['is moved back', { advance: -60 }, '2026-03-02 15:03:06'],
    ['is the world’s again', { reset: true }, '2026-03-02 15:04:06'],
  ])('%s', async (_what, body, sysdtm) => {
    const { ask } = running();
    expect(await ask('POST clock', body)).toMatchObject({ status: 200, fields: { sysdtm } });
    expect((await ask('GET clock')).fields).toMatchObject({ sysdtm });
  });

  test.each([
    ['a time that is none', { set: '2026-02-30 00:00:00' }],
    ['no move at all', {}],
    ['text for a number', { advance: '60' }],
    ['what is no JSON', 'advance 60'],
    ['null', 'null'],
  ])('is not moved by %s', async (_what, body) => {
    const { ask, clock } = running();
    expect((await ask('POST clock', body)).status).toBe(400);
    expect(clock.now()).toEqual(new Date('2026-03-02T07:04:06.000Z'));
  });

  test('makes an order run out, and the month change for a query', async () => {
    const { gateway, ask } = running();
    await gateway.call('payment', qrOrder);
    const state = async () => {
      const { data } = await gateway.call('query', { out_trade_no: qrOrder['out_trade_no'] ?? '' });
      return (data as { respcd: string }[]).map(({ respcd }) => respcd);
    };
    expect(await state()).toEqual(['1143']);
    await ask('POST clock', { advance: 1800 });
    expect(await state()).toEqual(['1181']);
    await ask('POST clock', { set: '2026-04-01 00:00:00' });
    expect(await state()).toEqual([]);
  });
});

describe('rules', () => {
  test('are added, befall calls, are listed with their count, and are cleared', async () => {
    const { gateway, ask } = running();
    const rule = { fault: 'respcd', respcd: '1294', endpoint: 'payment' };
    expect((await ask('POST rules', rule)).fields).toEqual({ rules: [{ ...rule, fitted: 0 }] });
    expect(await gateway.call('payment', scannedOrder)).toMatchObject({ respcd: '1294' });
    expect((await ask('GET rules')).fields).toEqual({ rules: [{ ...rule, fitted: 1 }] });
    expect((await ask('DELETE rules')).fields).toEqual({ rules: [] });
  });

  test('that are wrong are refused whole, all their faults told', async () => {
    const { ask, rules } = running();
    const { status, fields } = await ask('POST rules', [{ fault: 'html' }, { fault: 'x', nth: 0 }]);
    expect([status, fields.error.details.length, rules.list()]).toEqual([400, 2, []]);
  });

  test('can be made of what GET faults lists', async () => {
    const { ask } = running();
    const { fields } = await ask('GET faults');
    const all = (fields.faults as { fault: string }[]).map(({ fault }) => ({ fault }));
    expect((await ask('POST rules', all)).status).toBe(200);
  });
});

describe('an order', () => {
  test.each([
    ['pay', '0000', 'paid'],
    ['decline', '1205', 'declined'],
    ['password', '1143', 'password_pending'],
  ])('is told to %s by its number', async (action, respcd, state) => {
    const { gateway, ask } = running();
    const { syssn, out_trade_no } = await gateway.call('payment', qrOrder);
    expect((await ask('POST order', { out_trade_no, action })).fields).toMatchObject({ order: { syssn, state } });
    const { data } = await gateway.call('query', { syssn: String(syssn) });
    expect(data).toMatchObject([{ respcd }]);
  });

  test.each([
    ['another action', { action: 'refund' }, 400],
    ['no number', { action: 'pay' }, 404],
    ['an unknown number', { action: 'pay', syssn: '1' }, 404],
  ])('is left alone by %s', async (_what, body, status) => {
    const { gateway, ask } = running();
    await gateway.call('payment', qrOrder);
    expect((await ask('POST order', body)).status).toBe(status);
  });
});

test('transactions are listed, the latest first, as a query would show them', async () => {
  const { gateway, ask } = running();
  await gateway.call('payment', qrOrder);
  await gateway.call('payment', { ...scannedOrder, out_trade_no: 'SECOND' });
  const { fields } = await ask('GET transactions');
  expect(fields).toMatchObject({
    total: 2,
    transactions: [{ out_trade_no: 'SECOND', respcd: '0000', order_type: 'payment' }, { respcd: '1143' }],
  });
  expect((await ask('GET transactions?limit=1')).fields.transactions).toHaveLength(1);
  // Not all but the first.
  expect((await ask('GET transactions?limit=-1')).fields.transactions).toHaveLength(2);
});

test('a reset empties the books, and a shutdown is passed on', async () => {
  const { gateway, ask, shutdowns } = running();
  await gateway.call('payment', scannedOrder);
  await ask('POST reset');
  expect((await ask('GET transactions')).fields.total).toBe(0);
  await ask('POST shutdown');
  expect(shutdowns()).toBe(1);
});

describe('a refund', () => {
  test('gives back what is left, under a number of its own, and is noticed', async () => {
    const { gateway, ask, noticed } = running();
    const { syssn } = await gateway.call('payment', scannedOrder);
    const part = await ask('POST refund', { syssn, txamt: 280 });
    expect(part.fields.refund).toMatchObject({ respcd: '0000', txamt: '280', orig_syssn: syssn });
    const { refund } = (await ask('POST refund', { syssn })).fields;
    expect(refund).toMatchObject({ respcd: '1251' });
    const { clock } = { clock: await ask('POST clock', { advance: 60 }) };
    expect(clock.status).toBe(200);
    const rest = (await ask('POST refund', { syssn })).fields.refund;
    expect(rest).toMatchObject({ respcd: '0000', txamt: '1000' });
    expect(noticed).toEqual([part.fields.refund.out_trade_no, rest.out_trade_no]);
    const { data } = await gateway.call('query', { syssn: String(syssn) });
    expect(data).toMatchObject([{ cancel: '3' }]);
  });

  test('that is refused says so, and nobody is told', async () => {
    const { gateway, ask, noticed } = running();
    const { syssn } = await gateway.call('payment', qrOrder);
    expect((await ask('POST refund', { syssn })).fields.refund).toMatchObject({ respcd: '1261' });
    expect(noticed).toEqual([]);
  });

  test('of nothing that is on the books is 404', async () => {
    expect(await running().ask('POST refund', { syssn: '1' })).toMatchObject({ status: 404 });
  });
});

describe('a notification on demand', () => {
  const order = { ...scannedOrder, notify_url: 'http://127.0.0.1:9/n' };

  test('goes out at once, as often as it is asked for, with what the endpoint answered', async () => {
    const { gateway, ask, posted } = running();
    const { syssn } = await gateway.call('payment', order);
    const first = await ask('POST notify', { syssn });
    expect(first.fields.notification).toMatchObject({ status: 200, reply: 'no', is_taken: false, attempt: 1 });
    for (const attempt of [2, 3]) {
      const { fields } = await ask('POST notify', { syssn });
      expect(fields.notification).toMatchObject({ reply: 'SUCCESS', is_taken: true, attempt });
    }
    expect(posted).toHaveLength(3);
    expect(posted[0]).toContain(`http://127.0.0.1:9/n {"status": "1"`);
  });

  test.each([
    ['an order that nobody paid', { ...qrOrder, notify_url: 'http://127.0.0.1:9/n' }, 409, 'no money moved'],
    ['one that names no endpoint', scannedOrder, 409, 'nobody said where to'],
  ])('of %s goes nowhere', async (_what, fields, status, message) => {
    const { gateway, ask, posted } = running();
    const { syssn } = await gateway.call('payment', fields);
    const refused = await ask('POST notify', { syssn });
    expect([refused.status, refused.fields.error.message]).toEqual([status, expect.stringContaining(message)]);
    expect(posted).toEqual([]);
  });

  test('of nothing that is on the books is 404', async () => {
    expect(await running().ask('POST notify', { syssn: '1' })).toMatchObject({ status: 404 });
  });
});

test('the overview has the newest 200, the clock, the rules and how it runs', async () => {
  const { gateway, ask } = running();
  for (let n = 1; n <= 201; n += 1) await gateway.call('payment', { ...qrOrder, out_trade_no: `N${n}` });
  await ask('POST rules', { fault: 'html' });
  const { fields } = await ask('GET overview');
  expect(fields).toMatchObject({
    total: 201,
    sysdtm: '2026-03-02 15:04:06',
    rules: [{ fault: 'html' }],
    url: 'http://here',
  });
  expect(fields.transactions).toHaveLength(200);
  expect(fields.transactions[0]).toMatchObject({ out_trade_no: 'N201' });
});
