import type { PayerOrder } from '../emulator/payer.ts';

/** An order's state as its page shows it. */
export type PageState = PayerOrder['state'] | 'refunded' | 'partly_refunded';

/** What was given back stands in the place of what was paid. */
export function pageStateOf({ state, refunded, txamt }: PayerOrder): PageState {
  if (state !== 'paid' || refunded === 0) return state;
  return refunded < txamt ? 'partly_refunded' : 'refunded';
}

/** Whether the payer can still do something. */
export function isOpen(state: PageState): boolean {
  return state === 'waiting' || state === 'password_pending';
}
