import { expect, test } from 'vitest';
import type { Answer } from '../../src/gateway/gateway.ts';
import { doubtAbout, type Order } from '../../src/money/payment-order.ts';
import { answer } from '../lookup/fake-books.ts';
import { resolvePayType } from '../support/resolve-pay-type.ts';

function order(pay_type: string): Order {
  return {
    out_trade_no: 'A-1',
    pay_type: resolvePayType(pay_type),
    parameters: Object.entries({ txamt: '1280', txcurrcd: 'HKD', pay_type, out_trade_no: 'A-1' }),
    sent_at: new Date('2026-03-02T07:04:05Z'),
    resume: { out_trade_no: 'A-1', command: 'qfpay query A-1' },
    amount: 'HKD 12.80',
  };
}

const scanned = order('800208');
const shown = order('800201');
const said = (respcd: string, own: Partial<Answer> = {}) => ({ ...answer(respcd), ...own });
const fields = (own: Record<string, string>) => ({ fields: { respcd: '0000', ...own } });

test.each<[string, Order, Answer]>([
  ['a payment without a second word', scanned, said('0000')],
  ['a payment that says so twice', scanned, said('0000', { data: { respcd: '0000', txstatus: 'SUCCESS' } })],
  ['empty second words', scanned, said('0000', { data: { respcd: '', txstatus: '' } })],
  ['an order that waits for its payer', shown, said('0000', { data: { respcd: '1143', txstatus: 'PENDING' } })],
  ['our own number, amount and currency', shown, said('0000', fields({ out_trade_no: 'A-1', txamt: '1280' }))],
  ['another wallet', scanned, said('0000', fields({ pay_type: '800108' }))],
  ['a refusal, whatever else is said', scanned, said('1201', { data: { txstatus: 'SUCCESS' } })],
  ['a pending payment, whatever else is said', scanned, said('1145', { data: { txstatus: 'SUCCESS' } })],
])('%s is believed', (_what, sent, got) => {
  expect(doubtAbout(got, sent)).toBeUndefined();
});

test.each<[string, Order, Answer]>([
  ['a pending code in its data', scanned, said('0000', { data: { respcd: '1143' } })],
  ['a refusal in its data', scanned, said('0000', { data: { respcd: '1201' } })],
  ['a code that nobody knows in its data', scanned, said('0000', { data: { respcd: '7777' } })],
  ['a pending record', scanned, said('0000', { records: [{ respcd: '1143' }] })],
  ['a pending txstatus', scanned, said('0000', { data: { txstatus: 'PENDING' } })],
  ['a failed txstatus', scanned, said('0000', { data: { txstatus: 'failed' } })],
  ['a failed txstatus beside its respcd', scanned, said('0000', fields({ txstatus: 'FAILED' }))],
  ['a txstatus that nobody knows', scanned, said('0000', { data: { txstatus: 'CLOSED' } })],
  ['an order that was refused', shown, said('0000', { data: { respcd: '1201' } })],
  ['an order that failed', shown, said('0000', { data: { txstatus: 'FAILED' } })],
])('a 0000 with %s contradicts itself', (_what, sent, got) => {
  expect(doubtAbout(got, sent)).toContain('contradicts itself');
});

test.each([
  ['out_trade_no', { fields: { out_trade_no: 'B-7' } }],
  ['out_trade_no', { data: { out_trade_no: 'B-7' } }],
  ['txamt', { fields: { txamt: '1281' } }],
  ['txcurrcd', { records: [{ txcurrcd: 'JPY' }] }],
])('another %s is another order, whatever its code', (field, own) => {
  for (const respcd of ['0000', '1201', '1143']) {
    expect(doubtAbout(said(respcd, own), scanned)).toBe(
      `the answer is about another order: its ${field} is not the one that was sent`,
    );
  }
});
