/** What a command has to say: once as the contract's JSON document, once as blocks for a person. */
export interface Report {
  readonly command: string;
  readonly exit_code: number;
  /** The document of `--json`, without `schema_version`, `command` and `error`. */
  readonly data: Readonly<Record<string, unknown>>;
  /** A list of the document that may be too long to be held: it is printed ahead of `data`, each item made in its turn. */
  readonly list?: ReportList;
  /** What a person reads on stdout. */
  readonly blocks: readonly Block[];
  /** Printed on stderr beneath everything else: a picture that must not be scrolled away. */
  readonly drawing?: string;
  /** Printed on stderr, whatever the format. */
  readonly warnings?: readonly string[];
  /** The blocks say why: on a screen that shows them it is not said again beneath. */
  readonly is_told?: true;
  /** Why the exit status is not 0; main makes one from the exit code when it is absent. */
  readonly error?: ReportError;
}

export interface ReportList {
  readonly name: string;
  items(): Iterable<object>;
}

export interface ReportError {
  /** Where the exit code's own name is not what a script is told. */
  readonly code?: 'differences';
  readonly message: string;
  readonly hint?: string;
  readonly details?: readonly Readonly<Record<string, unknown>>[] | readonly object[];
  readonly out_trade_no?: string;
  readonly resume?: string;
}

export type Tone = 'good' | 'wait' | 'bad' | 'plain';

/** The tone has a word of its own, so that colour never carries a meaning alone. */
export type Block =
  | {
      readonly kind: 'headline';
      readonly tone: Tone;
      readonly word: string;
      readonly text: string;
      /** Stands before the text, padded; further lines of the text stand clear of it. */
      readonly label?: string;
    }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  /** Printed as it is, with one line end. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'hint'; readonly text: string }
  /** Command lines, what each does above it; a blank line ahead of them. */
  | { readonly kind: 'examples'; readonly examples: readonly Example[] }
  /** Two texts held against each other, what differs marked beneath. */
  | { readonly kind: 'aligned'; readonly lines: readonly AlignedLine[] };

/** One line as it is typed, and what it does. */
export type Example = readonly [line: string, does: string];

/** One line of an alignment; marks go from `start` up to, not including, `end`, in UTF-16 units of its text. */
export interface AlignedLine {
  readonly label: string;
  readonly text: string;
  readonly mark?: { readonly start: number; readonly end: number };
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** How narrow it may become: its cells are words, which wrap where there is no room. A number never breaks. */
  readonly wraps?: number;
  /** How narrow it may become by leaving out the middle of its cells, which stand elsewhere as a whole. */
  readonly cuts?: number;
  /** Words in its cells which a narrow screen shows as a mark, and says beneath what the mark means. */
  readonly marks?: { readonly words: string; readonly mark: string; readonly means: string };
  /** A narrow screen does without it; 1 goes first. */
  readonly spare?: number;
}
