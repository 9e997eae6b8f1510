import type { Command as CommanderCommand } from 'commander';
import type { Context } from '../context.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import type { Report } from '../report/report.ts';

/** One subcommand: how it is typed, and what it does. It returns what it has to say and never prints or exits. */
export interface Command<Options = object> {
  /** Adds arguments, options, a description and the examples of `--help`. */
  declare(command: CommanderCommand): void;
  /** `options` have wire names (`--out-trade-no` is `out_trade_no`); `args` are the positional words. */
  run(options: Options & GlobalOptions, args: readonly string[], context: Context): Promise<Report>;
}

/**
 * A subcommand that does not end by itself: it gives reports as they come, one or several at once, each a line of `--json`. The
 * last one decides the exit code.
 */
export interface LongCommand<Options = object> extends Pick<Command, 'declare'> {
  run(
    options: Options & GlobalOptions,
    args: readonly string[],
    context: Context,
  ): AsyncIterable<Report | readonly Report[]>;
}

export type AnyCommand = Command | LongCommand;

/** A line in the list of subcommands. The rest is loaded when the command is named, for start-up is a feature. */
export interface CommandEntry {
  readonly name: string;
  summary(): string;
  load(): Promise<AnyCommand>;
}
