import type { CatalogWords, Lang } from './words.ts';

/** Each language is a chunk of its own, so that only the one that is read is loaded. */
export async function loadWords(lang: Lang): Promise<CatalogWords> {
  switch (lang) {
    case 'en':
      return (await import('./en.ts')).en;
    case 'zh-Hans':
      return (await import('./zh-hans.ts')).zhHans;
    case 'zh-Hant':
      return (await import('./zh-hant.ts')).zhHant;
  }
}
