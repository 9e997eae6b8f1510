import { describe, expect, test } from 'vitest';
import { visible, visibleJson } from '../../src/language/terminal-text.ts';

test.each([
  ['a\nb\r\t', 'a\\nb\\r\\t'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['\u009b31mred\u007f', '\\u009b31mred\\u007f'],
  ['a\u200Bb\uFEFF', 'a\\u200bb\\ufeff'],
  ['right\u202Eleft', 'right\\u202eleft'],
  ['\u061c\u00ad\u034f\u115f\u180e\u206a\u3164\ufff9', '\\u061c\\u00ad\\u034f\\u115f\\u180e\\u206a\\u3164\\ufff9'],
  ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
  ['hidden\u{e0041}\u{e007f}', 'hidden\\u{e0041}\\u{e007f}'],
  ['咖啡 ☕ "x"', '咖啡 ☕ "x"'],
])('%j is shown as %s', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

describe('an emoji stays whole:', () => {
  test.each([
    '❤️',
    '👨‍👩‍👧',
    '👩🏽‍⚕️',
    '🏳️‍🌈',
    '1️⃣',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    '🇭🇰',
    '葛\u{e0100}',
  ])('%s', (emoji) => {
    expect(visible(`a ${emoji} b`)).toBe(`a ${emoji} b`);
  });

  test.each([
    ['a joiner at its end', '👨\u200d', '👨\\u200d'],
    ['a joiner between letters', 'a\u200db', 'a\\u200db'],
    ['a mark of colour behind a letter', 'a\ufe0f', 'a\\ufe0f'],
    ['a mark of colour too many', '❤️\ufe0f', '❤️\\ufe0f'],
    ['text hidden in a flag', '🏴\u{e0068}\u{e0069}', '🏴\\u{e0068}\\u{e0069}'],
  ])('but %s is shown', (_what, text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});

test('JSON for a terminal has escapes of its own, is laid out as before, and means the same', () => {
  const value = { errmsg: '\u009d52;c;\u009c\u202e\u{e0041}\u007f ❤️ 茶' };
  const shown = visibleJson(JSON.stringify(value, undefined, 2));
  expect(shown).toBe('{\n  "errmsg": "\\u009d52;c;\\u009c\\u202e\\udb40\\udc41\\u007f ❤️ 茶"\n}');
  expect(JSON.parse(shown)).toEqual(value);
});

test('each letter alone is shown, escaped or not, as it is beside one that cannot be seen', () => {
  // The one beside it takes the long way; alone, what Chinese and ASCII are written with takes the short one.
  const [hidden, shown] = ['\u200B', '\\u200b'];
  for (let point = 0x20; point < 0x10000; point += 1) {
    const letter = String.fromCharCode(point);
    if (visible(letter) !== visible(`${hidden}${letter}`).slice(shown.length))
      expect(point.toString(16)).toBe('shown alike');
    const inJson = visibleJson(`${hidden}${letter}`).slice(shown.length);
    if (visibleJson(letter) !== inJson) expect(point.toString(16)).toBe('shown alike in JSON');
  }
});
