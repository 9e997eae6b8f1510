import { expect, test } from 'vitest';
import { plainEmoji } from '../../src/render/plain-emoji.ts';

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
