import { describe, expect, test } from 'vitest';
import { loadWords } from '../../src/language/languages.ts';
import { type QueryFindings, queryReport } from '../../src/report/query-report.ts';
import { readTransaction } from '../../src/transaction/transaction.ts';
import { answer, type FakeRecord, paidRecord, queryAnswer } from '../lookup/fake-books.ts';

const en = await loadWords('en');
const zhHans = await loadWords('zh-Hans');

function report(records: readonly FakeRecord[], changes: Partial<QueryFindings> = {}) {
  const findings: QueryFindings = {
    env: 'sandbox',
    records: records.map(readTransaction),
    answers: [queryAnswer(records)],
    missing: [],
    state_decides: false,
    resume: 'qfpay query ORD-1',
    csv: false,
    ...changes,
  };
  return queryReport(findings, en);
}

const second = paidRecord({ syssn: '20260302180500020000000002' });
const other = paidRecord({ out_trade_no: 'ORD-2', syssn: '20260302180500020000000003', respcd: '1143', paydtm: '' });

describe('in JSON', () => {
  test('one transaction lends the document its outcome, code and meaning', () => {
    expect(report([paidRecord({ respcd: '1143', errmsg: '订单还未支付' })]).data).toMatchObject({
      env: 'sandbox',
      outcome: 'pending',
      respcd: '1143',
      meaning: en.respcd['1143']?.meaning,
      transactions: [{ out_trade_no: 'ORD-1', respcd: '1143', outcome: 'pending', order_type: 'payment', cancel: '0' }],
      signature: { present: false },
      response: { respcd: '0000' },
    });
  });

  test.each([
    ['several transactions', [paidRecord(), other]],
    ['none', []],
  ])('%s lend it neither outcome nor code: the 0000 of the query is no payment', (_what, records) => {
    const { data } = report(records);
    expect(data).not.toHaveProperty('outcome');
    expect(data).not.toHaveProperty('respcd');
    expect(data['transactions']).toHaveLength(records.length);
  });

  test('several answers are all there but those that hold no record, the last of which stands where none does', () => {
    const empty = queryAnswer([]);
    const found = report([paidRecord()], { answers: [empty, queryAnswer([paidRecord()]), empty] }).data;
    expect(found).not.toHaveProperty('response');
    expect(found['responses']).toHaveLength(1);
    expect(report([], { answers: [empty, empty] }).data['responses']).toHaveLength(1);
  });

  test("a refused query has the query's code, and no outcome of any order", () => {
    const refusal = answer('1100', '系统维护');
    const { data } = report([paidRecord()], { refusal, answers: [refusal] });
    expect(data).toMatchObject({ respcd: '1100', meaning: en.respcd['1100']?.meaning, transactions: [{}] });
    expect(data).not.toHaveProperty('outcome');
  });
});

const more = { next: 'qfpay query --since 2026-03-01 --page 2' };

test('a page that may not be the last is told on stderr and in JSON, with the command for the next', () => {
  const { data, warnings = [], exit_code } = report([paidRecord(), other], { more });
  expect(warnings).toEqual(['this is one page of 2 records, and there may be more: add --all for every page']);
  expect(data).toMatchObject({ more, warnings });
  expect(exit_code).toBe(0);
  expect(report([paidRecord(), other]).data).not.toHaveProperty('more');
});

describe('two payments under one number', () => {
  test('are told loudly, on stderr and in JSON, and both are shown', () => {
    const { data, warnings = [], blocks } = report([paidRecord(), second]);
    expect(warnings).toEqual([expect.stringMatching(/ORD-1 was PAID MORE THAN ONCE/)]);
    expect(data['warnings']).toEqual(warnings);
    expect(blocks).toMatchObject([{ kind: 'table', rows: [{}, {}] }]);
  });

  test('are not made up of two orders, or of an attempt that failed', () => {
    expect(report([paidRecord(), { ...second, respcd: '1205' }, other]).warnings).toEqual([]);
    expect(report([paidRecord()]).data).not.toHaveProperty('warnings');
  });
});

describe('for a person', () => {
  test('one transaction is told field by field, with what the code means and what to do', () => {
    expect(report([paidRecord({ respcd: '1143', errmsg: 'not paid yet', paydtm: '' })]).blocks).toEqual([
      { kind: 'headline', tone: 'wait', word: 'PENDING', text: 'ORD-1' },
      {
        kind: 'rows',
        rows: expect.arrayContaining([
          ['amount', 'HKD 12.80'],
          ['respcd', '1143 not paid yet'],
          ['meaning', en.respcd['1143']?.meaning],
        ]),
      },
      { kind: 'hint', text: en.respcd['1143']?.next_step },
    ]);
  });

  test('one is a table, too, where columns were chosen', () => {
    expect(report([paidRecord()], { columns: ['txamt', 'syssn'] }).blocks).toEqual([
      {
        kind: 'table',
        columns: [{ title: 'amount', align: 'right' }, { title: 'syssn' }],
        rows: [['HKD 12.80', '20260302180500020000000001']],
      },
    ]);
  });

  test('a paid one needs no explanation', () => {
    expect(report([paidRecord()]).blocks.map(({ kind }) => kind)).toEqual(['headline', 'rows']);
  });

  test('several are a table, amounts to the right', () => {
    expect(report([paidRecord(), other]).blocks).toEqual([
      {
        kind: 'table',
        columns: [
          { title: 'out_trade_no' },
          { title: 'syssn', spare: 2 },
          { title: 'type', spare: 1 },
          { title: 'outcome', wraps: 10 },
          { title: 'amount', align: 'right' },
          { title: 'wallet', spare: 3 },
          { title: 'time (UTC+8)', wraps: 10 },
        ],
        rows: [
          ...[
            [
              'ORD-1',
              '20260302180500020000000001',
              'payment',
              'paid',
              'HKD 12.80',
              'wechat-mpm',
              '2026-03-02 15:04:30',
            ],
          ],
          [
            ...['ORD-2', '20260302180500020000000003', 'payment', 'pending (1143)', 'HKD 12.80', 'wechat-mpm'],
            '2026-03-02 15:04:06',
          ],
        ],
      },
    ]);
  });

  test('an empty window is said, and so is where more may be', () => {
    expect(report([], { searched: 'March' }).blocks).toEqual([{ kind: 'text', text: 'No transaction in March.' }]);
    expect(report([paidRecord(), other], { more }).blocks.at(-1)).toEqual({ kind: 'hint', text: more.next });
  });

  test('CSV is all there is when it was asked for', () => {
    const { blocks, warnings } = report([paidRecord()], { csv: true, more });
    expect(warnings).toEqual([expect.stringContaining('there may be more')]);
    expect(blocks).toEqual([{ kind: 'text', text: expect.stringMatching(/^out_trade_no,syssn,.*\nORD-1,2026030218/) }]);
  });

  test('meanings are in the language asked for', () => {
    const { data } = queryReport(
      {
        ...{ env: 'sandbox', missing: [], state_decides: false, resume: '', csv: false, answers: [] },
        records: [readTransaction(paidRecord({ respcd: '1143' }))],
      },
      zhHans,
    );
    expect(data['meaning']).toBe(zhHans.respcd['1143']?.meaning);
  });
});

test('a hold is authorized everywhere, and no word of it says that money moved', () => {
  const hold = paidRecord({ pay_type: '801801' });
  const { data, blocks } = report([hold]);
  expect(data).toMatchObject({ outcome: 'authorized', transactions: [{ outcome: 'authorized' }] });
  expect(JSON.stringify([data['meaning'], blocks])).not.toMatch(/money moved|paid/i);
  expect(JSON.stringify(blocks)).toContain('AUTHORIZED');
});
