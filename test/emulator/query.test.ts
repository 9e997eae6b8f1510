import { describe, expect, test } from 'vitest';
import { createMemoryLedger } from '../../src/emulator/ledger.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import {
  appCode,
  type Emulated,
  emulated,
  type Fields,
  qrOrder,
  refundOf,
  sampleKey,
  scannedOrder,
} from './emulated.ts';

async function find(gateway: Emulated, parameters: Fields): Promise<Record<string, unknown>[]> {
  const { respcd, data } = await gateway.call('query', parameters);
  expect(respcd).toBe('0000');
  return data as Record<string, unknown>[];
}

async function numbers(gateway: Emulated, parameters: Fields): Promise<unknown[]> {
  return (await find(gateway, parameters)).map(({ out_trade_no }) => out_trade_no);
}

/** One order a day at noon, A on the 28th of February to D on the 3rd of March; A and C were scanned, hence paid. */
async function fourDays() {
  const gateway = emulated({ auto_pay_ms: 100 * 86_400_000 });
  const syssns: Record<string, string> = {};
  for (const [name, day, order] of [
    ['A', '02-28', scannedOrder],
    ['B', '03-01', qrOrder],
    ['C', '03-02', scannedOrder],
    ['D', '03-03', qrOrder],
  ] as const) {
    gateway.setTime(`2026-${day} 12:00:00`);
    syssns[name] = String((await gateway.call('payment', { ...order, out_trade_no: name })).syssn);
  }
  return { gateway, syssns };
}

const wholeYear: Fields = { start_time: '2026-01-01 00:00:00', end_time: '2026-12-31 23:59:59' };

describe('finds', () => {
  test.each<[string, Fields, string[]]>([
    ['the current month where nothing is named', {}, ['D', 'C', 'B']],
    ['the current month by a code alone', { respcd: '0000' }, ['C']],
    ['the current month by a pay type alone', { pay_type: '800101' }, ['D', 'B']],
    ['one number', { out_trade_no: 'C' }, ['C']],
    ['a list of numbers, newest first', { out_trade_no: 'B,D' }, ['D', 'B']],
    ['a number that is named twice once', { out_trade_no: 'B,B' }, ['B']],
    ['only this month without a window', { out_trade_no: 'A,B' }, ['B']],
    ['the last month with a window', { out_trade_no: 'A', ...wholeYear }, ['A']],
    ['all that is in a window', wholeYear, ['D', 'C', 'B', 'A']],
    ['both ends of a window', { start_time: '2026-03-01 12:00:00', end_time: '2026-03-02 12:00:00' }, ['C', 'B']],
    ['nothing a second beside a window', { start_time: '2026-03-01 12:00:01', end_time: '2026-03-02 11:59:59' }, []],
    ['one pay type', { ...wholeYear, pay_type: '800208' }, ['C', 'A']],
    ['several pay types', { ...wholeYear, pay_type: '800208,800101' }, ['D', 'C', 'B', 'A']],
    ['one respcd', { ...wholeYear, respcd: '1143' }, ['D']],
    ['orders that ran out', { ...wholeYear, respcd: '1181' }, ['B']],
    ['a page', { ...wholeYear, page_size: '3' }, ['D', 'C', 'B']],
    ['the next page', { ...wholeYear, page_size: '3', page: '2' }, ['A']],
    ['nothing on a page behind the last', { ...wholeYear, page: '2' }, []],
  ])('%s: %j', async (_what, parameters, found) => {
    const { gateway } = await fourDays();
    expect(await numbers(gateway, parameters)).toEqual(found);
  });

  test('a syssn of any month, whatever the window says', async () => {
    const { gateway, syssns } = await fourDays();
    expect(await numbers(gateway, { syssn: `${syssns.A},${syssns.D}` })).toEqual(['D', 'A']);
    const window = { start_time: '2020-01-01 00:00:00', end_time: '2020-01-02 00:00:00' };
    expect(await numbers(gateway, { syssn: String(syssns.A), ...window })).toEqual(['A']);
  });

  test('of syssn and number together what fits both', async () => {
    const { gateway, syssns } = await fourDays();
    expect(await numbers(gateway, { syssn: `${syssns.A},${syssns.D}`, out_trade_no: 'A' })).toEqual(['A']);
  });

  test('the month by the clock of UTC+8', async () => {
    const gateway = emulated();
    gateway.setTime('2026-03-01 00:00:00'); // still February in UTC
    await gateway.call('payment', qrOrder);
    gateway.setTime('2026-03-31 23:59:59');
    expect(await numbers(gateway, { out_trade_no: 'ORD-20260302-0007' })).toEqual(['ORD-20260302-0007']);
    gateway.setTime('2026-04-01 00:00:00');
    expect(await numbers(gateway, { out_trade_no: 'ORD-20260302-0007' })).toEqual([]);
  });

  test('of two orders in the same second the later one first', async () => {
    const gateway = emulated();
    await gateway.call('payment', { ...qrOrder, out_trade_no: 'first' });
    await gateway.call('payment', { ...qrOrder, out_trade_no: 'second' });
    expect(await numbers(gateway, { ...wholeYear })).toEqual(['second', 'first']);
  });

  test('a hundred records on a page at most, ten unless said otherwise', async () => {
    const gateway = emulated();
    for (let n = 0; n < 101; n++) await gateway.call('payment', { ...qrOrder, out_trade_no: `N${n}` });
    expect(await find(gateway, wholeYear)).toHaveLength(10);
    expect(await find(gateway, { ...wholeYear, page_size: '100' })).toHaveLength(100);
    expect(await find(gateway, { ...wholeYear, page_size: '100', page: '2' })).toHaveLength(1);
  });

  test('a refund by its own number, with the payment’s in origssn', async () => {
    const gateway = emulated();
    const { syssn } = await gateway.call('payment', scannedOrder);
    await gateway.call('refund', refundOf(syssn));
    const [record] = await find(gateway, { out_trade_no: 'RFD-0007' });
    expect(record).toMatchObject({ order_type: 'refund', origssn: syssn, respcd: '0000', cancel: '0' });
  });

  test('what closed an order by its own syssn, and never by the order’s number', async () => {
    const gateway = emulated();
    await gateway.call('payment', { ...qrOrder, pay_type: '800201' });
    const { out_trade_no = '', txamt = '', txdtm = '' } = qrOrder;
    const { syssn } = await gateway.call('close', { out_trade_no, txamt, txdtm });
    expect(await find(gateway, { syssn: String(syssn) })).toMatchObject([{ order_type: 'close', respcd: '0000' }]);
    expect(await find(gateway, { out_trade_no })).toMatchObject([{ order_type: 'payment', respcd: '1142' }]);
    expect(await find(gateway, wholeYear)).toHaveLength(1);
  });

  test('nothing of another merchant, nor of another shop', async () => {
    const client_key = new ClientKey(sampleKey);
    const gateway = emulated({ merchants: { [appCode]: { client_key, mchids: ['A', 'B'] } } });
    const { syssn } = await gateway.call('payment', { ...qrOrder, mchid: 'A' });
    expect(await find(gateway, { syssn: String(syssn), mchid: 'A' })).toHaveLength(1);
    expect(await find(gateway, { syssn: String(syssn), mchid: 'B' })).toEqual([]);
    expect(await find(gateway, { ...wholeYear, mchid: 'B' })).toEqual([]);
    expect(await gateway.call('payment', { ...qrOrder, mchid: 'B' })).toMatchObject({ respcd: '0000' });
  });
});

describe('1104 answers', () => {
  test.each<[string, Fields]>([
    ['start_time and end_time must come together', { start_time: '2026-03-01 00:00:00' }],
    ['start_time and end_time must come together', { out_trade_no: 'A', end_time: '2026-03-01 00:00:00' }],
    ['start_time must be', { ...wholeYear, start_time: '2026-03-01' }],
    ['end_time must be', { ...wholeYear, end_time: '2026-13-01 00:00:00' }],
    ['syssn must be', { syssn: '1'.repeat(129) }],
    ['out_trade_no must be', { out_trade_no: 'x'.repeat(129) }],
    ['pay_type must be', { ...wholeYear, pay_type: 'wechat' }],
    ['respcd must be', { ...wholeYear, respcd: '0' }],
    ['page must be', { ...wholeYear, page: '0' }],
    ['page_size must be', { ...wholeYear, page_size: '101' }],
  ])('"%s…" to %j', async (respmsg, parameters) => {
    const answer = await emulated().call('query', parameters);
    expect(answer).toMatchObject({ respcd: '1104', respmsg: expect.stringContaining(respmsg) });
  });
});

test('what a query passes over costs no look at what became of it: none is taken on the way to a page, or to nothing', async () => {
  const ledger = createMemoryLedger();
  const gateway = emulated({ ledger });
  for (let at = 0; at < 30; at += 1) await gateway.call('payment', { ...scannedOrder, out_trade_no: `N${at}` });
  const book = await ledger.read();
  const looked: string[] = [];
  const watched = { ...book, about: (syssn: string) => looked.push(syssn) > 0 && book.about(syssn) };
  const asked = emulated({ ledger: { ...ledger, read: () => watched as typeof book } });
  expect(await numbers(asked, { respcd: '1142' })).toEqual([]);
  expect(await numbers(asked, { pay_type: '800101' })).toEqual([]);
  expect(looked).toEqual([]);
  expect(await numbers(asked, { respcd: '0000', page: '3' })).toHaveLength(10);
  expect(looked).toHaveLength(10);
});

test('an order waits for its payer, and is paid from the moment he pays', async () => {
  const gateway = emulated();
  await gateway.call('payment', qrOrder);
  gateway.advance(4999);
  expect(await find(gateway, wholeYear)).toMatchObject([{ respcd: '1143', paydtm: '', chnlsn: '' }]);
  gateway.advance(1);
  expect(await find(gateway, wholeYear)).toMatchObject([{ respcd: '0000', paydtm: '2026-03-02 15:04:11' }]);
});

test.each([
  [undefined, 30],
  ['5', 5],
  ['120', 120],
])('with expired_time %s an order runs out after %d minutes', async (expired_time, minutes) => {
  const gateway = emulated({ auto_pay_ms: 86_400_000 });
  await gateway.call('payment', { ...qrOrder, ...(expired_time === undefined ? {} : { expired_time }) });
  gateway.advance(minutes * 60_000 - 1);
  expect(await find(gateway, wholeYear)).toMatchObject([{ respcd: '1143' }]);
  gateway.advance(1);
  expect(await find(gateway, wholeYear)).toMatchObject([{ respcd: '1181', errmsg: '订单已过期' }]);
});
