import { expect, test } from 'vitest';
import { currencies, findCurrency } from '../../src/catalog/currencies.ts';

test('only the yen has no minor unit', () => {
  expect(currencies.filter(({ minor_digits }) => minor_digits !== 2)).toEqual([{ code: 'JPY', minor_digits: 0 }]);
  expect(findCurrency('XYZ')).toBeUndefined();
});
