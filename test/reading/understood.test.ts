import { expect, test } from 'vitest';
import { understood, understoodText } from '../../src/reading/read-parameters.ts';
import { readInput } from '../../src/reading/reading.ts';

const mask = (text: string) => text.replaceAll('secret', '<key>');
const of = (text: string) => understood(readInput(Buffer.from(text)), 2, mask);

test('is for the document what it was taken for, how many, and the notes', () => {
  expect(of('a=1&b=x+y')).toEqual({
    title: 'a form body (values decoded)',
    notation: 'form',
    parameters: 2,
    notes: ['each + in b is read as a space: a plus sign is written %2B in a form'],
  });
});

test('is nothing for words of the command line', () => {
  expect(understood(undefined, 2, mask)).toBeUndefined();
});

test('masks the key in what is quoted from the input', () => {
  expect(of('log secret: a=1&b=2')?.notes).toEqual(['cut off before it: "log <key>:" (11 characters)']);
});

test.each([
  [{ source: 'X-QF-SIGN', announced: 'SHA256' }, ', signature from X-QF-SIGN, sign type SHA256'],
  [{ source: 'X-QF-SIGN', announced: 'none' }, ', signature from X-QF-SIGN, no X-QF-SIGNTYPE'],
  [{ source: '--signature', announced: undefined }, ', signature from --signature'],
  [{ source: undefined, announced: 'none' }, ''],
] as const)('is one line for a person, with %j', (signature, end) => {
  expect(understoodText({ title: 'a URL', parameters: 12, notes: [] }, signature)).toBe(
    `read as a URL: 12 parameters${end}`,
  );
});
