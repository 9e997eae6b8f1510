import { en, type Language } from './en/language.ts';
import type { Catalogue } from './t.ts';
import { zhHans } from './zh-hans/language.ts';
import { zhHant } from './zh-hant/language.ts';

/** In the order in which they are told. Another language is a folder beside these, its import and its line here; tests name what it lacks. */
const languages = {
  en,
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
} satisfies Readonly<Record<string, Language>>;

export type Lang = keyof typeof languages;

export const langs = Object.keys(languages) as readonly Lang[];

export function languageOf(lang: Lang): Language {
  return languages[lang];
}

/** The language of a locale or of a browser: `zh_HK`, `zh-Hant-MO`. Undefined for one that is not spoken here. */
export function langOfTag(tag: string): Lang | undefined {
  const written = tag.toLowerCase().replaceAll('_', '-');
  return langs.find((lang) => languages[lang].spoken_for.test(written));
}

/** What `t` says; undefined for English, which is in the code itself. */
export async function loadCatalogue(lang: Lang): Promise<Catalogue | undefined> {
  return languageOf(lang).texts?.();
}

export interface Explanation {
  readonly meaning: string;
  readonly next_step: string;
}

/** The catalogue's words in one language. */
export interface CatalogWords {
  readonly respcd: Readonly<Record<string, Explanation>>;
  /** What a 0000 means where it is known what became of the order. */
  readonly success: Readonly<Record<SuccessWord, Explanation>>;
  /** Meanings that merchants met beside, or instead of, the documented one. */
  readonly second_meanings: Readonly<Record<string, readonly string[]>>;
  readonly pay_type: Readonly<Record<string, string>>;
  readonly currency: Readonly<Record<string, string>>;
  readonly labels: Labels;
}

type SuccessWord =
  | 'awaiting_payer'
  | 'authorized'
  | 'paid'
  | 'captured'
  | 'released'
  | 'refunded'
  | 'reversed'
  | 'closed';

/** Headings and short answers that the tables of the catalogue are shown with. */
type Label =
  | 'code'
  | 'name'
  | 'meaning'
  | 'category'
  | 'finality'
  | 'next_step'
  | 'also'
  | 'final'
  | 'pending'
  | 'query_first'
  | 'alias'
  | 'wallet'
  | 'flow'
  | 'region'
  | 'required'
  | 'optional'
  | 'result'
  | 'refund'
  | 'cancel'
  | 'via'
  | 'documented'
  | 'yes'
  | 'no'
  | 'none'
  | 'currency'
  | 'minor_digits'
  | 'example';

export type Labels = Readonly<Record<Label, string>>;

/** QFPay's tables in a language; each code's meaning and next step stand in two tables there, to be translated as a whole each. */
export async function loadWords(lang: Lang): Promise<CatalogWords> {
  const { meanings, next_steps, ...others } = await languages[lang].catalog();
  const steps: Readonly<Record<string, string>> = next_steps;
  const entries = Object.entries(meanings).map(([code, meaning]) => [code, { meaning, next_step: steps[code] ?? '' }]);
  return { ...others, respcd: Object.fromEntries(entries) as CatalogWords['respcd'] };
}
