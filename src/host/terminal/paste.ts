import { CancelledError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { PasteBuffer } from './paste-buffer.ts';

/** Terminals that know this put marks around a paste, so that a blank line in it ends nothing. */
const bracketedPaste = { on: '\x1b[?2004h', off: '\x1b[?2004l' };

/**
 * Asks for a text of several lines, and reads it byte by byte: line by line a terminal takes no more than 4096 bytes of each.
 * @throws UsageError above `limit` bytes
 * @throws CancelledError Ctrl-C
 */
export async function readPaste(question: string, limit: number, signal: AbortSignal): Promise<Uint8Array> {
  const { stdin, stderr } = process;
  const mark = (text: string) => (stderr.isTTY && process.env['TERM'] !== 'dumb' ? stderr.write(text) : true);
  // Before the question, so that nothing which answers it is taken line by line.
  stdin.setRawMode(true);
  try {
    mark(bracketedPaste.on);
    stderr.write(`${question}\n`);
    return await collect(limit, signal);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    mark(`${bracketedPaste.off}\n`);
  }
}

function collect(limit: number, signal: AbortSignal): Promise<Uint8Array> {
  const { stdin, stderr } = process;
  const buffer = new PasteBuffer();
  return new Promise<Uint8Array>((resolve, reject) => {
    const stop = (error?: Error) => {
      stdin.off('data', take).off('end', finish).off('error', stop);
      signal.removeEventListener('abort', interrupt);
      if (error) reject(error);
      else resolve(buffer.bytes);
    };
    const finish = () => stop();
    const interrupt = () => stop(new CancelledError('interrupted'));
    const take = (chunk: Uint8Array | string) => {
      const { echo, state } = buffer.take(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      stderr.write(echo);
      if (buffer.size > limit) stop(new UsageError(t`a paste must be at most ${limit} bytes`));
      else if (state !== 'more') stop(state === 'done' ? undefined : new CancelledError('interrupted'));
    };
    if (signal.aborted) interrupt();
    else stdin.on('data', take).on('end', finish).on('error', stop);
    signal.addEventListener('abort', interrupt, { once: true });
    stdin.resume();
  });
}
