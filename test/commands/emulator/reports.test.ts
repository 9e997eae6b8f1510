import { describe, expect, test } from 'vitest';
import { exchangeReport, faultsReport, stoppedReport, toldReport } from '../../../src/commands/emulator/reports.ts';
import type { BookEntry } from '../../../src/emulator/book.ts';
import type { EmulatorExchange } from '../../../src/emulator/emulator-options.ts';
import { faultKinds } from '../../../src/emulator/faults/faults.ts';
import type { ToldNotification } from '../../../src/emulator/notifying/teller.ts';
import type { Report } from '../../../src/report/report.ts';

const now = new Date('2026-03-02T07:04:06.000Z');
const call: EmulatorExchange = { method: 'POST', path: '/trade/v1/payment', status: 200, ms: 3 };

function textOf({ blocks: [block] }: Report): string {
  return block?.kind === 'text' ? block.text : '';
}

describe('a call is a line:', () => {
  test.each<[string, Partial<EmulatorExchange>, string]>([
    ['answered', { respcd: '0000', out_trade_no: 'A1' }, '0000  A1  3 ms'],
    ['without a number', { respcd: '1108' }, '1108  3 ms'],
    ['without a code', { status: 429 }, 'HTTP 429  3 ms'],
    ['with a fault', { respcd: '0000', out_trade_no: 'A1', fault: 'late' }, '0000  A1  3 ms  fault: late'],
  ])('%s', (_what, own, told) => {
    expect(textOf(exchangeReport({ ...call, ...own }, now))).toBe(
      `2026-03-02 15:04:06  POST /trade/v1/payment  ${told}`,
    );
  });

  test('a number or a path that would make lines of its own, or steer a terminal, does not', () => {
    const text = textOf(exchangeReport({ ...call, path: '/\u001b[2J', out_trade_no: 'A\n2026  POST' }, now));
    expect([text.includes('\n'), text.includes('\u001b')]).toEqual([false, false]);
    expect(text).toContain('A\\n2026');
  });
});

const entry: BookEntry = {
  kind: 'payment',
  ...{ syssn: '1', owner: 'A/', out_trade_no: 'N1', txamt: 100, txcurrcd: 'HKD' },
  ...{ pay_type: '800101', txdtm: '2026-03-02 15:04:05', made_at: 0 },
};
const told: ToldNotification = {
  entry,
  url: 'http://shop.example/n',
  is_taken: true,
  status: 200,
  reply: 'SUCCESS',
  count: 1,
};

describe('a notification is a line:', () => {
  test.each<[string, Partial<ToldNotification>, string]>([
    ['taken', {}, 'SUCCESS  attempt 1'],
    ['refused', { is_taken: false, status: 500, reply: 'no\n' }, 'not taken: HTTP 500 "no\\n"  attempt 1'],
    [
      'not reached, with the next attempt',
      { is_taken: false, error: 'connection refused', next_at: Date.parse('2026-03-02T07:06:06.000Z') },
      'not taken: connection refused  attempt 1  next 2026-03-02 15:06:06',
    ],
  ])('%s', (_what, own, words) => {
    const line = '2026-03-02 15:04:06  notify http://shop.example/n  payment N1';
    expect(textOf(toldReport({ ...told, ...own }, now))).toBe(`${line}  ${words}`);
  });
});

test.each<[string, Partial<BookEntry>]>([
  ['payment', { kind: 'capture' }],
  ['unfreeze', { kind: 'unfreeze' }],
  ['payment_token', { kind: 'notice', notice: { notify_type: 'payment_token', fields: {} } }],
  ['subscription_payment', { notice: { notify_type: 'subscription_payment', fields: {} } }],
])('a notification is told by its own name: %s', (notify_type, own) => {
  const { data, ...said } = toldReport({ ...told, entry: { ...entry, ...own } }, now);
  expect([data['notify_type'], textOf({ data, ...said }).includes(`  ${notify_type} N1  `)]).toEqual([
    notify_type,
    true,
  ]);
});

test('every fault is in the listing, once', () => {
  const [table] = faultsReport().blocks;
  expect(table?.kind === 'table' && table.rows.map(([fault]) => fault)).toEqual(faultKinds().map(({ name }) => name));
});

test('only Ctrl-C is an interruption', () => {
  expect((['SIGINT', 'SIGTERM', 'admin'] as const).map((by) => stoppedReport(by).exit_code)).toEqual([130, 0, 0]);
});
