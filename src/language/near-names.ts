import { t } from './t.ts';

/** How many letters have to be added, dropped or changed to make one word the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const changed = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(changed, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
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
