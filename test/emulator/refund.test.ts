import { describe, expect, test } from 'vitest';
import { emulated, type Fields, qrOrder, refundOf, scannedOrder } from './emulated.ts';

async function paid(own: Fields = {}) {
  const gateway = emulated();
  const { syssn } = await gateway.call('payment', { ...scannedOrder, ...own });
  const refund = (more: Fields = {}) => gateway.call('refund', refundOf(syssn, more));
  const state = async () => {
    const { data } = await gateway.call('query', { syssn: String(syssn) });
    return (data as Record<string, unknown>[])[0];
  };
  return { gateway, syssn, refund, state };
}

test('a refund has its own syssn and names the payment’s', async () => {
  const { syssn, refund } = await paid();
  const answer = await refund();
  expect(answer).toMatchObject({ respcd: '0000', orig_syssn: syssn, out_trade_no: 'RFD-0007', txamt: '1280' });
  expect(answer.syssn).not.toBe(syssn);
});

test('parts can be refunded until nothing is left, and the flag follows', async () => {
  const { refund, state } = await paid();
  expect(await state()).toMatchObject({ cancel: '0' });
  expect(await refund({ out_trade_no: 'R1', txamt: '280' })).toMatchObject({ respcd: '0000' });
  expect(await state()).toMatchObject({ cancel: '5', respcd: '0000' });
  expect(await refund({ out_trade_no: 'R2', txamt: '1001' })).toMatchObject({
    respcd: '1272',
    respmsg: 'refundable: 1000',
  });
  expect(await refund({ out_trade_no: 'R3', txamt: '1000' })).toMatchObject({ respcd: '0000' });
  expect(await state()).toMatchObject({ cancel: '3', respcd: '0000' });
  expect(await refund({ out_trade_no: 'R4', txamt: '1' })).toMatchObject({ respcd: '1262' });
});

test('a refused refund does not use up its number', async () => {
  const { refund } = await paid();
  expect(await refund({ txamt: '1281' })).toMatchObject({ respcd: '1272' });
  expect(await refund()).toMatchObject({ respcd: '0000' });
});

describe('1104 answers', () => {
  test.each<[string, Fields]>([
    ['syssn is required', { syssn: '' }],
    ['out_trade_no is required', { out_trade_no: '' }],
    ['txamt is required', { txamt: '' }],
    ['txdtm is required', { txdtm: '' }],
    ['txamt must be', { txamt: '-1' }],
    ['out_trade_no must be', { out_trade_no: 'a b' }],
    ['txdtm must be', { txdtm: 'today' }],
    ['udid must be', { udid: 'x'.repeat(41) }],
  ])('"%s…" to %j', async (respmsg, own) => {
    const { refund } = await paid();
    expect(await refund(own)).toMatchObject({ respcd: '1104', respmsg: expect.stringContaining(respmsg) });
  });
});

describe('refuses', () => {
  test('an unknown payment with 1136', async () => {
    const { refund } = await paid();
    expect(await refund({ syssn: '20260302180500020000009999' })).toMatchObject({ respcd: '1136' });
  });

  test('to refund a refund with 1136', async () => {
    const { gateway, refund } = await paid();
    const { syssn } = await refund({ txamt: '100' });
    expect(await gateway.call('refund', refundOf(syssn, { out_trade_no: 'R2' }))).toMatchObject({ respcd: '1136' });
  });

  test('an order that nobody has paid with 1261', async () => {
    const gateway = emulated();
    const { syssn } = await gateway.call('payment', qrOrder);
    expect(await gateway.call('refund', refundOf(syssn))).toMatchObject({ respcd: '1261' });
    gateway.advance(5000);
    expect(await gateway.call('refund', refundOf(syssn))).toMatchObject({ respcd: '0000' });
  });

  test('the payment’s own number with 1251', async () => {
    const { refund } = await paid();
    expect(await refund({ out_trade_no: 'ORD-20260302-0007' })).toMatchObject({ respcd: '1251' });
  });

  test('the same refund sent again as used, even when nothing is left', async () => {
    const { refund } = await paid();
    await refund();
    expect(await refund()).toMatchObject({ respcd: '1251', respmsg: 'out_trade_no is used' });
  });

  test('FPS with 1155', async () => {
    const gateway = emulated({ auto_pay_ms: 0 });
    const { syssn } = await gateway.call('payment', { ...qrOrder, pay_type: '802001' });
    expect(await gateway.call('refund', refundOf(syssn))).toMatchObject({ respcd: '1155' });
  });

  test('a reversed payment with 1263', async () => {
    const { gateway, syssn, refund } = await paid({ pay_type: '800108' });
    await gateway.call('reversal', { syssn: String(syssn), txamt: '1280', txdtm: '2026-03-02 15:04:05' });
    expect(await refund()).toMatchObject({ respcd: '1263' });
  });

  test('a closed order with 1264', async () => {
    const gateway = emulated();
    const { syssn } = await gateway.call('payment', { ...qrOrder, pay_type: '800201' });
    await gateway.call('close', { syssn: String(syssn), txamt: '1280', txdtm: '2026-03-02 15:04:05' });
    gateway.advance(60_000);
    expect(await gateway.call('refund', refundOf(syssn))).toMatchObject({ respcd: '1264' });
  });
});
