import { endpoints } from '../../src/catalog/endpoints.ts';
import { createGateway, limiterOf, type Pace } from '../../src/gateway/create-gateway.ts';
import { hostContext } from '../../src/host/context.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { testAppCode, testKeys } from './keys.ts';

/**
 * A process that asks a gateway again and again, some at a time: `node sending-process.mjs <url> <requests> <at a time> <pace>`.
 * It shares the limits of its pace with whoever has the same QFPAY_STATE_DIR, or the same QFPAY_LIMITER_URL.
 */
const [base_url = '', requests = '', at_a_time = '', pace = '{}'] = process.argv.slice(2);
const context = hostContext({ no_color: true, onWriteError: () => {}, onLost: () => {} });
const limiter_url = process.env['QFPAY_LIMITER_URL'];
const settings: Settings = {
  env: 'sandbox',
  base_url,
  merchant: { app_code: testAppCode, client_key: new ClientKey(testKeys.sandbox) },
  sign_type: 'SHA256',
  timezone: 'Asia/Hong_Kong',
  timeout_ms: 30_000,
  lang: 'en',
  verbose: false,
  warnings: [],
  ...(limiter_url === undefined ? {} : { limiter_url }),
};
// Verbose, so that a limiter that cannot share says so; a trace of each exchange would drown it.
const limiter = limiterOf({ ...settings, verbose: true }, context, JSON.parse(pace) as Pace);
const gateway = createGateway(settings, context, { limiter });

let left = Number(requests);
const worker = async () => {
  while (left > 0) {
    left -= 1;
    await gateway.send(endpoints.query, [['syssn', `${left}`]]);
  }
};
await Promise.all(Array.from({ length: Number(at_a_time) }, worker));
