import { expect, test } from 'vitest';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { emulatorClient, order } from '../support/emulator-client.ts';
import { faultServer } from '../support/fault-server.ts';
import { makeHome, runQfpay } from '../support/run-qfpay.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

test('a poller that is killed and started again hands over every change, and none twice', {
  timeout: 90_000,
}, async () => {
  const home = makeHome();
  const emulator = await serveQfpay(['emulator', '--port', '0', '--limits', 'off'], { home });
  const client = emulatorClient(emulator.ready.url);
  const endpoint = await faultServer((_request, response) => response.end('SUCCESS'));
  const { app_code, client_key } = localMerchant;
  const env = { QFPAY_BASE_URL: emulator.ready.url, QFPAY_APPCODE: app_code, QFPAY_KEY: client_key.reveal() };
  const flags = ['listen', '--poll', '--every', '3', '--forward-to', endpoint.url];
  const pay = async (out_trade_no: string) => {
    expect(await client.call('payment', order({ out_trade_no }))).toMatchObject({ respcd: '0000' });
  };

  await pay('OLD');
  const first = await serveQfpay(flags, { home, env });
  expect(first.ready).toMatchObject({ made_by: 'poll', forward_to: endpoint.url, every_seconds: 3 });
  await pay('A-1');
  expect(await first.next()).toMatchObject({
    ...{ event: 'notification', made_by: 'poll', notify_type: 'payment', transaction: { out_trade_no: 'A-1' } },
    forwarded: { status: 200, acknowledged: true },
  });
  const second = await runQfpay([...flags, '--json'], { home, env });
  expect([second.exit_code, second.stdout]).toEqual([2, expect.stringContaining('another poller')]);
  await first.stop('SIGKILL');

  await pay('A-2');
  const again = await serveQfpay(flags, { home, env });
  await pay('A-3');
  for (const out_trade_no of ['A-2', 'A-3']) {
    // What was paid while nobody asked may come before or after the first round is told as whole.
    await again.next(({ event, transaction }) => {
      return event === 'notification' && (transaction as { out_trade_no: string }).out_trade_no === out_trade_no;
    });
  }
  const ended = await again.stop();
  expect(ended.exit_code).toBe(130);
  const told = endpoint.received.map(({ body }) => JSON.parse(body) as { out_trade_no: string });
  expect(told.map(({ out_trade_no }) => out_trade_no)).toEqual(['A-1', 'A-2', 'A-3']);
  for (const { headers } of endpoint.received) expect(headers['x-qfpay-made-by']).toBe('poll');
});
