import { expect, test } from 'vitest';
import { signatureRemarks } from '../../src/diagnosis/value-remarks.ts';

const md5 = 'A'.repeat(32);
const sha256 = 'A'.repeat(64);

test.each([
  ['an upper-case MD5', { received: md5, announced: undefined }, []],
  ['an announced SHA256', { received: sha256, announced: 'SHA256' }, []],
  ['a lower-case one', { received: md5.toLowerCase(), announced: undefined }, ['is in lower case']],
  ['one with other letters', { received: `${md5.slice(1)}Z`, announced: undefined }, ['no hex digits']],
  ['a short one', { received: md5.slice(1), announced: undefined }, ['has 31 characters']],
  ['64 digits without the header', { received: sha256, announced: 'none' }, ['X-QF-SIGNTYPE: SHA256']],
  ['64 digits, nobody knows with which header', { received: sha256, announced: undefined }, ['X-QF-SIGNTYPE: SHA256']],
] as const)('%s', (_what, facts, words) => {
  const remarks = signatureRemarks({ ...facts, is_request: true });
  expect(remarks).toHaveLength(words.length);
  for (const [index, word] of words.entries()) expect(remarks[index]).toContain(word);
});

test('only a request needs the header', () => {
  expect(signatureRemarks({ received: sha256, announced: undefined, is_request: false })).toEqual([]);
});
