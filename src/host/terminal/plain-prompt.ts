import { createInterface } from 'node:readline';
import type { AskWishes, Prompt, PromptChoice } from '../../context/terminal.ts';
import { CancelledError } from '../../errors.ts';
import { t } from '../../language/t.ts';

/** So many of a list leave the question on a screen of 24 lines. */
const most_listed = 15;
const few = 3;

type LineReader = (question: string) => Promise<string>;

/** Questions a line at a time, for a terminal that cannot move its cursor (`TERM=dumb`), such as a shell inside an editor. */
export function createPlainPrompt(signal: AbortSignal): Pick<Prompt, 'ask' | 'choose'> {
  return {
    ask: (question, { hidden, check }: AskWishes = {}) =>
      askUntilGood((asked) => read(asked, hidden, signal), question, check),
    choose: (question, find) => chooseByName((asked) => readLine(asked, signal), question, find),
  };
}

/** An editor that keeps the line until it is sent, as Emacs does, hides it after a line that asks for a password. */
function read(question: string, hidden: AskWishes['hidden'], signal: AbortSignal): Promise<string> {
  if (hidden === undefined) return readLine(question, signal);
  return readHidden(hidden === 'secret' ? `${question}\n${t`Password:`}` : question, signal);
}

async function askUntilGood(read: LineReader, question: string, check: AskWishes['check']): Promise<string> {
  for (;;) {
    const answer = await read(question);
    const wrong = check?.(answer);
    if (wrong === undefined) return answer;
    say(`> ${wrong}`);
  }
}

/** A name in full, or as much of one as only one choice has. Whatever else is typed gets the list of what it may mean. */
async function chooseByName(
  read: LineReader,
  question: string,
  find: (typed: string) => readonly PromptChoice[],
): Promise<string> {
  for (;;) {
    const typed = (await read(question)).trim();
    const choices = find(typed);
    const chosen = choices.find(({ value }) => value === typed) ?? (choices.length === 1 ? choices[0] : undefined);
    if (typed !== '' && chosen) return chosen.value;
    list(choices);
  }
}

function list(choices: readonly PromptChoice[]): void {
  if (choices.length === 0) say(`> ${t`nothing is called that`}`);
  // A long list has its descriptions in its names.
  const isShort = choices.length <= few;
  for (const { name, description } of choices.slice(0, most_listed)) {
    say(`  ${name}`);
    if (isShort && description !== undefined) say(`      ${description}`);
  }
  const more = choices.length - most_listed;
  if (more > 0) say(`  ${t`… and ${more} more: type a part of a name, or all of it`}`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The terminal itself shows what is typed, and takes it back. */
function readLine(question: string, signal: AbortSignal): Promise<string> {
  const { stdin } = process;
  return new Promise((resolve, reject) => {
    // Ctrl-C or Ctrl-D, by which the terminal ends no line. Ahead of readline, which takes half a line before an end for a whole one.
    const interrupt = () => {
      lines.off('line', take).close();
      say('');
      reject(new CancelledError('interrupted'));
    };
    const take = (line: string) => {
      stdin.off('end', interrupt);
      lines.off('close', interrupt).close();
      resolve(line);
    };
    stdin.once('end', interrupt);
    const lines = createInterface({ input: stdin, terminal: false, signal });
    lines.once('line', take).once('close', interrupt);
    process.stderr.write(`? ${question} `);
    if (stdin.readableEnded) lines.close();
  });
}

/** Not even stars are shown: they could not be taken back. */
async function readHidden(question: string, signal: AbortSignal): Promise<string> {
  const answer = readHiddenLine(signal);
  process.stderr.write(`? ${question} `);
  return answer.finally(() => say(''));
}

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
function readHiddenLine(signal: AbortSignal): Promise<string> {
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
