import { createInterface } from 'node:readline';
import type { AskWishes, Choice, Prompt } from '../../context/terminal.ts';
import { CancelledError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { readHiddenLine } from './hidden-line.ts';

/** So many of a list leave the question on a screen of 24 lines. */
const most_listed = 15;
const few = 3;

type Read = (question: string) => Promise<string>;

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

async function askUntilGood(read: Read, question: string, check: AskWishes['check']): Promise<string> {
  for (;;) {
    const answer = await read(question);
    const wrong = check?.(answer);
    if (wrong === undefined) return answer;
    say(`> ${wrong}`);
  }
}

/** A name in full, or as much of one as only one choice has. Whatever else is typed gets the list of what it may mean. */
async function chooseByName(read: Read, question: string, find: (typed: string) => readonly Choice[]): Promise<string> {
  for (;;) {
    const typed = (await read(question)).trim();
    const choices = find(typed);
    const chosen = choices.find(({ value }) => value === typed) ?? (choices.length === 1 ? choices[0] : undefined);
    if (typed !== '' && chosen) return chosen.value;
    list(choices);
  }
}

function list(choices: readonly Choice[]): void {
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
