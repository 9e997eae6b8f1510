import { expect, test } from 'vitest';
import { escapeInvisible } from '../../src/explanation/explain.ts';

test.each([
  ['line ends and tabs', 'a\r\n\tb\0', 'a\\r\\n\\tb\\0'],
  ['a terminal escape', '\x1b[31m', '\\u001b[31m'],
  ['a no-break space', 'a\u00a0b', 'a\\u00a0b'],
  ['a zero-width space and a byte order mark', '\u200b\uFEFF', '\\u200b\\ufeff'],
  ['an ideographic space', '茶\u3000', '茶\\u3000'],
  ['a turn of direction', '\u202etxt', '\\u202etxt'],
  ['what colours an emoji, for one of two texts may lack it', '❤\uFE0F', '❤\\ufe0f'],
  ['hidden letters', 'a\u{e0041}\u00ad', 'a\\u{e0041}\\u00ad'],
  ['what could not be read', '\uFFFD', '\\ufffd'],
])('shows %s', (_what, text, shown) => {
  expect(escapeInvisible(text)).toBe(shown);
});

test('leaves what can be seen, whatever its language', () => {
  expect(escapeInvisible('a b=奶茶 é 🍵 100%')).toBe('a b=奶茶 é 🍵 100%');
});
