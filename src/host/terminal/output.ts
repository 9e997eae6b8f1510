import { fstatSync, statSync, writeSync } from 'node:fs';

/** One of the process's output streams. */
export interface Output {
  readonly is_tty: boolean;
  readonly columns: number;
  /** Absent for what is no terminal, or one that was never given a size. */
  readonly rows?: number | undefined;
  write(text: string): void;
  /** From here on nothing is written. */
  close(): void;
}

type Descriptor = 1 | 2;

/**
 * A terminal is written through Node's own stream, which knows its width and its encoding. A pipe or a file is written
 * directly and synchronously: it spares loading the stream and network modules, which costs a tenth of a short run,
 * and tells at once when a disk is full. A reader that has gone away (`| head -1`) is no error.
 */
export function createOutput(descriptor: Descriptor, onWriteError: (error: Error) => void): Output {
  if (isTerminal(descriptor)) return terminal(descriptor === 1 ? process.stdout : process.stderr, onWriteError);
  let is_closed = false;
  return {
    is_tty: false,
    columns: 80,
    write(text) {
      if (is_closed) return;
      try {
        writeAll(descriptor, Buffer.from(text, 'utf8'));
      } catch (error) {
        is_closed = true;
        if (error instanceof Error && codeOf(error) !== 'EPIPE') onWriteError(error);
      }
    },
    close() {
      is_closed = true;
    },
  };
}

function terminal(stream: NodeJS.WriteStream, onWriteError: (error: Error) => void): Output {
  // A terminal that was closed is a reader who has gone away.
  stream.on('error', (error) => {
    if (codeOf(error) !== 'EIO') onWriteError(error);
  });
  return {
    is_tty: true,
    get columns() {
      return stream.columns || 80; // a terminal that was never given a size says 0
    },
    get rows() {
      return stream.rows || undefined;
    },
    write: (text) => void stream.write(text),
    close: () => {},
  };
}

/** Only a character device can be a terminal, and /dev/null is the common one that is not; so `tty` is seldom loaded. */
export function isTerminal(descriptor: 0 | Descriptor): boolean {
  try {
    const facts = fstatSync(descriptor);
    if (process.platform === 'win32') return process.getBuiltinModule('node:tty').isatty(descriptor);
    if (!facts.isCharacterDevice() || facts.rdev === statSync('/dev/null').rdev) return false;
    return process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    return false; // closed: `>&-`
  }
}

function writeAll(descriptor: Descriptor, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      // A pipe that somebody made non-blocking is full: give its reader a moment.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
