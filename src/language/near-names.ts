import { t } from './t.ts';

/**
 * How many letters have to be added, dropped or changed, or neighbours be swapped, to make one word the other (Damerau-Levenshtein,
 * no letter touched twice): two letters in the wrong order are one typing error.
 */
export function editDistance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (const [row, letter] of from.entries()) {
    const [before, previous] = [rows[row - 1], rows[row] ?? []];
    const current = [row + 1];
    for (const [column, other] of to.entries()) {
      const changed = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      const is_swapped = before && letter === to[column - 1] && from[row - 1] === other;
      const swapped = is_swapped ? (before[column - 1] ?? 0) + 1 : changed;
      current.push(Math.min(changed, swapped, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    rows.push(current);
  }
  return rows[from.length]?.[to.length] ?? 0;
}

/**
 * The names that a typing error could have been, nearest first; none further off than a third of the word. Capitals do not
 * count.
 */
export function nearNames(text: string, names: readonly string[], limit = 3): string[] {
  const reach = Math.max(1, Math.floor(text.length / 3));
  return names
    .map((name) => ({ name, distance: editDistance(text.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ name }) => name);
}

/** What to do about a name that there is not: nothing where none is near. */
export function didYouMean(text: string, names: readonly string[]): { readonly next?: string } {
  const near = nearNames(text, names);
  return near.length > 0 ? { next: t`did you mean ${near.join(', ')}?` } : {};
}
