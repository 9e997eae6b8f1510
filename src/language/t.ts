/** What is said in English, and how it is said in another language. Values stand in both as `{0}`, `{1}` and so on. */
export type Catalogue = Readonly<Record<string, string>>;

/** One process speaks one language, chosen before anything is said; without a catalogue it is English. */
let spoken: Catalogue | undefined;

/** Every `t` from now on speaks that catalogue's language, and English where there is none. */
export function speak(catalogue: Catalogue | undefined): void {
  spoken = catalogue;
}

/**
 * A text for a person, written in English where it is said: t`line ${line} is empty`. Called while the program runs, never
 * while its modules load, for the language is not known by then. A value is printed as in any template.
 */
export function t(parts: TemplateStringsArray, ...values: readonly unknown[]): string {
  const said = spoken?.[templateOf(parts)];
  if (said === undefined) return parts.reduce((text, part, index) => `${text}${values[index - 1]}${part}`);
  return said.replace(/\{(\d+)\}/g, (_place, index) => String(values[Number(index)]));
}

/** What the catalogues know a text by: its English with the values' places in it. */
export function templateOf(parts: readonly string[]): string {
  return parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
}
