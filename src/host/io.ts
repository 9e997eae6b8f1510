import type { Io, Screen } from '../context.ts';
import { UsageError } from '../errors.ts';
import { type ColourWishes, colourLevel } from './colour.ts';

/** The process's own streams. A reader that has gone away (`| head -1`) is no error; any other failure to write is. */
export function createIo(wishes: ColourWishes, onWriteError: (error: Error) => void): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') onWriteError(error);
    });
  }
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    readStdin,
    // A getter: asking a pipe's stdin for anything opens it, and most commands never do.
    get stdin() {
      return { is_tty: process.stdin.isTTY === true };
    },
    stdout: screenOf(process.stdout, wishes),
    stderr: screenOf(process.stderr, wishes),
  };
}

function screenOf(stream: NodeJS.WriteStream, wishes: ColourWishes): Screen {
  const is_tty = stream.isTTY === true;
  return { is_tty, columns: stream.columns ?? 80, color: colourLevel(is_tty, wishes) };
}

async function readStdin(limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > limit) throw new UsageError(`stdin must be at most ${limit} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
