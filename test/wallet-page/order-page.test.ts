import { describe, expect, test } from 'vitest';
import type { PayerOrder } from '../../src/emulator/payer.ts';
import { orderPage, unknownPage } from '../../src/wallet-page/order-page.ts';

const order: PayerOrder = {
  syssn: '20260302180500020000000001',
  out_trade_no: 'A-1001',
  app_code: 'APP1',
  mchid: '',
  txamt: 1280,
  txcurrcd: 'HKD',
  pay_type: '800201',
  goods_name: '奶茶',
  made_at: new Date('2026-03-02T07:04:05Z'),
  expires_at: new Date('2026-03-02T07:34:05Z'),
  state: 'waiting',
  refunded: 0,
};

const buttons = /<button /g;

describe('an order', () => {
  test.each<[string, Partial<PayerOrder>, string, number]>([
    ['that waits', {}, 'Waiting for you to pay.', 3],
    ['whose payer is at the password', { state: 'password_pending' }, 'Waiting for your password.', 3],
    ['that is paid', { state: 'paid' }, 'Paid.', 0],
    ['that was declined', { state: 'declined' }, 'You declined this payment.', 0],
    ['that has expired', { state: 'expired' }, 'This order has expired.', 0],
    ['that was cancelled', { state: 'cancelled' }, 'The shop has cancelled this order.', 0],
    ['given back in part', { state: 'paid', refunded: 280 }, 'refunded in part by the shop. Refunded: HKD 2.80', 0],
    ['given back', { state: 'paid', refunded: 1280 }, 'Paid, and refunded by the shop. Refunded: HKD 12.80', 0],
  ])('%s says so, and has buttons only where something can be done', async (_what, changed, words, count) => {
    const html = await orderPage({ ...order, ...changed }, 'en');
    expect(/role="status">([^<]*)</.exec(html)?.[1]).toContain(words);
    expect(html.match(buttons) ?? []).toHaveLength(count);
  });

  test('is shown with its amount, number, goods, merchant and its end', async () => {
    const html = await orderPage({ ...order, mchid: 'M1' }, 'zh-Hant');
    for (const text of ['HKD 12.80', 'A-1001', '奶茶', 'APP1 / M1', order.syssn, '2026-03-02 15:34:05 (UTC+8)']) {
      expect(html).toContain(`>${text}</`);
    }
  });

  test('in a currency without cents has none', async () => {
    expect(await orderPage({ ...order, txamt: 100, txcurrcd: 'JPY' }, 'en')).toContain('<p class="amount">JPY 100</p>');
  });

  test('of a wallet that has no name here has a page all the same', async () => {
    expect(await orderPage({ ...order, pay_type: '999999' }, 'en')).toContain('Pay with this wallet');
  });
});

describe('the way back to the shop', () => {
  test('is there once it is paid, and not before', async () => {
    const return_url = 'https://shop.example/a?b=1&c=2';
    expect(await orderPage({ ...order, return_url, state: 'paid' }, 'en')).toContain(
      'href="https://shop.example/a?b=1&amp;c=2"',
    );
    expect(await orderPage({ ...order, return_url }, 'en')).not.toContain('shop.example');
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'JAVASCRIPT:x', '//shop.example', 'shop', ''])(
    'is no link to %j',
    async (return_url) => {
      const html = await orderPage({ ...order, return_url, state: 'paid' }, 'en');
      expect(/<main>[\s\S]*<a /.test(html)).toBe(false);
    },
  );
});

test.each(['goods_name', 'out_trade_no', 'app_code', 'mchid', 'txcurrcd', 'syssn'] as const)(
  'whatever stands in %s is text',
  async (field) => {
    const html = await orderPage({ ...order, [field]: `<b>&"'\u0000` }, 'en');
    expect(html).not.toContain('<b>');
    expect(html).toContain('&lt;b&gt;&amp;&quot;&#39;\ufffd');
  },
);

test('an unknown number has no form', async () => {
  expect(await unknownPage('zh-Hans')).toContain('订单不存在。');
  expect(await unknownPage('zh-Hans')).not.toContain('<form');
});
