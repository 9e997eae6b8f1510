import { t } from '../language/t.ts';
import type { Notation } from './read-parameters.ts';

const whole = /^\s*\{[\w.[\]-]+=[\s\S]*\}\s*$/;
const nextName = /, (?=[\w.[\]-]+=)/;

/** What Java prints for a map: `{txamt=100, txcurrcd=HKD}`. It quotes nothing, so a comma in a value can be read wrongly. */
export function javaMap(): Notation {
  return {
    name: 'lines',
    title: t`a Java map as it is printed`,
    fits: (text) => whole.test(text),
    read: (text) => {
      const inside = text.trim().slice(1, -1);
      const pairs = inside.split(nextName).map((part): [string, string] => {
        const split = part.indexOf('=');
        return [part.slice(0, split), part.slice(split + 1)];
      });
      const absent = pairs.filter(([, value]) => value === 'null').map(([name]) => name);
      return {
        parameters: pairs,
        notes: [
          t`Java prints a map without quotes: a value that holds ", name=" was taken apart`,
          ...(absent.length > 0
            ? [t`${absent.slice(0, 5).join(', ')} is null or the text null: Java prints both alike`]
            : []),
        ],
        faults: [],
      };
    },
  };
}
