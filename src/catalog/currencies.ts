/** A currency the gateway takes. `txamt` counts its smallest unit; JPY has none below the yen. */
export interface Currency {
  readonly code: string;
  readonly minor_digits: number;
}

export const currencies: readonly Currency[] = [
  { code: 'AED', minor_digits: 2 },
  { code: 'CNY', minor_digits: 2 },
  { code: 'EUR', minor_digits: 2 },
  { code: 'HKD', minor_digits: 2 },
  { code: 'IDR', minor_digits: 2 },
  { code: 'JPY', minor_digits: 0 },
  { code: 'MMK', minor_digits: 2 },
  { code: 'MYR', minor_digits: 2 },
  { code: 'SGD', minor_digits: 2 },
  { code: 'THB', minor_digits: 2 },
  { code: 'USD', minor_digits: 2 },
  { code: 'CAD', minor_digits: 2 },
  { code: 'AUD', minor_digits: 2 },
];

export function findCurrency(code: string): Currency | undefined {
  return currencies.find((row) => row.code === code);
}
