import { describe, expect, test } from 'vitest';
import { loadWords } from '../../src/language/languages.ts';
import { type CancelFindings, cancelReport } from '../../src/report/cancel-report.ts';
import { answer } from '../lookup/fake-books.ts';

const words = await loadWords('en');

const findings: CancelFindings = {
  command: 'close',
  env: 'sandbox',
  outcome: 'closed',
  respcd: '0000',
  reason: 'closed: nobody can pay it any more',
  order: { out_trade_no: 'A-1', syssn: 'S1', txamt: '1280', txcurrcd: 'HKD', respcd: '1142', cancel: '2' },
  cancellation: { syssn: 'C1', orig_syssn: 'S1' },
  answer: answer('0000'),
  resume: 'qfpay query A-1',
  refund: 'qfpay refund A-1 --full',
  notices: ['said before'],
  warnings: ['came up since'],
};

function report(own: Partial<CancelFindings> = {}) {
  return cancelReport({ ...findings, ...own }, words);
}

test('the document has the order, what ended it, and every warning', () => {
  expect(report().data).toEqual({
    env: 'sandbox',
    outcome: 'closed',
    respcd: '0000',
    meaning: expect.any(String),
    next_step: expect.any(String),
    transaction: expect.objectContaining({ out_trade_no: 'A-1', syssn: 'S1', txamt: '1280' }),
    cancellation: { syssn: 'C1', orig_syssn: 'S1' },
    signature: { present: false },
    response: { respcd: '0000', resperr: '' },
    warnings: ['said before', 'came up since'],
  });
});

test('a person reads what happened, the amount with its currency, and the number of the cancellation', () => {
  const [headline, rows] = report().blocks;
  expect(headline).toMatchObject({ word: 'CLOSED', text: findings.reason });
  expect(rows).toMatchObject({
    rows: expect.arrayContaining([
      ['amount', 'HKD 12.80'],
      ['close syssn', 'C1'],
    ]),
  });
});

test('only what came up since is printed as a warning: the rest was said before', () => {
  expect(report().warnings).toEqual(['came up since']);
});

describe('the exit status', () => {
  test.each([
    ['closed', undefined, 0],
    ['reversed', undefined, 0],
    ['refunded', undefined, 0],
    ['paid', undefined, 4],
    ['declined', '1136', 4],
    ['pending', undefined, 5],
    ['declined', '1108', 6],
    ['unknown', undefined, 8],
  ] as const)('of %s (%s) is %i', (outcome, respcd, exit_code) => {
    const told = report({ outcome, ...(respcd === undefined ? {} : { respcd }) });
    expect(told.exit_code).toBe(exit_code);
    expect('error' in told).toBe(exit_code !== 0);
  });
});

test.each([
  ['paid', '0000', '', { hint: 'qfpay refund A-1 --full' }],
  ['pending', '1297', 'busy', { message: expect.stringMatching(/\(1297 busy\)$/), resume: 'qfpay query A-1' }],
  ['unknown', undefined, undefined, { resume: 'qfpay query A-1' }],
  ['declined', '1136', 'no', { message: expect.stringMatching(/\(1136 no\)$/), hint: expect.any(String) }],
  [
    'declined',
    '1108',
    'bad',
    { message: expect.stringContaining('signature'), hint: expect.stringContaining('qfpay doctor') },
  ],
] as const)('an order that is %s (%s) is told how to go on', (outcome, respcd, message, expected) => {
  const own = { outcome, ...(respcd === undefined ? {} : { respcd }), ...(message === undefined ? {} : { message }) };
  const { respcd: _none, ...bare } = findings;
  expect(cancelReport({ ...bare, ...own }, words).error).toMatchObject({ out_trade_no: 'A-1', ...expected });
});
