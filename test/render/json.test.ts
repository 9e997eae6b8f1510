import { LosslessNumber } from 'lossless-json';
import { expect, test } from 'vitest';
import { renderJson } from '../../src/render/json.ts';

test('is one line in a pipe and indented on a terminal', () => {
  expect(renderJson({ a: 1 }, false)).toBe('{"a":1}\n');
  expect(renderJson({ a: 1 }, true)).toBe('{\n  "a": 1\n}\n');
});

test('keeps every digit of a number that the gateway sent unquoted', () => {
  const document = { syssn: new LosslessNumber('20260302180500020000000001'), rate: new LosslessNumber('1.10') };
  expect(renderJson(document, false)).toBe('{"syssn":20260302180500020000000001,"rate":1.10}\n');
});

test('what steers a terminal is escaped on one, and left to a program as it came', () => {
  const document = { errmsg: '\u009b31m' };
  expect(renderJson(document, false)).toBe('{"errmsg":"\u009b31m"}\n');
  expect(renderJson(document, false, true)).toBe('{"errmsg":"\\u009b31m"}\n');
});
