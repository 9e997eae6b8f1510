import type { Command, Command as CommanderCommand } from 'commander';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import { visible } from '../language/visible.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { fittedTo } from '../render/failure-text.ts';
import type { Example, Report } from '../report/report.ts';

/** One subcommand: how it is typed, and what it does. It returns what it has to say and never prints or exits. */
export interface Subcommand<Options = object> {
  /** Adds arguments, options, a description and the examples of `--help`. */
  declare(command: CommanderCommand): void;
  /** `options` have wire names (`--out-trade-no` is `out_trade_no`); `args` are the positional words. */
  run(options: Options & GlobalOptions, args: readonly string[], context: Context): Promise<Report>;
}

/**
 * A subcommand that does not end by itself: it gives reports as they come, one or several at once, each a line of `--json`. The
 * last one decides the exit code.
 */
export interface LongCommand<Options = object> extends Pick<Subcommand, 'declare'> {
  run(
    options: Options & GlobalOptions,
    args: readonly string[],
    context: Context,
  ): AsyncIterable<Report | readonly Report[]>;
}

export type AnyCommand = Subcommand | LongCommand;

/** A line in the list of subcommands. The rest is loaded when the command is named, for start-up is a feature. */
export interface CommandEntry {
  readonly name: string;
  summary(): string;
  load(): Promise<AnyCommand>;
}

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

/** What works for somebody who has nothing set up yet: shown by `qfpay --help`, and by `qfpay` alone. */
export function firstSteps(): readonly Example[] {
  return [
    [
      'qfpay pay --env local --pay-type wechat-mpm --amount 12.80 --wait',
      t`a whole payment on this machine, without an account`,
    ],
    [
      'qfpay profile add shop --use',
      t`save your merchant (its key is asked for, and not shown) and use it from now on`,
    ],
    ['qfpay codes 1108', t`what a code of QFPay means, and what to do`],
  ];
}

/** One line on stderr, on the way. Words of the gateway may stand in it: they steer no terminal and make no line of their own. */
export function tell({ io, secrets }: Pick<Context, 'io' | 'secrets'>, line: string): void {
  io.err(`${fittedTo(io.stderr, visible(secrets.mask(line)))}\n`);
}
