import type { AskWishes, Choice, Prompt } from '../context.ts';
import { CancelledError } from '../errors.ts';
import { t } from '../language/t.ts';

type Inquirer = typeof import('inquirer');
type Module = ReturnType<Inquirer['createPromptModule']>;

/** Questions by inquirer, loaded when the first is asked. It would write to stdout by itself, so stderr is given to it. */
export function createPrompt(signal: AbortSignal): Pick<Prompt, 'ask' | 'choose'> {
  return {
    ask: (message, wishes = {}) => answerOf(signal, (prompt) => prompt([questionOf(message, wishes)])),
    choose: (message, find) =>
      answerOf(signal, (prompt) =>
        prompt([{ type: 'search', name, message, theme: theme(), source: (typed) => found(find(typed ?? '')) }]),
      ),
  };
}

const name = 'answer';

function questionOf(message: string, { hidden = false, check }: AskWishes) {
  const validate = (answer: string) => check?.(answer) ?? true;
  return hidden
    ? ({ type: 'password', name, message, mask: '*', validate } as const)
    : ({ type: 'input', name, message, validate } as const);
}

/** Inquirer tells by an error what there is to say in place of a list. */
function found(choices: readonly Choice[]) {
  if (choices.length === 0) throw new Error(t`nothing is called that`);
  return choices.map((choice) => ({ ...choice, short: choice.value }));
}

/** The line beneath the list, in the person's language. */
function theme() {
  return { style: { keysHelpTip: () => t`type to search • ↑↓ move • Enter takes` } };
}

async function answerOf(
  signal: AbortSignal,
  ask: (prompt: Module) => Promise<{ readonly [name]: unknown }>,
): Promise<string> {
  const { createPromptModule } = await import('inquirer');
  try {
    return String((await ask(createPromptModule({ output: process.stderr, signal })))[name]);
  } catch (error) {
    if (error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name)) {
      throw new CancelledError('interrupted', { cause: error });
    }
    throw error;
  }
}
