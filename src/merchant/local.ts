import { ClientKey } from '../signature/client-key.ts';
import type { Merchant } from './merchant.ts';

/** Public on purpose: only emulators on loopback know it. */
export const localKey = 'local-emulator-key-not-a-secret!';

/** Who signs with `--env local`, and whom `qfpay emulator` knows when no other merchant is given. */
export const localMerchant: Merchant = {
  app_code: '10CA1000000000000000000000000001',
  client_key: new ClientKey(localKey),
};
