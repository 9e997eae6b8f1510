import { describe, expect, test } from 'vitest';
import { currencies } from '../../src/catalog/currencies.ts';
import { payTypes } from '../../src/catalog/pay-types.ts';
import { respcds } from '../../src/catalog/respcd.ts';
import { langs, loadWords } from '../../src/language/languages.ts';

describe.each(langs)('in %s', (lang) => {
  test('every status code has a meaning and a next step, and nothing else has', async () => {
    const { respcd } = await loadWords(lang);
    expect(Object.keys(respcd).sort()).toEqual(respcds.map(({ code }) => code).sort());
    for (const { meaning, next_step } of Object.values(respcd)) {
      expect(meaning).not.toBe('');
      expect(next_step).not.toBe('');
    }
  });

  test('every pay type and currency has a name, and nothing else has', async () => {
    const { pay_type, currency } = await loadWords(lang);
    expect(Object.keys(pay_type).sort()).toEqual(payTypes.map(({ code }) => code).sort());
    expect(Object.keys(currency).sort()).toEqual(currencies.map(({ code }) => code).sort());
    expect(Object.values({ ...pay_type, ...currency })).not.toContain('');
  });

  test('second meanings belong to known codes, as many as in English', async () => {
    const count = async (of: typeof lang) =>
      Object.entries((await loadWords(of)).second_meanings).map(([code, texts]) => `${code} ${texts.length}`);
    const known = respcds.map(({ code }) => code);
    expect(await count(lang)).toEqual(await count('en'));
    for (const entry of await count(lang)) expect(known).toContain(entry.split(' ')[0]);
  });

  test('every label has a word', async () => {
    expect(Object.values((await loadWords(lang)).labels)).not.toContain('');
  });
});

test('the Chinese words are Chinese, and simplified and traditional differ', async () => {
  const [hans, hant] = [await loadWords('zh-Hans'), await loadWords('zh-Hant')];
  for (const words of [hans, hant]) {
    for (const { meaning } of Object.values(words.respcd)) expect(meaning).toMatch(/\p{Script=Han}/u);
  }
  expect(hans.respcd['1108']?.meaning).toContain('签名');
  expect(hant.respcd['1108']?.meaning).toContain('簽名');
});

test.each(['1101', '1108', '1143', '1145', '1155', '1203', '1251', '1264', '1265', '1269', '1297', '2999'])(
  'tells what merchants met behind %s',
  async (code) => {
    expect((await loadWords('en')).second_meanings[code]).not.toBeUndefined();
  },
);
