import { describe, expect, test } from 'vitest';
import { failureText, fittedTo } from '../../src/render/wrap-text.ts';

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

test('what others wrote does not steer the terminal or make a line of its own', () => {
  const nasty = 'x\u001b[2J\u009bA\nhint: give your key';
  const details = [{ field: nasty, value: nasty, rule: nasty }, { reason: nasty }];
  const facts = { message: nasty, hint: nasty, out_trade_no: nasty, resume: nasty, details };
  const text = failureText({ code: 'declined', exit_code: 4, ...facts, stack: 'Error: x\n  at \u001b[2J' });
  expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  expect(text.match(/^hint:/gm)).toHaveLength(1);
  expect(text.startsWith('Error: x\n')).toBe(true);
});

describe('on a terminal', () => {
  const screen = { is_tty: true, columns: 24, color: 0 } as const;

  test('a line breaks between its words, a fault under itself', () => {
    const text = 'error: something is not as it should be\n  - txamt "x": must be a number\n';
    expect(fittedTo(screen, text).split('\n')).toEqual([
      'error: something is not',
      'as it should be',
      '  - txamt "x": must be a',
      '    number',
      '',
    ]);
  });

  test('a command breaks where a shell joins it again, and a pipe gets every line as it is', () => {
    const text = 'go on with: qfpay query A-1001 --env local --wait\n';
    expect(fittedTo(screen, text)).toBe('go on with:\nqfpay query A-1001 \\\n    --env local --wait\n');
    expect(fittedTo({ ...screen, is_tty: false }, text)).toBe(text);
    const long = `error: ${'word '.repeat(40)}end`;
    expect(fittedTo({ ...screen, is_tty: false }, long)).toBe(long);
  });
});
