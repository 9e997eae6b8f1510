import { Command } from 'commander';
import type { CommandEntry } from '../../commands/command.ts';
import { addGlobalFlags } from '../global-flags.ts';

/** A flag as it is typed, with its two dashes. */
export interface Flag {
  readonly name: string;
  readonly does: string;
  readonly takes_value: boolean;
  readonly repeats: boolean;
}

/** Those of a command, then those that every command takes. */
export async function flagsOf(entry: CommandEntry | undefined): Promise<Flag[]> {
  const own = new Command(entry?.name);
  if (entry) (await entry.load()).declare(own);
  const global = new Command();
  addGlobalFlags(global);
  return [...own.options, ...global.options].flatMap(
    ({ long, description, required, optional, parseArg, defaultValue }) =>
      long
        ? [
            {
              name: long,
              does: description,
              takes_value: required || optional,
              repeats: Boolean(parseArg) || Array.isArray(defaultValue),
            },
          ]
        : [],
  );
}
