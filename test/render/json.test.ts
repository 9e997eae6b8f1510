import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { expect, test } from 'vitest';
import { renderJson, renderJsonPieces } from '../../src/render/json.ts';

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

test('a document in pieces is the same text as the whole, on a terminal too', () => {
  const item = fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.array(fc.string())));
  const members = fc.dictionary(fc.string({ minLength: 1 }).filter(isNoPlace), fc.string());
  fc.assert(
    fc.property(fc.array(item, { maxLength: 4 }), members, fc.boolean(), (items, after, is_tty) => {
      const before = { schema_version: 1, command: 'history' };
      const list = { name: 'entries', items: () => items };
      const whole = renderJson({ ...before, entries: items, ...after }, is_tty);
      expect([...renderJsonPieces({ before, list, after }, is_tty)].join('')).toBe(whole);
    }),
  );
});

/** Such a member would stand before all others, and the ones that are there already. */
function isNoPlace(name: string): boolean {
  return !/^\d+$/.test(name) && !['__proto__', 'schema_version', 'command', 'entries'].includes(name);
}

test('of a long list no more is made than what is printed', () => {
  let made = 0;
  function* items() {
    for (; made < 100_000; made += 1) yield { out_trade_no: `A-${made}` };
  }
  const pieces = renderJsonPieces(
    { before: { command: 'history' }, list: { name: 'entries', items }, after: {} },
    false,
  );
  const { value } = pieces.next();
  expect(String(value).length).toBeLessThan(100_000);
  expect(made).toBeLessThan(5000);
});
