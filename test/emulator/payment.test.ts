import { describe, expect, test } from 'vitest';
import { payTypes } from '../../src/catalog/pay-types.ts';
import { emulated, type Fields, qrOrder, refundOf, scannedOrder } from './emulated.ts';

/** A value for everything that some pay type requires. */
const everything: Fields = {
  auth_code: '130000000000000000',
  return_url: 'https://shop.example/back',
  notify_url: 'https://shop.example/notify',
  goods_name: '咖啡',
  openid: '2088000000000000',
  sub_openid: 'oSynthetic',
  extend_info: '{"scene_info": {}}',
};

async function pay(parameters: Fields) {
  return emulated().call('payment', { ...qrOrder, ...everything, ...parameters });
}

function without(name: string, parameters: Fields): Fields {
  return Object.fromEntries(Object.entries(parameters).filter(([each]) => each !== name));
}

test.each(payTypes.filter(({ via }) => via === 'payment').map(({ code, alias, result }) => [code, alias, result]))(
  '%s (%s) makes an order whose answer has %s',
  async (pay_type, _alias, result) => {
    const answer = await pay({ pay_type });
    expect(answer).toMatchObject({ respcd: '0000', pay_type, txamt: '1280' });
    const given = ['qrcode', 'pay_url', 'pay_params'].filter((name) => answer[name]);
    expect(given).toEqual(result === 'none' ? [] : [result]);
  },
);

describe('1104 answers', () => {
  test.each<[string, Fields]>([
    ['txamt is required', without('txamt', qrOrder)],
    ['txcurrcd is required', without('txcurrcd', qrOrder)],
    ['out_trade_no is required', without('out_trade_no', qrOrder)],
    ['txdtm is required', without('txdtm', qrOrder)],
    ['pay_type must be', without('pay_type', qrOrder)],
    ['txamt is required', { ...qrOrder, txamt: '' }],
    ['txamt must be', { ...qrOrder, txamt: '12.80' }],
    ['txamt must be', { ...qrOrder, txamt: '0' }],
    ['txcurrcd must be', { ...qrOrder, txcurrcd: 'hkd' }],
    ['txcurrcd must be', { ...qrOrder, txcurrcd: 'XXX' }],
    ['pay_type must be', { ...qrOrder, pay_type: '999999' }],
    ['pay_type must be', { ...qrOrder, pay_type: '802801' }],
    ['pay_type must be', { ...qrOrder, pay_type: '806527' }],
    ['pay_type must be', { ...qrOrder, pay_type: '802808' }],
    ['out_trade_no must be', { ...qrOrder, out_trade_no: 'a,b' }],
    ['txdtm must be', { ...qrOrder, txdtm: '2026-03-02 15:04' }],
    ['goods_name must be', { ...qrOrder, goods_name: 'x'.repeat(65) }],
    ['udid must be', { ...qrOrder, udid: 'x'.repeat(41) }],
    ['notify_url must be', { ...qrOrder, notify_url: 'x'.repeat(257) }],
    ['notify_url must be', { ...qrOrder, notify_url: 'http://169.254.169.254/latest/meta-data' }],
    ['notify_url must be', { ...qrOrder, notify_url: 'http://user:pw@shop.example/n' }],
    ['pay_tag must be', { ...qrOrder, pay_tag: 'ALIPAY' }],
    ['limit_pay must be', { ...qrOrder, limit_pay: 'credit' }],
    ['extend_info must be', { ...qrOrder, pay_type: '800212', extend_info: 'a=b' }],
    ['extend_info must be', { ...qrOrder, pay_type: '800212', extend_info: '{"a": 1' }],
    ['extend_info must be', { ...qrOrder, pay_type: '800212', extend_info: '[1]' }],
    ['auth_code is required', { ...qrOrder, pay_type: '800208' }],
    ['sub_openid is required', { ...qrOrder, pay_type: '800207' }],
    ['openid is required', { ...without('openid', everything), ...qrOrder, pay_type: '800107' }],
    ['goods_name is required', { ...qrOrder, pay_type: '800210' }],
    ['return_url is required', { ...without('return_url', everything), ...qrOrder, pay_type: '801512' }],
    ['expired_time must be', { ...qrOrder, expired_time: '4' }],
    ['expired_time must be', { ...qrOrder, expired_time: '121' }],
    ['expired_time must be', { ...qrOrder, expired_time: '7.5' }],
    ['txcurrcd must be HKD', { ...qrOrder, pay_type: '802001', txcurrcd: 'USD' }],
    ['txcurrcd must be HKD', { ...qrOrder, pay_type: '801501', txcurrcd: 'CNY' }],
    ['txamt must be above 100', { ...qrOrder, pay_type: '801101', txamt: '100' }],
    ['txcurrcd must be CNY', { ...qrOrder, pay_type: '800201', rmb_tag: 'Y' }],
  ])('"%s…" to %j', async (respmsg, parameters) => {
    const answer = await emulated().call('payment', parameters);
    expect(Object.keys(answer)).toEqual(['resperr', 'respcd', 'respmsg']);
    expect(answer).toMatchObject({ respcd: '1104', respmsg: expect.stringContaining(respmsg) });
  });

  test('but not to an Alipay app order without seller_id, which one page alone requires', async () => {
    expect(await pay({ pay_type: '801510' })).toMatchObject({ respcd: '0000' });
  });

  test('but not to an expired_time where it is not documented to work: it is ignored', async () => {
    const gateway = emulated({ auto_pay_ms: 86_400_000 });
    const order = { ...qrOrder, pay_type: '805801', expired_time: '999' };
    expect(await gateway.call('payment', order)).toMatchObject({ respcd: '0000' });
    gateway.advance(30 * 60_000);
    expect(await gateway.call('query', { out_trade_no: 'ORD-20260302-0007' })).toMatchObject({
      data: [{ respcd: '1181' }],
    });
  });

  test('and write nothing into the books', async () => {
    const gateway = emulated();
    await gateway.call('payment', { ...qrOrder, txamt: '0' });
    const { data } = await gateway.call('query', { out_trade_no: 'ORD-20260302-0007' });
    expect(data).toEqual([]);
  });
});

describe('a used number', () => {
  test('of a payment is answered 2011', async () => {
    const gateway = emulated();
    await gateway.call('payment', qrOrder);
    expect(await gateway.call('payment', qrOrder)).toMatchObject({ respcd: '2011', respmsg: 'out_trade_no is used' });
  });

  test('of a refund is answered 2011 as well', async () => {
    const gateway = emulated();
    const { syssn } = await gateway.call('payment', scannedOrder);
    await gateway.call('refund', refundOf(syssn, { out_trade_no: 'SHARED' }));
    expect(await gateway.call('payment', { ...qrOrder, out_trade_no: 'SHARED' })).toMatchObject({ respcd: '2011' });
  });
});

test('the payer’s money of a scanned code has a channel number, that of an order has none yet', async () => {
  expect(await pay({ pay_type: '800208' })).toMatchObject({ chnlsn: '2026030222001400000000000001' });
  expect(await pay({ pay_type: '800201' })).toMatchObject({ chnlsn: '' });
});

test.each<[string, string[]]>([
  ['800207', ['timeStamp', 'nonceStr', 'paySign', 'signType', 'appId', 'package']],
  ['800213', ['timeStamp', 'nonceStr', 'paySign', 'signType', 'appId', 'package']],
  ['800210', ['appid', 'partnerid', 'prepayid', 'package', 'noncestr', 'timestamp', 'sign']],
  ['800107', ['tradeNO']],
])('the parameters for the SDK of %s are spelled %j', async (pay_type, names) => {
  const { pay_params } = await pay({ pay_type });
  expect(Object.keys(Object(pay_params))).toEqual(names);
});

test('an Alipay app gets its total in major units', async () => {
  expect(await pay({ pay_type: '801510' })).toMatchObject({ pay_params: { total_fee: 12.8, subject: '咖啡' } });
});

test('FPS opens an app by a link, not by an object', async () => {
  const { pay_params, syssn } = await pay({ pay_type: '802010' });
  expect(pay_params).toBe(`https://wallet.example/pay/${syssn}`);
});

test('a WeChat app gets its time as a number', async () => {
  expect(await pay({ pay_type: '800210' })).toMatchObject({ pay_params: { timestamp: 1772435046 } });
});

test.each([
  ['800101', undefined],
  ['800201', '2026-03-02 15:04:06'],
  ['805801', '2026-03-02 15:04:06'],
])('an unpaid QR order of %s has the paydtm of its newest recording: %s', async (pay_type, paydtm) => {
  expect((await pay({ pay_type }))['paydtm']).toBe(paydtm);
});

test('a goods_name of 64 characters and of any kind is taken', async () => {
  expect(await pay({ goods_name: '订单号：B190925121912999938' })).toMatchObject({ respcd: '0000' });
  expect(await pay({ goods_name: `#1 (a&b) ${'x'.repeat(55)}` })).toMatchObject({ respcd: '0000' });
});

test('PayMe sends an empty pay_url and a logo beside its QR code, and a channel number of its own', async () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(await pay({ pay_type: '805801' })).toMatchObject({
    ...{ pay_url: '', payme_logo: expect.stringMatching(/^https:/), chnlsn: expect.stringMatching(uuid) },
    respmsg: 'PR001:Request for Payment Initiated',
  });
});
