import type { Language } from '../language.ts';

export const en: Language = {
  spoken_for: /^en\b/,
  catalog: async () => (await import('./catalog.ts')).catalog,
  explanation: async () => (await import('./explanation.ts')).explanation,
};
