export const zhHans = {
  name: '简体中文',
  spoken_for: /^(?:zh|yue)\b.*\bhans\b|^zh\b(?!.*\b(?:hant|hk|mo|tw)\b)/,
  texts: async () => (await import('./texts.ts')).texts,
  catalog: async () => (await import('./catalog.ts')).catalog,
  explanation: async () => (await import('./explanation.ts')).explanation,
  pages: async () => (await import('./pages.ts')).pages,
};
