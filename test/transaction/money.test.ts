import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, parseAmount, parseTxamt } from '../../src/transaction/money.ts';

test.each([
  ['one cent', '1'],
  ['cents', '1280'],
  ['eleven digits, the most the gateway takes', '99999999999'],
])('takes %s as txamt', (_what, text) => {
  expect(parseTxamt(text)).toEqual({ txamt: text });
});

test.each([
  ['nothing', ''],
  ['zero', '0'],
  ['a minus sign', '-5'],
  ['a plus sign', '+5'],
  ['a decimal point', '12.50'],
  ['a leading zero', '0100'],
  ['a thousands separator', '1,000'],
  ['an exponent', '1e3'],
  ['a hexadecimal number', '0x10'],
  ['a space', ' 100'],
  ['a line end', '100\n'],
  ['full-width digits', '１００'],
  ['twelve digits', '100000000000'],
])('refuses %s in txamt and names the field and the value', (_what, text) => {
  expect(parseTxamt(text)).toMatchObject({ fault: { field: 'txamt', value: text } });
});

test('a decimal txamt is pointed to --amount', () => {
  expect(parseTxamt('12.80')).toMatchObject({ fault: { next: expect.stringContaining('--amount 12.80') } });
});

test.each([
  ['12.80', '1280'],
  ['12.8', '1280'],
  ['12', '1200'],
  ['0.01', '1'],
  ['0.1', '10'],
  ['1.10', '110'],
  ['4.35', '435'],
  ['8.29', '829'],
  ['1000000.29', '100000029'],
  ['999999999.99', '99999999999'],
])('%s HKD is %s cents', (text, txamt) => {
  expect(parseAmount(text, 'HKD')).toEqual({ txamt });
});

test.each([
  ['more than two decimals', '12.805', 'HKD', 'at most 2 decimals'],
  ['a thousands separator', '1,280.00', 'HKD', 'no separator'],
  ['a decimal comma', '12,80', 'HKD', 'no separator'],
  ['a sign', '-1', 'HKD', 'number above 0'],
  ['a currency sign', '$1', 'HKD', 'number above 0'],
  ['an exponent', '1e3', 'HKD', 'number above 0'],
  ['a leading zero', '01', 'HKD', 'number above 0'],
  ['a bare point', '.5', 'HKD', 'number above 0'],
  ['a trailing point', '5.', 'HKD', 'number above 0'],
  ['zero', '0.00', 'HKD', 'above 0'],
  ['more than eleven digits', '1000000000', 'HKD', 'at most 11 digits'],
  ['yen, which have no minor unit', '100', 'JPY', 'no two minor digits'],
  ['a currency that is not in the table', '1', 'XXX', 'no two minor digits'],
])('refuses %s in amount', (_what, text, currency, rule) => {
  expect(parseAmount(text, currency)).toMatchObject({
    fault: { field: 'amount', value: text, rule: expect.stringContaining(rule) },
  });
});

test.each([
  ['1280', 'HKD', 'HKD 12.80'],
  ['1', 'HKD', 'HKD 0.01'],
  ['100', 'HKD', 'HKD 1.00'],
  ['-1280', 'HKD', 'HKD -12.80'],
  ['123456789', 'USD', 'USD 1234567.89'],
  ['100', 'JPY', 'JPY 100'],
  ['1280', 'XXX', 'XXX 1280 (smallest unit)'],
  ['12.80', 'HKD', 'HKD 12.80'],
])('shows txamt %s in %s as %s', (txamt, currency, text) => {
  expect(formatMoney(txamt, currency)).toBe(text);
});

test('what is shown can be typed again as --amount without losing a cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999_999 }).map(String), (txamt) => {
      expect(parseAmount(formatMoney(txamt, 'HKD').slice(4), 'HKD')).toEqual({ txamt });
    }),
  );
});

test('no text makes an amount that is not a plain positive number of at most eleven digits', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.,+-]{0,14}$/)), (text) => {
      for (const read of [parseTxamt(text), parseAmount(text, 'HKD')]) {
        if ('txamt' in read) expect(read.txamt).toMatch(/^[1-9]\d{0,10}$/);
      }
    }),
  );
});

test.each([
  ['12,80', 'did you mean 12.80?'],
  ['1,280.50', 'did you mean 1280.50?'],
  ["1'280", 'must be a number above 0 such as 12.80'],
  ['1,280', 'did you mean 1280?'],
  ['1,2,3', 'such as 1280.50'],
])('a separator is asked about, and not guessed: %s', (text, said) => {
  const { fault } = parseAmount(text, 'HKD') as { fault: { rule: string; next?: string } };
  expect(fault.next ?? fault.rule).toBe(said);
});
