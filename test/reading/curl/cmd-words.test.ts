import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cmdWords } from '../../../src/reading/curl/shell-words.ts';

test.each([
  ['carets before quotes', 'curl ^"a b^" ^"c^&d^"', ['curl', 'a b', 'c&d']],
  ['a line that goes on', 'curl a ^\r\n  -d b', ['curl', 'a', '-d', 'b']],
  ['a quote inside', 'curl ^"{^\\^"a^\\^":1}^"', ['curl', '{"a":1}']],
  ['percent signs as Chrome writes them', 'curl ^"^%^E5^%^92^"', ['curl', '%E5%92']],
  ['a line end inside', 'curl ^"a^\n\nb^"', ['curl', 'a\nb']],
  ['plain quotes keep carets', 'curl "a^b & c"', ['curl', 'a^b & c']],
  ['backslashes before no quote', 'curl "C:\\x\\y"', ['curl', 'C:\\x\\y']],
  ['two backslashes before a quote are one', 'curl "a\\\\" b', ['curl', 'a\\', 'b']],
])('%s', (_what, text, words) => {
  expect(cmdWords(text).words).toEqual(words);
});

test('ends the command at a pipe', () => {
  expect(cmdWords('curl a | more')).toMatchObject({ words: ['curl', 'a'], behind: '| more' });
});

/** As Chromium's DevTools write a word for cmd.exe. */
function chromeWord(text: string): string {
  const escaped = text
    .replace(/"/g, '\\"')
    .replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/g, '^$&')
    .replace(/%(?=[a-zA-Z0-9_])/g, '%^')
    .replace(/\r?\n/g, '^\n\n');
  return `^"${escaped}^"`;
}

test('takes whatever Chrome writes, but for backslashes', () => {
  const text = fc.string({ unit: 'binary-ascii' }).filter((part) => !/[\\\r]/.test(part));
  fc.assert(
    fc.property(fc.array(text), (parts) => {
      expect(cmdWords(['curl', ...parts.map(chromeWord)].join(' ')).words).toEqual(['curl', ...parts]);
    }),
  );
});
