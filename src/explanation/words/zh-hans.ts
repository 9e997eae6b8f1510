import type { ExplanationWords } from './words.ts';
import { causes } from './zh-hans/causes.ts';
import { evidence } from './zh-hans/evidence.ts';
import { labels } from './zh-hans/labels.ts';
import { families, search } from './zh-hans/search.ts';

export const zhHans: ExplanationWords = { causes, evidence, families, search, labels };
