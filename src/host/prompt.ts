import type { Prompt } from '../context.ts';
import { CancelledError } from '../errors.ts';

/** Questions by inquirer, loaded when the first is asked. It would write to stdout by itself, so stderr is given to it. */
export function createPrompt(signal: AbortSignal): Prompt {
  return {
    ask: async (message) => String(await ask(signal, { type: 'input', message })),
    confirm: async (message) => (await ask(signal, { type: 'confirm', message, default: false })) === true,
  };
}

interface Question {
  readonly type: 'input' | 'confirm';
  readonly message: string;
  readonly default?: boolean;
}

async function ask(signal: AbortSignal, question: Question): Promise<unknown> {
  const { createPromptModule } = await import('inquirer');
  try {
    const prompt = createPromptModule({ output: process.stderr, signal });
    return (await prompt([{ ...question, name: 'answer' }])).answer;
  } catch (error) {
    if (error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name)) {
      throw new CancelledError('interrupted', { cause: error });
    }
    throw error;
  }
}
