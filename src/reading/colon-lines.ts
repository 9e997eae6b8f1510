import { t } from '../language/t.ts';
import { nameList } from './excerpt.ts';
import { filledLines } from './lines.ts';
import type { Notation } from './read-parameters.ts';

const colonLine = /^\s*(?<name>[A-Za-z_][\w.[\]-]*):(?: (?<value>.*)|(?<rest>[^/\s].*|))$/;

/** `name: value`, one a line, as a browser's network panel shows a form. One space behind the colon is not part of the value. */
export function colonLines(): Notation {
  return {
    name: 'lines',
    title: t`name: value lines`,
    fits: (text) => {
      const all = filledLines(text);
      return (
        all.length > 0 &&
        all.every(({ line }) => colonLine.test(line)) &&
        !all.every(({ line }) => /^[\w.-]+=/.test(line))
      );
    },
    read: (text) => {
      const parameters = filledLines(text).flatMap(({ line }): [string, string][] => {
        const { name = '', value, rest = '' } = colonLine.exec(line)?.groups ?? {};
        return name === '' ? [] : [[name, value ?? rest]];
      });
      const quoted = parameters.filter(([, value]) => /^(["']).*\1,?$/s.test(value)).map(([name]) => name);
      const notes =
        quoted.length > 0 ? [t`${nameList(quoted)} stands in quotes, which are read as part of the value`] : [];
      return { parameters, notes: [t`one space behind each colon is not part of the value`, ...notes], faults: [] };
    },
  };
}
