import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/language/t.ts';
import { zhHans } from '../../src/language/zh-hans.ts';
import { zhHant } from '../../src/language/zh-hant.ts';
import { readSourceTexts, type SourceText } from '../support/said-texts.ts';
import { isForPrograms } from './for-programs.ts';

const { said, said_too_early, unsaid } = readSourceTexts();
const load = createRequire(import.meta.url);
const dist = join(import.meta.dirname, '../../dist');
const english = new Set(said.map(({ text }) => text));
const folder = join(import.meta.dirname, '../../src/language');

const places = ({ file, line, text }: SourceText) => `${file}:${line} ${text}`;

test('what is said to a person is read from the source at all', () => {
  expect(english.size).toBeGreaterThan(30);
});

test('nothing is said before the language is known', () => {
  expect(said_too_early.map(places)).toEqual([]);
});

test('no prose for a person is said past the catalogues', () => {
  const strays = unsaid.filter((text) => !isForPrograms(text));
  expect(strays.map(places)).toEqual([]);
});

describe.each<[string, Catalogue]>([
  ['zh-hans', zhHans],
  ['zh-hant', zhHant],
])('%s', (name, catalogue) => {
  test('has every text that is said', () => {
    expect([...english].filter((text) => !Object.hasOwn(catalogue, text))).toEqual([]);
  });

  test('is in the bundle word for word, though the English is not beside it', () => {
    // Other data have chunks of that name as well.
    const chunks = readdirSync(dist).filter((file) => file.startsWith(`${name}-`));
    const exported = chunks.flatMap((file) => Object.values(load(join(dist, file)) as Record<string, Catalogue>));
    const [first = ''] = english;
    const texts = exported.find((each) => each[first] !== undefined) ?? {};
    for (const text of english) expect(texts[text]).toBe(catalogue[text]);
    expect([texts['nobody says this'], texts['']]).toEqual([undefined, undefined]);
  });

  test('has no text that nobody says', () => {
    expect(Object.keys(catalogue).filter((text) => !english.has(text))).toEqual([]);
  });

  test('says each value of the English, and no other', () => {
    const differing = Object.entries(catalogue).filter(([text, said]) => valuesOf(text) !== valuesOf(said));
    expect(differing).toEqual([]);
  });

  test('has each text in one file only', async () => {
    const files = readdirSync(join(folder, name));
    const tables: object[] = await Promise.all(
      files.map((file) => import(/* @vite-ignore */ join(folder, name, file))),
    );
    const texts = tables.flatMap((table) =>
      Object.values(table).flatMap((entries) => Object.keys(entries as Catalogue)),
    );
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });

  test('is written in its own script', () => {
    const foreign = name === 'zh-hans' ? /[會還這個請檢碼單號無過後時]/ : /[会还这个请检码单号无过后时]/;
    expect(Object.values(catalogue).filter((said) => foreign.test(said))).toEqual([]);
  });
});

test('zh-hant has one word for a thing, the one of Hong Kong', () => {
  // Gateway, books and accounts, currency, window of time, to support, default, information.
  const others = /網關|帳|幣種|時間窗|支持|默認|信息|匯總/;
  expect(Object.values(zhHant).filter((said) => others.test(said))).toEqual([]);
});

/** The places of a text, sorted; one that is there twice counts once. */
function valuesOf(text: string): string {
  return [...new Set(text.match(/\{\d+\}/g))].sort().join(' ');
}
