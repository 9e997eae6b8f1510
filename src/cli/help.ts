import { type Command, Help } from 'commander';
import { exampleLines, examplesOf } from '../commands/examples.ts';
import { t } from '../language/t.ts';

/** commander's help with our own order and words: examples first, then what may be typed. */
export const helpStyle = {
  formatHelp(command: Command, helper: Help): string {
    return examplesText(command) + Help.prototype.formatHelp.call(helper, command, helper);
  },
  styleTitle(title: string): string {
    return titles()[title] ?? title;
  },
};

function examplesText(command: Command): string {
  const examples = examplesOf(command);
  if (examples.length === 0) return '';
  return `${t`Examples:`}\n${exampleLines(examples)}\n`;
}

function titles(): Readonly<Record<string, string>> {
  return { 'Usage:': t`Usage:`, 'Arguments:': t`Arguments:`, 'Options:': t`Options:`, 'Commands:': t`Commands:` };
}
