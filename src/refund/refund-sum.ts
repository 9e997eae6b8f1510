import { parseAmount } from '../transaction/money.ts';

/** How much is to be given back. Major units wait for the currency, which only the payment's record tells. */
export type RefundSum = { readonly txamt: string } | { readonly amount: string } | 'full';

/** In cents, whichever way it was said: HKD stands for all currencies that major units can be said of. */
export function sumKey(sum: RefundSum): string {
  if (sum === 'full') return 'full';
  if ('txamt' in sum) return sum.txamt;
  const read = parseAmount(sum.amount, 'HKD');
  return 'txamt' in read ? read.txamt : sum.amount;
}
