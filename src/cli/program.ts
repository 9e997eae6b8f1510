import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import {
  type AnyCommand,
  addExamples,
  addNote,
  type CommandEntry,
  declareCommand,
  declareFlags,
  firstSteps,
} from '../command/command.ts';
import { globalFlags } from '../command/flags.ts';
import { commands } from '../commands/index.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { helpFlagLast, helpStyle, readOn, type Wrap } from './help.ts';

/** A command line, understood: which command, with what. */
interface Invocation {
  readonly name: string;
  readonly command: AnyCommand;
  readonly options: GlobalOptions;
  readonly args: readonly string[];
}

/** The command line only asked to be shown something, which was written. */
export interface ShownText {
  readonly shown: 'version' | 'help';
}

interface Writers {
  readonly out: (text: string) => void;
  readonly columns: number;
  /** Whether headings may be bold. */
  readonly has_colors?: boolean;
  /** Breaks lines of help where commander cannot. */
  readonly wrap?: Wrap | undefined;
}

/** Reads argv; without a command it is the overview. Fails with commander's own error for what cannot be meant. */
export async function parseCommandLine(argv: readonly string[], writers: Writers): Promise<Invocation | ShownText> {
  let invocation: Invocation | undefined;
  const program = buildProgram(argv, writers, (found) => {
    invocation = found;
  });
  try {
    await program.parseAsync(helpFlagLast(argv), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0)
      return { shown: error.code === 'commander.version' ? 'version' : 'help' };
    if (!isBare(error)) throw error;
    const { overviewCommand: command } = await import('../commands/overview.ts');
    return { name: 'overview', command, options: wireNames(program.opts()), args: [] };
  }
  return invocation ?? { shown: 'help' };
}

/** commander shows its help as an error where flags were all that was typed. */
function isBare(error: unknown): boolean {
  return error instanceof CommanderError && error.code === 'commander.help' && error.exitCode !== 0;
}

function buildProgram(
  argv: readonly string[],
  { out, columns, has_colors = false, wrap }: Writers,
  onFound: (found: Invocation) => void,
): Command {
  const program = new Command('qfpay')
    .description(t`Command line for the QFPay payment API.`)
    .version(version, '-v, --version', t`print the version`)
    .exitOverride()
    .configureOutput({
      writeOut: out,
      writeErr: () => {},
      outputError: () => {},
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
      getOutHasColors: () => has_colors,
      getErrHasColors: () => false,
    })
    .configureHelp(helpStyle(wrap))
    .helpOption('-h, --help', t`show this help`)
    .helpCommand('help [command]', t`help on a command or topic`)
    .showSuggestionAfterError(true);
  addExamples(program, firstSteps());
  addNote(program, t`More help: qfpay help testing, signing, endpoints, environment or exit-codes`);
  addNote(program, t`Documentation: qfpay help docs; of QFPay: https://sdk.qfapi.com`);
  declareFlags(program, globalFlags);
  const loaded = new Map<string, AnyCommand>();
  for (const entry of wanted(argv)) addSubcommand(program, entry, loaded, onFound);
  // A subcommand's own flags are declared when it is named, so that the others need not be loaded.
  program.hook('preSubcommand', async (_program, subcommand) => {
    const command = await commands.find(({ name }) => name === subcommand.name())?.load();
    if (!command) return;
    loaded.set(subcommand.name(), command);
    declareCommand(subcommand, command);
    addNote(subcommand, t`The fields of --json: qfpay schema ${subcommand.name()}`);
    addNote(subcommand, readOn(subcommand.name()));
    addNote(subcommand, t`--env, --profile, --json, --yes and the other flags that every command takes: qfpay --help`);
  });
  return program;
}

/** Declaring a command costs a start-up more than reading its name, so the others are left out where one is named. */
function wanted(argv: readonly string[]): readonly CommandEntry[] {
  const named = commands.filter(({ name }) => argv.includes(name));
  return named.length > 0 && !argv.includes('help') ? named : commands;
}

function addSubcommand(
  program: Command,
  { name, summary }: CommandEntry,
  loaded: ReadonlyMap<string, AnyCommand>,
  onFound: (found: Invocation) => void,
): void {
  program
    .command(name)
    .summary(summary())
    .description(summary())
    .helpOption('-h, --help', t`show this help`)
    .action((...received: unknown[]) => {
      const subcommand = received.at(-1) as Command;
      const command = loaded.get(name);
      if (command) onFound({ name, command, options: wireNames(subcommand.optsWithGlobals()), args: subcommand.args });
    });
}

/** commander's camelCase to the wire's snake_case, so that a flag, an option and a parameter have one spelling. */
function wireNames(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [snakeCase(name), value]));
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
