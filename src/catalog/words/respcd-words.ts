type Texts = Readonly<Record<string, string>>;

/** Two tables, each short enough to be read and translated as a whole, as one entry a code. */
export function respcdWords(meanings: Texts, nextSteps: Texts): Record<string, { meaning: string; next_step: string }> {
  return Object.fromEntries(
    Object.entries(meanings).map(([code, meaning]) => [code, { meaning, next_step: nextSteps[code] ?? '' }]),
  );
}
