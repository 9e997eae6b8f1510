import type { Io, Screen } from '../context.ts';
import { UsageError } from '../errors.ts';
import { type ColourWishes, colourLevel } from './colour.ts';
import { createOutput, isTerminal, type Output } from './output.ts';

/** The process's own streams, each judged for itself. */
export function createIo(wishes: ColourWishes, onWriteError: (error: Error) => void): Io {
  const out = createOutput(1, onWriteError);
  const err = createOutput(2, () => {}); // nobody is left to be told
  return {
    out: out.write,
    err: err.write,
    readStdin,
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
    color: colourLevel(output.is_tty, wishes),
  };
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
