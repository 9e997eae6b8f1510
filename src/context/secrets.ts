/** What nobody may read; as text it is what may stand in its place. */
export interface Secret {
  /** Known to everybody: only whole is it masked, for its parts are words. */
  readonly is_public?: boolean;
  reveal(): string;
  toString(): string;
}

/**
 * Every key and password in use, whatever it came from, and the one mask for them. Numbers that the tool sends or names stay as
 * they are; one that holds a whole key is refused before it is sent.
 */
export interface Secrets {
  add(...secrets: readonly Secret[]): void;
  /** Whether a text holds a client key, whole. */
  isIn(text: string): boolean;
  /** A text that a person or a gateway wrote, before anything of it is cut: no key in any form, no run of eight of a long one. */
  mask(text: string): string;
  /** The same for every text in a value, by the names of its fields; the very value where there is nothing to mask. */
  maskValue<Value>(value: Value): Value;
  /** What is about to leave, however it was made: no whole key in any usual form. */
  maskOut(text: string): string;
}
