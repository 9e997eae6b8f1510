import { isLoopback } from '../catalog/endpoints.ts';
import type { Settings } from '../merchant/merchant.ts';

/** Who is asked, and where. */
export type NightTarget = Pick<Settings, 'env' | 'base_url'>;

/**
 * Whether money is surely simulated there. With credentials that move real money nothing is called so, whatever a server says
 * of itself.
 */
export function isSimulatedPlace({ env, base_url }: NightTarget): boolean {
  if (env === 'local') return true;
  return env === 'sandbox' && URL.canParse(base_url) && isLoopback(new URL(base_url).hostname);
}

/**
 * QFPay refunds nothing for an hour each night. On this machine it is an emulator that answers, and that never sleeps; but what is
 * sent to prod may go through a proxy of the merchant's own.
 */
export function hasNights({ env, base_url }: NightTarget): boolean {
  return env === 'prod' || (env !== 'local' && !isLoopback(new URL(base_url).hostname));
}
