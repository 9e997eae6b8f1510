import { t } from '../../language/t.ts';
import { nameList } from '../lines.ts';
import type { Reading, ReadParameters } from '../read-parameters.ts';
import { js } from './js.ts';
import { type Dialect, type Member, type Members, readMembers } from './literal-value.ts';
import { php } from './php.ts';
import { python } from './python.ts';

function titles() {
  return { python: t`a Python dict`, php: t`a PHP array`, js: t`a JavaScript object` } as const;
}

export interface ReadLiteral extends ReadParameters {
  readonly notation: Dialect['name'];
  readonly title: string;
  /** Behind its closing bracket. */
  readonly end: number;
}

/** The literal that begins at `start`, in the first language that it is one of; undefined for what is none. */
export function readLiteral(text: string, start: number): ReadLiteral | undefined {
  let best: { dialect: Dialect; members: Members } | undefined;
  for (const dialect of [python, js, php]) {
    const members = readMembers(text, start, dialect);
    const is_better = members && (!best || members.faults.length < best.members.faults.length);
    if (is_better) best = { dialect, members };
    if (best?.members.faults.length === 0) break;
  }
  return best && { ...parametersOf(best.members, best.dialect), end: best.members.end };
}

function parametersOf({ members, faults }: Members, { name, language }: Dialect): Omit<ReadLiteral, 'end'> {
  const isHalved = ({ name, value }: Member) => /\p{Surrogate}/u.test(name + value);
  const whole = members.filter((member) => !isHalved(member));
  const halves = members.filter(isHalved);
  const printed = whole.filter((member) => member.printed !== undefined && member.printed !== member.value);
  return {
    notation: name,
    title: titles()[name],
    parameters: whole.map((member) => [member.name, member.value]),
    notes: literalNotes(whole, language),
    faults: [
      ...faults,
      ...halves.map((member) => ({ field: member.name, rule: t`must not hold half of a surrogate pair` })),
    ],
    ...(printed.length > 0 ? { printed: printed.map((member) => [member.name, member.printed ?? '']) } : {}),
  };
}

function literalNotes(members: readonly Member[], language: string): string[] {
  const nested = members.filter(({ kind }) => kind === 'nested').map(({ name }) => name);
  const others = members.filter(
    ({ kind, printed, value }) => kind === 'word' || (kind === 'number' && printed !== value),
  );
  return [
    ...others.slice(0, 10).map(({ name, value, kind, printed = '' }) => {
      const read = value === '' ? t`is read as no value` : t`is the ${kind} ${value.slice(0, 40)}, read as that text`;
      return printed === ''
        ? t`${name} ${read}: ${language} prints nothing for it`
        : t`${name} ${read}: ${language} prints ${printed.slice(0, 60)} for it`;
    }),
    ...(nested.length > 0
      ? [t`${nameList(nested)} is nested: its text is taken as it stands, which is not what ${language} sends`]
      : []),
  ];
}

/** A whole text that is one literal, perhaps with a semicolon behind it. */
export function readWholeLiteral(text: string, body: Uint8Array): Reading | undefined {
  const start = text.length - text.trimStart().length;
  const literal = readLiteral(text, start);
  if (!literal || text.slice(literal.end).replace(/^[\s;,)]+/, '') !== '') return undefined;
  const { end: _end, ...read } = literal;
  return { ...read, body };
}
