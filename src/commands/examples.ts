import type { Command } from 'commander';

/** One line as it is typed, and what it does. */
export type Example = readonly [line: string, does: string];

const known = new WeakMap<Command, readonly Example[]>();

/** What `--help` shows first, for an example is what people come for. */
export function addExamples(command: Command, examples: readonly Example[]): Command {
  known.set(command, examples);
  return command;
}

const told = new WeakMap<Command, readonly string[]>();

/** A paragraph at the end of `--help`. */
export function addNote(command: Command, note: string): Command {
  told.set(command, [...notesOf(command), note]);
  return command;
}

export function notesOf(command: Command): readonly string[] {
  return told.get(command) ?? [];
}

export function examplesOf(command: Command): readonly Example[] {
  return known.get(command) ?? [];
}

/** What it does above each line, which stays whole: it is there to be copied. */
export function exampleLines(examples: readonly Example[]): string {
  return examples.map(([line, does]) => `  # ${does}\n  $ ${line}\n`).join('\n');
}
