import type { PaymentOptions } from './read-payment.ts';
import { findPayType } from './resolve-pay-type.ts';
import type { PaymentRuleId } from './skip-rules.ts';

const requiredParameter: PaymentRuleId = 'required-parameter';

/**
 * What a payment cannot be made without and nobody has typed, in the order in which it is asked for: the pay type first, since
 * the rest depends on it. `txamt` stands for the amount, however it is given.
 */
export function missingFields(options: PaymentOptions): string[] {
  const { pay_type, txamt, amount } = options;
  return [
    ...(pay_type === undefined ? ['pay_type'] : []),
    ...(txamt === undefined && amount === undefined ? ['txamt'] : []),
    ...(pay_type === undefined ? [] : missingParameters(pay_type, options)),
  ];
}

/** `seller_id` is asked for by one page of QFPay's documents only, so it is left to whoever knows it. */
function missingParameters(pay_type: string, options: PaymentOptions): string[] {
  if (options.skip_rule?.includes(requiredParameter)) return [];
  const given = new Map<string, unknown>([
    ...Object.entries(options),
    ...(options.param ?? []).map((text) => [text.split('=', 1)[0] ?? '', text] as const),
  ]);
  const { required = [] } = findPayType(pay_type) ?? {};
  return required.filter((name) => name !== 'seller_id' && given.get(name) === undefined);
}
