import { createInterface } from 'node:readline';
import type { AskWishes, Choice, Prompt } from '../../context.ts';
import { CancelledError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { readHiddenLine } from './hidden-line.ts';

/** So many of a list leave the question on a screen of 24 lines. */
const most_listed = 15;

type Read = (question: string) => Promise<string>;

/** Questions a line at a time, for a terminal that cannot move its cursor (`TERM=dumb`), such as a shell inside an editor. */
export function createPlainPrompt(signal: AbortSignal): Pick<Prompt, 'ask' | 'choose'> {
  return {
    ask: (question, { hidden, check }: AskWishes = {}) =>
      askUntilGood((asked) => (hidden ? readHidden : readLine)(asked, signal), question, check),
    choose: (question, find) => chooseByName((asked) => readLine(asked, signal), question, find),
  };
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
  for (const { name } of choices.slice(0, most_listed)) say(`  ${name}`);
  const more = choices.length - most_listed;
  if (more > 0) say(`  ${t`… and ${more} more: type a part of a name, or all of it`}`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The terminal itself shows what is typed, and takes it back. */
function readLine(question: string, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, terminal: false, signal });
  process.stderr.write(`? ${question} `);
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      resolve(line);
      lines.off('close', interrupt).close();
    });
    // Closed without a line: Ctrl-C, or Ctrl-D. The terminal has ended no line of its own.
    const interrupt = () => {
      say('');
      reject(new CancelledError('interrupted'));
    };
    lines.once('close', interrupt);
  });
}

/** Not even stars are shown: they could not be taken back. */
async function readHidden(question: string, signal: AbortSignal): Promise<string> {
  const answer = readHiddenLine(signal);
  process.stderr.write(`? ${question} `);
  return answer.finally(() => say(''));
}
