import { describe, expect, test } from 'vitest';
import { createAdmin } from '../../../src/emulator/admin/admin.ts';
import type { BookEntry } from '../../../src/emulator/book.ts';
import { createRuleBook } from '../../../src/emulator/faults/rules.ts';
import { createMemoryLedger } from '../../../src/emulator/ledger.ts';
import { createMovableClock } from '../../../src/emulator/moment.ts';
import { createPayer } from '../../../src/emulator/payer.ts';
import { emulated, qrOrder, scannedOrder } from '../emulated.ts';

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
  const told: BookEntry[] = [];
  const admin = createAdmin({
    ...{ token, rules, clock, ledger, payer, reset: () => ledger.clear() },
    ...{ app_codes: ['APP1'], onEntry: (entry: BookEntry) => told.push(entry) },
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
  return { gateway, ask, rules, clock, told, shutdowns: () => shutdowns };
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
