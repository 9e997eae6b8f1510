/** One word of a command that people are told to run, as a POSIX shell takes it. Of zsh, a word may not begin with `=`. */
export function shellWord(word: string): string {
  return /^[\w.,:/@%+-][\w.,:/@%+=-]*$/.test(word) ? word : shellQuoted(word);
}

/** Inside single quotes a POSIX shell reads everything as it stands, but the quote itself. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
