import { expect, test } from 'vitest';
import { formatPythonJson, type Json } from '../../src/signature/python-json.ts';

// The right-hand sides were printed by Python 3's json.dumps.
test.each<[string, Json, string]>([
  ['plain text', 'plain', '"plain"'],
  ['Chinese', '中文', '"\\u4e2d\\u6587"'],
  ['a character beyond the first plane', '😀', '"\\ud83d\\ude00"'],
  ['quotes, backslashes and slashes', 'a"b\\c/d', '"a\\"b\\\\c/d"'],
  ['control characters', '\n\r\t\b\f\x00\x1f', '"\\n\\r\\t\\b\\f\\u0000\\u001f"'],
  ['the delete character', '\x7f', '"\\u007f"'],
  ['a small accented letter', 'é', '"\\u00e9"'],
  ['half of a surrogate pair', '\ud800', '"\\ud800"'],
  [
    'nesting',
    { a: [1, '2', null, true, false, {}], b: { c: [] } },
    '{"a": [1, "2", null, true, false, {}], "b": {"c": []}}',
  ],
])('prints %s as Python does', (_what, value, text) => {
  expect(formatPythonJson(value)).toBe(text);
});

test('a member without a value is left out, and what comes again is printed the same, however much came between', () => {
  expect(formatPythonJson({ a: undefined, b: 1, c: undefined })).toBe('{"b": 1}');
  const texts = Array.from({ length: 450 }, (_, at) => `é${at % 225}`);
  expect(formatPythonJson(texts)).toBe(`[${texts.map((text) => `"\\u00e9${text.slice(1)}"`).join(', ')}]`);
});
