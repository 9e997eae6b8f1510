import { commands } from '../commands/index.ts';

/**
 * `help pay` as `pay --help`: commander would show it before the command's own flags are declared, and would not name a
 * command that there is not.
 */
export function helpFlagLast(argv: readonly string[]): string[] {
  const at = argv.findIndex((word) => word === 'help' || isCommand(word));
  const asked = argv[at + 1];
  if (argv[at] !== 'help' || asked === undefined || asked.startsWith('-')) return [...argv];
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
