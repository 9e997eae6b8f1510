import { expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { cancelWords, readCancelRequest, refundCommand } from '../../src/money/cancel-order.ts';

test('an order is named by its number or by its syssn', () => {
  expect(readCancelRequest('close', {}, ['A-1'])).toMatchObject({ name: 'close', field: 'out_trade_no', value: 'A-1' });
  expect(readCancelRequest('reverse', { syssn: '2026' }, [])).toMatchObject({ field: 'syssn', value: '2026' });
});

test.each<[string, object, string[], string]>([
  ['nothing', {}, [], 'is required'],
  ['a number and a syssn', { syssn: '2026' }, ['A-1'], 'must be one order'],
  ['two numbers in a list', {}, ['A-1,A-2'], 'must be one order'],
  ['a number with a space', {}, ['A 1'], 'no space'],
  ['a syssn that is none', { syssn: '2.02E+16' }, [], "must be one of QFPay's numbers"],
  ['a rule that nobody knows', { skip_rule: ['fps-refund'] }, ['A-1'], 'names no rule of close'],
])('%s is refused', (_what, options, args, rule) => {
  expect(() => readCancelRequest('close', options, args)).toThrow(UsageError);
  expect(() => readCancelRequest('close', options, args)).toThrow(rule);
});

test('every fault is told at once', () => {
  try {
    readCancelRequest('close', { syssn: '?', skip_rule: ['x'] }, ['A 1']);
    expect.unreachable();
  } catch (error) {
    expect((error as UsageError).facts.details).toHaveLength(4);
  }
});

test('the way on names the order as it was named, on the same gateway, quoted for a shell', () => {
  const options = { env: 'test', profile: 'my shop' };
  const named = readCancelRequest('close', options, ['A|1']);
  expect(cancelWords('query', named)).toBe("qfpay query 'A|1' --env test --profile 'my shop'");
  expect(refundCommand(named, { out_trade_no: 'A|1', syssn: 'S1' })).toBe(
    "qfpay refund 'A|1' --full --env test --profile 'my shop'",
  );
  const bySyssn = readCancelRequest('close', { syssn: 'S1' }, []);
  expect(cancelWords('reverse', bySyssn)).toBe('qfpay reverse --syssn S1');
  expect(refundCommand(bySyssn, { out_trade_no: 'A-1', syssn: 'S1' })).toBe('qfpay refund --syssn S1 --full');
});
