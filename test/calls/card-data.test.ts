import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardFaults, hasCardNumber, hasCheckDigit, isCardPath } from '../../src/calls/card-data.ts';

describe('a card number', () => {
  test.each([
    ['plain', '4000000000001091'],
    ['in groups', '5200 0000 0000 1096'],
    ['with dashes', '5200-0000-0000-1096'],
    ['in a text', 'paid by 4000 0000 0000 1091, thanks'],
    ['behind another number', 'Flat 12 4000000000001091'],
    ['before another number', '4000 0000 0000 1091 12 26'],
    ['with points', '4000.0000.0000.1091'],
    ['Amex with points', '3782.822463.10005'],
    ['two spaces apart', '4000  0000  0000  1091'],
    ['with spaces that do not break', '4000\u00a00000\u00a00000\u00a01091'],
    ['with long dashes', '4000–0000–0000–1091'],
    ['in wide digits', '４０００００００００００１０９１'],
    ['escaped for JSON', '{"a":"\\u0034000000000001091"}'],
    ['escaped for a URL', '4000%200000%200000%201091'],
    ['Amex', '378282246310005'],
    ['UnionPay, 19 digits', '6212345678901234567'.replace(/\d$/, (_last) => checked('621234567890123456'))],
    ['JCB', '3530111333300000'],
    ['Discover', '6011111111111117'],
  ])('is seen: %s', (_what, text) => {
    expect(hasCardNumber(text)).toBe(true);
  });

  test.each([
    ['a wrong check digit', '4000000000001092'],
    ['a syssn', '20260302180500020000000001'],
    ['a moment in milliseconds', '1764500000000'],
    ['a day and a time', '20261130131100'],
    ['a telephone number with its country', '8613812345678'],
    ['a seller at Alipay', '2088021966388155'],
    ['an amount', '1280'],
    ['a fraction', '0.4000000000001091'],
    ['a longer number in groups', '2026030218050002 4000000000001091 0'.replaceAll(' ', '')],
  ])('is not seen in %s', (_what, text) => {
    expect(hasCardNumber(text)).toBe(false);
  });

  test('is refused in any parameter and at any depth of its JSON, and its value is not repeated', () => {
    const faults = cardFaults([
      ['goods_name', '4000000000001091'],
      ['extend_info', '{"payer":{"note":["5200 0000 0000 1096"]}}'],
      ['billing_address', '{"card":4000000000001091}'],
      ['name', 'Chan Tai Man'],
    ]);
    expect(faults.map(({ field }) => field)).toEqual(['goods_name', 'extend_info', 'billing_address']);
    expect(JSON.stringify(faults)).not.toMatch(/0000/);
  });

  test.each(['card_number', 'cardno', 'cvv', 'payment_data', 'card_expiry'])(
    'is refused by the name %s alone',
    (name) => {
      expect(cardFaults([[name, 'x']])).toHaveLength(1);
      expect(cardFaults([['extend_info', JSON.stringify({ a: { [name]: 'x' } })]])).toHaveLength(1);
    },
  );

  test("is not a payer's code of UnionPay or Alipay", () => {
    const code = `621234567890123456${checked('621234567890123456')}`;
    expect(cardFaults([['auth_code', code]])).toEqual([]);
    expect(cardFaults([['auth_code', '4000000000001091']])).toHaveLength(1);
  });

  test('is any Visa number that has its check digit', () => {
    const digits = fc.stringMatching(/^4\d{14}$/);
    fc.assert(fc.property(digits, (text) => hasCardNumber(text + checked(text))));
  });
});

test('paths that take cards are known in any spelling', () => {
  expect(isCardPath('/trade/v1/Payment_Verify')).toBe(true);
  expect(isCardPath('/trade/v1/payment')).toBe(false);
});

/** The digit that makes a number one with a check digit. */
function checked(digits: string): string {
  return '0123456789'.split('').find((digit) => hasCheckDigit(digits + digit)) ?? '';
}
