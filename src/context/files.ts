export interface FileFacts {
  readonly size: number;
  /** Permission bits, such as 0o600; synthetic on Windows. */
  readonly mode: number;
  /** False for a pipe, a device or a socket: opening one may wait, or do something. */
  readonly is_regular: boolean;
}

/** A file that says how the tool is to work, and who could have written it. */
export interface SettingsFile extends FileFacts {
  readonly bytes: Uint8Array;
  /** It belongs to another user. Never on Windows. */
  readonly is_foreign: boolean;
  /** Others can put another file in its place. */
  readonly is_replaceable: boolean;
}

export interface Lock {
  release(): void;
  /** The folder that the lock is in, where that is not the guarded one, which takes no sockets. */
  readonly elsewhere?: string;
}

/**
 * What may stand where a file is written: nothing (but an empty file, as mktemp makes it, is filled); a regular file that is
 * not somebody else's; or also a link to one, whose target is replaced then.
 */
export type Replaceable = 'nothing' | 'file' | 'link';

/**
 * Files that the person names are opened as they are, a pipe too. The tool's own (settings, history, journals, books, the log)
 * are regular files, and opening one never waits; all but settings are no links, and of nobody but this user, root and
 * whoever their folder belongs to.
 */
export interface Files {
  /** One that the person named. Undefined when there is no such file; fails with a UsageError above `limit` bytes when one is given. */
  read(path: string, limit?: number): Uint8Array | undefined;
  /**
   * One of our own: from byte `offset` on, at most `count` bytes when it is given; undefined when there is no such file. Who
   * reads a long file by pieces may give `room` for one, which is used again then.
   */
  readFrom(path: string, offset: number, count?: number, room?: Uint8Array): Uint8Array | undefined;
  /**
   * `.env`, profiles. Undefined when there is no such file; a folder is none. Fails with a ConfigError for what is no regular
   * file, and above `limit` bytes.
   */
  readSettings(path: string, limit?: number): SettingsFile | undefined;
  /** Undefined when there is no such file; a folder is none. */
  facts(path: string): FileFacts | undefined;
  /** The paths of all files in its folder that begin with this path, in any order; none where there is no such folder. */
  beginningWith(path: string): readonly string[];
  /** Whether two paths lead to the same file, or will once it is made. */
  isSame(one: string, other: string): boolean;
  /** Whether the folder is there that a file of this path is in. */
  hasFolder(path: string): boolean;
  /** Why no file can be made in a folder, which is made where it is missing; undefined where nothing speaks against it. */
  folderFault(folder: string): string | undefined;
  /** Why what is there, or its folder, forbids `write`; undefined where nothing speaks against it. */
  writeFault(path: string, over?: Replaceable): string | undefined;
  /**
   * Whole and at once: a temporary file, fsync, rename. Makes the folder (0700) when it is missing. Mode 0600 if not said. Fails
   * with a ConfigError where something stands there that `over` (`file` if not said) does not name.
   */
  write(path: string, content: string | Uint8Array, mode?: number, over?: Replaceable): void;
  /** In place and quick: for what may be lost in a power cut, and torn when the process is killed. Mode 0600. */
  overwrite(path: string, text: string): void;
  /** As `append`, but quick: a power cut may take it. */
  add(path: string, text: string): void;
  /** Appended to one of our own, and on disk (fsync) when it returns; the file is made with mode 0600. */
  append(path: string, text: string): void;
  /** The same as `append`, while the process goes on with other things. */
  appendAside(path: string, text: string): Promise<void>;
  /** Cuts one of our own to its first `size` bytes, to mend a torn last line. */
  truncate(path: string, size: number): void;
  remove(path: string): void;
  /**
   * Waits until this process is the only holder; the kernel gives the lock back when the process dies. `path` is the lock's
   * own, such as `history.ndjson.lock`: where it needs a file, it makes that one and leaves it. Fails with a ConfigError when
   * it is still held after `patience_ms`, which is half a minute unless it is said.
   */
  lock(path: string, patience_ms?: number): Promise<Lock>;
}
