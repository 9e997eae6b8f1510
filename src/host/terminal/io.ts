import { fstatSync, statSync, writeSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Io, OutputFlow, Progress, Screen, StartProgress } from '../../context/terminal.ts';
import { CancelledError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { codeOf } from '../files/read-file.ts';

/** The process's own streams, each judged for itself. */
export function createIo(wishes: ColourWishes, signal: AbortSignal, onWriteError: (error: Error) => void): Io {
  const out = createOutput(1, onWriteError);
  const err = createOutput(2, () => {}); // nobody is left to be told
  return {
    out: out.write,
    err: err.write,
    flow: () => createFlow(out, onWriteError),
    readStdin: (limit) => readStdin(limit, signal),
    protocol: () => ({ input: process.stdin, output: process.stdout }),
    stdin: { is_tty: isTerminal(0) },
    stdout: screenOf(out, wishes),
    stderr: screenOf(err, wishes),
  };
}

function screenOf(output: Output, wishes: ColourWishes): Screen {
  return {
    is_tty: output.is_tty,
    get columns() {
      return output.columns;
    },
    get rows() {
      return output.rows;
    },
    color: colourLevel(output.is_tty, wishes),
  };
}

/** Ends at once when the person interrupts: whoever writes to us may never end. */
async function readStdin(limit: number, signal: AbortSignal): Promise<Uint8Array> {
  const interrupt = () => process.stdin.destroy(new CancelledError('interrupted'));
  if (signal.aborted) interrupt();
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await readAll(process.stdin, limit);
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}

async function readAll(stream: AsyncIterable<string | Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > limit) {
      throw new UsageError(t`stdin holds more than ${sizeText(limit)}`, { hint: t`give only the part that is meant` });
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function sizeText(bytes: number): string {
  return bytes < 2 ** 20 ? `${bytes} bytes` : t`${bytes / 2 ** 20} MB, the most that is read`;
}

/** One of the process's output streams. */
interface Output {
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
function createOutput(descriptor: Descriptor, onWriteError: (error: Error) => void): Output {
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
        if (error instanceof Error && outputErrorCode(error) !== 'EPIPE') onWriteError(error);
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
    if (outputErrorCode(error) !== 'EIO') onWriteError(error);
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
      if (outputErrorCode(error) !== 'EAGAIN') throw error;
      // A pipe that somebody made non-blocking is full: give its reader a moment.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function outputErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** Bytes, more or less, that wait for the reader of a pipe. */
const most = 2 ** 20;
const patience_ms = 1000;

/**
 * A full pipe holds up whoever writes to it synchronously, and with him all whom he serves. Terminals and files take
 * what they are given; on Windows Node itself makes pipes wait.
 */
function createFlow(out: Output, onWriteError: (error: Error) => void): OutputFlow {
  if (process.platform === 'win32' || !isPipe()) return { write: (text) => written(out, text), end: async () => {} };
  return flowThrough(new (process.getBuiltinModule('node:net').Socket)({ fd: 1, readable: false }), out, onWriteError);
}

function isPipe(): boolean {
  try {
    const facts = fstatSync(1);
    return facts.isFIFO() || facts.isSocket();
  } catch {
    return false; // closed: `>&-`
  }
}

function written(out: Output, text: string): true {
  out.write(text);
  return true;
}

function flowThrough(pipe: Socket, out: Output, onWriteError: (error: Error) => void): OutputFlow {
  pipe.on('error', (error) => {
    out.close();
    if (codeOf(error) !== 'EPIPE') onWriteError(error);
  });
  return {
    write(text) {
      // A reader who has gone away misses nothing.
      if (pipe.destroyed) return true;
      if (pipe.writableLength > most) return false;
      pipe.write(text);
      return true;
    },
    async end() {
      if (pipe.destroyed || (await isEmptied(pipe))) return;
      out.close();
      pipe.destroy();
    },
  };
}

function isEmptied(pipe: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patience_ms);
    pipe.write('', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

interface ColourWishes {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--no-color` was typed. */
  readonly refused: boolean;
}

/**
 * The colour level of one stream, each judged for itself: `--no-color` and a non-empty `NO_COLOR` switch it off, then
 * `FORCE_COLOR` decides, then whether the stream is a terminal that is not dumb.
 */
export function colourLevel(is_tty: boolean, { env, refused }: ColourWishes): Screen['color'] {
  if (refused || env['NO_COLOR']) return 0;
  const forced = forcedLevel(env['FORCE_COLOR']);
  if (forced !== undefined) return forced;
  if (!is_tty || env['TERM'] === 'dumb') return 0;
  if (env['COLORTERM'] === 'truecolor') return 3;
  return env['TERM']?.includes('256') ? 2 : 1;
}

function forcedLevel(text: string | undefined): Screen['color'] | undefined {
  switch (text) {
    case undefined:
      return undefined;
    case '0':
    case 'false':
      return 0;
    case '2':
      return 2;
    case '3':
      return 3;
    default:
      return 1;
  }
}

type Ora = typeof import('ora');
type LoadOra = () => Promise<Ora>;

const silent: Progress = { update: () => {}, stop: () => {} };

/** A spinner on stderr, by ora, only where a person looks on; elsewhere nothing, so that logs stay readable. */
export function createProgress(screen: Screen, load: LoadOra = () => import('ora')): StartProgress {
  // ora counts the lines of a label by the terminal's width, and never ends where that is 0.
  return (label) => (screen.is_tty && process.stderr.columns !== 0 ? spinner(label, screen, load) : silent);
}

function spinner(label: string | (() => string), screen: Screen, load: LoadOra): Progress {
  let current = label;
  let is_stopped = false;
  let stopSpinning = () => {};
  let show = () => {};
  const textOf = () => (typeof current === 'string' ? current : current());
  const spin = ({ default: ora }: Ora) => {
    if (is_stopped) return;
    const color = screen.color > 0 ? 'cyan' : false;
    const running = ora({ text: textOf(), stream: process.stderr, color, discardStdin: false }).start();
    show = () => {
      running.text = textOf();
    };
    const timer = setInterval(show, 1000).unref();
    stopSpinning = () => {
      clearInterval(timer);
      running.stop();
    };
  };
  load().then(spin, () => {}); // without a spinner the work goes on
  return {
    update: (next) => {
      current = next;
      show();
    },
    stop: () => {
      is_stopped = true;
      stopSpinning();
    },
  };
}
