import { describe, expect, test } from 'vitest';
import { UnknownOutcomeError } from '../../src/errors.ts';
import type { CancelOrder } from '../../src/money/cancel-order.ts';
import { outcomeOfCancel } from '../../src/money/cancellation.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';
import { answer } from '../lookup/fake-books.ts';

const record: Transaction = { out_trade_no: 'A-1', syssn: 'S1', respcd: '1143', cancel: '0', txamt: '1280' };
const unpaid: CancelOrder = {
  endpoint: 'close',
  txamt: '1280',
  txdtm: '2026-03-02 15:04:05',
  record,
  is_void: false,
  skipped_rules: [],
  resume: { command: 'qfpay query A-1' },
};
const reversal: CancelOrder = { ...unpaid, endpoint: 'reversal' };
const card: CancelOrder = { ...reversal, is_void: true, record: { ...record, respcd: '0000' } };

const done = answer('0000', '', { syssn: 'C1' });
const lost = new UnknownOutcomeError('reset');
const open = record;
const paid = { ...record, respcd: '0000' };
const closed = { ...record, respcd: '1142', cancel: '2' };
const reversed = { ...record, respcd: '0000', cancel: '1' };
const refunded = { ...record, respcd: '0000', cancel: '3' };
const expired = { ...record, respcd: '1181' };

type Case = readonly [
  string,
  Parameters<typeof outcomeOfCancel>[0],
  Parameters<typeof outcomeOfCancel>[1]['answer'],
  Transaction | undefined,
  object,
];

test.each<Case>([
  ['done, and the books agree', unpaid, done, closed, { outcome: 'closed', respcd: '0000' }],
  ['done by reversal', reversal, done, reversed, { outcome: 'reversed', respcd: '0000' }],
  ['done by reversal, with the flag of a QR order', reversal, done, closed, { outcome: 'reversed', respcd: '0000' }],
  ['refused as ended before, by another call', reversal, answer('1263'), closed, { outcome: 'closed', repeated: true }],
  ['done, and the order ran out meanwhile', unpaid, done, expired, { outcome: 'closed', respcd: '0000' }],
  ['reversed, and the order ran out meanwhile', reversal, done, expired, { outcome: 'reversed', respcd: '0000' }],
  ['done, but the payer was quicker', unpaid, done, paid, { outcome: 'paid', respcd: '0000' }],
  ['done, but the books are behind', unpaid, done, open, { outcome: 'pending', respcd: '0000' }],
  ['done, but the books cannot be read', unpaid, done, undefined, { outcome: 'pending', respcd: '0000' }],
  ['the answer lost, but closed', unpaid, lost, closed, { outcome: 'closed', respcd: '1142' }],
  ['the answer lost, and paid', unpaid, lost, paid, { outcome: 'paid', respcd: '0000' }],
  ['the answer lost, and still open', unpaid, lost, open, { outcome: 'pending' }],
  ['the answer lost, and the books cannot be read', unpaid, lost, undefined, { outcome: 'unknown' }],
  ['the answer lost, and the order ran out', unpaid, lost, expired, { outcome: 'declined', respcd: '1181' }],
  ['in progress', reversal, answer('1145'), open, { outcome: 'pending', respcd: '1145' }],
  ['in progress, then done', reversal, answer('1145'), reversed, { outcome: 'reversed', respcd: '0000' }],
  ['refused as closed before', unpaid, answer('1264'), closed, { outcome: 'closed', respcd: '1142', repeated: true }],
  ['refused as paid before', unpaid, answer('1260'), paid, { outcome: 'paid', respcd: '0000' }],
  [
    'refused, and still open',
    unpaid,
    answer('1136', 'no'),
    open,
    { outcome: 'declined', respcd: '1136', message: 'no' },
  ],
  ['refused for its signature', unpaid, answer('1108', 'bad'), undefined, { outcome: 'declined', respcd: '1108' }],
  ['left open by its code', unpaid, answer('1297'), open, { outcome: 'pending', respcd: '1297' }],
  ['left open by its code and the books', unpaid, answer('1296'), undefined, { outcome: 'unknown', respcd: '1296' }],
  ['with a code that no table knows', unpaid, answer('7777'), closed, { outcome: 'closed', respcd: '1142' }],
  ['a void that is done', card, done, reversed, { outcome: 'reversed', respcd: '0000' }],
  ['a void that stands as a refund', card, done, refunded, { outcome: 'refunded', respcd: '0000' }],
  ['a void that the books do not show yet', card, done, paid, { outcome: 'pending', respcd: '0000' }],
  ['a void whose answer got lost', card, lost, paid, { outcome: 'unknown' }],
  ['a void whose answer got lost, but done', card, lost, reversed, { outcome: 'reversed' }],
  ['a void that was refused', card, answer('1150', 'no'), paid, { outcome: 'declined', respcd: '1150', message: 'no' }],
])('%s', (_what, order, said, after, expected) => {
  const state = outcomeOfCancel(order, { answer: said, after });
  expect(state).toMatchObject(expected);
  expect(state.repeated).toBe('repeated' in expected ? true : undefined);
  expect(state.reason).not.toBe('');
});

describe('an order that is not seen closed', () => {
  test.each([
    ['1297', answer('1297')],
    ['0000 without a syssn', answer('0000')],
  ])('after %s may be of a wallet that cannot close', (_what, said) => {
    expect(outcomeOfCancel(unpaid, { answer: said, after: open }).reason).toContain('may not support close');
    expect(outcomeOfCancel(reversal, { answer: said, after: open }).reason).not.toContain('may not support');
  });

  test('but paid is told in capitals', () => {
    expect(outcomeOfCancel(unpaid, { answer: done, after: paid }).reason).toContain('PAID');
  });
});

test('an answer without a message leaves none, and one with a message has it', () => {
  expect(outcomeOfCancel(unpaid, { answer: done, after: closed })).not.toHaveProperty('message');
  const said = answer('0000', 'closed it', { syssn: 'C1' });
  expect(outcomeOfCancel(unpaid, { answer: said, after: closed })).toHaveProperty('message', 'closed it');
  expect(outcomeOfCancel(unpaid, { answer: lost, after: closed })).not.toHaveProperty('message');
});
