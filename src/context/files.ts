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
  /** A file from byte `offset` on, `most` bytes at most where that is said; undefined when there is no such file. */
  readFrom(path: string, offset: number, most?: number): Uint8Array | undefined;
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
