import fc from 'fast-check';
import { expect, test } from 'vitest';
import { respcds } from '../../src/catalog/respcd.ts';
import { searchRows } from '../../src/catalog/search.ts';

const rows = ['PayMe QR, MPM', 'Alipay payment code', 'refunded twice', '支付宝付款码', 'a (b'];

function search(...wanted: string[]) {
  return searchRows(rows, wanted, (row) => [row]);
}

test.each([
  ['every word has to be there', ['alipay', 'twice'], []],
  ['case and width make no difference', ['ＡＬＩＰＡＹ', 'Code'], ['Alipay payment code']],
  ['whole words go before parts of words', ['payme'], ['PayMe QR, MPM']],
  ['an English ending makes no difference', ['refund'], ['refunded twice']],
  ['parts of words are found where there is no whole one', ['alip'], ['Alipay payment code']],
  ['Chinese is found anywhere', ['付款'], ['支付宝付款码']],
  ['no letter has a meaning of its own', ['(b'], ['a (b']],
])('%s: %j', async (_what, wanted, found) => {
  expect(await search(...wanted)).toEqual(found);
});

test.each(['签名', '簽名', 'signature'])('finds 1108 by %s, whatever the language of the reader', async (word) => {
  const found = await searchRows(respcds, [word], ({ code }, words) => [words.respcd[code]?.meaning ?? '']);
  expect(found.map(({ code }) => code)).toContain('1108');
});

test('without a word it gives every row', async () => {
  expect(await search()).toEqual(rows);
});

test('takes any word without failing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (word) => {
      for (const row of await search(word)) expect(rows).toContain(row);
    }),
  );
});
