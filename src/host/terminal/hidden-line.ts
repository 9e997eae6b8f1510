import { CancelledError } from '../../errors.ts';

/** What was typed so far; `end` once Enter, or Ctrl-C or Ctrl-D, was pressed. */
export interface HiddenLine {
  readonly text: string;
  /** Within a key that sends several letters: after Escape, `ESC [`, `ESC O`. */
  readonly key?: 'escape' | 'csi' | 'ss3' | undefined;
  readonly end?: 'entered' | 'interrupted';
}

/**
 * A piece of terminal input in raw mode: letters, Backspace, Ctrl-U, and what ends a line. What follows an end is left out, and so
 * are arrow, function and control keys: nobody would see what they had done.
 */
export function typeHidden({ text, key }: HiddenLine, piece: string): HiddenLine {
  let typed = [...text];
  let within = key;
  for (const letter of piece) {
    if (letter === '\r' || letter === '\n') return { text: typed.join(''), end: 'entered' };
    if (letter === '\x03' || letter === '\x04') return { text: '', end: 'interrupted' };
    const was_within = within;
    within = keyAfter(within, letter);
    if (within !== undefined || was_within === 'csi' || was_within === 'ss3') continue;
    if (letter === '\x15') typed = [];
    else if (letter === '\x7f' || letter === '\b') typed.pop();
    else if (!/\p{Cc}/u.test(letter)) typed.push(letter);
  }
  return { text: typed.join(''), key: within };
}

/** Escape alone is nothing, and what comes after it is typed. */
function keyAfter(key: HiddenLine['key'], letter: string): HiddenLine['key'] {
  if (letter === '\x1b') return 'escape';
  if (key === 'escape' && letter === '[') return 'csi';
  if (key === 'escape' && letter === 'O') return 'ss3';
  return key === 'csi' && !/[@-~]/.test(letter) ? 'csi' : undefined;
}

/**
 * A line that the terminal does not show; a program around it, such as an editor, may. `readline` would do, but on a dumb terminal it does not know Backspace.
 * @throws CancelledError Ctrl-C, Ctrl-D, or the end of the terminal
 */
export function readHiddenLine(signal: AbortSignal): Promise<string> {
  const { stdin } = process;
  // A byte order mark is told of, not dropped.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let line: HiddenLine = { text: '' };
  stdin.setRawMode(true);
  return new Promise((resolve, reject) => {
    const stop = (settle: () => void) => {
      stdin.off('data', take).off('end', interrupt).off('error', interrupt);
      signal.removeEventListener('abort', interrupt);
      stdin.setRawMode(false);
      stdin.pause();
      settle();
    };
    const interrupt = () => stop(() => reject(new CancelledError('interrupted')));
    const take = (chunk: Uint8Array | string) => {
      line = typeHidden(line, typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
      if (line.end === 'interrupted') interrupt();
      if (line.end === 'entered') stop(() => resolve(line.text));
    };
    stdin.on('data', take).on('end', interrupt).on('error', interrupt);
    signal.addEventListener('abort', interrupt, { once: true });
    if (signal.aborted || stdin.readableEnded) interrupt();
    else stdin.resume();
  });
}
