import { describe, expect, test } from 'vitest';
import { type QueryOptions, readQueryRequest } from '../../../src/commands/query.ts';
import { UsageError } from '../../../src/errors.ts';

const now = new Date('2026-03-02T15:04:05+08:00');

/** The faults as `field: start of the rule`. */
function faults(options: QueryOptions & { json?: boolean }, args: readonly string[] = []): string[] {
  try {
    readQueryRequest(options, args, now);
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return (error.facts.details ?? []).map((detail) => `${detail['field' as never]}: ${detail['rule' as never]}`);
  }
}

describe('what is asked for', () => {
  test('is every number, typed as a word or in a list, once', () => {
    const { out_trade_no, syssn } = readQueryRequest(
      { out_trade_no: ['C,D', 'A'], syssn: ['1,2', '3'] },
      ['A', 'B'],
      now,
    );
    expect([out_trade_no, syssn]).toEqual([
      ['A', 'B', 'C', 'D'],
      ['1', '2', '3'],
    ]);
  });

  test('ends now when no end is named', () => {
    expect(readQueryRequest({ since: '2026-03-01' }, [], now).window).toEqual({
      start: new Date('2026-03-01T00:00:00+08:00'),
      end: now,
    });
  });

  test('is that day when the same day is since and until', () => {
    expect(readQueryRequest({ since: '2026-03-01', until: '2026-03-01' }, [], now).window).toEqual({
      start: new Date('2026-03-01T00:00:00+08:00'),
      end: new Date('2026-03-01T23:59:59+08:00'),
    });
  });

  test('has pay types by code, whatever they are called', () => {
    const { filter } = readQueryRequest({ pay_type: ['wechat-mpm,800101'] }, ['A'], now);
    expect(filter.pay_type).toEqual(['800201', '800101']);
  });
});

describe('what cannot be asked', () => {
  test.each<[string, QueryOptions & { json?: boolean }, string[], RegExp]>([
    ['nothing at all', {}, [], /^out_trade_no: is missing/],
    ['a filter alone', { respcd: '0000', pay_type: ['800101'] }, [], /^out_trade_no: is missing/],
    ['an empty number, as an unset shell variable gives', {}, [''], /^out_trade_no: must have 1 to 128/],
    ['a number with a space', {}, ['ORD 1'], /^out_trade_no: must have 1 to 128 characters and no space/],
    ['a number that is too long', {}, ['A'.repeat(129)], /^out_trade_no: must have 1 to 128/],
    [
      'a syssn that a spreadsheet has rounded',
      { syssn: ['2.02603E+25'] },
      [],
      /^syssn: must be one of QFPay's numbers/,
    ],
    ['an end without a beginning', { until: '2026-03-01' }, [], /^until: needs --since/],
    [
      'an end before the beginning',
      { since: '2026-03-02', until: '2026-03-01' },
      [],
      /^until: must not be before since/,
    ],
    ['a beginning in the future', { since: '2026-03-03' }, [], /^since: must not be after now/],
    ['a day that is in no calendar', { since: '2026-02-30' }, [], /^since: must be a real day/],
    ['an unknown pay type', { pay_type: ['wechat-mpn'] }, ['A'], /^pay_type: must be a six-digit code/],
    ['a status code of three digits', { respcd: '113' }, ['A'], /^respcd: must be four digits/],
    ['an empty status code', { respcd: '' }, ['A'], /^respcd: must be four digits/],
    ['page 0', { since: '2026-03-01', page: '0' }, [], /^page: must be a whole number from 1/],
    [
      'a page of more than 100',
      { since: '2026-03-01', page_size: '101' },
      [],
      /^page_size: must be a whole number from 1 to 100/,
    ],
    ['a page of a named order', { page: '2' }, ['A'], /^page: goes with a window/],
    ['a page without a window', { page: '2', syssn: ['1'] }, [], /^page: goes with a window/],
    ['an outcome of a named order', { outcome: ['paid'] }, ['A'], /^outcome: goes with a window/],
    ['an outcome that is none', { day: 'today', outcome: ['paied'] }, [], /^outcome: must be one of paid/],
    ['two windows', { day: 'today', month: '2026-02' }, [], /^month: cannot be used with --day/],
    ['a page of all pages', { since: '2026-03-01', page: '2', all: true }, [], /^page: cannot be used with --all/],
    ['a waiting limit without waiting', { wait_timeout: '5' }, ['A'], /^wait_timeout: needs --wait/],
    [
      'a waiting limit in words',
      { wait: true, wait_timeout: '1m' },
      ['A'],
      /^wait_timeout: must be a number of seconds/,
    ],
    ['two formats at once', { csv: true, json: true }, ['A'], /^csv: cannot be used with --json/],
  ])('%s', (_what, options, args, expected) => {
    const found = faults(options, args);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  test('is told all at once', () => {
    const found = faults({ since: 'gestern', until: 'now', respcd: 'x', page_size: '0', pay_type: ['zzz'] }, ['']);
    expect(found.map((fault) => fault.split(':')[0])).toEqual([
      ...['out_trade_no', 'since', 'until', 'pay_type', 'respcd', 'page_size', 'page_size'],
    ]);
  });
});
