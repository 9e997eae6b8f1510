import type { Prompt } from '../context.ts';
import { CancelledError } from '../errors.ts';

/** Questions by inquirer, loaded when the first is asked. It would write to stdout by itself, so stderr is given to it. */
export function createPrompt(signal: AbortSignal): Pick<Prompt, 'ask'> {
  return { ask: (message) => ask(message, signal) };
}

async function ask(message: string, signal: AbortSignal): Promise<string> {
  const { createPromptModule } = await import('inquirer');
  try {
    const prompt = createPromptModule({ output: process.stderr, signal });
    return String((await prompt([{ type: 'input', name: 'answer', message }])).answer);
  } catch (error) {
    if (error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name)) {
      throw new CancelledError('interrupted', { cause: error });
    }
    throw error;
  }
}
