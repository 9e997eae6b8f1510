import { ClientKey } from '../signature/client-key.ts';
import type { Merchant } from './merchant.ts';

/** Who signs with `--env local`. Public on purpose: the emulator in the process is the only one that knows it. */
export const localMerchant: Merchant = {
  app_code: '10CA1000000000000000000000000001',
  client_key: new ClientKey('local-emulator-key-not-a-secret!'),
};
