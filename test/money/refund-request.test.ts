import { describe, expect, test } from 'vitest';
import { type Fault, UsageError } from '../../src/errors.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import { type RefundOptions, readRefundRequest } from '../../src/money/refund-request.ts';

const now = new Date('2026-03-02T15:04:05+08:00');
const read = (options: RefundOptions & GlobalOptions, ...args: string[]) => readRefundRequest(options, args, now);

function faultsOf(options: RefundOptions & GlobalOptions, ...args: string[]): readonly Fault[] {
  try {
    read(options, ...args);
  } catch (error) {
    if (error instanceof UsageError) return (error.facts.details ?? []) as readonly Fault[];
    throw error;
  }
  return [];
}

test.each([
  [{ txamt: '640' }, { txamt: '640' }],
  [{ amount: '6.40' }, { amount: '6.40' }],
  [{ full: true }, 'full'],
])('%o says how much', (options, sum) => {
  expect(read(options, 'A-1')).toMatchObject({ named: { field: 'out_trade_no', value: 'A-1' }, sum, wait: false });
});

test('a payment can be named by its syssn', () => {
  expect(read({ syssn: '20260302180500020000000001', full: true }).named).toEqual({
    field: 'syssn',
    value: '20260302180500020000000001',
  });
});

test('a window is where the payment is looked for; it ends now', () => {
  const { window } = read({ full: true, since: '2026-03-01' }, 'A-1');
  expect(window).toEqual({ start: new Date('2026-03-01T00:00:00+08:00'), end: now });
});

describe('is refused', () => {
  test.each<[string, RefundOptions & GlobalOptions, string[], string]>([
    ['no payment', { full: true }, [], 'out_trade_no'],
    ['two names', { full: true, syssn: 'S1' }, ['A-1'], 'syssn'],
    ['a list of payments', { full: true }, ['A-1,A-2'], 'out_trade_no'],
    ['a list of syssns', { full: true, syssn: 'S1,S2' }, [], 'syssn'],
    ['an empty name', { full: true }, [''], 'out_trade_no'],
    ['a malformed syssn', { full: true, syssn: '2.02E+16' }, [], 'syssn'],
    ['no amount', {}, ['A-1'], 'txamt'],
    ['two amounts', { txamt: '1', full: true }, ['A-1'], 'txamt'],
    ['both units', { txamt: '1', amount: '0.01' }, ['A-1'], 'txamt'],
    ['a decimal point in txamt', { txamt: '12.80' }, ['A-1'], 'txamt'],
    ['no cents', { txamt: '0' }, ['A-1'], 'txamt'],
    ['a sign', { amount: '-1' }, ['A-1'], 'amount'],
    ['a third of a cent', { amount: '1.001' }, ['A-1'], 'amount'],
    ["the payment's own number", { full: true, refund_no: 'A-1' }, ['A-1'], 'refund_no'],
    ['an empty number', { full: true, refund_no: '' }, ['A-1'], 'refund_no'],
    ['a list of numbers', { full: true, refund_no: 'R-1,R-2' }, ['A-1'], 'refund_no'],
    ['a number too long', { full: true, refund_no: 'R'.repeat(129) }, ['A-1'], 'refund_no'],
    ['a time for a syssn', { full: true, syssn: 'S1', since: '2026-03-01' }, [], 'since'],
    ['an end without a start', { full: true, until: '2026-03-01' }, ['A-1'], 'until'],
    ['a window upside down', { full: true, since: '2026-03-02', until: '2026-03-01' }, ['A-1'], 'since'],
    ['a day that is none', { full: true, since: '2026-02-30' }, ['A-1'], 'since'],
    ['a limit without a wait', { full: true, wait_timeout: '5' }, ['A-1'], 'wait_timeout'],
    ['a limit that is no number', { full: true, wait: true, wait_timeout: 'x' }, ['A-1'], 'wait_timeout'],
    ['a rule that nobody knows', { full: true, skip_rule: ['hkd-only'] }, ['A-1'], 'skip_rule'],
  ])('%s', (_what, options, args, field) => {
    const faults = faultsOf(options, ...args);
    expect(faults.map((fault) => fault.field)).toContain(field);
  });

  test('everything at once', () => {
    const fields = faultsOf({ txamt: 'x', refund_no: ',', since: 'y', wait_timeout: 'z' }).map(({ field }) => field);
    expect(fields).toEqual(['out_trade_no', 'txamt', 'refund_no', 'since', 'wait_timeout', 'wait_timeout']);
  });
});

test('a number with other characters is sent where its rule is skipped, and that is said', () => {
  expect(faultsOf({ full: true, refund_no: 'R/1' }, 'A-1')).toMatchObject([{ rule_id: 'out-trade-no-characters' }]);
  const skip_rule = ['out-trade-no-characters'];
  const request = read({ full: true, refund_no: 'R/1', skip_rule }, 'A-1');
  expect(request).toMatchObject({
    refund_no: 'R/1',
    lifted: skip_rule,
    warnings: [expect.stringContaining('skipped')],
  });
});

test.each<[string, RefundOptions, string[], object]>([
  [
    'three amounts',
    { txamt: '1', amount: '0.01', full: true },
    ['A-1'],
    { field: 'txamt', rule: 'must be said once, not by --txamt and --amount and --full' },
  ],
  [
    'no amount',
    {},
    ['A-1'],
    {
      ...{ field: 'txamt', rule: 'is required: how much is to be given back' },
      next: '--txamt 1280, --amount 12.80 or --full',
    },
  ],
  [
    'a window upside down',
    { full: true, since: '2026-03-02', until: '2026-03-01' },
    ['A-1'],
    {
      ...{ field: 'since', value: '2026-03-02' },
      rule: expect.stringMatching(/^must not be after the end of the window \(2026-03-0\d \d\d:\d\d:\d\d UTC\+8\)$/),
    },
  ],
  [
    'a time for a syssn',
    { full: true, syssn: 'S1', until: '2026-03-01' },
    [],
    { field: 'until', value: '2026-03-01', rule: 'goes with an out_trade_no: a syssn needs no window' },
  ],
  [
    "the payment's own number",
    { full: true, refund_no: 'A-1' },
    ['A-1'],
    {
      ...{ field: 'refund_no', value: 'A-1', next: 'leave it out to have one derived' },
      rule: "must not be the payment's own out_trade_no: QFPay takes a number once",
    },
  ],
  [
    'two names',
    { full: true, syssn: 'S1' },
    ['A-1'],
    { field: 'syssn', value: 'S1', rule: 'excludes an out_trade_no: name the payment once' },
  ],
  ['no name', { full: true }, [], { field: 'out_trade_no', rule: 'is missing: name the payment by it, or by --syssn' }],
  [
    'a list of names',
    { full: true },
    ['A-1,A-2'],
    { field: 'out_trade_no', value: 'A-1,A-2', rule: 'must be one number: one payment is refunded at a time' },
  ],
])('%s is told by what is wrong with it and what to do', (_what, options, args, fault) => {
  expect(faultsOf(options, ...args)).toEqual([fault]);
});

test('a window may be a moment, and ends at its own end', () => {
  const since = '2026-03-01 10:00:00';
  expect(read({ full: true, since, until: since }, 'A-1').window).toEqual({
    ...{ start: new Date('2026-03-01T10:00:00+08:00'), end: new Date('2026-03-01T10:00:00+08:00') },
  });
  expect(read({ full: true }, 'A-1')).not.toHaveProperty('window');
  expect(read({ full: true, wait: true, wait_timeout: '7' }, 'A-1')).toMatchObject({ wait: true, wait_seconds: 7 });
  expect(read({ full: true }, 'A-1')).toMatchObject({ wait: false, warnings: [], lifted: [] });
});
