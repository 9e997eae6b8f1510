import type { Language } from '../language.ts';

export const en: Language = {
  name: 'English',
  spoken_for: /^en\b/,
  catalog: async () => (await import('./catalog.ts')).catalog,
  explanation: async () => (await import('./explanation.ts')).explanation,
  pages: async () => (await import('./pages.ts')).pages,
};
