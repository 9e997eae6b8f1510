import fc from 'fast-check';
import { expect, test } from 'vitest';
import { code, codeBlock, words } from '../../src/report/case-file.ts';

test.each([
  ['emphasis', '*a* _b_', '\\*a\\* \\_b\\_'],
  ['HTML', '<script>&amp;', '\\<script\\>\\&amp;'],
  ['a link', '[a](http://b)', '\\[a\\](http://b)'],
  ['a line of its own', 'a\n# b', 'a\\\\n\\# b'],
])('words hold no %s', (_what, text, expected) => {
  expect(words(text)).toBe(expected);
});

test.each([
  ['plain', 'a=1', '`a=1`'],
  ['with a mark', 'a`b', '``a`b``'],
  ['of marks', '``', '``` `` ```'],
  ['empty', '', '`  `'],
  ['of two lines', 'a\nb', '`a\\nb`'],
])('code %s stays one piece', (_what, text, expected) => {
  expect(code(text)).toBe(expected);
});

test('no text ends a block of code before its end', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('`', '~', '\n', 'a', ' ', '<') })), (lines) => {
      const [fence = '', ...rest] = codeBlock(lines).split('\n');
      const marks = fence.replace('text', '');
      const end = rest.findIndex(
        (line) => line.trim().replace(/^`+$/, '`').length === 1 && line.trim().length >= marks.length,
      );
      return end === rest.length - 1 && rest.length - 1 === lines.length;
    }),
  );
});
