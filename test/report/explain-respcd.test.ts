import { describe, expect, test } from 'vitest';
import { respcds } from '../../src/catalog/respcd.ts';
import { loadWords } from '../../src/language/languages.ts';
import { queryReport } from '../../src/report/query-report.ts';
import { explainMove, explainRespcd, type MoveName } from '../../src/report/transaction-report.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';

const en = await loadWords('en');

/** What only somebody who wants to be paid can do. */
const toBePaid =
  /new payment|new order|new `?out_trade_no|ask the payer|have the payer|let the payer|another wallet|another payment method|repeat the payment\b(?! or refund)|start over/i;

const moves: readonly MoveName[] = ['refund', 'cancel', 'hold'];
const codes = respcds.map(({ code }) => code).filter((code) => code !== '0000');

describe('the next step of a code', () => {
  test('is for some codes how to be paid after all', () => {
    expect(codes.filter((code) => toBePaid.test(explainRespcd(code, en).next_step)).length).toBeGreaterThan(10);
  });

  test.each(moves)('is never how to be paid where the command was a %s, whatever the code', (move) => {
    expect(codes.filter((code) => toBePaid.test(explainMove(move, code, en).next_step))).toEqual([]);
  });

  test.each(moves)('of a code that is not final calls nothing of a %s done or not done', (move) => {
    for (const code of ['1143', '1147', '1296', '1298'])
      expect(explainMove(move, code, en).next_step).toMatch(/^It is not known yet/);
  });
});

test('an order that had ended before is told as ended, though its code is a refusal', () => {
  expect(explainMove('cancel', '1142', en, 'closed').next_step).toBe(en.success.closed.next_step);
  expect(explainMove('cancel', '1142', en, 'declined').next_step).toContain('was not ended');
});

function nextStepOf(record: Transaction): unknown {
  const findings = { env: 'sandbox', records: [record], answers: [], missing: [], state_decides: false } as const;
  return queryReport({ ...findings, csv: false, resume: 'qfpay query A' }, en).data['next_step'];
}

test('a query tells the next step of what its record is', () => {
  const payment = { out_trade_no: 'A', respcd: '1205', order_type: 'payment' };
  expect(nextStepOf(payment)).toContain('start a new payment');
  expect(nextStepOf({ ...payment, order_type: 'refund', orig_syssn: '1' })).toContain('Nothing was given back');
  expect(nextStepOf({ ...payment, order_type: 'capture', orig_syssn: '1' })).toContain('Nothing was captured');
});
