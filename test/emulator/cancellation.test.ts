import { describe, expect, test } from 'vitest';
import { type CallName, emulated, type Fields, qrOrder, refundOf, scannedOrder, signed } from './emulated.ts';

const named: Fields = { out_trade_no: 'ORD-20260302-0007', txamt: '1280', txdtm: '2026-03-02 15:04:05' };
const wechatOrder: Fields = { ...qrOrder, pay_type: '800201' };

async function made(order: Fields, auto_pay_ms?: number) {
  const gateway = emulated(auto_pay_ms === undefined ? {} : { auto_pay_ms });
  const { syssn } = await gateway.call('payment', order);
  const cancel = (name: CallName, own: Fields = {}) => gateway.call(name, { ...named, ...own });
  const state = async () => {
    const { data } = await gateway.call('query', { syssn: String(syssn) });
    return (data as Record<string, unknown>[])[0];
  };
  return { gateway, syssn: String(syssn), cancel, state };
}

test('close ends an unpaid order, and nobody pays it any more', async () => {
  const { gateway, syssn, cancel, state } = await made(wechatOrder);
  const answer = await cancel('close');
  expect(answer).toMatchObject({ respcd: '0000', orig_syssn: syssn, out_trade_no: 'ORD-20260302-0007' });
  expect(answer.syssn).not.toBe(syssn);
  gateway.advance(60_000);
  expect(await state()).toMatchObject({ respcd: '1142', cancel: '2', paydtm: '' });
});

test('reversal drops an unpaid Alipay order', async () => {
  const { cancel, state } = await made(qrOrder);
  expect(await cancel('reversal')).toMatchObject({ respcd: '0000' });
  expect(await state()).toMatchObject({ respcd: '1142', cancel: '2' });
});

test('reversal gives a scanned Alipay payment back', async () => {
  const { cancel, state } = await made({ ...scannedOrder, pay_type: '800108' });
  expect(await cancel('reversal')).toMatchObject({ respcd: '0000' });
  expect(await state()).toMatchObject({ respcd: '0000', cancel: '1' });
});

test('an order can be named by its syssn alone', async () => {
  const { cancel, syssn } = await made(wechatOrder);
  expect(await cancel('close', { out_trade_no: '', syssn })).toMatchObject({ respcd: '0000' });
});

test('close is taken by POST as well, as several clients send it', async () => {
  const { gateway } = await made(wechatOrder);
  const form = new URLSearchParams(named).toString();
  const posted = signed('close', named, { method: 'POST', query: '', body: Buffer.from(form) });
  expect(JSON.parse((await gateway.send(posted)).body)).toMatchObject({ respcd: '0000' });
});

test.each<[string, Fields]>([
  ['another amount', { txamt: '1281' }],
  ['the time of the close itself', { txdtm: '2026-03-02 15:04:06' }],
])('close with %s is taken, as the vendor’s own tests say', async (_what, own) => {
  const { cancel, state } = await made(wechatOrder);
  expect(await cancel('close', own)).toMatchObject({ respcd: '0000', txamt: '1280', txdtm: '2026-03-02 15:04:05' });
  expect(await state()).toMatchObject({ respcd: '1142' });
});

describe('refuses', () => {
  test.each<[string, Fields, string]>([
    ['no number', { out_trade_no: '' }, '1104'],
    ['no amount', { txamt: '' }, '1104'],
    ['no time', { txdtm: '' }, '1104'],
    ['a malformed amount', { txamt: '12.80' }, '1104'],
    ['an unknown number', { out_trade_no: 'NEVER' }, '1136'],
    ['an unknown syssn', { syssn: '20260302180500020000009999' }, '1136'],
  ])('%s (%j) with %s', async (_what, own, respcd) => {
    const { cancel, state } = await made(wechatOrder);
    expect(await cancel('close', own)).toMatchObject({ respcd });
    expect(await state()).toMatchObject({ respcd: '1143', cancel: '0' });
  });

  test.each<[string, Fields, string]>([
    ['another amount', { txamt: '1281' }, '1266'],
    ['another time', { txdtm: '2026-03-02 15:04:06' }, '1267'],
  ])('a reversal with %s (%j) with %s', async (_what, own, respcd) => {
    const { cancel, state } = await made(qrOrder);
    expect(await cancel('reversal', own)).toMatchObject({ respcd });
    expect(await state()).toMatchObject({ respcd: '1143', cancel: '0' });
  });

  test('1136 with the number, in the words that were recorded', async () => {
    const { gateway, cancel } = await made(wechatOrder);
    const words = { resperr: '交易不存在或不在可操作时间内', respcd: '1136' };
    expect(await cancel('close', { out_trade_no: 'NEVER' })).toEqual({ ...words, respmsg: '', out_trade_no: 'NEVER' });
    expect(await gateway.call('refund', refundOf('20260302180500020000009999'))).toEqual({
      ...{ ...words, respmsg: '', out_trade_no: 'RFD-0007' },
    });
    expect(await cancel('reversal')).toMatchObject({ ...words, out_trade_no: named['out_trade_no'] });
  });

  test('a number that is not that of the syssn with 1267', async () => {
    const { cancel, syssn } = await made(wechatOrder);
    expect(await cancel('close', { syssn, out_trade_no: 'OTHER' })).toMatchObject({ respcd: '1267' });
  });

  test.each<[string, Fields, CallName]>([
    ['close of a pay type that is reversed', qrOrder, 'close'],
    ['reversal of a pay type that is closed', wechatOrder, 'reversal'],
    ['close of a pay type that no call cancels', { ...qrOrder, pay_type: '805801' }, 'close'],
  ])('%s with 1136', async (_what, order, name) => {
    const { cancel } = await made(order);
    expect(await cancel(name)).toMatchObject({ respcd: '1136' });
  });

  test.each<[string, Fields, CallName]>([
    ['close of a paid order', wechatOrder, 'close'],
    ['reversal of a paid WeChat code', scannedOrder, 'reversal'],
  ])('%s with 1260', async (_what, order, name) => {
    const { cancel, state } = await made(order, 0);
    expect(await cancel(name)).toMatchObject({ respcd: '1260' });
    expect(await state()).toMatchObject({ respcd: '0000', cancel: '0' });
  });

  test('an expired order with 1181', async () => {
    const { gateway, cancel } = await made(wechatOrder, 3_600_000);
    gateway.advance(30 * 60_000);
    expect(await cancel('close')).toMatchObject({ respcd: '1181' });
  });

  test('a second close with 1264, a second reversal with 1263', async () => {
    const closed = await made(wechatOrder);
    await closed.cancel('close');
    expect(await closed.cancel('close')).toMatchObject({ respcd: '1264' });
    const reversed = await made(qrOrder);
    await reversed.cancel('reversal');
    expect(await reversed.cancel('reversal')).toMatchObject({ respcd: '1263' });
  });

  test('a payment that was refunded in part with 1262', async () => {
    const { gateway, syssn, cancel } = await made({ ...scannedOrder, pay_type: '800108' });
    await gateway.call('refund', refundOf(syssn, { txamt: '1' }));
    expect(await cancel('reversal')).toMatchObject({ respcd: '1262' });
  });
});
