import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { posixWords } from '../../../src/reading/curl/shell-words.ts';

function words(text: string): string[] {
  const { words: found } = posixWords(Buffer.from(text, 'utf8').toString('latin1'));
  return found.map((word) => Buffer.from(word, 'latin1').toString('utf8'));
}

test.each([
  ['single quotes keep everything', `a '$x \\ "y" \`z\`'`, ['a', '$x \\ "y" `z`']],
  ['a quote in single quotes by leaving them', `'it'\\''s'`, ["it's"]],
  ['a quote in single quotes by other quotes', `'it'"'"'s'`, ["it's"]],
  ['double quotes keep a backslash before other letters', `"\\n \\\\ \\" \\$ \\a"`, ['\\n \\ " $ \\a']],
  ['words stick together', `a'b'"c"\\ d`, ['abc d']],
  ['an empty word is a word', `a '' ""`, ['a', '', '']],
  ['a line that goes on', 'a \\\n  b\\\nc', ['a', 'bc']],
  ['a line that goes on after CRLF', 'a \\\r\n b', ['a', 'b']],
  ['escapes of $…', `$'a\\nb\\t\\'\\x41\\101\\u5496\\U0001F600\\\\'`, ["a\nb\t'AA咖😀\\"]],
  ['a pair of halves in $…', `$'\\ud83d\\ude00'`, ['😀']],
  ['an escape that there is not', `$'\\q\\u'`, ['\\q\\u']],
  ['text beyond ASCII', `咖啡 "é"`, ['咖啡', 'é']],
  ['a comment', 'a b # c d', ['a', 'b']],
  ['a # inside of a word', 'https://x/#/?a=1', ['https://x/#/?a=1']],
])('%s', (_what, text, expected) => {
  expect(words(text)).toEqual(expected);
});

test.each(['a | jq .', 'a > out.json', 'a; echo b', 'a && b', 'a &', 'a\nb c'])('ends the command in %j', (text) => {
  const { words: found, behind } = posixWords(text);
  expect(found).toEqual(['a']);
  expect(behind).toBe(text.slice(text.startsWith('a ') ? 2 : 1));
});

describe('says', () => {
  test.each([
    ['a variable', 'a=$MCHID', 'a=$MCHID', '$MCHID is a shell variable'],
    ['a variable in double quotes', '"\x24{A}"', '\x24{A}', '$A is a shell variable'],
    ['a command', '"$(date +%s)"', '$(date +%s)', 'was not run'],
    ['an & outside of quotes', 'x?a=1&b=2', 'x?a=1&b=2', 'an & stands outside of quotes'],
    ['a lost backslash', 'curl x\n  -d a=1', '-d', 'a line ends without a \\'],
    ['white space behind a backslash', 'curl x \\ \n -d a=1', '-d', 'white space behind a \\'],
    ['a quote that is open', "'a", 'a', "a ' is never closed"],
  ])('%s', (_what, text, word, note) => {
    const { words: found, notes } = posixWords(text);
    expect(found).toContain(word);
    expect(notes.join('\n')).toContain(note);
  });
});

test.skipIf(process.platform === 'win32')('splits as a shell does, whatever is quoted', () => {
  const quote = fc.constantFrom(
    (text: string) => `'${text.replaceAll("'", "'\\''")}'`,
    (text: string) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`,
    (text: string) => text.replace(/[^\n]/gu, '\\$&').replaceAll('\n', "'\n'"),
  );
  const word = fc
    .tuple(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\0\r]/.test(text)),
      quote,
    )
    .map(([text, quoted]) => quoted(text))
    // At the end of a line this is read as a copied `\` with white space behind it, and said: see `backslash`.
    .filter((quoted) => !/^\\[ \t]$/.test(quoted));
  const lines = fc.sample(fc.array(word, { minLength: 1, maxLength: 5 }), 200).map((line) => line.join(' '));
  const script = lines.map((line) => `printf '%s\\0' ${line}; printf '\\1\\0'`).join('\n');
  const { stdout } = spawnSync('sh', [], { input: script, encoding: 'utf8' });
  const expected = stdout
    .split('\x01\0')
    .slice(0, -1)
    .map((line) => line.split('\0').slice(0, -1));
  expect(lines.map(words)).toEqual(expected);
});

test('never fails, and always ends', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...`'"\\$\`(){}&|;#\n\r ax=$'`)), (letters) => {
      const text = letters.join('');
      expect(() => posixWords(text)).not.toThrow();
    }),
    { numRuns: 2000 },
  );
});
