import type { Lang } from '../catalog/words/words.ts';
import type { Catalogue } from './t.ts';

/** Each language is a chunk of its own, so that only the one that is spoken is loaded; English is in the code itself. */
export async function loadCatalogue(lang: Lang): Promise<Catalogue | undefined> {
  switch (lang) {
    case 'en':
      return undefined;
    case 'zh-Hans':
      return (await import('./zh-hans.ts')).zhHans;
    case 'zh-Hant':
      return (await import('./zh-hant.ts')).zhHant;
  }
}
