import { describe, expect, test } from 'vitest';
import { renderTable } from '../../src/render/table.ts';
import { widthOf } from '../../src/render/wrap-text.ts';
import { recordTable } from '../../src/report/record-table.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';

const order = 'QF20260302150405123ABCDEFGHJK';
const day = ['2026-03-02', '2026-03-02'] as const;

function record(own: Partial<Transaction>): Transaction {
  const usual = { syssn: '20260302180500020000000001', out_trade_no: order, order_type: 'payment', respcd: '0000' };
  return {
    ...usual,
    cancel: '0',
    txamt: '1280',
    txcurrcd: 'HKD',
    pay_type: '800201',
    sysdtm: '2026-03-02 15:04:06',
    ...own,
  };
}

const refund = record({
  ...{ syssn: '20260302180500020000000002', orig_syssn: '20260302180500020000000001', order_type: 'refund' },
  ...{ out_trade_no: 'RFYGMS3MTSSVHH5SJP7CHNP031D07EQR', txamt: '300' },
});

function shown(records: readonly Transaction[], days?: readonly [string, string], width = 80): string[] {
  const block = recordTable(records, undefined, days);
  if (block.kind !== 'table') throw new Error('a table was expected');
  return renderTable(block, width).split('\n');
}

describe('records of a window', () => {
  const records = [refund, record({}), record({ syssn: 'S3', out_trade_no: 'A-1', respcd: '1201', txamt: '99' })];

  test('are a line each on 80 columns, without the date within one day and the currency where it is one', () => {
    const lines = shown(records, day);
    expect(lines).toEqual(
      [
        'out_trade_no                      of             outcome           HKD  time',
        'RFYGMS3MTSSVHH5SJP7CHNP031D07EQR  QF2026…FGHJK  refunded          3.00  15:04:06',
        'QF20260302150405123ABCDEFGHJK                    paid            12.80  15:04:06',
        'A-1                                              declined (1201)  0.99  15:04:06',
        '(too narrow here for: syssn, type, wallet)',
      ].map((line) => expect.stringMatching(new RegExp(line.replace(/[.()]/g, '\\$&').replace(/ {2,}/g, ' +')))),
    );
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(lines).toHaveLength(5);
  });

  test('of several days have the date, of several years the year, too', () => {
    const [, first] = shown([record({})], ['2026-03-01', '2026-03-31']);
    expect(first).toMatch(/ 03-02 15:04$/);
    const [, later, earlier] = shown(
      [record({}), record({ sysdtm: '2025-12-31 23:59:59' })],
      ['2025-12-31', '2026-03-31'],
    );
    expect([later, earlier]).toEqual([
      expect.stringMatching(/ 2026-03-02 15:04$/),
      expect.stringMatching(/ 2025-12-31 23:59$/),
    ]);
  });

  test('paid after midnight keep their date, though the window is one day', () => {
    expect(shown([record({ paydtm: '2026-03-03 00:00:09' })], day)[1]).toMatch(/ 03-03 00:00$/);
  });

  test('in several currencies have theirs beside the amount', () => {
    const text = shown([record({}), record({ syssn: 'S2', txcurrcd: 'JPY' })], day).join('\n');
    expect(text).toContain('HKD 12.80');
    expect(text).toContain('JPY 1280');
  });
});

describe('the order that a refund belongs to', () => {
  test('is called by its number where it is known, else by the syssn of the refund', () => {
    expect(shown([refund, record({})], day, 200)[1]).toContain(`  ${order}  `);
    expect(shown([refund], day, 200)[1]).toContain('  20260302180500020000000001  ');
    expect(shown([{ ...refund, orig_out_trade_no: 'A-7' }], day, 200)[1]).toContain('  A-7  ');
  });

  test('takes no room where nothing is a refund', () => {
    expect(shown([record({})], day)[0]).not.toContain(' of ');
  });

  test('is the first to give way, in its middle, so that no row becomes two lines', () => {
    const wide = shown([refund, record({})], day, 80);
    const narrow = shown([refund, record({})], day, 72);
    expect(wide).toHaveLength(4);
    expect(narrow).toHaveLength(4);
    expect(narrow[1]).toMatch(/ QF\w+…\w+ /);
  });
});
