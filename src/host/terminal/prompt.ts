import { styleText } from 'node:util';
import stringWidth from 'fast-string-width';
import type { AskWishes, Choice, Prompt, Screen } from '../../context/terminal.ts';
import { CancelledError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { uncolouredStderr } from './uncoloured.ts';

type Inquirer = typeof import('inquirer');
type Module = ReturnType<Inquirer['createPromptModule']>;

/** Questions by inquirer, loaded when the first is asked. It would write to stdout by itself, so stderr is given to it. */
export function createPrompt(signal: AbortSignal, { color }: Pick<Screen, 'color'>): Pick<Prompt, 'ask' | 'choose'> {
  const answerOf = asker(signal, color === 0 ? uncolouredStderr() : process.stderr);
  return {
    ask: (message, wishes = {}) => answerOf((prompt) => prompt([questionOf(message, wishes)])),
    choose: (message, find) =>
      answerOf((prompt) =>
        prompt([
          {
            type: 'search',
            name,
            message,
            theme: { style: { ...tip(t`type to search • ↑↓ move • Enter takes`).style, error: searchError } },
            source: (typed) => shown(find(typed ?? '')),
          },
        ]),
      ),
  };
}

const name = 'answer';

function questionOf(message: string, { hidden, check }: AskWishes) {
  const validate = (answer: string) => check?.(answer) ?? true;
  if (hidden === undefined) return { type: 'input', name, message, validate } as const;
  const theme = tip(t`Ctrl+T shows what was typed`);
  return { type: 'password', name, message, mask: '*', validate, theme, toggleMask: hidden === 'code' } as const;
}

/** The search of inquirer has one error, in English: that its list is empty. */
function searchError(): string {
  return styleText('red', `> ${t`nothing is called that`}`);
}

function shown(choices: readonly Choice[]) {
  const room = Math.max(narrowest, (process.stderr.columns || 80) - 3);
  return choices.map((choice) => ({ ...choice, name: cut(choice.name, room), short: choice.value }));
}

const narrowest = 20;

/** One line each, or the list would jump about. Chinese letters take two columns. */
function cut(text: string, room: number): string {
  // Decomposed letters would be counted one by one.
  const letters = [...text.normalize('NFC')];
  if (stringWidth(letters.join('')) <= room) return text;
  while (stringWidth(letters.join('')) >= room) letters.pop();
  return `${letters.join('')}…`;
}

/** The line beneath, in the person's language. */
function tip(text: string) {
  return { style: { keysHelpTip: () => text } };
}

type Ask = (prompt: Module) => Promise<{ readonly [name]: unknown }>;

function asker(signal: AbortSignal, output: NodeJS.WritableStream): (ask: Ask) => Promise<string> {
  return async (ask) => {
    const { createPromptModule } = await import('inquirer');
    try {
      return String((await ask(createPromptModule({ output, signal })))[name]);
    } catch (error) {
      if (error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name)) {
        throw new CancelledError('interrupted', { cause: error });
      }
      throw error;
    }
  };
}
