import type { Language } from '../language.ts';

export const zhHans: Language = {
  spoken_for: /^(?:zh|yue)\b.*\bhans\b|^zh\b(?!.*\b(?:hant|hk|mo|tw)\b)/,
  texts: async () => (await import('./texts.ts')).texts,
  catalog: async () => (await import('./catalog.ts')).catalog,
  explanation: async () => (await import('./explanation.ts')).explanation,
};
