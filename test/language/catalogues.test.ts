import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Lang, langs, loadCatalogue } from '../../src/language/languages.ts';
import type { Catalogue } from '../../src/language/t.ts';
import { readSourceTexts, type SourceText } from '../support/said-texts.ts';
import { isForPrograms } from './for-programs.ts';

const { said, said_too_early, unsaid } = readSourceTexts();
const load = createRequire(import.meta.url);
const dist = join(import.meta.dirname, '../../dist');
const english = new Set(said.map(({ text }) => text));
const folder = join(import.meta.dirname, '../../src/language');

/** What a language is not written with, and the pages that are in it. */
const scripts: Readonly<Partial<Record<Lang, { readonly foreign: RegExp; readonly page: string }>>> = {
  'zh-Hans': { foreign: /[會還這個請檢碼單號無過後時]/, page: 'README.zh.md' },
  'zh-Hant': { foreign: /[会还这个请检码单号无过后时]/, page: 'README.zh-Hant.md' },
};

const folderOf = (lang: Lang) => join(folder, lang.toLowerCase());
/** Every language but the one that stands in the code. */
const catalogues: [Lang, Catalogue][] = [];
for (const lang of langs) {
  const catalogue = await loadCatalogue(lang);
  if (catalogue) catalogues.push([lang, catalogue]);
}
const zhHant = Object.fromEntries(catalogues)['zh-Hant'] ?? {};

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

test('each language has a folder of its own, and each folder is of a language', () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(langs.map((lang) => lang.toLowerCase()).sort());
  expect(catalogues.map(([lang]) => lang)).toEqual(langs.filter((lang) => lang !== 'en'));
});

describe.each(catalogues)('%s', (lang, catalogue) => {
  test('has every text that is said', () => {
    expect([...english].filter((text) => !Object.hasOwn(catalogue, text))).toEqual([]);
  });

  test('is in the bundle word for word, though the English is not beside it', () => {
    const chunks = readdirSync(dist).filter((file) => file.startsWith('texts-'));
    const exported = chunks.flatMap((file) => Object.values(load(join(dist, file)) as Record<string, Catalogue>));
    const [first = ''] = english;
    const texts = exported.find((each) => each[first] === catalogue[first]) ?? {};
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
    const text = readFileSync(join(folderOf(lang), 'texts.ts'), 'utf8');
    const files = [...text.matchAll(/from '\.\/([\w-]+\.ts)'/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(1);
    const tables: object[] = await Promise.all(
      files.map((file) => import(/* @vite-ignore */ join(folderOf(lang), file))),
    );
    const texts = tables.flatMap((table) =>
      Object.values(table).flatMap((entries) => Object.keys(entries as Catalogue)),
    );
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });

  test('is written in its own script', () => {
    const foreign = scripts[lang]?.foreign ?? /\p{Script=Han}/u;
    expect(Object.values(catalogue).filter((said) => foreign.test(said))).toEqual([]);
  });
});

/** The lines that hold Chinese, of everything that is written in it but the catalogues. */
function chineseLines(...files: readonly string[]): string[] {
  return files
    .flatMap((file) => readFileSync(join(folder, '../..', file), 'utf8').split('\n'))
    .filter((line) => /[\u4e00-\u9fff]/.test(line));
}

const wordsOf = (lang: Lang) =>
  ['catalog', 'explanation'].map((part) => `src/language/${lang.toLowerCase()}/${part}.ts`);

test('zh-hant has one word for a thing, the one of Hong Kong', () => {
  // Gateway, books and accounts, currency, window of time, to support, default, information.
  const others = /網關|帳|幣種|時間窗|支持|默認|信息|匯總/;
  expect(Object.values(zhHant).filter((said) => others.test(said))).toEqual([]);
  // To call, command, to send, answer, you, in, key, address, store, to keep, to open, nested, limit, payment page, body; then what is Taiwan's.
  const further =
    /調用|命令|傳送|應答|您|裡|客戶端密鑰|位址|門店|店舖編號|保存|打開|嵌套|限流|收銀台|請求內容|軟體|網路|螢幕|設定檔|登錄|服務器|函式庫|丟失/;
  const all = [...Object.values(zhHant), ...chineseLines(...wordsOf('zh-Hant'), 'README.zh-Hant.md')];
  expect(all.filter((said) => further.test(said))).toEqual([]);
});

test.each(catalogues)(
  '%s has no blank between its letters or beside its stops, and its own brackets',
  (lang, catalogue) => {
    const page = scripts[lang]?.page;
    const all = [...Object.values(catalogue), ...chineseLines(...wordsOf(lang), ...(page === undefined ? [] : [page]))];
    const letters = '[\\u4e00-\\u9fff]';
    const stray = new RegExp(
      `[\\u4e00-\\u9fff，。：；、）」] +[\\u4e00-\\u9fff（]|[，。：；、（]  *(?![/*])\\S|\\([^()]*${letters}[^()]*\\)`,
    );
    const isNamed = (said: string) => /「支付寶 二維碼」|“支付宝 二维码”|]\(docs\//.test(said);
    expect(all.filter((said) => !isNamed(said) && stray.test(said))).toEqual([]);
  },
);

/** The places of a text, sorted; one that is there twice counts once. */
function valuesOf(text: string): string {
  return [...new Set(text.match(/\{\d+\}/g))].sort().join(' ');
}
