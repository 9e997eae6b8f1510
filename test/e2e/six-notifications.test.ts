import { expect, test } from 'vitest';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { emulatorClient, order } from '../support/emulator-client.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

type Row = Readonly<Record<string, string>>;

test('the emulator sends all six kinds by itself, as things happen, and listen finds each of them valid and new', {
  timeout: 60_000,
}, async () => {
  const { app_code, client_key } = localMerchant;
  const env = { QFPAY_APPCODE: app_code, QFPAY_KEY: client_key.reveal() };
  const listen = await serveQfpay(['listen', '--port', '0'], { env });
  const flags = ['--port', '0', '--auto-pay', '0', '--notify-url', listen.ready.url];
  const emulator = await serveQfpay(['emulator', ...flags]);
  const { url, admin } = emulator.ready as typeof emulator.ready & { admin: { url: string; token: string } };
  const { call, post } = emulatorClient(url);
  const rowOf = async (answer: ReturnType<typeof post>) => [(await answer)['data']].flat()[0] as Row;
  const told = async (...expected: readonly Row[]) => {
    const lines = [];
    for (const _each of expected) lines.push(await listen.next());
    // What is told at the same time may come in any order.
    for (const notification of expected) {
      const line = { event: 'notification', valid: true, duplicate: false };
      expect(lines).toContainEqual(
        expect.objectContaining({ ...line, notification: expect.objectContaining(notification) }),
      );
    }
  };

  const paid = await call('payment', order());
  await told({ notify_type: 'payment', syssn: String(paid['syssn']) });
  const refund = { syssn: String(paid['syssn']), out_trade_no: 'R-1', txamt: '1280', txdtm: '2026-03-02 15:04:05' };
  await call('refund', refund);
  await told({ notify_type: 'refund', out_trade_no: 'R-1', orig_syssn: String(paid['syssn']) });
  const hold = order({ pay_type: '801801' });
  const { syssn } = await call('payment', hold);
  const rest = {
    syssn: String(syssn),
    out_trade_no: hold['out_trade_no'] ?? '',
    txamt: '1280',
    txdtm: '2026-03-02 15:04:05',
  };
  await call('unfreeze', rest);
  await told({ notify_type: 'unfreeze', orig_syssn: String(syssn) });

  const customer_id = (await rowOf(post('/customer/v1/create', { name: 'Chan' })))['customer_id'] ?? '';
  await post('/payment_element/v1/create_token_intent', { customer_id });
  await told({ notify_type: 'payment_token', event: 'NEW', customer_id });
  const token_id = (await rowOf(post('/token/v1/query', { customer_id })))['token_id'] ?? '';
  const club = { name: 'Club', type: 'recurring', txamt: '1280', txcurrcd: 'HKD', usage_type: 'licensed' };
  const product = await rowOf(post('/product/v1/create', { ...club, interval: 'monthly', interval_count: '1' }));
  const products = JSON.stringify([{ product_id: product['product_id'], quantity: 1 }]);
  const made = await rowOf(
    post('/subscription/v1/create', { customer_id, token_id, products, total_billing_cycles: '2' }),
  );
  const subscription_id = made['subscription_id'] ?? '';
  await told(
    { notify_type: 'subscription_payment', subscription_id, current_iteration: '1', respcd: '0000' },
    { notify_type: 'subscription', subscription_id, state: 'ACTIVE' },
  );
  const headers = { authorization: `Bearer ${admin.token}` };
  await fetch(`${admin.url}clock`, { method: 'POST', headers, body: '{"advance": 2764800}' });
  await told(
    { notify_type: 'subscription_payment', subscription_id, current_iteration: '2', txamt: '1280' },
    { notify_type: 'subscription', subscription_id, state: 'COMPLETED' },
  );
});
