import { describe, expect, test } from 'vitest';
import { loadWords } from '../../src/language/languages.ts';
import { type QueryFindings, queryVerdict } from '../../src/report/query-report.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';
import { answer } from '../lookup/fake-books.ts';

const en = await loadWords('en');

function verdict(changes: Partial<QueryFindings>) {
  const findings = { env: 'sandbox', records: [], answers: [], missing: [], state_decides: false, csv: false } as const;
  return queryVerdict({ ...findings, resume: 'qfpay query A', ...changes }, en);
}

const order = (out_trade_no: string, respcd: string, cancel = '0'): Transaction => ({ out_trade_no, respcd, cancel });
const paid = order('PAID', '0000');
const refunded = order('REFUNDED', '0000', '3');
const closed = order('CLOSED', '0000', '2');
const declined = order('DECLINED', '1201');
const pending = order('PENDING', '1143');
const doubtful = order('DOUBTFUL', '1297');

describe('without --wait and --exit-status', () => {
  test('whatever was found ends well, whatever its state', () => {
    expect(verdict({ records: [declined, pending, doubtful] })).toEqual({ exit_code: 0 });
  });

  test('a named order that is missing is told with where it was looked for', () => {
    const missing = [{ field: 'out_trade_no' as const, value: 'A', searched: 'March' }];
    expect(verdict({ records: [paid], missing })).toMatchObject({
      exit_code: 4,
      error: {
        message: 'out_trade_no A was not found',
        details: [{ field: 'out_trade_no', value: 'A', rule: 'was not found in March' }],
        out_trade_no: 'A',
      },
    });
  });

  test('of several that are missing each is in the details', () => {
    const missing = ['A', 'B'].map((value) => ({ field: 'syssn' as const, value, searched: 'March' }));
    const { error } = verdict({ missing });
    expect(error?.message).toBe('2 of the named transactions were not found');
    expect(error?.details).toHaveLength(2);
  });
});

describe('a refused query', () => {
  test.each([
    ['the signature', '1108', 6],
    ['a parameter, finally', '1104', 4],
    ['for a maintenance: no usable answer', '1100', 7],
    ['while something is processed: no usable answer', '1145', 7],
    ['with a code that no table has: no usable answer', '9999', 7],
  ])('for %s (%s) exits %i', (_what, respcd, exit_code) => {
    const { exit_code: found, error } = verdict({ records: [paid], refusal: answer(respcd, 'the reason') });
    expect(found).toBe(exit_code);
    expect(error?.message).toMatch(/^the gateway refused the (?:signature of the )?query \(\d{4}\): the reason$/);
    expect(error?.message).toContain(`(${respcd})`);
  });

  test('for its signature points to the diagnosis', () => {
    expect(verdict({ refusal: answer('1108') }).error?.hint).toContain('qfpay doctor');
  });
});

describe('with --wait or --exit-status', () => {
  test.each([
    ['paid', [paid], 0],
    ['refunded', [refunded], 0],
    ['paid and refunded', [paid, refunded], 0],
    ['declined', [declined], 4],
    ['closed, which is finally without money', [closed], 4],
    ['reversed, which is finally without money', [order('REVERSED', '0000', '1')], 4],
    ['pending', [pending], 5],
    ['in doubt', [doubtful], 8],
    ['paid and pending', [paid, pending], 5],
    ['paid and in doubt and pending', [paid, pending, doubtful], 8],
    ['pending, in doubt and declined', [pending, doubtful, declined], 4],
    ['an empty window', [], 0],
    ['paid at the second attempt', [order('A', '1205'), order('A', '0000')], 0],
    ['open at the second attempt', [order('A', '1205'), order('A', '1143')], 5],
  ])('%s exits %i', (_what, records, exit_code) => {
    expect(verdict({ records, state_decides: true }).exit_code).toBe(exit_code);
  });

  test('an order that is missing is no better than one that was declined', () => {
    const missing = [{ field: 'out_trade_no' as const, value: 'A', searched: 'March' }];
    expect(verdict({ records: [paid], missing, state_decides: true }).exit_code).toBe(4);
  });

  test('the state is told, and how to ask again while it may change', () => {
    const records = [{ ...pending, errmsg: 'not yet' }];
    expect(verdict({ records, state_decides: true }).error).toEqual({
      message: 'out_trade_no PENDING is pending (1143 not yet)',
      details: [{ field: 'out_trade_no', value: 'PENDING', rule: 'is pending (1143 not yet)' }],
      out_trade_no: 'PENDING',
      resume: 'qfpay query A',
    });
    expect(verdict({ records: [declined, pending], state_decides: true }).error).toMatchObject({
      message: '2 orders are not paid or refunded',
      details: [{ value: 'DECLINED' }, { value: 'PENDING' }],
    });
    expect(verdict({ records: [declined], state_decides: true }).error).not.toHaveProperty('resume');
  });
});
