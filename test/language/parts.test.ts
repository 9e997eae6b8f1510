import { describe, expect, test } from 'vitest';
import { type Lang, langs, languageOf } from '../../src/language/languages.ts';

const parts = ['catalog', 'explanation', 'pages'] as const;

/** Every text of a part under its place, such as `wallet.states.paid`. */
async function textsOf(lang: Lang, part: (typeof parts)[number]): Promise<Map<string, string>> {
  return new Map(flatten(await languageOf(lang)[part](), []));
}

function flatten(words: object, path: readonly string[]): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const place = [...path, key];
    return typeof value === 'object' && value !== null ? flatten(value, place) : [[place.join('.'), String(value)]];
  });
}

const values = (text = '') => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');

/** Wallets that have a name of their own in a language, where others have the brand's. */
const own: Readonly<Partial<Record<(typeof parts)[number], RegExp>>> = { pages: /^wallet\.wallets\./ };

describe.each(langs.flatMap((lang) => parts.map((part) => ({ lang, part }))))('$lang: $part', ({ lang, part }) => {
  test('has each text that English has, and no other', async () => {
    const places = async (of: Lang) => [...(await textsOf(of, part)).keys()].filter((place) => !own[part]?.test(place));
    const english = await places('en');
    expect(english.length).toBeGreaterThan(50);
    expect((await places(lang)).sort()).toEqual(english.sort());
  });

  test('says each value of the English, and no other, and leaves no text empty', async () => {
    const [english, said] = [await textsOf('en', part), await textsOf(lang, part)];
    const differing = [...said].filter(
      ([place, text]) => english.has(place) && values(text) !== values(english.get(place)),
    );
    expect(differing).toEqual([]);
    expect([...said].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

test('each language calls itself by a name of its own', () => {
  const names = langs.map((lang) => languageOf(lang).name);
  expect(names).toContain('繁體中文');
  expect(new Set(names).size).toBe(langs.length);
});
