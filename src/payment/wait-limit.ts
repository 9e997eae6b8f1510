import type { PayType } from '../catalog/pay-types.ts';
import type { Parameter } from '../signature/canonical-text.ts';

/** A payer who shows a code pays within a moment, or not at all. */
const cpmSeconds = 90;

/** What an order lives for when no `expired_time` was sent. */
const defaultMinutes = 30;

/** How long, in ms, waiting for a payment makes sense: until its order expires; 90 s where the payer showed a code. */
export function waitLimit({ flow }: PayType, parameters: readonly Parameter[]): number {
  if (flow === 'cpm') return cpmSeconds * 1000;
  const expired_time = new Map(parameters).get('expired_time');
  return Number(expired_time ?? defaultMinutes) * 60_000;
}
