import type { Context } from '../../context.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { findOrders, findSyssns } from '../../lookup/find-orders.ts';
import { findRefundNumber, findRefunds } from '../../lookup/find-refunds.ts';
import { monthTeller } from '../../lookup/month-of-order.ts';
import type { Lookup } from '../../lookup/pages.ts';
import type { Window } from '../../lookup/window.ts';
import type { RefundablePayment } from '../../refund/refund-record.ts';
import type { RefundRequest } from './request.ts';

/** A payment, and the months in which a refund of it can stand. */
export interface Refundable {
  readonly payment: RefundablePayment;
  readonly months: readonly Window[];
}

/**
 * What has to be known before a refund is sent, wherever it is known from. Every one of them may fail with a SignatureError,
 * DeclinedError, NetworkError or RateLimitedError: the gateway could not be asked.
 */
export interface RefundBooks {
  /** All that stands under the name of the payment. */
  payment(request: RefundRequest): Promise<Lookup>;
  /** What stands under a number that a refund of the payment may have. */
  refundNumber(out_trade_no: string, of: Refundable): Promise<Lookup>;
  /** All refunds of a payment whose flag does not tell what is left. */
  refunds(of: Refundable): Promise<Lookup>;
  /** Whether what is left is asked for also where the refund stands already. */
  readonly tells_left_of_standing: boolean;
}

/** One refund is asked about at a time. */
export function gatewayBooks(gateway: Gateway, context: Context): RefundBooks {
  return {
    async payment({ named, window }) {
      if (named.field === 'syssn') return findSyssns(gateway, [named.value], undefined);
      const out_trade_no = [named.value];
      return findOrders(gateway, { out_trade_no, window, now: context.clock.now(), monthOf: monthTeller(context) });
    },
    refundNumber: (out_trade_no, { months }) => findRefundNumber(gateway, out_trade_no, months),
    refunds: ({ payment, months }) => findRefunds(gateway, payment, months),
    tells_left_of_standing: true,
  };
}
