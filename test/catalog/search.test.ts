import { expect, test } from 'vitest';
import { respcds } from '../../src/catalog/respcd.ts';
import { hasAllWords, searchRows } from '../../src/catalog/search.ts';

test('wants every word, anywhere, in any case and width', () => {
  expect(hasAllWords(['SIGN', 'ｅｒｒｏｒ'], ['1108', 'signature-error'])).toBe(true);
  expect(hasAllWords(['sign', 'refund'], ['1108', 'signature-error'])).toBe(false);
  expect(hasAllWords([], [])).toBe(true);
});

test.each(['签名', '簽名', 'signature'])('finds 1108 by %s, whatever the language of the reader', async (word) => {
  const found = await searchRows(respcds, [word], ({ code }, words) => [words.respcd[code]?.meaning ?? '']);
  expect(found.map(({ code }) => code)).toContain('1108');
});

test('without a word it gives every row', async () => {
  expect(await searchRows(respcds, [], () => [])).toEqual(respcds);
});
