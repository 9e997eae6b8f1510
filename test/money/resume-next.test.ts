import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../src/history/history-entry.ts';
import { nextCommand } from '../../src/money/resume.ts';

const payment: HistoryEntry = {
  id: 'i1',
  time: '2026-03-02T07:04:05.000Z',
  command: 'pay',
  env: 'test',
  base_url: 'https://test-openapi-hk.qfapi.com',
  app_code: 'A',
  endpoint: 'payment',
  out_trade_no: 'A|1',
};
const refund: HistoryEntry = { ...payment, endpoint: 'refund', out_trade_no: 'RF1', orig_syssn: 'S1', txamt: '500' };
const skipping = { ...refund, skipped_rules: ['fps-refund', 'refund-age'] };
const { orig_syssn: _none, ...orphan } = refund;
const close: HistoryEntry = { ...payment, endpoint: 'close', orig_syssn: 'S1' };
const nameless = { ...close, out_trade_no: '' };

test.each<[string, HistoryEntry, string, object, string | undefined]>([
  ['a payment that is pending', payment, 'pending', {}, "qfpay query 'A|1' --wait --env test"],
  ['a payment of a profile', payment, 'unknown', { profile: 'shop' }, "qfpay query 'A|1' --wait --profile shop"],
  ['a payment that is paid', payment, 'paid', {}, undefined],
  ['a payment that was not sent', payment, 'not_sent', {}, undefined],
  ['a refund', refund, 'unknown', {}, 'qfpay refund --syssn S1 --txamt 500 --refund-no RF1 --env test'],
  ['a refund in progress', refund, 'pending', {}, 'qfpay query RF1 --wait --env test'],
  ['a refund of which too little was kept', orphan, 'unknown', {}, 'qfpay query RF1 --wait --env test'],
  ['a refund that is done', refund, 'refunded', {}, undefined],
  ['a close of an order that is open', close, 'pending', {}, "qfpay close 'A|1' --env test"],
  ['a reversal', { ...close, endpoint: 'reversal' }, 'unknown', {}, "qfpay reverse 'A|1' --env test"],
  ['a close of a paid order', close, 'paid', {}, "qfpay refund 'A|1' --full --env test"],
  ['a close of an order without a number', nameless, 'pending', {}, 'qfpay close --syssn S1 --env test'],
])('%s goes on with the right command', (_what, entry, outcome, options, next) => {
  expect(nextCommand(entry, outcome, options)).toBe(next);
});

test('a refund that skipped rules skips them again', () => {
  expect(nextCommand(skipping, 'unknown', {})).toContain(
    '--refund-no RF1 --skip-rule fps-refund --skip-rule refund-age --env test',
  );
});

test('a call to another base URL goes on there', () => {
  const elsewhere = { ...payment, base_url: 'http://127.0.0.1:8080' };
  expect(nextCommand(elsewhere, 'pending', {})).toContain('--base-url http://127.0.0.1:8080');
});
