import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { respcds } from '../../src/catalog/respcd.ts';
import { codesInText, type SearchedRow, searchSentence } from '../../src/catalog/sentence.ts';
import { langs, loadWords } from '../../src/language/languages.ts';

let rows: SearchedRow<string>[] = [];

beforeAll(async () => {
  const all = await Promise.all(langs.map(loadWords));
  rows = respcds.map(({ code, name, category }) => ({
    row: code,
    texts: [
      code,
      name,
      category,
      ...all.flatMap((words) => [words.respcd[code]?.meaning ?? '', ...(words.second_meanings[code] ?? [])]),
    ],
  }));
});

const isCode = (code: string) => code === '429' || respcds.some((row) => row.code === code);

describe('a sentence finds the code that it speaks of, first', () => {
  test.each([
    ['why can I not refund at night?', '1265'],
    ['night', '1265'],
    ['夜間', '1265'],
    ['夜间', '1265'],
    ['为什么晚上不能退款', '1265'],
    ['夜晚退唔到款', '1265'],
    ['处理中，请稍等', '1145'],
    ['wrong key', '1108'],
    ['簽名錯誤', '1108'],
    ['MCHCODE非法', '1108'],
    ['顾客没有钱', '1201'],
    ['insufficient funds', '1201'],
    ['The payer has not enough money', '1201'],
    ['單號重複', '2011'],
    ['out_trade_no is used', '1251'],
    ['订单已经支付过了', '1260'],
    ['the order was already paid', '1260'],
    ['付款码过期', '1202'],
    ['the refund is larger than the payment', '1272'],
    ['退款金额太大', '1272'],
    ['部分退款', '1270'],
    ['blocked by fraud control', '1294'],
    ['our shop is disabled', '1243'],
  ])('%s: %s', (sentence, code) => {
    expect(searchSentence(rows, sentence)[0]).toBe(code);
  });
});

test.each(['hello world', 'I like apples and bananas', '天气很好', 'nothinglikethis', 'supper', '', 'the', '???'])(
  '%j is about no code, and gets no relative that is none',
  (sentence) => {
    expect(searchSentence(rows, sentence)).toEqual([]);
  },
);

test('what has all the words stands alone, however common they are', () => {
  const found = searchSentence(rows, 'refund');
  expect(found.length).toBeGreaterThan(5);
  for (const code of found) expect(rows.find(({ row }) => row === code)?.texts.join('\n')).toMatch(/refund/i);
});

test('every code is found by its own meaning, in each language', async () => {
  for (const words of await Promise.all(langs.map(loadWords))) {
    for (const { code } of respcds) expect(searchSentence(rows, words.respcd[code]?.meaning ?? '')).toContain(code);
  }
});

describe('a code that a text names is read off it', () => {
  test.each([
    ['respcd=1108', ['1108']],
    ['respcd：1108', ['1108']],
    ['"respcd": "1108",', ['1108']],
    ['{"respcd":"1108","resperr":"(1143)","txamt":"1100"}', ['1108']],
    ['处理中，请稍等(1143)', ['1143']],
    ['处理中（1143）', ['1143']],
    ['状态码1145', ['1145']],
    ['错误1108', ['1108']],
    ['1108签名错误', ['1108']],
    ['first 1143, then 1265, then 1143', ['1143', '1265']],
    ['HTTP 429', ['429']],
    ['status code 429', ['429']],
    ['got 429 again', ['429']],
  ])('%s', (text, codes) => {
    expect(codesInText(text, isCode)).toEqual(codes);
  });

  test.each([
    '2026-11-30 11:08',
    'HKD 11.00',
    '1100 cents',
    'txamt=1100',
    'HKD 1100',
    'at 20:11',
    '20261108',
    '9999',
    'HTTP 500',
  ])('%s names none', (text) => {
    expect(codesInText(text, isCode)).toEqual([]);
  });

  test('never one that is not known, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(9999), (text, number) => {
        for (const code of codesInText(`${text} respcd=${number}`, isCode)) expect(isCode(code)).toBe(true);
      }),
    );
  });
});
