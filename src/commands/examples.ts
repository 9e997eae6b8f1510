import type { Command } from 'commander';
import type { Example } from '../report/report.ts';

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
