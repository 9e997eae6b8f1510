import { describe, expect, test } from 'vitest';
import { NetworkError } from '../../src/errors.ts';
import { loadCatalogue, loadWords } from '../../src/language/languages.ts';
import { speak } from '../../src/language/t.ts';
import { refundedPaymentReport } from '../../src/report/payment-report.ts';
import type { RefundFindings } from '../../src/report/refund-findings.ts';
import { refundReport } from '../../src/report/refund-report.ts';
import type { Report } from '../../src/report/report.ts';

const en = await loadWords('en');
const hant = await loadWords('zh-Hant');

const findings: RefundFindings = {
  env: 'sandbox',
  outcome: 'refunded',
  respcd: '0000',
  repeated: false,
  transaction: { out_trade_no: 'RF1', syssn: 'R1', orig_syssn: 'P1', txamt: '640', txcurrcd: 'HKD' },
  payment: { out_trade_no: 'A-1', syssn: 'P1', txamt: '1280', txcurrcd: 'HKD' },
  refundable: '640',
  refunds: [],
  commands: { query: 'qfpay query RF1 --wait', again: 'qfpay refund A-1 --txamt 640', full: 'qfpay refund A-1 --full' },
  notices: [],
  warnings: [],
};
const report = (changes: Partial<RefundFindings> = {}) => refundReport({ ...findings, ...changes }, en);
const textOf = ({ blocks }: Report) => JSON.stringify(blocks);

test('the document has the refund as transaction and the payment as original', () => {
  const { data, exit_code } = report();
  expect(exit_code).toBe(0);
  expect(data).toEqual({
    ...{ env: 'sandbox', outcome: 'refunded', respcd: '0000', repeated: false },
    meaning: expect.any(String),
    next_step: expect.any(String),
    transaction: { out_trade_no: 'RF1', syssn: 'R1', orig_syssn: 'P1', txamt: '640', txcurrcd: 'HKD' },
    original: { out_trade_no: 'A-1', syssn: 'P1', txamt: '1280', refundable: '640' },
  });
});

test('what nobody can tell is left out', () => {
  const { refundable: _refundable, ...unsure } = findings;
  expect(refundReport(unsure, en).data['original']).toEqual({ out_trade_no: 'A-1', syssn: 'P1', txamt: '1280' });
});

test('a person reads amount, payment and what is left', () => {
  expect(textOf(report())).toMatch(/HKD 6\.40 - given back.*A-1.*HKD 12\.80.*HKD 6\.40/);
});

test('a repeat is told as one, in words and in the document', () => {
  const told = report({ repeated: true });
  expect(told.data['repeated']).toBe(true);
  expect(textOf(told)).toContain('no money moved');
});

test('several refunds are listed', () => {
  const refunds = [findings.transaction, { ...findings.transaction, out_trade_no: 'RF2' }];
  const told = report({ refunds });
  expect(told.data['refunds']).toHaveLength(2);
  expect(textOf(told)).toContain('RF2');
});

describe('ends with', () => {
  test.each([
    ['refunded', '0000', 0],
    ['declined', '1269', 4],
    ['declined', '1108', 6],
    ['pending', '1143', 5],
    ['unknown', '1297', 8],
    ['unknown', '1108', 8],
  ] as const)('%s (%s): %d', (outcome, respcd, exit_code) => {
    const told = report({ outcome, respcd });
    expect(told.exit_code).toBe(exit_code);
    expect(told.error === undefined).toBe(exit_code === 0);
  });
});

describe('goes on with', () => {
  test.each([
    ['the query of a pending refund', { outcome: 'pending', respcd: '1143' }, 'qfpay query RF1 --wait'],
    ['the same command when it is unknown', { outcome: 'unknown' }, 'qfpay refund A-1 --txamt 640'],
    [
      'the same command when the takings do not cover it',
      { outcome: 'declined', respcd: '1269' },
      findings.commands.again,
    ],
    ['the same command when it is night', { outcome: 'declined', respcd: '1265' }, findings.commands.again],
    ['all that is left where no part can be refunded', { outcome: 'declined', respcd: '1271' }, findings.commands.full],
  ] as const)('%s', (_what, changes, resume) => {
    expect(report(changes).error).toMatchObject({ out_trade_no: 'RF1', resume });
  });

  test('a number of the merchant’s where only that can help', () => {
    const { error } = report({ outcome: 'unknown', respcd: '2011', needs_number: true, reason: 'used' });
    expect(error).toMatchObject({ message: 'used', hint: expect.stringContaining('--refund-no') });
  });

  test('advice in the language of the reader', async () => {
    speak(await loadCatalogue('zh-Hant'));
    const { error } = refundReport({ ...findings, outcome: 'declined', respcd: '1270' }, hant);
    expect(error?.hint).toContain('全部餘額');
  });
});

const payment = {
  ...{ env: 'sandbox' as const, outcome: 'paid' as const, respcd: '0000', resume: 'qfpay query A-1' },
  ...{ transaction: findings.payment, notices: [], warnings: ['the disk is full'] },
};

describe('a payment and its refund', () => {
  test('end as the refund does, each with its own part of the document', () => {
    const told = refundedPaymentReport(payment, findings, en);
    expect(told).toMatchObject({
      command: 'pay',
      exit_code: 0,
      data: { outcome: 'refunded', transaction: { syssn: 'P1' }, refund: { transaction: { syssn: 'R1' } } },
      warnings: ['the disk is full'],
    });
    expect(told).not.toHaveProperty('error');
    expect(told.data['refund']).not.toHaveProperty('env');
  });

  test('leave the payment paid where the refund was declined', () => {
    const told = refundedPaymentReport(payment, { ...findings, outcome: 'declined', respcd: '1269' }, en);
    expect(told).toMatchObject({ exit_code: 4, data: { outcome: 'paid' }, error: { out_trade_no: 'RF1' } });
  });

  test('leave the payment paid where the refund could not be tried', () => {
    const failure = new NetworkError('query got no usable answer', { hint: 'run it again', resume: 'qfpay refund' });
    const told = refundedPaymentReport(payment, failure, en);
    expect(told).toMatchObject({
      exit_code: 7,
      data: { outcome: 'paid' },
      error: { message: expect.stringContaining('was not given back'), hint: 'run it again', resume: 'qfpay refund' },
    });
    expect(told.data).not.toHaveProperty('refund');
  });
});
