import type { PayType } from '../../src/catalog/pay-types.ts';
import { findPayType } from '../../src/payment/resolve-pay-type.ts';

/** The pay type of a code or an alias that the test knows to be one. */
export function resolvePayType(text: string): PayType {
  const found = findPayType(text);
  if (!found) throw new Error(`${text} is no pay type`);
  return found;
}
