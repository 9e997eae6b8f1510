/** How much is to be given back. Major units wait for the currency, which only the payment's record tells. */
export type RefundSum = { readonly txamt: string } | { readonly amount: string } | 'full';
