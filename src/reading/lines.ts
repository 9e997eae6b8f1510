import { t } from '../language/t.ts';
import { mostParameters, type Notation, type ReadParameters, splitPairs } from './read-parameters.ts';

/** `name=value`, one a line, values raw: nothing is decoded or trimmed, only line ends go. */
export function lines(): Notation {
  return {
    name: 'lines',
    title: t`name=value lines`,
    fits: (text) => text.trim().includes('\n') || !/&|%[\da-f]{2}/i.test(text),
    read: (text) => {
      const all = filledLines(text);
      // A parameter's name has no space in it: `export` before one is the shell's.
      const texts = all.map(({ line }) => line.replace(exported, ''));
      const read = splitPairs(texts, (place) => t`line ${all[place]?.number ?? 0}`);
      return { ...read, notes: lineNotes(all, read) };
    },
  };
}

const exported = /^\s*export\s+(?=[A-Za-z_])/;

/** What was left as it stands although it might be meant otherwise. */
function lineNotes(all: readonly Line[], { parameters }: ReadParameters): string[] {
  const names = (found: RegExp) => parameters.filter(([, value]) => found.test(value)).map(([name]) => name);
  const [quoted, encoded] = [names(/^(["']).*\1$/s), names(/%[\da-f]{2}/i)];
  const is_exported = all.some(({ line }) => exported.test(line));
  return [
    ...(is_exported ? [t`export before a name is no part of it`] : []),
    ...(quoted.length > 0
      ? [
          t`${nameList(quoted)} stands in quotes, which are read as part of the value: values of name=value lines are raw`,
        ]
      : []),
    ...(encoded.length > 0
      ? [t`${nameList(encoded)} holds %XX, which is read as it stands: values of name=value lines are raw`]
      : []),
  ];
}

interface Line {
  readonly line: string;
  /** From 1. */
  readonly number: number;
}

/** Of a text of more lines than a request can have parameters only so many as show that. */
export function filledLines(text: string): Line[] {
  const filled: Line[] = [];
  let number = 0;
  for (let at = 0; at <= text.length && filled.length <= mostParameters; number++) {
    const end = text.indexOf('\n', at);
    const stop = end === -1 ? text.length : end;
    const line = stop === at ? '' : text.slice(at, text[stop - 1] === '\r' ? stop - 1 : stop);
    if (line.trim() !== '') filled.push({ line, number: number + 1 });
    at = stop + 1;
  }
  return filled;
}

export function withoutLineEnds(text: string): string {
  let end = text.length;
  while ('\r\n'.includes(text[end - 1] ?? '|')) end--;
  return text.slice(0, end);
}

/** Words of letters, such as `app.INFO:`, and times. Anything else may be a client key, or a part of one, and is not repeated. */
const plainWord = /^[("'[<{]*[A-Za-z]{1,16}(?:[._/:=-]{1,3}[A-Za-z]{1,16}){0,4}[\])"'>}:=,;.-]*$/;
const time = /^[([]?\d{1,6}(?:[:.,T+/-]\d{1,6}){0,9}Z?[\])]?[,:;]?$/;

/** A piece of the input for a note, short. */
export function excerpt(text: string): string {
  const words = text.trim().slice(0, 400).split(/\s+/).filter(Boolean);
  const shown = words.map((word) => (plainWord.test(word) || time.test(word) ? word : '…'));
  const line = shown.filter((word, index) => word !== '…' || shown[index - 1] !== '…').join(' ');
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}

/** What stood around the part that was read. White space around it is not worth a word. */
export function cutNotes(before: string, behind: string): string[] {
  const [lead, rest] = [before.trim(), behind.trim()];
  return [
    ...(lead === '' ? [] : [`${t`cut off before it:`} ${lengthy(lead)}`]),
    ...(rest === '' ? [] : [`${t`cut off behind it:`} ${lengthy(rest)}`]),
  ];
}

/** Whether a note tells of what was cut off behind. */
export function isCutBehind(note: string): boolean {
  return note.startsWith(t`cut off behind it:`);
}

function lengthy(text: string): string {
  return t`${excerpt(text)} (${text.length} characters)`;
}

/** Names for a note, the first few of them. */
export function nameList(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, 5).join(', ');
  return unique.length > 5 ? t`${shown} and ${unique.length - 5} more` : shown;
}

/** What a sticky pattern finds at this place; undefined when that is nothing. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] || undefined;
}

/** Larger texts are not looked through from their beginning for each digest. */
const largestSearched = 400_000;

/** The line of the nth place where a digest stands. In a large text each is looked for behind the one before it, as they come. */
export function linesOfDigests(text: string): (received: string | undefined, nth: number) => number {
  const upper = text.toUpperCase();
  const places = new Map<string, number[]>();
  let [line, counted, last] = [1, 0, 0];
  const lineAt = (at: number) => {
    if (at < counted) [line, counted] = [1, 0];
    for (let end = text.indexOf('\n', counted); end !== -1 && end < at; end = text.indexOf('\n', counted)) {
      line++;
      counted = end + 1;
    }
    return line;
  };
  return (received, nth) => {
    if (!received) return 1;
    const digest = received.toUpperCase();
    const known = places.get(digest) ?? [];
    places.set(digest, known);
    while (known.length <= nth) {
      const from = known.at(-1) ?? (text.length > largestSearched ? last - digest.length : -digest.length);
      const at = upper.indexOf(digest, from + digest.length);
      const found = at === -1 && known.length === 0 ? upper.indexOf(digest) : at;
      if (found === -1) break;
      known.push(found);
      last = found;
    }
    const place = known[Math.min(nth, known.length - 1)];
    return place === undefined ? 1 : lineAt(place);
  };
}
