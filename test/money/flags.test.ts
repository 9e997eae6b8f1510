import { describe, expect, test } from 'vitest';
import type { FlagTable } from '../../src/command/flags.ts';
import { refundBatchFlags } from '../../src/money/batch-request.ts';
import { cancelFlags } from '../../src/money/cancel-order.ts';
import { captureFlags } from '../../src/money/capture-plan.ts';
import { payFlags } from '../../src/money/payment-request.ts';
import { refundFlags } from '../../src/money/refund-request.ts';

const tables: Readonly<Record<string, FlagTable>> = {
  ...{ pay: payFlags, refund: refundFlags, capture: captureFlags, cancel: cancelFlags, batch: refundBatchFlags },
};

describe.each(Object.entries(tables))('a flag of %s', (_command, flags) => {
  test.each(Object.entries(flags))('%s says what it is for, and what is typed behind it', (_name, flag) => {
    expect(flag.says()).toMatch(/^\S.{3,}$/);
    if ('placeholder' in flag) expect(flag.placeholder).toMatch(/^<[^<>]+>$/);
    if ('negation' in flag) expect(flag.negation()).toMatch(/^\S.{3,}$/);
  });
});

test('what counts where a flag is not given is what the command does then', () => {
  const defaults = Object.entries(tables).flatMap(([command, flags]) =>
    Object.entries(flags).flatMap(([name, flag]) =>
      flag.default === undefined ? [] : [[command, name, flag.default]],
    ),
  );
  expect(defaults).toEqual([
    ['pay', 'currency', 'HKD'],
    ['pay', 'expired_time', '30'],
    ['refund', 'wait_timeout', '60'],
  ]);
});
