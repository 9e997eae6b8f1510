import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { matchAt } from '../match-at.ts';
import { type Dialect, skipSpace } from './dialect.ts';
import { type ReadValue, readValue } from './value.ts';

export interface Member extends ReadValue {
  readonly name: string;
}

export interface Members {
  readonly members: readonly Member[];
  readonly faults: readonly Fault[];
  /** Behind the closing bracket. */
  readonly end: number;
}

/**
 * The names and values of a literal that begins at `start`, one level deep: what is nested keeps its text. Undefined for what
 * is none in this language.
 */
export function readMembers(text: string, start: number, dialect: Dialect): Members | undefined {
  const opening = dialect.openings.find(({ pattern }) => matchAt(pattern, text, start) !== undefined);
  if (!opening) return undefined;
  const members: Member[] = [];
  const faults: Fault[] = [];
  let at = skipSpace(text, start + (matchAt(opening.pattern, text, start)?.length ?? 0), dialect);
  while (!text.startsWith(opening.close, at)) {
    const name = readName(text, at, dialect);
    const separator = name && separatorAt(text, name.end, dialect);
    const value = separator === undefined ? undefined : readValue(text, separator, dialect, opening.close);
    if (!name || !value) return undefined;
    if (value.rule !== undefined || name.rule !== undefined)
      faults.push({ field: name.name, rule: name.rule ?? value.rule ?? '' });
    else members.push({ ...value, name: name.name });
    at = skipSpace(text, value.end, dialect);
    if (text[at] === ',') at = skipSpace(text, at + 1, dialect);
    else if (!text.startsWith(opening.close, at)) return undefined;
  }
  return { members, faults, end: at + opening.close.length };
}

interface Name {
  readonly name: string;
  readonly end: number;
  readonly rule?: string;
}

const bareName = /[\p{L}_$][\p{L}\p{N}_$]*|\d+/uy;
const index = /\d+/y;

function readName(text: string, at: number, dialect: Dialect): Name | undefined {
  const string = dialect.readString(text, at);
  if (string) {
    const rule = string.value === '' ? t`must not have an empty name` : string.fault;
    return { name: string.value || 'input', end: string.end, ...(rule === undefined ? {} : { rule }) };
  }
  const bare = matchAt(dialect.has_bare_names ? bareName : index, text, at);
  return bare === undefined ? undefined : { name: bare, end: at + bare.length };
}

/** Where the value begins. */
function separatorAt(text: string, from: number, dialect: Dialect): number | undefined {
  const at = skipSpace(text, from, dialect);
  const separator = matchAt(dialect.separator, text, at);
  return separator === undefined ? undefined : skipSpace(text, at + separator.length, dialect);
}
