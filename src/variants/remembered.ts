/** One search writes some hundred values. */
const mostKept = 1_000;
/** In UTF-16 units. Bodies are longer than values are, and come once. */
const longestKept = 1_000;

/**
 * The same few values are written again and again. No more is kept than one search needs: a process that lives long (`listen`)
 * sees values without end, and whoever forges a notification chooses them.
 */
export function remembered(write: (value: string) => string): (value: string) => string {
  const known = new Map<string, string>();
  return (value) => {
    if (value.length > longestKept) return write(value);
    const written = known.get(value) ?? write(value);
    if (known.size >= mostKept) known.clear();
    known.set(value, written);
    return written;
  };
}
