import { expect, test } from 'vitest';
import { resumeCommand, shellLine } from '../../src/command/session.ts';

test('the command to go on with speaks with the same gateway as the same merchant', () => {
  const options = { env: 'local', key_file: 'my key', base_url: 'http://127.0.0.1:8080', json: true, lang: 'en' };
  expect(resumeCommand('ORD-1', options)).toBe(
    "qfpay query ORD-1 --env local --base-url http://127.0.0.1:8080 --key-file 'my key'",
  );
  expect(resumeCommand('ORD-1', {})).toBe('qfpay query ORD-1');
});

test.each([
  ['a|b', "'a|b'"],
  ['a*', "'a*'"],
  ["it's", "'it'\\''s'"],
  ['$HOME', "'$HOME'"],
  ['', "''"],
])('%s is quoted for the shell', (word, quoted) => {
  expect(shellLine([word])).toBe(quoted);
});
