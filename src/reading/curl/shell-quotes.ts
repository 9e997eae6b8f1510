import { t } from '../../language/t.ts';
import { matchAt } from '../match-at.ts';
import { ansiC } from './ansi-c.ts';

/** The state of one run over the text; `word` is undefined between words. */
export interface Run {
  at: number;
  word: string | undefined;
  readonly words: string[];
  readonly notes: Set<string>;
}

const inDouble = /[^"\\$`]+/y;

export function add(run: Run, text: string, length: number): void {
  run.word = (run.word ?? '') + text;
  run.at += length;
}

export function single(text: string, run: Run): void {
  const end = text.indexOf("'", run.at + 1);
  if (end === -1) run.notes.add(t`a ' is never closed: the rest of the text was taken`);
  const stop = end === -1 ? text.length : end;
  add(run, text.slice(run.at + 1, stop), stop - run.at + 1);
}

export function double(text: string, run: Run): void {
  add(run, '', 1);
  for (let letter = text[run.at]; letter !== '"'; letter = text[run.at]) {
    if (letter === undefined) {
      run.notes.add(t`a " is never closed: the rest of the text was taken`);
      return;
    }
    const taken = matchAt(inDouble, text, run.at);
    if (taken !== undefined) add(run, taken, taken.length);
    else if (letter === '\\') escapeInDouble(text, run);
    else if (letter === '$') dollar(text, run, true);
    else substitution(text, run, '`');
  }
  run.at++;
}

/** Only these lose their backslash in double quotes: before any other letter it stays. */
function escapeInDouble(text: string, run: Run): void {
  const next = text[run.at + 1] ?? '';
  if (next === '\n') run.at += 2;
  else add(run, '$`"\\'.includes(next) ? next : `\\${next}`, 2);
}

const variable = /\$(?:\{[^}'"\s]{0,200}\}|\w+|[@*#?!$-])/y;

export function dollar(text: string, run: Run, is_quoted = false): void {
  const next = text[run.at + 1];
  const name = matchAt(variable, text, run.at);
  if (!is_quoted && next === "'") {
    const { value, length } = ansiC(text, run.at + 2);
    add(run, value, length + 2);
  } else if (!is_quoted && next === '"') add(run, '', 1);
  else if (next === '(') substitution(text, run, ')');
  else if (name === undefined) add(run, '$', 1);
  else {
    run.notes.add(
      t`${`$${/\w+/.exec(name)?.[0] ?? name.slice(1, 2)}`} is a shell variable: its value is not in the paste, and the name stands for it`,
    );
    add(run, name, name.length);
  }
}

/** The command inside is not run: its text stands for what it would print. */
export function substitution(text: string, run: Run, closing: string): void {
  const end = text.indexOf(closing, run.at + 1);
  const stop = end === -1 ? text.length : end + 1;
  run.notes.add(t`a command in $(…) or \`…\` was not run: its text stands for what it prints`);
  add(run, text.slice(run.at, stop), stop - run.at);
}
