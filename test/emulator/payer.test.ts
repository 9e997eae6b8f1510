import { expect, test } from 'vitest';
import type { BookEntry } from '../../src/emulator/book.ts';
import { createMemoryLedger } from '../../src/emulator/ledger.ts';
import { createPayer, type PayerAction } from '../../src/emulator/payer.ts';
import { emulated, type Fields, qrOrder, refundOf, scannedOrder } from './emulated.ts';

/** A gateway, and the payer of the orders on its books; nobody pays by himself. */
async function shop(order = qrOrder) {
  const ledger = createMemoryLedger();
  let now = new Date('2026-03-02T07:04:06.000Z');
  const gateway = emulated({ ledger, auto_pay_ms: undefined, now: () => now });
  const changed: BookEntry[] = [];
  const payer = createPayer({ ledger, now: () => now, onChange: (entry) => changed.push(entry) });
  const { syssn } = await gateway.call('payment', order);
  const state = async () => {
    const { data } = await gateway.call('query', { syssn: String(syssn) });
    return (data as { respcd: string }[])[0]?.respcd;
  };
  const advance = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  return { gateway, payer, changed, syssn: String(syssn), state, advance };
}

test('finds an order as its payer sees it', async () => {
  const { payer, syssn } = await shop({ ...qrOrder, goods_name: '奶茶<b>', expired_time: '5' });
  expect(await payer.find(syssn)).toMatchObject({
    out_trade_no: qrOrder['out_trade_no'],
    txamt: 1280,
    goods_name: '奶茶<b>',
    state: 'waiting',
    expires_at: new Date('2026-03-02T07:09:06.000Z'),
  });
});

test('finds nothing under a number that is no payment', async () => {
  const { gateway, payer, syssn } = await shop(scannedOrder);
  const refund = await gateway.call('refund', refundOf(syssn));
  expect([await payer.find('1'), await payer.find(String(refund['syssn']))]).toEqual([undefined, undefined]);
});

test.each<[PayerAction, string, string]>([
  ['paid', 'paid', '0000'],
  ['declined', 'declined', '1205'],
  ['password_pending', 'password_pending', '1143'],
])('an order that is %s stands so on the books, and whoever watches is told', async (action, state, respcd) => {
  const { payer, changed, syssn, ...books } = await shop();
  expect(await payer.act(syssn, action)).toMatchObject({ state });
  expect(await books.state()).toBe(respcd);
  expect(changed.map((entry) => entry.syssn)).toEqual([syssn]);
});

test('an order whose payer is at the password can still be paid or declined', async () => {
  const { payer, syssn } = await shop();
  await payer.act(syssn, 'password_pending');
  expect(await payer.act(syssn, 'paid')).toMatchObject({ state: 'paid' });
});

test.each<PayerAction>(['paid', 'declined', 'password_pending'])(
  'nothing that a payer does changes an order that is over: %s',
  async (action) => {
    const { payer, changed, syssn, advance } = await shop();
    advance(31 * 60_000);
    expect(await payer.act(syssn, action)).toMatchObject({ state: 'expired' });
    expect(changed).toEqual([]);
  },
);

test('an order that was paid cannot be declined after', async () => {
  const { payer, syssn, ...books } = await shop();
  await payer.act(syssn, 'paid');
  expect(await payer.act(syssn, 'declined')).toMatchObject({ state: 'paid' });
  expect(await books.state()).toBe('0000');
});

test('an order that was closed cannot be paid after', async () => {
  const order: Fields = { ...qrOrder, pay_type: '800201' };
  const { gateway, payer, syssn } = await shop(order);
  await gateway.call('close', { syssn, txamt: '1280', txdtm: order['txdtm'] ?? '' });
  expect(await payer.act(syssn, 'paid')).toMatchObject({ state: 'cancelled' });
});
