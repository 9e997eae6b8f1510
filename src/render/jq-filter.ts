import { isLosslessNumber, isSafeNumber, stringify } from 'lossless-json';
import { visibleJson } from '../language/terminal-text.ts';

/** What an expression of `--jq` makes of a document. */
export interface JqAnswer {
  /** A line for each result, strings raw; undefined where the expression failed on this document. */
  readonly text?: string;
  /** What jq said on its stderr: why it failed, or what `debug` was given. */
  readonly said: string;
  /** Ctrl-C came while it was at work. */
  readonly is_interrupted?: true;
}

/** An expression that jq has understood. */
export interface JqFilter {
  apply(document: Readonly<Record<string, unknown>>, is_tty: boolean): JqAnswer | Promise<JqAnswer>;
}

/**
 * Reads an expression before anything is done. Most that are typed are the way to a field (`.rows[].syssn`): such a way is gone here,
 * since jq itself takes as long to start as a whole command. Where jq would do anything but print what stands there (an error, a
 * number or a letter that it writes otherwise), jq does it.
 * @param start has jq itself read the expression
 * @throws UsageError where it is no jq
 */
export async function readJqFilter(expression: string, start: () => Promise<JqFilter>): Promise<JqFilter> {
  const way = readWay(expression);
  if (!way) return start();
  return {
    async apply(document, is_tty) {
      const text = linesOf(resultsOf(way, document));
      if (text !== undefined) return { text: is_tty ? withoutSteering(text) : text, said: '' };
      try {
        return await (await start()).apply(document, is_tty);
      } catch (error) {
        // The command was carried out: its answer is not lost to a file that is gone.
        return { said: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

/** On a terminal nothing steers it; tabs and line ends are what was asked for. */
export function withoutSteering(text: string): string {
  return text.split('\t').map(visibleJson).join('\t');
}

/** A number that a double cannot hold is a string: jq counts in doubles, and 26 digits stay 26 digits. */
export function textForJq(document: unknown): string {
  return stringify(document, asJqHasIt) ?? 'null';
}

function asJqHasIt(_name: string, value: unknown): unknown {
  return isLosslessNumber(value) && !isSafeNumber(value.value) ? value.value : value;
}

/** One step of a way: into a value, or past one that is not wanted. */
type WayStep = StepInto | WaySelection;

interface StepInto {
  /** The name of a member, the place of an item, or undefined for each of them. */
  readonly at: string | number | undefined;
  /** `?`: where there is nothing to step into, there is no result in place of an error. */
  readonly is_lenient: boolean;
}

/** `select(.outcome == "paid")`, `select(.open)`. */
interface WaySelection {
  readonly way: readonly WayStep[];
  isWanted(value: unknown): boolean;
}

const name = String.raw`[A-Za-z_]\w*`;
// Neither escapes nor `\(…)`: those are jq's.
const quoted = String.raw`"[^"\\\p{Cc}]*"`;
const oneStep = new RegExp(String.raw`(?:\.(${name}|${quoted})|\[(${quoted}|-?\d{1,9})?\])(\?)?`, 'uy');
const selection = new RegExp(`^select\\( *(\\.[^ =!]*) *(?:([=!]=) *(${quoted}|true|false|null) *)?\\)$`, 'u');

/** Undefined for whatever is more than `.a."b"[0][]?`, selections by one value, and such steps joined by `|`. */
function readWay(expression: string): readonly WayStep[] | undefined {
  const parts = expression.split('|').map((part) => {
    const text = part.replace(/^[ \n\t\r]+|[ \n\t\r]+$/g, '');
    return readSelection(text) ?? readSteps(text);
  });
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function readSelection(text: string): readonly WayStep[] | undefined {
  const [, path = '', sign, literal = ''] = selection.exec(text) ?? [];
  const way = readSteps(path);
  if (!way) return undefined;
  if (sign === undefined) return [{ way, isWanted: (value) => value !== null && value !== false }];
  const wanted: unknown = JSON.parse(literal);
  return [{ way, isWanted: (value) => (asJqHasIt('', value) === wanted) === (sign === '==') }];
}

function readSteps(text: string): readonly WayStep[] | undefined {
  if (text === '.') return [];
  if (!text.startsWith('.')) return undefined;
  const steps: WayStep[] = [];
  // The dot ahead of a bracket is the document itself.
  oneStep.lastIndex = text.startsWith('.[') ? 1 : 0;
  while (oneStep.lastIndex < text.length) {
    const found = oneStep.exec(text);
    if (!found) return undefined;
    const [, field, index, lenient] = found;
    const word = field ?? index;
    steps.push({ at: word === undefined ? undefined : keyOf(word), is_lenient: lenient !== undefined });
  }
  return steps;
}

function keyOf(word: string): string | number {
  if (word.startsWith('"')) return word.slice(1, -1);
  return /^-?\d/.test(word) ? Number(word) : word;
}

/** Thrown where jq has to tell what is the matter, or to print what it prints in its own way. */
class OnlyJqCanTell extends Error {}

/** Undefined where jq has to tell. */
function resultsOf(way: readonly WayStep[], document: unknown): readonly unknown[] | undefined {
  try {
    return goneFrom([document], way);
  } catch (error) {
    if (error instanceof OnlyJqCanTell) return undefined;
    throw error;
  }
}

function goneFrom(values: readonly unknown[], way: readonly WayStep[]): readonly unknown[] {
  return way.reduce(
    (found, step) => found.flatMap((value) => ('way' in step ? kept(value, step) : into(value, step))),
    values,
  );
}

/** A value stands there as often as what is asked of it is so. */
function kept(value: unknown, { way, isWanted }: WaySelection): readonly unknown[] {
  return goneFrom([value], way)
    .filter(isWanted)
    .map(() => value);
}

/** In a list, of which flatMap takes one level off. */
function into(value: unknown, { at, is_lenient }: StepInto): readonly unknown[] {
  if (at === undefined) return itemsOf(value, is_lenient);
  const found = Array.isArray(value) ? itemAt(value, at) : memberOf(value, at);
  if (found !== undefined) return [found];
  if (is_lenient) return [];
  throw new OnlyJqCanTell();
}

function itemsOf(value: unknown, is_lenient: boolean): readonly unknown[] {
  if (Array.isArray(value)) return value.map((item) => item ?? null);
  if (isRecord(value)) return Object.values(value).filter((member) => member !== undefined);
  if (is_lenient) return [];
  throw new OnlyJqCanTell();
}

/** Null where there is none; undefined where none can be. */
function itemAt(list: readonly unknown[], at: string | number): unknown {
  return typeof at === 'number' ? (list.at(at) ?? null) : undefined;
}

function memberOf(value: unknown, at: string | number): unknown {
  if (value === null) return null;
  if (!isRecord(value) || typeof at === 'number') return undefined;
  return Object.hasOwn(value, at) ? (value[at] ?? null) : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.getPrototypeOf(value) === Object.prototype;
}

/** What jq writes as it was given. */
const plainNumber = /^(?:0|-?[1-9]\d{0,14})$/;
/** It escapes the one, and has a mark in place of the other: half of a pair. */
const writtenOtherwise = /\u007f|\\ud[89a-f]/;

/** A line for each, strings raw; undefined where jq writes any of it in another way. */
function linesOf(results: readonly unknown[] | undefined): string | undefined {
  if (!results) return undefined;
  let is_plain = true;
  const lines = results.map((result) => {
    const text = stringify(result, (key, value) => {
      const shown = asJqHasIt(key, value);
      if (typeof shown === 'number' || isLosslessNumber(shown)) is_plain &&= plainNumber.test(String(shown));
      return shown;
    });
    is_plain &&= text !== undefined && !writtenOtherwise.test(text);
    return `${text?.startsWith('"') ? (JSON.parse(text) as string) : text}\n`;
  });
  return is_plain ? lines.join('') : undefined;
}
