/** Without a script: of Hong Kong, Macao and Taiwan, and Cantonese. */
export const zhHant = {
  name: '繁體中文',
  spoken_for: /^(?=zh\b.*\b(?:hant|hk|mo|tw)\b|yue\b)(?!.*\bhans\b)/,
  texts: async () => (await import('./texts.ts')).texts,
  catalog: async () => (await import('./catalog.ts')).catalog,
  explanation: async () => (await import('./explanation.ts')).explanation,
  pages: async () => (await import('./pages.ts')).pages,
};
