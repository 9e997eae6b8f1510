import { en } from './en.ts';
import type { ExplanationWords } from './words.ts';

export const zhHans: ExplanationWords = en;
