import type { Lang } from '../../catalog/words/words.ts';
import type { ExplanationWords } from './words.ts';

/** Each language is a chunk of its own, loaded only where something has to be explained. */
export async function loadExplanationWords(lang: Lang): Promise<ExplanationWords> {
  switch (lang) {
    case 'en':
      return (await import('./en.ts')).en;
    case 'zh-Hans':
      return (await import('./zh-hans.ts')).zhHans;
    case 'zh-Hant':
      return (await import('./zh-hant.ts')).zhHant;
  }
}
