import { expect, test } from 'vitest';
import { lineEndVariants } from '../../src/diagnosis/line-end-variants.ts';

function contents(text: string): string[] {
  return lineEndVariants(Buffer.from(text, 'latin1')).map(({ content }) => Buffer.from(content).toString('latin1'));
}

test.each([
  ['{}', []],
  ['{}\n', ['{}']],
  ['{}\n\n', ['{}\n']],
  ['{}\r\n', ['{}', '{}\n']],
  ['\xef\xbb\xbf{}', ['{}']],
  ['{\r\n"\xff"}', ['{\n"\xff"}']],
  ['', []],
])('of %j are %j', (text, variants) => {
  expect(contents(text)).toEqual(variants);
});
