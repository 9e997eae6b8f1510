import { expect, test } from 'vitest';
import { doubtAbout } from '../../src/money/refund-state.ts';
import { answer } from '../lookup/fake-books.ts';

const refund = { payment: { syssn: 'P', txamt: '1280' }, txamt: '640', out_trade_no: 'RF1', is_given: false };
const about = (fields: Record<string, string>, respcd = '0000') => doubtAbout(answer(respcd, '', fields), refund);

test.each([
  ['all that was sent', { out_trade_no: 'RF1', orig_syssn: 'P', txamt: '640' }],
  ['the original by another name', { origssn: 'P' }],
  ['nothing of it', {}],
  ['that it succeeded', { txstatus: 'SUCCESS' }],
])('an answer that names %s is believed', (_what, fields) => {
  expect(about(fields)).toBeUndefined();
});

test.each([
  ['out_trade_no', { out_trade_no: 'RF2' }],
  ['orig_syssn', { orig_syssn: 'Q' }],
  ['txamt', { txamt: '1280' }],
])('an answer with another %s is not', (name, fields) => {
  expect(about(fields)).toContain(name);
});

test.each(['FAILED', 'PENDING', 'REFUSED'])('a 0000 with txstatus %s contradicts itself', (txstatus) => {
  expect(about({ txstatus })).toContain('contradicts');
});

test('a 0000 over another code contradicts itself', () => {
  const said = { ...answer('0000'), data: { respcd: '1269' } };
  expect(doubtAbout(said, refund)).toContain('contradicts');
});

test('a refusal may name the amount of the payment, but no other number', () => {
  expect(about({ out_trade_no: 'RF1', txamt: '1280', orig_syssn: 'P' }, '1269')).toBeUndefined();
  expect(about({ out_trade_no: 'RF2' }, '1269')).toContain('out_trade_no');
});
