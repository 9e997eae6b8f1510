import type { ExplanationWords } from './words.ts';
import { causes } from './zh-hant/causes.ts';
import { evidence } from './zh-hant/evidence.ts';
import { labels } from './zh-hant/labels.ts';
import { families, search } from './zh-hant/search.ts';

export const zhHant: ExplanationWords = { causes, evidence, families, search, labels };
