export type Lang = 'en' | 'zh-Hans' | 'zh-Hant';

export const langs: readonly Lang[] = ['en', 'zh-Hans', 'zh-Hant'];

export interface Explanation {
  readonly meaning: string;
  readonly next_step: string;
}

/** The catalogue's words in one language. */
export interface CatalogWords {
  readonly respcd: Readonly<Record<string, Explanation>>;
  /** What a 0000 means where it is known what became of the order. */
  readonly success: Readonly<Record<'awaiting_payer' | 'paid' | 'refunded' | 'reversed' | 'closed', Explanation>>;
  /** Meanings that merchants met beside, or instead of, the documented one. */
  readonly second_meanings: Readonly<Record<string, readonly string[]>>;
  readonly pay_type: Readonly<Record<string, string>>;
  readonly currency: Readonly<Record<string, string>>;
  readonly labels: Labels;
}

type Table = Readonly<Record<string, string>>;

/** Two tables, each short enough to be read and translated as a whole, as one entry a code. */
export function respcdWords(meanings: Table, nextSteps: Table): CatalogWords['respcd'] {
  return Object.fromEntries(
    Object.entries(meanings).map(([code, meaning]) => [code, { meaning, next_step: nextSteps[code] ?? '' }]),
  );
}

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
