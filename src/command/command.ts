import type { Command as CommanderCommand } from 'commander';
import type { Context } from '../context.ts';
import type { ExitName } from '../errors.ts';
import { t } from '../language/t.ts';
import { visible } from '../language/terminal-text.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { fittedTo } from '../render/wrap-text.ts';
import type { Example, Report } from '../report/report.ts';
import {
  type FlagData,
  type FlagTable,
  type FlagValues,
  negated,
  saidOf,
  typedFlag,
  type ValueSource,
} from './flags.ts';

/** A word of a command line that is no flag, as data. */
interface ArgumentData {
  /** As help shows it, without its brackets: `out_trade_no`. */
  readonly name: string;
  readonly repeats?: boolean;
  readonly says: () => string;
  readonly values?: ValueSource;
}

/** A subcommand as data: what may be typed, what is said of it, how it can end. */
interface CommandData<Flags extends FlagTable = FlagTable> {
  readonly name: string;
  /** Of the whole command line, for help on what stands in it. */
  readonly says: (words: readonly string[]) => string;
  readonly arguments?: readonly ArgumentData[];
  /** What `name=value` may be, where the words before it say that, each with its rule. */
  readonly parameters?: (words: readonly string[]) => readonly HelpItem[];
  readonly flags: Flags;
  /** What a flag that every command takes can be given here, where that differs. */
  readonly global_values?: Readonly<Partial<Record<keyof GlobalOptions, ValueSource>>>;
  /** Paragraphs at the end of `--help`. */
  readonly notes?: () => readonly string[];
  readonly examples: () => readonly Example[];
  /** The rules that `--skip-rule` lifts. */
  readonly skips?: readonly string[];
  /** How it can end, by the names of the contract's exit codes. */
  readonly exits: readonly ExitName[];
}

interface RunOfCommand<Flags extends FlagTable, Said> {
  /** `options` have wire names (`--out-trade-no` is `out_trade_no`); `args` are the positional words. It never prints or exits. */
  run(options: FlagValues<Flags> & GlobalOptions, args: readonly string[], context: Context): Said;
}

/** One subcommand. It returns what it has to say. */
export type Subcommand<Flags extends FlagTable = FlagTable> = CommandData<Flags> & RunOfCommand<Flags, Promise<Report>>;

/**
 * A subcommand that does not end by itself: it gives reports as they come, one or several at once, each a line of `--json`. The
 * last one decides the exit code.
 */
type LongCommand<Flags extends FlagTable = FlagTable> = CommandData<Flags> &
  RunOfCommand<Flags, AsyncIterable<Report | readonly Report[]>>;

/** With the type of what `run` gets forgotten: the prompt gives each command what its own table says. */
export type AnyCommand = CommandData & {
  run(
    options: GlobalOptions,
    args: readonly string[],
    context: Context,
  ): Promise<Report> | AsyncIterable<Report | readonly Report[]>;
};

/** Types what `run` gets from the table of flags beside it. */
export function command<Flags extends FlagTable>(data: Subcommand<Flags>): Subcommand<Flags> {
  return data;
}

/** The same for a command that gives reports as they come. */
export function longCommand<Flags extends FlagTable>(data: LongCommand<Flags>): LongCommand<Flags> {
  return data;
}

/** Tells commander, which parses, what the data says. */
export function declareCommand(commander: CommanderCommand, data: CommandData): void {
  commander.description(data.says(typedWords(commander)));
  for (const { name, repeats, says } of data.arguments ?? [])
    commander.argument(`[${name}${repeats ? '...' : ''}]`, says());
  declareFlags(commander, data.flags);
  taken.set(commander, data.parameters?.(typedWords(commander)) ?? []);
  addExamples(commander, data.examples());
  for (const note of data.notes?.() ?? []) addNote(commander, note);
}

function typedWords({ parent }: CommanderCommand): readonly string[] {
  const { rawArgs = [] } = (parent ?? {}) as { readonly rawArgs?: readonly string[] };
  return rawArgs;
}

export function declareFlags(commander: CommanderCommand, flags: FlagTable): void {
  for (const [name, flag] of Object.entries(flags)) {
    for (const [typed, says] of typings(name, flag)) {
      const option = commander.createOption(typed, says);
      const key = name.replace(/_([a-z])/g, (_found, letter: string) => letter.toUpperCase());
      option.attributeName = () => key;
      if (flag.kind === 'list') option.argParser((text: string, before: string[] = []) => [...before, text]);
      if (flag.kind === 'commas')
        option.argParser((text: string, before: string[] = []) => [
          ...new Set([...before, ...text.split(',').map((item) => item.trim())]),
        ]);
      commander.addOption(option);
    }
  }
}

/** A flag as commander is told of it, and its words; two where it has an opposite. */
function typings(name: string, flag: FlagData): readonly (readonly [string, string])[] {
  const typed = typedFlag(name, flag);
  if (flag.kind === 'negation') return [[negated(typed), saidOf(flag)]];
  if (flag.kind === 'either') {
    return [
      [typed, saidOf(flag)],
      [negated(typed), flag.negation()],
    ];
  }
  const names = [...(flag.also === undefined ? [] : [flag.also]), typed].join(', ');
  return [['placeholder' in flag ? `${names} ${flag.placeholder}` : names, saidOf(flag)]];
}

const always = ['ok', 'internal', 'usage', 'config', 'interrupted'] as const;

/** How commands of a kind can end. */
export const exits = {
  local: always,
  verifying: [...always, 'signature'],
  asking: [...always, 'declined', 'pending', 'signature', 'network', 'unknown', 'rate-limited'],
  sending: [...always, 'declined', 'pending', 'signature', 'network', 'unknown', 'rate-limited'],
  /** Asks of records, and judges none. */
  reading: [...always, 'signature', 'network', 'rate-limited'],
  notifying: [...always, 'declined', 'signature', 'network', 'rate-limited'],
  serving: [...always, 'network'],
} satisfies Readonly<Record<string, readonly ExitName[]>>;

/** A line in the list of subcommands. The rest is loaded when the command is named, for start-up is a feature. */
export interface CommandEntry {
  readonly name: string;
  summary(): string;
  load(): Promise<AnyCommand>;
}

const known = new WeakMap<CommanderCommand, readonly Example[]>();

/** What `--help` shows first, for an example is what people come for. */
export function addExamples(command: CommanderCommand, examples: readonly Example[]): CommanderCommand {
  known.set(command, examples);
  return command;
}

/** A word that may be typed, and what is said of it. */
export type HelpItem = readonly [term: string, said: string];

const taken = new WeakMap<CommanderCommand, readonly HelpItem[]>();

export function parametersOf(command: CommanderCommand): readonly HelpItem[] {
  return taken.get(command) ?? [];
}

const told = new WeakMap<CommanderCommand, readonly string[]>();

/** A paragraph at the end of `--help`. */
export function addNote(command: CommanderCommand, note: string): CommanderCommand {
  told.set(command, [...notesOf(command), note]);
  return command;
}

export function notesOf(command: CommanderCommand): readonly string[] {
  return told.get(command) ?? [];
}

export function examplesOf(command: CommanderCommand): readonly Example[] {
  return known.get(command) ?? [];
}

/** What works for somebody who has nothing set up yet: shown by `qfpay --help`, and by `qfpay` alone. */
export function firstSteps(): readonly Example[] {
  return [
    [
      'qfpay pay --env local --pay-type wechat-mpm --amount 12.80 --wait',
      t`a whole payment on this machine, without an account`,
    ],
    ['qfpay profile add shop --use', t`save your merchant (its key is asked for, not shown), and use it from now on`],
    ['qfpay codes 1108', t`what a code of QFPay means, and what to do`],
  ];
}

/** One line on stderr, on the way. Words of the gateway may stand in it: they steer no terminal and make no line of their own. */
export function tell({ io, secrets }: Pick<Context, 'io' | 'secrets'>, line: string): void {
  io.err(`${fittedTo(io.stderr, visible(secrets.mask(line)))}\n`);
}
