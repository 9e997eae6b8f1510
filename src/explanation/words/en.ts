import { causes } from './en/causes.ts';
import { evidence } from './en/evidence.ts';
import { labels } from './en/labels.ts';
import { families, search } from './en/search.ts';
import type { ExplanationWords } from './words.ts';

export const en: ExplanationWords = { causes, evidence, families, search, labels };
