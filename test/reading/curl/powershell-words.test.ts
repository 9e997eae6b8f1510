import fc from 'fast-check';
import { expect, test } from 'vitest';
import { powershellWords } from '../../../src/reading/curl/shell-words.ts';

test.each([
  ['single quotes', "curl 'a ''b'' $c'", ['curl', "a 'b' $c"]],
  ['double quotes with backticks', 'curl "a`nb`"c""d"', ['curl', 'a\nb"c"d']],
  ['a line that goes on', 'curl a `\r\n  -d b', ['curl', 'a', '-d', 'b']],
])('%s', (_what, text, words) => {
  expect(powershellWords(text).words).toEqual(words);
});

test('says that a variable has no value here', () => {
  expect(powershellWords('curl "$env:KEY"').notes).toHaveLength(1);
  expect(powershellWords("curl '$env:KEY'").notes).toEqual([]);
});

test('ends at a pipe and at the end of a line', () => {
  expect(powershellWords('curl a | b').behind).toBe('| b');
  expect(powershellWords('curl a\nb').behind).toBe('\nb');
});

test('takes every word in single quotes', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (parts) => {
      const text = ['curl', ...parts.map((part) => `'${part.replaceAll("'", "''")}'`)].join(' ');
      expect(powershellWords(text).words).toEqual(['curl', ...parts]);
    }),
  );
});
