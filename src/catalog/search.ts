import { type CatalogWords, langs, loadWords } from '../language/languages.ts';

/**
 * The rows whose texts, taken in every language, hold all the words: as whole words where there are such rows, so that
 * `payme` is not every "payment", else anywhere.
 */
export async function searchRows<Row>(
  rows: readonly Row[],
  wanted: readonly string[],
  textsOf: (row: Row, words: CatalogWords) => readonly string[],
): Promise<readonly Row[]> {
  if (wanted.length === 0) return rows;
  const all = await Promise.all(langs.map(loadWords));
  const texts = rows.map((row) => fold(all.flatMap((words) => textsOf(row, words)).join('\n')));
  const patterns = wanted.map(wholeWord);
  const whole = rows.filter((_row, index) => patterns.every((pattern) => pattern.test(texts[index] ?? '')));
  if (whole.length > 0) return whole;
  return rows.filter((_row, index) => wanted.every((word) => texts[index]?.includes(fold(word))));
}

/** A word with an English ending is still that word. Chinese has no spaces: there every place is a word's. */
export function wholeWord(word: string): RegExp {
  const text = fold(word).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  if (/\p{Script=Han}/u.test(text)) return new RegExp(text, 'u');
  return new RegExp(`(?<![\\p{L}\\p{N}])${text}(?:e?s|e?d|ing)?(?![\\p{L}\\p{N}])`, 'u');
}

/** Letter case and full-width forms make no difference. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
