/** What a command may ask of the outside world. Types only: the real world is in `host/`, tests bring their own. */
export interface Context {
  readonly io: Io;
  /** Environment variables, read-only. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The `QFPAY_*` variables of `.env` in the working directory, which stand beneath `env`; undefined until it was read. */
  readonly dotenv?: Readonly<Record<string, string>>;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: Random;
  readonly http: Http;
  readonly findProxy: FindProxy;
  readonly serve: Serve;
  readonly files: Files;
  readonly prompt: Prompt;
  readonly runCommand: RunCommand;
  readonly progress: StartProgress;
  readonly interruption: Interruption;
}

export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** stdout for a command that serves others meanwhile. */
  flow(): Flow;
  /** All of stdin, as it came; fails with a UsageError above `limit` bytes. */
  readStdin(limit: number): Promise<Uint8Array>;
  readonly stdin: { readonly is_tty: boolean };
  readonly stdout: Screen;
  readonly stderr: Screen;
}

/** Output that nobody waits for: a reader who stops reading stops no server. */
export interface Flow {
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

export interface Platform {
  readonly name: string;
  /** The version of Node, such as `20.19.4`. */
  readonly node: string;
  readonly home: string;
  /** The working directory; `.env` is looked for there. */
  readonly cwd: string;
}

export interface Clock {
  now(): Date;
  /** Ends early with a CancelledError when the person interrupts, and without an error when `until` fires. */
  sleep(ms: number, until?: AbortSignal): Promise<void>;
}

export interface Random {
  bytes(count: number): Uint8Array;
  /** From 0 up to, not including, 1. */
  fraction(): number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Instead of `body`, where what is passed on must stay the same to the byte. */
  readonly bytes?: Uint8Array;
  /** For the whole exchange; connecting may take 10 s of it at most. */
  readonly timeout_ms: number;
  /** Past any proxy: for the emulator in this very process. */
  readonly direct?: boolean;
}

/** Header names in lower case; the body's bytes as they came. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The proxy that a request to this address goes through, `host:port` without its password; undefined where it goes directly. */
export type FindProxy = (url: string) => Promise<string | undefined>;

/** One exchange: no retry, no redirect. Fails with a TransportError, which says whether the connection was made. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

export interface ServedRequest {
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface ServedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
  /** What befalls the answer on its way, for whoever wants to see a client cope with it. */
  readonly fault?: ConnectionFault | undefined;
}

/** `reset`: the connection is broken without an answer. `hang`: no answer ever comes. `cut`: it breaks after `bytes` of the body. */
export type ConnectionFault = { readonly kind: 'reset' | 'hang' } | { readonly kind: 'cut'; readonly bytes: number };

/** What has its answer at once gives it without a promise: a server that makes one for each call has half as much again to do. */
export type Handler = (request: ServedRequest) => ServedResponse | Promise<ServedResponse>;

export interface ServeOptions {
  /** A name or address of this machine; loopback when it is not said. */
  readonly host?: string;
  /** Bytes of a request's body, 1 MiB when it is not said; above it the sender gets 413. */
  readonly body_limit?: number;
  /** Told of what the server refused by itself: the handler never sees it. */
  onRefused?(refused: RefusedRequest): void;
}

/** Too long (413, 414, 431), too slow (408), or no HTTP at all (400). */
export interface RefusedRequest {
  readonly status: number;
  /** What the sender was told. */
  readonly text: string;
  /** Both undefined where it never came to say so. */
  readonly method?: string | undefined;
  /** Without the query. */
  readonly path?: string | undefined;
}

export interface Server {
  /** Such as `http://127.0.0.1:49152`. */
  readonly url: string;
  /** Takes no more; what is being answered has `grace_ms` (none if not said) before its connection is ended. */
  close(grace_ms?: number): Promise<void>;
}

/**
 * Answers requests until it is closed. Port 0 takes a free one. Fails with a UsageError where that host and port cannot be had.
 */
export type Serve = (port: number, handler: Handler, options?: ServeOptions) => Promise<Server>;

export interface FileFacts {
  readonly size: number;
  /** Permission bits, such as 0o600; synthetic on Windows. */
  readonly mode: number;
}

export interface Lock {
  release(): void;
}

export interface Files {
  /** Undefined when there is no such file; fails with a UsageError above `limit` bytes when one is given. */
  read(path: string, limit?: number): Uint8Array | undefined;
  /** The end of a file, from byte `offset` on; undefined when there is no such file. */
  readFrom(path: string, offset: number): Uint8Array | undefined;
  /** Undefined when there is no such file; a folder is none. */
  facts(path: string): FileFacts | undefined;
  /** Whether the folder is there that a file of this path is in. */
  hasFolder(path: string): boolean;
  /** Why no file can be made in a folder, which is made where it is missing; undefined where nothing speaks against it. */
  folderFault(folder: string): string | undefined;
  /** Whole and at once: a temporary file, fsync, rename. Makes the folder (0700) when it is missing. Mode 0600 if not said. */
  write(path: string, content: string | Uint8Array, mode?: number): void;
  /** In place and quick: for what may be lost in a power cut, and torn when the process is killed. Mode 0600. */
  overwrite(path: string, text: string): void;
  /** As `append`, but quick: a power cut may take it. */
  add(path: string, text: string): void;
  /** Appended and on disk (fsync) when it returns; the file is made with mode 0600. */
  append(path: string, text: string): void;
  /** The same as `append`, while the process goes on with other things. */
  appendAside(path: string, text: string): Promise<void>;
  /** Cuts a file to its first `size` bytes, to mend a torn last line. */
  truncate(path: string, size: number): void;
  remove(path: string): void;
  /**
   * Waits until this process is the only holder; the kernel gives the lock back when the process dies. `path` is the lock's
   * own, such as `history.ndjson.lock`: where it needs a file, it makes that one and leaves it. Fails with a ConfigError when
   * it is still held after `patience_ms`, which is half a minute unless it is said.
   */
  lock(path: string, patience_ms?: number): Promise<Lock>;
}

/** Questions to the person, on stderr. Never called when `io.stdin` is no terminal or `--no-input` was given. */
export interface Prompt {
  ask(question: string, wishes?: AskWishes): Promise<string>;
  /** One of many, found by typing a part of it: `find` has those for what was typed so far. Gives its `value`. */
  choose(question: string, find: (typed: string) => readonly Choice[]): Promise<string>;
  /** A text of several lines, typed or pasted; fails with a UsageError above `limit` bytes. */
  paste(question: string, limit: number): Promise<Uint8Array>;
}

export interface AskWishes {
  /** What is typed is shown as stars. A code can be looked at (Ctrl+T), a secret cannot. */
  readonly hidden?: 'code' | 'secret';
  /** What is wrong with an answer, said at once so that it can be mended; undefined for a good one. */
  check?(answer: string): string | undefined;
}

export interface Choice {
  readonly value: string;
  /** Its line in the list. */
  readonly name: string;
  /** Shown beneath the list while it is the one that Enter takes. */
  readonly description?: string;
}

export interface CommandResult {
  /** At most 64 KiB: whoever writes more is stopped. */
  readonly stdout: Uint8Array;
  /** Undefined when it did not end by itself: stopped, or killed. */
  readonly exit_code: number | undefined;
  readonly stopped?: 'time' | 'size';
}

/**
 * Runs a command of the person's own in the platform's shell. It may ask the person on the terminal: stderr is ours, stdin too
 * where it is a terminal, else it is empty. Ends early with a CancelledError when the person interrupts.
 */
export type RunCommand = (command: string, timeout_ms: number) => Promise<CommandResult>;

/** A label that is a function is asked again every second: it may tell the time that is left. */
export type StartProgress = (label: string | (() => string)) => Progress;

export interface Progress {
  update(label: string): void;
  stop(): void;
}

/** Ctrl-C, and what the person has to know when it comes now. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Which signal it was; a long-lived command that is told to end by SIGTERM has not failed. */
  readonly by?: 'SIGINT' | 'SIGTERM' | undefined;
  /** The number in the air and the command to go on with; kept up to date by whoever moves money or waits. */
  resume: Resume | undefined;
  /**
   * From now on the first Ctrl-C does nothing but call `stop`, so that what is in the air can come to its end; the next one
   * interrupts. Gives the way back.
   */
  soften(stop: () => void): () => void;
}

export interface Resume {
  readonly out_trade_no?: string;
  readonly command: string;
  /** For the document of an interrupted command, beside its `error`. */
  readonly known?: Readonly<Record<string, unknown>>;
}
