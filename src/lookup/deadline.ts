import { payTypes } from '../catalog/pay-types.ts';

/** What is waited for. */
export interface Awaited {
  readonly pay_type?: string | undefined;
  /** `refund` for one; anything else is a payment. */
  readonly order_type?: string | undefined;
  readonly made_at: Date;
  /** `expired_time` of a QR order. */
  readonly expired_minutes?: number | undefined;
}

const second = 1000;
const defaultExpiry = 30;

/**
 * When `--wait` gives up by itself: 60 s for a refund, 90 s for a payer's code that was scanned, and else when the order
 * expires, which QFPay lets it do after 30 minutes unless told otherwise.
 */
export function waitDeadline({ pay_type, order_type, made_at, expired_minutes }: Awaited, now: Date): Date {
  if (order_type !== undefined && order_type !== 'payment') return new Date(now.getTime() + 60 * second);
  const isScanned = payTypes.some(({ code, flow }) => code === pay_type && flow === 'cpm');
  if (isScanned) return new Date(now.getTime() + 90 * second);
  return new Date(made_at.getTime() + (expired_minutes ?? defaultExpiry) * 60 * second);
}
