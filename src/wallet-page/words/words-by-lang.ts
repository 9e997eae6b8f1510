import type { Lang } from '../../catalog/words/words.ts';
import { en } from './en.ts';
import type { PageWords } from './page-words.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

export const wordsByLang: Readonly<Record<Lang, PageWords>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };
