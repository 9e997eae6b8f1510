/** The same few values are written again and again. */
export function remembered(write: (value: string) => string): (value: string) => string {
  const known = new Map<string, string>();
  return (value) => {
    const written = known.get(value) ?? write(value);
    known.set(value, written);
    return written;
  };
}
