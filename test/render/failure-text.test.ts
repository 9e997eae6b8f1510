import { expect, test } from 'vitest';
import { failureText } from '../../src/render/failure-text.ts';

test('names the field, the value, the rule and the next step of every fault', () => {
  const text = failureText({
    code: 'usage',
    exit_code: 2,
    message: '2 parameters are wrong',
    hint: 'qfpay pay --help',
    details: [
      { field: 'txamt', value: '1.5', rule: 'must be an integer of cents', next: 'use --amount 1.50' },
      { field: 'pay_type', rule: 'is required', rule_id: 'some-rule' },
    ],
  });
  expect(text).toMatchInlineSnapshot(`
    "error: 2 parameters are wrong
      - txamt "1.5": must be an integer of cents - use --amount 1.50
      - pay_type: is required - (rule some-rule)
    hint: qfpay pay --help
    "
  `);
});

test('tells a single fault once, with its value and next step', () => {
  const rule = 'must be an integer of cents';
  const details = [{ field: 'txamt', value: '1.5', rule, next: '--amount 1.50' }];
  const text = failureText({ code: 'usage', exit_code: 2, message: `txamt ${rule}`, details });
  expect(text).toBe('error: txamt "1.5": must be an integer of cents - --amount 1.50\n');
});

test('says how to go on when money may be in the air', () => {
  const text = failureText({
    code: 'unknown',
    exit_code: 8,
    message: 'no answer',
    out_trade_no: 'QF1',
    resume: 'qfpay query QF1',
  });
  expect(text).toBe('error: no answer\nout_trade_no: QF1\ngo on with: qfpay query QF1\n');
});
