import { describe, expect, test } from 'vitest';
import { cancelledFault, choosePayment } from '../../src/refund/choose-payment.ts';

const named = { field: 'out_trade_no', value: 'A-1' } as const;
const paid = {
  ...{ syssn: 'P1', out_trade_no: 'A-1', order_type: 'payment', respcd: '0000', cancel: '0' },
  ...{ txamt: '1280', txcurrcd: 'HKD', pay_type: '800201', paydtm: '2026-03-02 15:04:30' },
};
const faultsOf = (choice: ReturnType<typeof choosePayment>) => ('faults' in choice ? choice.faults : 'a payment');

test('the paid one is taken among attempts that were not', () => {
  const failed = { ...paid, syssn: 'P0', respcd: '1201' };
  expect(choosePayment([failed, paid], named)).toEqual({ payment: paid });
});

test('a record that does not say what it is, is the payment', () => {
  const { order_type: _type, ...record } = paid;
  expect(choosePayment([record], named)).toEqual({ payment: record });
});

test('a refunded payment is one all the same', () => {
  expect(choosePayment([{ ...paid, cancel: '3' }], named)).toMatchObject({ payment: { syssn: 'P1' } });
});

test('of a number that was paid twice each syssn is offered', () => {
  const faults = faultsOf(choosePayment([paid, { ...paid, syssn: 'P2', txamt: '500' }], named));
  expect(faults).toMatchObject([
    { field: 'syssn', value: 'P1', rule: expect.stringContaining('HKD 12.80') },
    {
      field: 'syssn',
      value: 'P2',
      rule: expect.stringContaining('HKD 5.00'),
      next: expect.stringContaining('--syssn P2'),
    },
  ]);
});

describe('an order that nobody paid', () => {
  test.each([
    ['1143', '800201', 'qfpay close A-1'],
    ['1145', '800208', 'qfpay reverse A-1'],
    ['1143', '805801', 'qfpay query A-1 --wait'],
    ['1181', '800201', 'qfpay query A-1'],
  ])('(%s, pay type %s) is no refund: %s', (respcd, pay_type, command) => {
    const [fault] = faultsOf(choosePayment([{ ...paid, respcd, pay_type }], named));
    expect(fault).toMatchObject({ ...named, next: expect.stringContaining(command) });
    expect(fault).not.toHaveProperty('rule_id');
  });

  test('is named by its syssn in the commands where it was at the prompt', () => {
    const [fault] = faultsOf(choosePayment([{ ...paid, respcd: '1143' }], { field: 'syssn', value: 'P1' }));
    expect(fault).toMatchObject({ next: expect.stringContaining('qfpay close --syssn P1') });
  });
});

test('the number of a refund leads to its payment', () => {
  const refund = { ...paid, order_type: 'refund', orig_syssn: 'P9' };
  expect(faultsOf(choosePayment([refund], named))).toMatchObject([
    { rule: expect.stringContaining('refund'), next: expect.stringContaining('--syssn P9') },
  ]);
});

test('nothing found leaves no fault to tell', () => {
  expect(choosePayment([], named)).toEqual({ faults: [] });
});

test.each([
  ['syssn', { ...paid, syssn: undefined }],
  ['amount', { ...paid, txamt: undefined }],
  ['whole amount', { ...paid, txamt: '12.80' }],
])('a payment without a %s cannot be refunded', (_what, record) => {
  const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
  expect(faultsOf(choosePayment([given], named))).toHaveLength(1);
});

test.each([
  ['1', 'reversed'],
  ['2', 'closed'],
])('a payment of flag %s was %s, and has no money left', (cancel, word) => {
  expect(cancelledFault({ ...paid, cancel }, named)).toMatchObject({ rule: expect.stringContaining(word) });
});

test.each(['0', '3', '5'])('a payment of flag %s was not cancelled', (cancel) => {
  expect(cancelledFault({ ...paid, cancel }, named)).toBeUndefined();
});
