import type { CommanderError } from 'commander';
import { t } from '../language/t.ts';

/** commander's English as a message in our language, and what may have been meant; its own words for a code unknown here. */
export function commanderWords({ code, message: english }: CommanderError): { message: string; hint?: string } {
  const [first = '', ...rest] = english.replace(/^error: /, '').split('\n');
  const name = /'(.*)'/.exec(first)?.[1] ?? '';
  const near = /\(Did you mean (?:one of )?(.*)\?\)/.exec(rest.join(' '))?.[1];
  return {
    message: sayings(name, first)[code] ?? first,
    ...(near === undefined ? {} : { hint: t`Did you mean ${near}?` }),
  };
}

function sayings(name: string, english: string): Readonly<Record<string, string>> {
  const [, expected = '', got = ''] = /Expected (\d+) arguments? but got (\d+)/.exec(english) ?? [];
  return {
    'commander.unknownOption': t`unknown option '${name}'`,
    'commander.unknownCommand': t`unknown command '${name}'`,
    'commander.missingArgument': t`missing required argument '${name}'`,
    'commander.optionMissingArgument': t`option '${name}' argument missing`,
    'commander.excessArguments': t`too many arguments for ${name}: ${expected} expected, ${got} given`,
  };
}
