import type { Command, Help } from 'commander';
import type { Lang } from '../catalog/words/words.ts';
import { examplesOf, notesOf } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { t } from '../language/t.ts';
import { exampleLines } from '../render/example-lines.ts';

/** Breaks a text so that no line is wider than that. */
export type Wrap = (text: string, width: number) => string;

/** Chinese breaks between its characters, of two columns each. What that takes is loaded for those who read it only. */
export async function wrapFor(lang: Lang, argv: readonly string[]): Promise<Wrap | undefined> {
  if (lang === 'en' || !argv.some((word) => ['help', '--help', '-h'].includes(word))) return undefined;
  const { wrapText } = await import('../render/wrap-text.ts');
  return (text, width) =>
    text
      .split('\n')
      .flatMap((line) => wrapText(line, width))
      .join('\n');
}

/** Descriptions stand beside their terms where that leaves them as much; else beneath. */
const narrowest = 24;

/**
 * commander's help with our own order and words: what it is for, examples, then what may be typed. Only command lines are wider
 * than the window, for they are there to be copied.
 * @param wrap for a language that commander cannot wrap: it knows letters and blanks only
 */
export function helpStyle(wrap?: Wrap) {
  return {
    formatHelp,
    formatItem,
    ...(wrap ? { boxWrap: wrap } : {}),
    minWidthToWrap: 1,
    styleTitle: (title: string) => titles()[title] ?? title,
  };
}

function formatHelp(command: Command, helper: Help): string {
  const width = helper.helpWidth ?? 80;
  const term_width = helper.padWidth(command, helper);
  const listed = (heading: string, items: readonly (readonly [string, string])[]) =>
    items.length === 0
      ? []
      : [
          helper.styleTitle(heading),
          ...items.map(([term, said]) => helper.formatItem(term, term_width, said, helper)),
          '',
        ];
  return [
    helper.boxWrap(helper.commandDescription(command), width),
    '',
    ...examplesText(command, helper),
    helper.boxWrap(usageLine(command, helper), width),
    '',
    ...listed(
      'Arguments:',
      helper.visibleArguments(command).map((each) => [helper.argumentTerm(each), helper.argumentDescription(each)]),
    ),
    ...listed(
      'Commands:',
      helper.visibleCommands(command).map((each) => [helper.subcommandTerm(each), helper.subcommandDescription(each)]),
    ),
    ...listed(
      'Options:',
      helper.visibleOptions(command).map((each) => [helper.optionTerm(each), helper.optionDescription(each)]),
    ),
    ...notesOf(command).map((note) => `${helper.boxWrap(note, width)}\n`),
  ].join('\n');
}

function formatItem(term: string, term_width: number, description: string, helper: Help): string {
  const width = helper.helpWidth ?? 80;
  const room = width - term_width - 4;
  if (description === '') return `  ${term}`;
  const is_beside = room >= narrowest;
  const indent = ' '.repeat(is_beside ? term_width + 4 : 6);
  const lines = helper.boxWrap(description, is_beside ? room : width - 6).replaceAll('\n', `\n${indent}`);
  return is_beside ? `  ${term.padEnd(term_width)}  ${lines}` : `  ${term}\n${indent}${lines}`;
}

/** A colon of Chinese is as wide as two letters: the blank is in it. */
function usageLine(command: Command, helper: Help): string {
  return `${helper.styleTitle('Usage:')} ${helper.commandUsage(command)}`.replace('： ', '：');
}

function examplesText(command: Command, helper: Help): string[] {
  const examples = examplesOf(command);
  if (examples.length === 0) return [];
  const wrapped = (does: string) => helper.boxWrap(does, (helper.helpWidth ?? 80) - 4).split('\n');
  return [t`Examples:`, exampleLines(examples.map(([line, does]) => [line, wrapped(does)]))];
}

function titles(): Readonly<Record<string, string>> {
  return { 'Usage:': t`Usage:`, 'Arguments:': t`Arguments:`, 'Options:': t`Options:`, 'Commands:': t`Commands:` };
}

/**
 * `help pay` as `pay --help`: commander would show it before the command's own flags are declared, and would not name a
 * command that there is not.
 */
export function helpFlagLast(argv: readonly string[]): string[] {
  const at = argv.findIndex((word) => word === 'help' || isCommand(word));
  const asked = argv[at + 1];
  if (argv[at] !== 'help') return [...argv];
  if (asked === undefined || asked.startsWith('-')) return [...argv.slice(0, at), ...argv.slice(at + 1), '--help'];
  return [...argv.slice(0, at), ...argv.slice(at + 1), ...(isCommand(asked) ? ['--help'] : [])];
}

/** The word after `help` where it names no command: a topic, or a slip of the pen. */
export function askedTopic(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === 'help' || isCommand(word));
  const asked = argv[at] === 'help' ? argv[at + 1] : undefined;
  return asked === undefined || asked.startsWith('-') || isCommand(asked) || asked === 'help' ? undefined : asked;
}

function isCommand(word: string): boolean {
  return commands.some(({ name }) => name === word);
}
