export type Lang = 'en' | 'zh-Hans' | 'zh-Hant';

export const langs: readonly Lang[] = ['en', 'zh-Hans', 'zh-Hant'];

/** The catalogue's words in one language. */
export interface Words {
  readonly respcd: Readonly<Record<string, { readonly meaning: string; readonly next_step: string }>>;
  /** Meanings that merchants met beside, or instead of, the documented one. */
  readonly second_meanings: Readonly<Record<string, readonly string[]>>;
  readonly pay_type: Readonly<Record<string, string>>;
  readonly currency: Readonly<Record<string, string>>;
}

/** Each language is a chunk of its own, so that only the one that is read is loaded. */
export async function loadWords(lang: Lang): Promise<Words> {
  switch (lang) {
    case 'en':
      return (await import('./en.ts')).en;
    case 'zh-Hans':
      return (await import('./zh-hans.ts')).zhHans;
    case 'zh-Hant':
      return (await import('./zh-hant.ts')).zhHant;
  }
}
