import { describe, expect, test } from 'vitest';
import { payTypes } from '../../src/catalog/pay-types.ts';
import { type Fault, UsageError } from '../../src/errors.ts';
import { type CancelName, readCancelRequest } from '../../src/money/cancel-order.ts';
import { decideCancel } from '../../src/money/cancel-rules.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';

const order: Transaction = {
  out_trade_no: 'A-1',
  syssn: 'S1',
  order_type: 'payment',
  respcd: '1143',
  cancel: '0',
  txamt: '1280',
  txcurrcd: 'HKD',
  pay_type: '800201',
  txdtm: '2026-03-02 15:04:05',
  sysdtm: '2026-03-02 15:04:06',
};

function decide(name: CancelName, records: readonly Transaction[], options = {}) {
  return decideCancel(readCancelRequest(name, options, ['A-1']), records, 'sandbox');
}

function faultsOf(name: CancelName, records: readonly Transaction[], options = {}): readonly Fault[] {
  try {
    decide(name, records, options);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).facts.details as readonly Fault[];
  }
  return [];
}

test('an order that nobody has paid is ended with the amount and the time it was made with', () => {
  expect(decide('close', [order])).toEqual({
    kind: 'send',
    warnings: [],
    order: {
      endpoint: 'close',
      txamt: '1280',
      txdtm: '2026-03-02 15:04:05',
      record: order,
      is_void: false,
      skipped_rules: [],
      resume: { out_trade_no: 'A-1', command: 'qfpay query A-1' },
    },
  });
});

test.each<[string, Partial<Transaction>]>([
  ['the payer may be typing the password', { respcd: '1143' }],
  ['it is being processed', { respcd: '1145' }],
  ['nobody knows how it stands', { respcd: '1297' }],
])('an order is ended while %s', (_what, state) => {
  expect(decide('close', [{ ...order, ...state }])).toMatchObject({ kind: 'send', order: { is_void: false } });
});

test.each<[string, Partial<Transaction>, string]>([
  ['closed', { respcd: '1142', cancel: '2' }, 'closed'],
  ['closed, without a flag', { respcd: '1142' }, 'closed'],
  ['reversed', { respcd: '0000', cancel: '1' }, 'reversed'],
  ['closed, with the code of an unpaid order', { respcd: '1143', cancel: '2' }, 'closed'],
  ['expired', { respcd: '1181' }, 'declined'],
  ['refused by the wallet', { respcd: '1201' }, 'declined'],
])('for an order that was %s before, nothing is sent', (_what, state, outcome) => {
  expect(decide('close', [{ ...order, ...state }])).toMatchObject({ kind: 'over', outcome });
});

describe('an order that is paid', () => {
  const paid = { ...order, respcd: '0000', paydtm: '2026-03-02 15:04:30' };
  const card = { ...paid, pay_type: '802801' };

  test.each<[string, CancelName, Partial<Transaction>]>([
    ['by a WeChat code', 'close', {}],
    ['by WeChat, asked to be reversed', 'reverse', {}],
    ['by an Alipay code, though old documents say that a reversal gives it back', 'reverse', { pay_type: '800108' }],
    ['and refunded in part', 'close', { cancel: '5' }],
  ])('%s is refused, with the refund that gives the money back', (_what, name, own) => {
    const faults = faultsOf(name, [{ ...paid, ...own }], { env: 'test' });
    expect(faults).toEqual([
      {
        field: 'out_trade_no',
        value: 'A-1',
        rule: expect.stringContaining('is paid'),
        next: 'qfpay refund A-1 --full --env test',
      },
    ]);
  });

  test('is refused though the rule of the endpoint is skipped', () => {
    expect(faultsOf('close', [paid], { skip_rule: ['cancel-endpoint'] })).toHaveLength(1);
  });

  test('the refusal carries what is known of it', () => {
    try {
      decide('close', [paid]);
      expect.unreachable();
    } catch (error) {
      expect((error as UsageError).facts).toMatchObject({
        hint: 'qfpay refund A-1 --full',
        known: { env: 'sandbox', outcome: 'paid', transaction: { out_trade_no: 'A-1', syssn: 'S1' } },
      });
    }
  });

  test.each(['802801', '806527'])('by card (%s) is voided by reverse', (pay_type) => {
    expect(decide('reverse', [{ ...paid, pay_type }])).toMatchObject({
      kind: 'send',
      warnings: [],
      order: { endpoint: 'reversal', is_void: true },
    });
  });

  test('by card is not voided by close, which says what does', () => {
    expect(faultsOf('close', [card]).map(({ rule_id, next }) => [rule_id, next])).toEqual([
      [undefined, 'qfpay refund A-1 --full'],
      ['cancel-endpoint', 'qfpay reverse A-1'],
    ]);
  });

  test('by card and refunded in part is not voided', () => {
    expect(faultsOf('reverse', [{ ...card, cancel: '5' }])).toHaveLength(1);
  });

  test('and refunded has nothing left to cancel', () => {
    expect(faultsOf('close', [{ ...paid, cancel: '3' }])[0]?.rule).toContain('nothing is left');
  });
});

describe('the endpoint', () => {
  test.each(payTypes.map(({ code, cancel }) => [code, cancel] as const))('of pay_type %s is %s', (pay_type, cancel) => {
    for (const [name, endpoint, other] of [
      ['close', 'close', 'reverse'],
      ['reverse', 'reversal', 'close'],
    ] as const) {
      const record = { ...order, pay_type };
      if (cancel === null) {
        expect(decide(name, [record])).toMatchObject({ warnings: [expect.stringContaining('QFPay names no call')] });
      } else if (cancel === endpoint) {
        expect(decide(name, [record])).toMatchObject({ kind: 'send', warnings: [], order: { endpoint } });
      } else {
        expect(faultsOf(name, [record])).toEqual([
          expect.objectContaining({ field: 'pay_type', rule_id: 'cancel-endpoint', next: `qfpay ${other} A-1` }),
        ]);
      }
    }
  });

  test('of the other kind is used when its rule is skipped, which is said and kept', () => {
    expect(decide('reverse', [order], { skip_rule: ['cancel-endpoint'] })).toMatchObject({
      kind: 'send',
      order: { endpoint: 'reversal', skipped_rules: ['cancel-endpoint'] },
      warnings: [expect.stringContaining('cancel-endpoint is skipped')],
    });
  });

  test('a rule that is skipped without need is not kept', () => {
    expect(decide('close', [order], { skip_rule: ['cancel-endpoint'] })).toMatchObject({
      order: { skipped_rules: [] },
      warnings: [],
    });
  });

  test('of a pay type that the gateway does not tell is warned about', () => {
    const { pay_type: _none, ...bare } = order;
    expect(decide('close', [bare])).toMatchObject({ warnings: [expect.stringContaining('pay_type ?')] });
  });
});

test.each(['txamt', 'txdtm'] as const)('an order without its %s cannot be ended', (name) => {
  const { [name]: _gone, ...rest } = order;
  expect(faultsOf('close', [rest])).toEqual([expect.objectContaining({ field: name })]);
});

describe('a number with several records', () => {
  test('that was paid in one attempt is paid', () => {
    const records = [order, { ...order, syssn: 'S2', respcd: '0000' }, { ...order, syssn: 'S3' }];
    expect(faultsOf('close', records)[0]?.rule).toContain('is paid');
  });

  test('with one open attempt means that one', () => {
    const records = [{ ...order, syssn: 'S2', respcd: '1181' }, order];
    expect(decide('close', records)).toMatchObject({ kind: 'send', order: { record: { syssn: 'S1' } } });
  });

  test('with two open attempts has to be told which', () => {
    const [fault] = faultsOf('close', [order, { ...order, syssn: 'S2' }]);
    expect(fault?.rule).toContain('2 open attempts (S1, S2)');
  });

  test('that is a refund is no order, and its order is named', () => {
    const refund = { ...order, order_type: 'refund', respcd: '0000', orig_syssn: 'S0' };
    expect(faultsOf('close', [refund])).toEqual([
      { field: 'out_trade_no', value: 'A-1', rule: 'is a refund, and no order', next: 'qfpay close --syssn S0' },
    ]);
  });
});
