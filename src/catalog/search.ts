import { loadWords } from './words/load-words.ts';
import { langs, type Words } from './words/words.ts';

/** The rows whose texts, taken in every language, hold all the words. */
export async function searchRows<Row>(
  rows: readonly Row[],
  wanted: readonly string[],
  textsOf: (row: Row, words: Words) => readonly string[],
): Promise<Row[]> {
  if (wanted.length === 0) return [...rows];
  const all = await Promise.all(langs.map(loadWords));
  return rows.filter((row) =>
    hasAllWords(
      wanted,
      all.flatMap((words) => textsOf(row, words)),
    ),
  );
}

/** Letter case and full-width forms make no difference. */
export function hasAllWords(wanted: readonly string[], texts: readonly string[]): boolean {
  const haystack = fold(texts.join('\n'));
  return wanted.every((word) => haystack.includes(fold(word)));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
