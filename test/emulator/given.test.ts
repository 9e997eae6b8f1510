import { describe, expect, test } from 'vitest';
import {
  cents,
  checkGiven,
  integerBetween,
  number,
  oneOf,
  type ParameterFormat,
  textUpTo,
  time,
} from '../../src/emulator/call.ts';

test.each<[string, ParameterFormat, string, boolean]>([
  ['cents', cents, '1', true],
  ['cents', cents, '99999999999', true],
  ['cents', cents, '0', false],
  ['cents', cents, '-5', false],
  ['cents', cents, '12.50', false],
  ['cents', cents, '1e3', false],
  ['cents', cents, ' 5', false],
  ['cents', cents, '007', false],
  ['cents', cents, '100000000000', false],
  ['a time', time, '2026-03-02 15:04:05', true],
  ['a time', time, '2028-02-29 00:00:00', true],
  ['a time', time, '2026-02-29 00:00:00', false],
  ['a time', time, '2026-03-02T15:04:05', false],
  ['a time', time, '2026-03-02 25:00:00', false],
  ['a time', time, '2026-03-02', false],
  ['a number', number, 'ORD_2026|03*02-7', true],
  ['a number', number, '订单7', true],
  ['a number', number, 'a,b', false],
  ['a number', number, 'a b', false],
  ['a number', number, 'a\u0000', false],
  ['a number', number, 'x'.repeat(128), true],
  ['a number', number, 'x'.repeat(129), false],
  ['text', textUpTo(2), '中文', true],
  ['text', textUpTo(2), '😀😀', true],
  ['text', textUpTo(2), '中文字', false],
  ['one of several', oneOf('A', 'B'), 'B', true],
  ['one of several', oneOf('A', 'B'), 'b', false],
  ['an integer in a range', integerBetween(5, 120), '5', true],
  ['an integer in a range', integerBetween(5, 120), '120', true],
  ['an integer in a range', integerBetween(5, 120), '4', false],
  ['an integer in a range', integerBetween(5, 120), '121', false],
  ['an integer in a range', integerBetween(5, 120), '7.5', false],
])('as %s, %j %j is taken: %j', (_what, format, text, isTaken) => {
  expect(format.accepts(text)).toBe(isTaken);
});

describe('checkGiven', () => {
  const check = (parameters: Record<string, string>) =>
    checkGiven((name) => parameters[name] ?? '', ['txamt'], { txamt: cents, udid: textUpTo(3) });

  test('finds nothing wrong with what is complete', () => {
    expect(check({ txamt: '5', udid: 'abc' })).toBeUndefined();
    expect(check({ txamt: '5' })).toBeUndefined();
  });

  test('names the parameter that is missing or empty', () => {
    expect(check({})).toMatchObject({ respcd: '1104', respmsg: 'txamt is required' });
    expect(check({ txamt: '' })).toMatchObject({ respcd: '1104', respmsg: 'txamt is required' });
  });

  test('names the parameter that is malformed, and the rule', () => {
    expect(check({ txamt: '5', udid: 'abcd' })).toMatchObject({
      respcd: '1104',
      respmsg: 'udid must be at most 3 characters',
    });
  });
});
