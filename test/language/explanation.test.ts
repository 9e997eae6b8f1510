import { describe, expect, test } from 'vitest';
import { loadExplanationWords } from '../../src/explanation/explain.ts';
import type { Lang } from '../../src/language/languages.ts';

type Sentences = Readonly<Record<string, string>>;

/** Every text of a language under its place, such as `causes.hmac.fix`. */
async function sentencesOf(lang: Lang): Promise<Sentences> {
  return Object.fromEntries(flatten(await loadExplanationWords(lang), []));
}

function flatten(words: object, path: readonly string[]): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const place = [...path, key];
    return typeof value === 'object' && value !== null ? flatten(value, place) : [[place.join('.'), String(value)]];
  });
}

/** What `holds` says no to, by place, so that a failing test names every sentence that has to be mended. */
function failing(sentences: Sentences, holds: (text: string, place: string) => boolean): string[] {
  return Object.entries(sentences).flatMap(([place, text]) => (holds(text, place) ? [] : [`${place}: ${text}`]));
}

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([whole]) => whole).sort();
}

const placeholders = /\{\w+\}/g;

/** Names and values of the interface, flags, commands, encodings: what a reader types, or searches a log for. */
const codeWords =
  /\bX-QF-\w+(?:: SHA256)?|--[\w-]+|\bqfpay \w+|\b[a-z]+_[a-z_]+\b|%[\dA-F]{2}|&\w+[;=]?|\b\d+(?:\.\d+)?\b|\b[A-Z][A-Z\d]+(?:-[\d-]+)?\b|\\u\w+|\bname=value\b|\bmchid\b|\btxamt\b|\bbase64\b|\b\S+@\S+\.com\b|\bcurl -v\b|\bcase\.md\b|\bQFPay\b|\bMD5\(body \+ key\)|\bapp code\b/g;

/** Characters that are written in one of the scripts only. */
const onlySimplified =
  '与业丢两为么义乱于仅从会传余关内写决则删别务动区单却参发变号吗国处备复头实对导属带并库应开异弃当录径态户执扫护报换据数断无时显术机权条构标样档检没滤点状独环现码确种签类线经结络统继续维编网节范补装规认让议记许设证识试该语误说请读调负责账贴轮输边过运还这进连适选采释钥链销错长门间际页项顺须预额验';
const onlyTraditional =
  '丟並亂亞佔併來個備傳內兩別則動務區卻參啟單嗎國報夠實寫對屬帶幣庫後徑從態應戶掃換據數斷於時會條業構標樣機檔檢權決沒無狀獨現環產異當發確碼種範簽紋結統經維網線編續義聯舉處號螢術裏補裝製複規覽計訂記設許註試該誌認語誤說調請證識變讓負責賬較輪輸轉這連進過適選遺還邊釋鏈銷錄錯鐘鑰長門開間際雜電項順須預頭額類顯驗麼點';

function chineseEnd(english: string): string {
  return { '.': '。', ':': '：', '?': '？' }[english.at(-1) ?? ''] ?? '';
}

const scripts = [
  { lang: 'zh-Hans', wrong: onlyTraditional, other: 'zh-Hant', quotes: /[「」『』]/ },
  { lang: 'zh-Hant', wrong: onlySimplified, other: 'zh-Hans', quotes: /[“”‘’]/ },
] as const;

describe.each(scripts)('in $lang', ({ lang, wrong, other, quotes }) => {
  test('no sentence was left in English', async () => {
    const english = await sentencesOf('en');
    const untranslated = failing(
      await sentencesOf(lang),
      (text, place) => text !== english[place] && /\p{Script=Han}/u.test(text),
    );
    expect(untranslated).toEqual([]);
  });

  test('every sentence takes what the English one takes, as often', async () => {
    const english = await sentencesOf('en');
    const wanted = (place: string) => found(english[place] ?? '', placeholders);
    const chinese = await sentencesOf(lang);
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
    expect(failing(chinese, (text, place) => found(text, placeholders).join() === wanted(place).join())).toEqual([]);
  });

  test('code words stand as they are', async () => {
    const english = await sentencesOf('en');
    const has = (text: string, place: string) =>
      found((english[place] ?? '').replaceAll(placeholders, ''), codeWords).every((word) => text.includes(word));
    expect(failing(await sentencesOf(lang), has)).toEqual([]);
  });

  test('no character or quotation mark is of the other script', async () => {
    const is_of_this_script = (text: string) => ![...text].some((letter) => wrong.includes(letter));
    const sentences = await sentencesOf(lang);
    expect(failing(sentences, is_of_this_script)).toEqual([]);
    expect(failing(sentences, (text) => !quotes.test(text))).toEqual([]);
  });

  test('punctuation after Chinese is Chinese, and sentences end where the English ones do', async () => {
    const english = await sentencesOf('en');
    const ends_alike = (text: string, place: string) =>
      chineseEnd(english[place] ?? '') === found(text, /[。：？]$/g).join();
    const sentences = await sentencesOf(lang);
    expect(failing(sentences, (text) => !/\p{Script=Han}\s?[,.;:?!()"']/u.test(text))).toEqual([]);
    expect(failing(sentences, ends_alike)).toEqual([]);
  });

  test('what English tells apart, Chinese tells apart', async () => {
    const english = await sentencesOf('en');
    const said = new Map<string, string>();
    const is_told_apart = (text: string, place: string) => {
      const meant = english[place] ?? '';
      const before = said.get(text) ?? meant;
      said.set(text, meant);
      return before === meant;
    };
    expect(failing(await sentencesOf(lang), is_told_apart)).toEqual([]);
  });

  test('the other script was written for itself', async () => {
    const those = await sentencesOf(other);
    const same = failing(await sentencesOf(lang), (text, place) => text !== those[place]);
    expect(same.length).toBeLessThan(Object.keys(those).length / 20);
  });
});

test('the telling characters are of one script each', () => {
  expect([...onlySimplified].filter((letter) => onlyTraditional.includes(letter))).toEqual([]);
});
