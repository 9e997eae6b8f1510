export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** stdout for a command that serves others meanwhile. */
  flow(): OutputFlow;
  /** All of stdin, as it came; fails with a UsageError above `limit` bytes. */
  readStdin(limit: number): Promise<Uint8Array>;
  /** stdin and stdout as they are, for a command that speaks a protocol on them. */
  protocol(): ProtocolStreams;
  readonly stdin: { readonly is_tty: boolean };
  readonly stdout: Screen;
  readonly stderr: Screen;
}

/** What is read and written there is messages, and nothing else. */
export interface ProtocolStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Output that nobody waits for: a reader who stops reading stops no server. */
export interface OutputFlow {
  /** False: what came before was not read yet, a megabyte of it, and this text was dropped. */
  write(text: string): boolean;
  /** Gives the reader a second for what is left, and then no more is written. */
  end(): Promise<void>;
}

/** One output stream, judged for itself. `color` is chalk's level, 0 for none. */
export interface Screen {
  readonly is_tty: boolean;
  readonly columns: number;
  /** Lines of its window; absent where it has none, such as a pipe. */
  readonly rows?: number | undefined;
  readonly color: 0 | 1 | 2 | 3;
}

/** So many characters together may be an app code or a key. */
export const fewestOfSecret = 24;

/** Questions to the person, on stderr. Never called when `io.stdin` is no terminal or `--no-input` was given. */
export interface Prompt {
  ask(question: string, wishes?: AskWishes): Promise<string>;
  /** One of many, found by typing a part of it: `find` has those for what was typed so far. Gives its `value`. */
  choose(question: string, find: (typed: string) => readonly PromptChoice[]): Promise<string>;
  /**
   * A text of several lines, typed or pasted; fails with a UsageError above `limit` bytes. A hidden one is not shown, and Enter
   * behind it ends it.
   */
  paste(question: string, limit: number, wishes?: { readonly is_hidden?: boolean }): Promise<Uint8Array>;
}

export interface AskWishes {
  /** What is typed is shown as stars. A code can be looked at (Ctrl+T), a secret cannot. */
  readonly hidden?: 'code' | 'secret';
  /** What is as long as an app code or a key is not shown: it may have been pasted into the wrong question. */
  readonly hides_long?: boolean;
  /** What is wrong with an answer, said at once so that it can be mended; undefined for a good one. */
  check?(answer: string): string | undefined;
}

export interface PromptChoice {
  readonly value: string;
  /** Its line in the list. */
  readonly name: string;
  /** Shown beneath the list while it is the one that Enter takes. */
  readonly description?: string;
}

/** A label that is a function is asked again every second: it may tell the time that is left. */
export type StartProgress = (label: string | (() => string)) => Progress;

export interface Progress {
  update(label: string): void;
  stop(): void;
}
