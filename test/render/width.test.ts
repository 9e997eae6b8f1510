import { expect, test } from 'vitest';
import { plainEmoji, widthOf } from '../../src/render/wrap-text.ts';

test.each([
  ['a family stands side by side', '👨‍👩‍👧', '👨👩👧'],
  ['a profession, with the tone of a skin', '👩🏽‍⚕️', '👩⚕'],
  ['a heart in colour', '❤️', '❤'],
  ['a tone by itself stays', '🏽', '🏽'],
  ['a joiner between letters stays, for it is to be seen', 'क्‍ष', 'क्‍ष'],
  ['Chinese stays', '珍珠奶茶', '珍珠奶茶'],
])('%s', (_what, text, plain) => {
  expect(plainEmoji(text)).toBe(plain);
});

test.each([
  ['Hangul as macOS decomposes it', '한글'.normalize('NFD'), 4],
  ['Latin with its accents apart', 'cafe\u0301', 4],
  ['Chinese', '珍珠奶茶', 8],
  ['plain text', 'A-1001', 6],
])('%s is as wide as it is drawn', (_what, text, width) => {
  expect(widthOf(text)).toBe(width);
});
