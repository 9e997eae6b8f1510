import type { Command, Help } from 'commander';
import { examplesOf, type HelpItem, notesOf, parametersOf } from '../command/command.ts';
import { commands } from '../commands/index.ts';
import type { Lang } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { exampleLines } from '../render/wrap-text.ts';
import type { Example } from '../report/report.ts';

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
 * commander's help with our own order and words: what it is for, two examples, then what may be typed, then the other examples.
 * Headings are bold where the screen has that: commander takes it out for one that has not.
 * @param wrap for a language that commander cannot wrap: it knows letters and blanks only
 */
export function helpStyle(wrap?: Wrap) {
  return {
    formatHelp,
    formatItem,
    ...(wrap ? { boxWrap: wrap } : {}),
    minWidthToWrap: 1,
    styleTitle: (title: string) => bold(titles()[title] ?? title),
  };
}

function bold(heading: string): string {
  return `\u001b[1m${heading}\u001b[22m`;
}

/** So many examples are enough to begin with; the rest stands below what may be typed. */
const firstExamples = 2;

function formatHelp(command: Command, helper: Help): string {
  const width = helper.helpWidth ?? 80;
  const examples = examplesOf(command);
  return [
    helper.boxWrap(helper.commandDescription(command), width),
    '',
    helper.boxWrap(usageLine(command, helper), width),
    '',
    ...listed('Parameters:', parametersOf(command), helper),
    ...examplesText(t`Examples:`, examples.slice(0, firstExamples), helper),
    ...listed(
      'Arguments:',
      helper.visibleArguments(command).map((each) => [helper.argumentTerm(each), helper.argumentDescription(each)]),
      helper,
    ),
    ...commandLists(command, helper),
    ...listed(
      'Options:',
      helper.visibleOptions(command).map((each) => [helper.optionTerm(each), helper.optionDescription(each)]),
      helper,
    ),
    ...examplesText(t`More examples:`, examples.slice(firstExamples), helper),
    ...notesOf(command).map((note) => helper.boxWrap(note, width)),
    '',
  ].join('\n');
}

function listed(heading: string, items: readonly HelpItem[], helper: Help): string[] {
  if (items.length === 0) return [];
  const term_width = Math.max(...items.map(([term]) => term.length));
  return [
    helper.styleTitle(heading),
    ...items.map(([term, said]) => helper.formatItem(term, term_width, said, helper)),
    '',
  ];
}

/** The commands by what they are for; one that stands in no list is for setting up. */
function commandLists(command: Command, helper: Help): string[] {
  const visible = helper.visibleCommands(command);
  const others = visible.filter((each) => !commandGroups.some(([, names]) => names.includes(each.name())));
  return commandGroups.flatMap(([heading, names], at) => {
    const named = names.flatMap((name) => visible.filter((each) => each.name() === name));
    const items = at === commandGroups.length - 1 ? [...named, ...others] : named;
    return listed(
      heading(),
      items.map((each) => [helper.subcommandTerm(each), helper.subcommandDescription(each)]),
      helper,
    );
  });
}

const commandGroups: readonly (readonly [heading: () => string, names: readonly string[]])[] = [
  [
    () => t`Pay:`,
    ['pay', 'checkout', 'intent', 'query', 'capture', 'unfreeze', 'api', 'pay-types', 'currencies', 'codes'],
  ],
  [() => t`Refund:`, ['refund', 'refund-batch', 'reverse', 'close']],
  [() => t`Signatures:`, ['sign', 'verify']],
  [() => t`The day:`, ['report', 'reconcile', 'history', 'resume', 'usage']],
  [() => t`Emulator and notifications:`, ['emulator', 'listen', 'notify']],
  [() => t`Set up:`, ['profile', 'doctor', 'mcp']],
];

/** The page of the documentation that tells more of a command, where it is not called like it. */
const pages: Readonly<Record<string, string>> = {
  pay: 'payments',
  query: 'payments',
  reverse: 'payments',
  close: 'payments',
  history: 'payments',
  resume: 'payments',
  intent: 'checkout',
  refund: 'refunds',
  capture: 'holds',
  unfreeze: 'holds',
  report: 'day',
  usage: 'day',
  sign: 'signatures',
  verify: 'signatures',
  listen: 'notifications',
  notify: 'notifications',
  'pay-types': 'codes',
  currencies: 'codes',
  profile: 'configuration',
  schema: 'json',
  mcp: 'mcp',
  completion: 'terminal',
};

/** Where to read on, below the help of a command. */
export function readOn(name: string): string {
  return t`Documentation: qfpay help docs/${pages[name] ?? name}; of QFPay: https://sdk.qfapi.com`;
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
  const title = helper.styleTitle('Usage:');
  return `${title}${title.includes('：') ? '' : ' '}${helper.commandUsage(command)}`;
}

function examplesText(heading: string, examples: readonly Example[], helper: Help): string[] {
  if (examples.length === 0) return [];
  const width = helper.helpWidth ?? 80;
  const wrapped = (does: string) => helper.boxWrap(does, width - 4).split('\n');
  return [
    helper.styleTitle(heading),
    exampleLines(
      examples.map(([line, does]) => [line, wrapped(does)]),
      width,
    ),
  ];
}

function titles(): Readonly<Record<string, string>> {
  return { 'Usage:': t`Usage:`, 'Arguments:': t`Arguments:`, 'Options:': t`Options:`, 'Parameters:': t`Parameters:` };
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
