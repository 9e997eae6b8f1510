import { expect, test } from 'vitest';
import { visible } from '../../src/report/visible.ts';

test.each([
  ['a\nb\r\t', 'a\\nb\\r\\t'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['a\u200Bb\uFEFF', 'a\\u200bb\\ufeff'],
  ['right\u202Eleft', 'right\\u202eleft'],
  ['咖啡 ☕ "x"', '咖啡 ☕ "x"'],
])('%j is shown as %s', (text, shown) => {
  expect(visible(text)).toBe(shown);
});
