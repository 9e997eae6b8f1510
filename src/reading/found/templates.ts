import { t } from '../../language/t.ts';
import type { Parameter } from '../../signature/sign.ts';
import { countKnown, isKnownName, isSentName, knownName } from '../vocabulary.ts';
import { isColumnTitle } from './lines.ts';
import { longestForm, unescapeText } from './notation.ts';
import type { Piece } from './piece.ts';

/** Where a name of QFPay's stands, or the name of a signature: what is between two of them is told by all of them together. */
const anchorName = new RegExp(`${knownName.source}|(?<![\\w-])(?:sign|udid)(?![\\w-])`, 'gi');
/** A value that is longer than this is none of a request's. */
const longestGap = 700;
const mostAnchors = 4_000;
const mostRuns = 200;

interface NameAnchor {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Names and values that all stand in the same way, whatever that is: `.add("txamt", "100")`, `<txamt>100</txamt>`, `"txamt" to
 * "100"`, a name and its value on a line each. What is alike between the names is their notation, and what is left are the values.
 */
export function findTemplates(text: string): Piece[] {
  return runsOf(text).flatMap((run) => {
    const gaps = gapsOf(text, run);
    return templatesOf(gaps).flatMap((template, place) => templatePieces(gaps, template, 40 + place * 4));
  });
}

/** Names that follow each other closely, none of them twice but where it is closed again. */
function runsOf(text: string): NameAnchor[][] {
  const runs: NameAnchor[][] = [];
  let run: NameAnchor[] = [];
  let anchors = 0;
  for (const { index: start, 0: name } of text.matchAll(anchorName)) {
    if (++anchors > mostAnchors || runs.length > mostRuns) break;
    const last = run.at(-1);
    const is_echo = last?.name === name;
    const is_next =
      last !== undefined && start - last.end < longestGap && (is_echo || run.every((each) => each.name !== name));
    if (!is_next) {
      if (run.length > 2) runs.push(run);
      run = [];
    }
    run.push({ name, start, end: start + name.length });
  }
  return (run.length > 2 ? [...runs, run] : runs).filter((each) => countKnown(each.map(({ name }) => name)) > 2);
}

/** What stands between a name and the next one; `echo` is where the name itself stands in it once more. */
interface NameGap {
  readonly name: string;
  /** What stands before the name. */
  readonly before: string;
  readonly start: number;
  readonly text: string;
  readonly echo: number | undefined;
}

function gapsOf(text: string, run: readonly NameAnchor[]): NameGap[] {
  const own = run.filter(({ name }, place) => run[place - 1]?.name !== name);
  const echoed = own.filter(({ name, start }) => run.some((each) => each.name === name && each.start > start));
  // Where the names are not closed again, one that comes twice is two parameters.
  const first = echoed.length * 2 > own.length ? own : run;
  return first.map(({ name, start, end }, place) => {
    const next = first[place + 1]?.start ?? Math.min(text.length, end + longestGap);
    const echo =
      first === run
        ? undefined
        : run.find((each) => each.name === name && each.start > start && each.start < next)?.start;
    const before = place === 0 ? text.slice(Math.max(0, start - longestGap), start) : '';
    return { name, before, start: end, text: text.slice(end, next), echo: echo === undefined ? undefined : echo - end };
  });
}

interface ValueTemplate {
  /** Between a name and its value. */
  readonly separator: string;
  /** Behind a value. */
  readonly closing: string;
}

/** What most gaps begin and end with: as far as all of them do, and as far as many do. */
function templatesOf(gaps: readonly NameGap[]): ValueTemplate[] {
  const inner = gaps.slice(0, -1);
  const texts = inner.map(({ text, echo }) => text.slice(0, echo));
  const found: ValueTemplate[] = [];
  for (const separator of likeliestStarts(texts, /[^A-Za-z\d]$/)) {
    const own = texts.filter((text) => startOf(separator).test(text));
    const rests = own.map((text) => backwards(text.slice(startOf(separator).exec(text)?.[0].length ?? 0)));
    for (const closing of likeliestStarts(rests, /[^A-Za-z\d]$/))
      found.push({ separator, closing: backwards(closing) });
  }
  return found.filter(
    ({ separator, closing }, place) =>
      /\n|[^&\s]/.test(closing) &&
      !(separator === '=' && /^&(?:amp;)?$/.test(closing)) &&
      found.findIndex((other) => other.separator === separator && other.closing === closing) === place,
  );
}

function backwards(text: string): string {
  return [...text].reverse().join('');
}

/** The start that the most have in common, and the longest that two thirds have; digits in it may differ. */
function likeliestStarts(texts: readonly string[], end: RegExp): string[] {
  const starts = new Set<string>();
  for (const [place, text] of texts.entries()) {
    const other = texts[place + 1];
    let start = other === undefined ? '' : text.slice(0, commonLength(text, other));
    while (start !== '' && !end.test(start)) start = start.slice(0, -1);
    if (start !== '' && start.length < 200) starts.add(start);
  }
  const counted = [...starts].map((start) => ({
    start,
    count: texts.filter((text) => startOf(start).test(text)).length,
  }));
  const [most] = [...counted].sort((a, b) => b.count - a.count || a.start.length - b.start.length);
  const many = counted
    .filter(({ count }) => count * 3 >= texts.length * 2)
    .sort((a, b) => b.start.length - a.start.length);
  const enough = most && most.count * 2 > texts.length ? [most.start] : [];
  return [...new Set([...enough, ...many.slice(0, 1).map(({ start }) => start)])];
}

/** As far as both are alike but for their digits and the space before a mark. */
function commonLength(one: string, other: string): number {
  let [at, beside] = [0, 0];
  while (at < one.length && beside < other.length) {
    const [run, same] = [runAt(one, at), runAt(other, beside)];
    const is_run = run !== '' && same !== '' && /\d/.test(run) === /\d/.test(same);
    const [next, others] = [one[at + run.length], other[beside + same.length]];
    const is_before_mark = next === others && /[^\s\w]/.test(next ?? '');
    const is_free = is_run && (/\d/.test(run) || is_before_mark || /\n/.test(run + same));
    if (!is_free && one[at] !== other[beside]) break;
    at += is_free ? run.length : 1;
    beside += is_free ? same.length : 1;
  }
  return at;
}

/** Digits, or space, of which there may be more or less. */
function runAt(text: string, at: number): string {
  return /^(?:\d+|\s+)/.exec(text.slice(at, at + 40))?.[0] ?? '';
}

/** Digits in it may differ, and so may the space; that beside a value is the value's, but where a line was broken. */
function sourceOf(text: string): string {
  const source = text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\d+/g, '\\d+');
  if (!isMarked(text)) return source;
  return source.replace(/\s+/g, (space, at: number) =>
    at === 0 || at + space.length === source.length ? `(?:${space}|[ \\t]*\\r?\\n\\s*)` : '\\s+',
  );
}

function isMarked(text: string): boolean {
  return /[^\s\w]/.test(text);
}

function startOf(start: string): RegExp {
  return new RegExp(`^${sourceOf(start)}`);
}

function templatePieces(gaps: readonly NameGap[], template: ValueTemplate, rank: number): Piece[] {
  const filled = filledBy(gaps, template);
  if (!filled) return [];
  const { parameters, start, end } = filled;
  // Then it is no way to read the whole.
  const wanting = lacksSome(gaps, filled, template) ? { is_partial: true } : {};
  const is_open = (bracket: string) => isOpenIn(gaps[0]?.before ?? '', bracket);
  const bare = (value: string) => unbracketed(value, is_open);
  const quote = /["'`]$/.exec(template.separator)?.[0];
  // A form whose lines were broken: its values are encoded.
  if (separatesForm(template)) return [{ ...pieceOf(parameters.map(decodedPair), { start, end, rank }), ...wanting }];
  const readings = [
    ...(quote === undefined ? [unquoted] : [(value: string) => unescapeText(value, quote)]),
    ...(quote === "'" ? [(value: string) => value.replace(/\\(['\\])/g, '$1')] : []),
    (value: string) => value,
    ...(parameters.some(([, value]) => bare(value) !== value) ? [bare] : []),
  ].map((read) => parameters.map(([name, value]): Parameter => [name, read(value)]));
  const joined = readings.map((each) =>
    each.map(([name, value]): Parameter => [name, value.replace(/\s*\n\s*/g, ' ')]),
  );
  // A line end inside of a value can be where a mail program broke the line.
  const is_broken = parameters.some(([, value]) => value.includes('\n'));
  return [...readings, ...(is_broken ? joined : [])].map((each, place) => ({
    ...pieceOf(each, { start, end, rank: rank + place }),
    ...wanting,
  }));
}

function separatesForm({ separator, closing }: ValueTemplate): boolean {
  return separator.endsWith('=') && /^\s*&(?:amp;)?\s*$/.test(closing);
}

function decodedPair([name, value]: Parameter): Parameter {
  try {
    return [name, decodeURIComponent(value.replaceAll('+', ' '))];
  } catch {
    return [name, value];
  }
}

interface FilledTemplate {
  readonly parameters: readonly Parameter[];
  readonly start: number;
  readonly end: number;
}

/** All that stands there as the template has it, from the first that does to the first that does not. */
function filledBy(gaps: readonly NameGap[], template: ValueTemplate): FilledTemplate | undefined {
  const parameters: Parameter[] = [];
  let [start, end] = [0, 0];
  for (const [place, gap] of gaps.entries()) {
    const inside = place === gaps.length - 1 ? undefined : valuesOf(gap, template, false);
    const is_absent = !inside && absent.test(gap.text);
    const nothing = { pairs: [[gap.name, ''] as const], end: 0 };
    const found = inside ?? (is_absent ? nothing : parameters.length > 1 ? valuesOf(gap, template, true) : undefined);
    if (!found && parameters.length > 1) break;
    if (parameters.length === 0) start = gap.start - gap.name.length;
    if (found && place === 0) parameters.push(...pairsBefore(gap, template));
    parameters.push(...(found?.pairs ?? []));
    end = gap.start + (found?.end ?? 0);
    // Behind it, or before, stands something else.
    if (!found) parameters.length = 0;
    else if (!inside && !is_absent) break;
  }
  const lines = parameters.filter(([, value]) => value.includes('\n')).length;
  const names = parameters.map(([name]) => name);
  // Another list that is written down in the same way stands behind it.
  const is_other = names.length - new Set(names).size > 1;
  const is_one = !is_other && countKnown(names) > 2 && lines * 2 < parameters.length;
  return is_one ? { parameters, start, end } : undefined;
}

/** Known names that stand behind what was sent: those of the signature, and of the answer. */
const notAsked = /^(?:sign|respcd|resperr|respmsg|errmsg|sysdtm|paydtm|syssn|chnlsn2?)$/i;

const headerName = /^(?:x[-_]|content-|accept|user-agent|host$|authorization|connection|cookie|cache-)/i;

/**
 * Whether there are signs of a parameter that the template did not take. Another name stands
 * before or behind in the same way, between names that are closed again stands more than the notation, or one of QFPay's follows
 * in another way.
 */
function lacksSome(gaps: readonly NameGap[], filled: FilledTemplate, template: ValueTemplate): boolean {
  const { parameters } = filled;
  const names = new Set(parameters.map(([name]) => name));
  const [first] = gaps;
  const last = gaps.findLast(({ name }) => names.has(name));
  if (!first || !last) return true;
  const rest = gaps.slice(gaps.indexOf(last) + 1);
  if (rest.some(({ name }) => !names.has(name) && !notAsked.test(name))) return true;
  const [separator, closing] = [sourceOf(template.separator), sourceOf(template.closing)];
  const any = '[\\w.$@[\\]-]{1,60}';
  if (last.echo === undefined) {
    if (new RegExp(`^${closing}${any}${separator}`).test(last.text.slice(filled.end - last.start))) return true;
  }
  if (!isMarked(template.separator)) return lacksElement(gaps);
  const ahead = new RegExp(`(?<![\\w.$@-])(${any})${separator}[^\\n]{0,200}${closing}$`).exec(first.before)?.[1];
  const is_left = ahead !== undefined && !names.has(ahead) && !isColumnTitle(ahead, '') && !headerName.test(ahead);
  return is_left || lacksElement(gaps);
}

/** `<other>…</other>` between names that are closed again, before the first or behind the last. */
function lacksElement(gaps: readonly NameGap[]): boolean {
  const closed = gaps.filter(({ echo }) => echo !== undefined);
  if (closed.length < 2) return false;
  const behind = closed.map(({ text, echo, name }) => text.slice((echo ?? 0) + name.length));
  const is_more = behind.some((text) =>
    /^[^<]*<([A-Za-z_][\w.-]*)\b[^<>]*>(?:<!\[CDATA\[[\s\S]*?\]\]>|[^<]*)<\/\1\s*>/.test(text),
  );
  return is_more || /<\/[\w.-]+>\s*<$/.test(closed[0]?.before ?? '');
}

/** Whether one of its brackets was opened there and not closed. */
function isOpenIn(text: string, bracket: string): boolean {
  return text.split(bracket).length > text.split(closingOf[bracket] ?? '').length;
}

const closingOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** What closes an object that the last of its values stands in. */
function unbracketed(value: string, is_open: (bracket: string) => boolean): string {
  const end = withoutBracket(value, is_open);
  return end === value.length ? value : value.slice(0, end).trimEnd();
}

function unquoted(value: string): string {
  const inside = /^(["'])(.*)\1$/s.exec(value)?.[2];
  return inside === undefined ? value : unescapeText(inside, value[0]);
}

/** What a language prints for no value, where others have quotes. */
const absent = /^[^\w"'`]{0,12}(?:None|null|nil|undefined|NULL)(?=[ \t]*(?:[,;)\]}>\r\n]|$))/;

/** Names that QFPay does not know may stand before the first that it does. */
function pairsBefore({ before }: NameGap, { separator, closing }: ValueTemplate): Parameter[] {
  if (!isMarked(separator) && !isMarked(closing)) return [];
  const between = `(?:(?!${sourceOf(closing)})[\\s\\S]){0,300}?`;
  const last = new RegExp(`(?<![\\w.$@-])([A-Za-z_]\\w{0,60})${sourceOf(separator)}(${between})${sourceOf(closing)}$`);
  const pairs: Parameter[] = [];
  let rest = before;
  for (let found = last.exec(rest); found && pairs.length < 40; found = last.exec(rest)) {
    const [, name = '', value = ''] = found;
    if (isColumnTitle(name, value) || !isSentName(name)) break;
    pairs.unshift([name, value]);
    rest = rest.slice(0, found.index);
  }
  return pairs;
}

interface FoundValues {
  readonly pairs: readonly Parameter[];
  /** In the gap. */
  readonly end: number;
}

/** The value, and names behind it that QFPay does not know, which stand there in the same way. */
function valuesOf({ name, text, echo }: NameGap, template: ValueTemplate, is_last: boolean): FoundValues | undefined {
  const { separator, closing } = template;
  const from = startOf(separator).exec(text)?.[0].length;
  if (from === undefined) return undefined;
  const limit = echo ?? text.length;
  const is_closed = !is_last || echo !== undefined;
  const closed = is_closed ? new RegExp(`${sourceOf(closing)}$`).exec(text.slice(from, limit)) : null;
  let end = closed ? from + closed.index : undefined;
  const between = new RegExp(`${sourceOf(closing)}([A-Za-z_]\\w{0,60})${sourceOf(separator)}`);
  if (end === undefined && is_last) {
    end = lastEnd(text, from, { closing, between });
  }
  if (end === undefined || end - from > longestForm) return undefined;
  const [value = '', ...others] = text.slice(from, end).split(between);
  const pairs: Parameter[] = [[name, value]];
  for (let place = 0; place + 1 < others.length; place += 2) pairs.push([others[place] ?? '', others[place + 1] ?? '']);
  return { pairs, end };
}

/** Behind the last name nothing says where its value ends but what closes it; known names may follow in the same way. */
function lastEnd(text: string, from: number, { closing, between }: { closing: string; between: RegExp }): number {
  let at = from;
  for (;;) {
    const end = closedAt(text, at, closing);
    const next = between.exec(text.slice(at));
    if (!next || at + next.index !== end || !(isMarked(closing) || isKnownName(next[1] ?? ''))) return end;
    at = end + next[0].length;
  }
}

/** The most of what closes a value that stands there at all, up to the first word or line of it. */
function closedAt(text: string, from: number, closing: string): number {
  const whole = closing.split(/[A-Za-z\d]|(?<=\n)/, 1)[0]?.trimEnd() ?? '';
  const line = text.indexOf('\n', from);
  for (let close = whole; close !== ''; close = close.slice(0, -1)) {
    const stop = text.indexOf(close, from);
    if (stop !== -1) return stop;
  }
  return line === -1 ? text.length : line;
}

/** The bracket around all of them is no part of the last one. */
function withoutBracket(value: string, is_open: (bracket: string) => boolean): number {
  const [last = '', bracket = ''] = /([)\]}>])[,;]?\s*$/.exec(value) ?? [];
  const opening = Object.keys(closingOf).find((each) => closingOf[each] === bracket);
  if (opening === undefined || value.includes(opening) || !is_open(opening)) return value.length;
  return value.length - last.length;
}

function pieceOf(parameters: readonly Parameter[], place: { start: number; end: number; rank: number }): Piece {
  const body = Buffer.from(JSON.stringify(Object.fromEntries(parameters)), 'utf8');
  const value = parameters.find(([name]) => name.toLowerCase() === 'sign')?.[1].trim();
  return {
    ...place,
    role: 'list',
    undone: [],
    signature: value !== undefined && /^[\w+/=-]{16,130}$/.test(value) ? value : undefined,
    is_printed: true,
    reading: {
      parameters,
      notes: [],
      faults: [],
      body,
      notation: 'lines',
      title: t`names and values that all stand in the same way`,
    },
  };
}
