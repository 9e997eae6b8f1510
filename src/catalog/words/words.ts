import type { Labels } from './labels.ts';

export type Lang = 'en' | 'zh-Hans' | 'zh-Hant';

export const langs: readonly Lang[] = ['en', 'zh-Hans', 'zh-Hant'];

export interface Explanation {
  readonly meaning: string;
  readonly next_step: string;
}

/** The catalogue's words in one language. */
export interface Words {
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
export function respcdWords(meanings: Table, nextSteps: Table): Words['respcd'] {
  return Object.fromEntries(
    Object.entries(meanings).map(([code, meaning]) => [code, { meaning, next_step: nextSteps[code] ?? '' }]),
  );
}
