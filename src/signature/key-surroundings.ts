/** The key that was meant where one was copied with quotes, white space or a byte order mark around it. */
export function withoutSurroundings(key: string): string {
  return key.replace(/^[\s\uFEFF"'`“”‘’]+|[\s\uFEFF"'`“”‘’]+$/gu, '');
}
