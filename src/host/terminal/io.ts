import type { Io, Screen } from '../../context/terminal.ts';
import { CancelledError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { type ColourWishes, colourLevel } from './colour.ts';
import { createFlow } from './flow.ts';
import { createOutput, isTerminal, type Output } from './output.ts';

/** The process's own streams, each judged for itself. */
export function createIo(wishes: ColourWishes, signal: AbortSignal, onWriteError: (error: Error) => void): Io {
  const out = createOutput(1, onWriteError);
  const err = createOutput(2, () => {}); // nobody is left to be told
  return {
    out: out.write,
    err: err.write,
    flow: () => createFlow(out, onWriteError),
    readStdin: (limit) => readStdin(limit, signal),
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
