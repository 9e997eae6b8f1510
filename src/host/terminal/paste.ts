import { CancelledError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';

/** Terminals that know this put marks around a paste, so that a blank line in it ends nothing. */
const bracketedPaste = { on: '\x1b[?2004h', off: '\x1b[?2004l' };

interface PasteOptions {
  readonly signal: AbortSignal;
  /** Nothing of it is shown but how much it was, and Enter behind it ends it. */
  readonly is_hidden?: boolean;
}

/**
 * Asks for a text of several lines, and reads it byte by byte: line by line a terminal takes no more than 4096 bytes of each.
 * @throws UsageError above `limit` bytes
 * @throws CancelledError Ctrl-C
 */
export async function readPaste(question: string, limit: number, options: PasteOptions): Promise<Uint8Array> {
  const { stdin, stderr } = process;
  const mark = (text: string) => (stderr.isTTY && process.env['TERM'] !== 'dumb' ? stderr.write(text) : true);
  // Before the question, so that nothing which answers it is taken line by line.
  stdin.setRawMode(true);
  try {
    mark(bracketedPaste.on);
    stderr.write(`${question}\n`);
    return await collect(limit, options);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    mark(`${bracketedPaste.off}\n`);
    if (options.is_hidden && process.env['TERM'] === 'dumb') stderr.write('\n');
  }
}

function collect(limit: number, { signal, is_hidden = false }: PasteOptions): Promise<Uint8Array> {
  const { stdin, stderr } = process;
  const buffer = new PasteBuffer({ is_hidden });
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

/** What one piece of terminal input came to. */
interface Taken {
  /** To be shown to the person, who sees nothing otherwise. */
  readonly echo: string;
  readonly state: 'more' | 'done' | 'interrupted';
}

const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';
/** More than this at once was not typed. */
const mostTyped = 8;
const mostEchoed = 4096;

/**
 * Puts together what is typed and pasted into a terminal in raw mode, where a line may have any length. Ends with Ctrl-D, or
 * with two empty lines that were typed: those inside of a paste belong to it. A hidden one ends with Enter.
 */
export class PasteBuffer {
  /** Bytes, a letter each. */
  #text = '';
  #pending = '';
  #is_pasting = false;
  #was_marked = false;
  #echoed = 0;
  readonly #is_hidden: boolean;

  constructor({ is_hidden = false }: { readonly is_hidden?: boolean } = {}) {
    this.#is_hidden = is_hidden;
  }

  get size(): number {
    return this.#text.length;
  }

  /** Without the line ends that ended the input: Enter was pressed for them. */
  get bytes(): Uint8Array {
    let end = this.#text.length;
    while (this.#text[end - 1] === '\n') end--;
    return Buffer.from(this.#text.slice(0, end), 'latin1');
  }

  take(chunk: Uint8Array): Taken {
    const text = this.#pending + Buffer.from(chunk).toString('latin1');
    const is_typed = chunk.length <= mostTyped;
    const before = this.#text.length;
    this.#pending = '';
    for (let at = 0; at < text.length; ) {
      const rest = text.slice(at, at + pasteStart.length);
      if (isPart(rest, at + rest.length === text.length)) {
        this.#pending = rest;
        break;
      }
      if (rest === pasteStart || rest === pasteEnd) {
        this.#is_pasting = rest === pasteStart;
        this.#was_marked = true;
        at += rest.length;
        continue;
      }
      const state = this.#letter(text[at] ?? '', text[at - 1] ?? '', is_typed && !this.#is_pasting);
      if (state !== 'more') return { echo: this.#echo(before), state };
      at += this.#is_pasting ? 1 : keyLength(rest);
    }
    return { echo: this.#echo(before), state: 'more' };
  }

  #letter(letter: string, previous: string, is_typed: boolean): Taken['state'] {
    if (this.#is_pasting) this.#add(letter, previous);
    else if (letter === '\x03') return 'interrupted';
    else if (letter === '\x04') return 'done';
    else if (letter === '\x7f' || letter === '\b')
      this.#text = this.#text.replace(/(?:[\xc0-\xff][\x80-\xbf]*|[^\n\x80-\xff])$/, '');
    else if (letter !== '\x1b') this.#add(letter, previous);
    if (
      (is_typed || (this.#was_marked && !this.#is_pasting)) &&
      this.#is_hidden &&
      (letter === '\r' || letter === '\n')
    )
      return 'done';
    return is_typed && /[^\n]\n\n\n$/.test(this.#text.slice(-4)) ? 'done' : 'more';
  }

  /** A terminal sends Enter, and each line end of a paste, as CR. */
  #add(letter: string, previous: string): void {
    if (letter === '\r') this.#text += '\n';
    else if (letter !== '\n' || previous !== '\r') this.#text += letter;
  }

  /** A paste of megabytes is not worth drawing. */
  #echo(before: number): string {
    if (this.#is_hidden) return this.bytes.length === 0 ? '' : `\r${t`(${this.bytes.length} characters, not shown)`}`;
    const removed = before - this.#text.length;
    if (removed > 0) return '\b \b';
    const shown = this.#text.slice(before, before + Math.max(0, mostEchoed - this.#echoed));
    const is_cut = shown.length < -removed && this.#echoed < mostEchoed;
    this.#echoed += -removed;
    const text = Buffer.from(shown, 'latin1').toString('utf8');
    return text.replace(/(?![\n\t])\p{Cc}/gu, '') + (is_cut ? '…\n' : '');
  }
}

/** Arrow keys and their like are several letters, which are passed over. */
function keyLength(rest: string): number {
  const key = rest.startsWith('\x1b') ? /^\[[\d;]*[A-Za-z~]/.exec(rest.slice(1)) : undefined;
  return 1 + (key?.[0].length ?? 0);
}

/** Whether a text at the end of a chunk may be the beginning of a marker. */
function isPart(text: string, is_last: boolean): boolean {
  return (
    is_last &&
    text.length < pasteStart.length &&
    text !== '' &&
    (pasteStart.startsWith(text) || pasteEnd.startsWith(text))
  );
}
