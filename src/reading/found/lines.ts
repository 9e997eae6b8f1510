import { t } from '../../language/t.ts';
import type { Parameter } from '../../signature/sign.ts';
import type { Reading } from '../read-parameters.ts';
import { canBeName, countKnown, hasKnownName, isKnownName, isStoreName } from '../vocabulary.ts';
import { quotedAt, unescapeText } from './notation.ts';
import type { Piece } from './piece.ts';

/** One name and its value on a line: of an .env, YAML, a table, a list of a ticket. */
const pairLine =
  /^(?<before>[\s|│┃>*+•-]*(?:export\s+|set\s+|\d{1,2}[.)]\s+)?)(?:(?<open>\*\*|__|["'`[:@]|\[["'])?(?<name>[A-Za-z_][\w.-]{0,60})(?<close>\*{1,2}|__|["'`\]]|["']\])?|(?:\*\*|["'`]|\["?)(?<marked>[^\s"'`*\]]{1,60})(?:\*\*|["'`]|"?\])|(?<number>\d{1,12}))(?<separator>\s*(?:=>|->|:=|[:：=│┃|\t])[ \t]*|,(?=\S)|[ \t]{2,})(?:\*\*)?(?<value>[^\r]*?)\r?$/;

/** No request has so many parameters, and no paste so many requests line by line. */
const mostLines = 3_000;

interface PairLine {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly value: string;
  /** What parts the two, without the space around it. */
  readonly mark: string;
  readonly separator: string;
  /** With all the space around it but the one that parts it from its name. */
  readonly spaced: string;
}

/** Runs of lines with a name and its value each; as the values stand there, and without the quotes and marks around them. */
export function findLinePairs(text: string): Piece[] {
  const found: Piece[] = [];
  for (const run of runsOf(text)) {
    const names = run.map(({ name }) => name);
    if (countKnown(names) < 2) continue;
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) continue;
    const trimmed = run.map(({ name, value }): Parameter => [name, withoutMarks(value)]);
    const raw = run.map(({ name, value }): Parameter => [name, value]);
    const bare = run.map(({ name, value }): Parameter => [name, withoutQuotes(withoutMarks(value))]);
    // Some print quotes around a value and leave those inside of it as they are.
    const outer = trimmed.map(([name, value]): Parameter => [name, /^(["'`])(.*)\1$/s.exec(value)?.[2] ?? value]);
    const spaced = run.map(({ name, spaced: value }): Parameter => [name, value]);
    const ways = distinct([bare, outer, trimmed, raw, spaced, ...ofProperties(raw), ...withoutTails(bare)]);
    const signature = /(?!3D(?:[\da-f]{32}|[\da-f]{64})(?![\da-f]))[\da-f]{16,128}/i.exec(
      bare.find(([name]) => name.toLowerCase() === 'sign')?.[1] ?? '',
    )?.[0];
    for (const [rank, parameters] of ways.entries()) {
      found.push({
        start: first.start,
        end: last.end,
        role: 'list',
        undone: rank === 0 && parameters !== raw && ways.length > 1 ? ['quotes'] : [],
        rank,
        signature,
        is_printed: true,
        reading: readingOf(parameters),
      });
    }
  }
  return found;
}

/** A file of Java's properties, in which each `:` and `=` of a value has a backslash, and a letter that is not Latin its number. */
function ofProperties(parameters: readonly Parameter[]): Parameter[][] {
  const text = parameters.map(([, value]) => value).join('\n');
  if (!/\\[:=]/.test(text) || /(?<!\\)[:=]/.test(text)) return [];
  return [parameters.map(([name, value]): Parameter => [name, unescapeText(value)])];
}

/** What follows the last value on its line may be no part of it where something sets it apart: so many ends are tried. */
const mostTails = 4;
/** A remark, an arrow or a bracket of somebody's, or more than one space. One space may stand in any value. */
const apart = /\s+(?=(?:#|\/\/|--|<-|←|=>|->|\(|\[|\|))|(?:\s{2,}|\t)(?=\S)/g;

function withoutTails(parameters: readonly Parameter[]): Parameter[][] {
  const [name, value] = parameters.at(-1) ?? ['', ''];
  const quoted = /^(["'])((?:(?!\1).)*)\1\S?(?=\s)/.exec(value)?.[2];
  const ends = [...value.matchAll(apart)].slice(0, mostTails).map(({ index }) => value.slice(0, index));
  return [...(quoted === undefined ? [] : [quoted]), ...ends].map((end): Parameter[] => [
    ...parameters.slice(0, -1),
    [name, end],
  ]);
}

function distinct(ways: readonly (readonly Parameter[])[]): (readonly Parameter[])[] {
  const seen = new Set<string>();
  return ways.filter((way) => {
    const key = JSON.stringify(way);
    return !seen.has(key) && seen.add(key);
  });
}

function readingOf(parameters: readonly Parameter[]): Reading {
  const body = Buffer.from(parameters.map((pair) => pair.join('=')).join('\n'), 'utf8');
  const headers = parameters.filter(([name]) => /^x[-_]qf/i.test(name));
  const own = parameters.filter(
    ([name]) =>
      !headers.some(([header]) => header === name) && !/^x[-_]/i.test(name) && !isHeading(name) && !isStoreName(name),
  );
  return { parameters: own, notes: [], faults: [], body, notation: 'lines', title: t`lines of names and values` };
}

/** Headers stand in lines like those of parameters. */
function isHeading(name: string): boolean {
  return (
    /^(?:content[-_](?:type|length)|host|user[-_]agent|accept(?:[-_].*)?|connection|method|url|uri|endpoint|path|headers?|body|params?|parameters|request|response|name|field|parameter|key|env|status|date|time|level)$/i.test(
      name,
    ) && !isKnownName(name)
  );
}

/** Lines of pairs that follow each other, blank lines and rules of a table between them. */
function runsOf(text: string): PairLine[][] {
  const runs: PairLine[][] = [];
  let run: PairLine[] = [];
  let at = 0;
  let misses = 0;
  const is_diff = /^@@ -\d/m.test(text);
  for (const line of text.split('\n')) {
    // What a patch took away was not sent.
    const is_gone = is_diff && line.startsWith('-');
    const pair = line.length < 4_000 && !is_gone ? pairOf(line, at) : undefined;
    const is_next = pair && (!/^\d/.test(pair.name) || (run.at(-1)?.separator === pair.separator && !isTime(pair)));
    if (is_next && run.length < mostLines) run.push(pair);
    else if (!is_gone && line.trim() !== '' && !/^[\s|+:=─━┼-]+$/.test(line) && ++misses > 0) {
      if (run.length > 1) runs.push(run);
      run = [];
      misses = 0;
    }
    at += line.length + 1;
  }
  if (run.length > 1) runs.push(run);
  return runs.map(withoutStrangers).flatMap(splitAtRepeats);
}

/** What stands at either end and is parted otherwise than the names of QFPay's is no parameter: who spoke, and when. */
function withoutStrangers(run: PairLine[]): PairLine[] {
  const marks = new Set(run.filter(({ name }) => hasKnownName(name)).map(({ mark }) => mark));
  const own = run.map(
    ({ name, mark, value }) => isKnownName(name) || (marks.has(mark) && !/^\d{1,2}:\d\d/.test(value)),
  );
  return run.slice(own.indexOf(true), own.lastIndexOf(true) + 1);
}

/** The first name of a record that comes again begins another one. */
function splitAtRepeats(run: PairLine[]): PairLine[][] {
  const counted = new Map<string, number>();
  for (const { name } of run) counted.set(name, (counted.get(name) ?? 0) + 1);
  const first = run.find(({ name }) => hasKnownName(name))?.name ?? '';
  const times = counted.get(first) ?? 0;
  const is_repeated = times > 1 && [...counted.values()].filter((count) => count >= times).length > 2;
  if (!is_repeated) return [run];
  const records: PairLine[][] = [];
  for (const pair of run) {
    if (pair.name === first || records.length === 0) records.push([]);
    records.at(-1)?.push(pair);
  }
  return records;
}

function pairOf(line: string, at: number): PairLine | undefined {
  const groups = pairLine.exec(line)?.groups;
  const { marked = '', number = marked, name = number, value = '', separator = '' } = groups ?? {};
  if (
    !groups ||
    /^\s*--\s/.test(line) ||
    isColumnTitle(name, value) ||
    /[[{(]\s*▼?\s*$/.test(value) ||
    /^\/\//.test(value) ||
    /^(?:https?|curl|GET|POST)$/i.test(name)
  )
    return undefined;
  const spaces = /[ \t]*$/.exec(separator)?.[0].slice(1) ?? '';
  return { start: at, end: at + line.length, name, value, separator, mark: separator.trim(), spaced: spaces + value };
}

function isTime({ name, value }: PairLine): boolean {
  return /^\d{1,2}$/.test(name) && /^\d\d(?!\d)/.test(value);
}

/** The first row of a table. */
export function isColumnTitle(name: string, value: string): boolean {
  return (
    /^(?:name|key|field|param(?:eter)?|header)$/i.test(name) &&
    /^\W*(?:value|val|content|description|type)\W*$/i.test(value)
  );
}

/** The bar that closes a row of a table, the comma or semicolon of a list, and the space before a line's end. */
function withoutMarks(value: string): string {
  const cell = value.replace(/\s*[|│┃]\s*$/, '').replace(/^[|│┃]\s*/, '');
  // The brackets of a value that is JSON itself are its own.
  const closing = /^\s*[[{]/.test(cell) ? /(?<=["'`]\s*[}\]]+)[,;]$/ : /(?<=["'`])(?:\s*[}\])]+)?[,;]?$/;
  return cell
    .replace(closing, '')
    .trim()
    .replace(/^(`|\*\*)(.*)\1$/, '$2');
}

function withoutQuotes(value: string): string {
  const read = quotedAt(value, 0, value.length);
  if (read && read.end === value.length) return read.value;
  return /^(?:null|nil|None|~|undefined)$/.test(value) ? '' : value.replace(/[,;]$/, '');
}

const mostTables = 50;
const mostRows = 200;

/** A row of names and, below it, rows of their values: what a spreadsheet, a database or a CSV file has. */
export function findTables(text: string): Piece[] {
  const found: Piece[] = [];
  const lines = text.split('\n');
  let at = 0;
  let tables = 0;
  for (const [place, line] of lines.entries()) {
    const names = line.length < longestRow && tables < mostTables ? titlesOf(line) : undefined;
    if (names) {
      tables++;
      found.push(...rowPieces(lines, { place, at, ...names }));
    }
    at += line.length + 1;
  }
  return found;
}

const longestRow = 4_000;
const cellMarks = ['\t', '|', '│', ',', ';'] as const;

interface TableTitles {
  readonly names: readonly string[];
  readonly mark: string;
}

function titlesOf(line: string): TableTitles | undefined {
  if (!hasKnownName(line)) return undefined;
  for (const mark of cellMarks) {
    const names = cellsOf(line, mark);
    if (names && countKnown(names) > 2 && names.every((name) => canBeName(name) || name === '')) return { names, mark };
  }
  return undefined;
}

/** A cell in quotes has those inside of it doubled; in a drawn table there is space around each. */
function cellsOf(line: string, mark: string): string[] | undefined {
  const row = line.replace(/\r$/, '');
  if (!row.includes(mark)) return undefined;
  if (mark === '|' || mark === '│') {
    const cells = row.split(mark).map((cell) => cell.trim());
    return cells[0] === '' ? cells.slice(1, cells.at(-1) === '' ? -1 : undefined) : cells;
  }
  const cell = new RegExp(`(?:^|${mark})(?:"((?:[^"]|"")*)"|([^${mark}]*))`, 'g');
  return [...row.matchAll(cell)].map(([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare);
}

function rowPieces(
  lines: readonly string[],
  { place, at, names, mark }: TableTitles & { readonly place: number; readonly at: number },
): Piece[] {
  const found: Piece[] = [];
  let start = at + (lines[place]?.length ?? 0) + 1;
  for (const line of lines.slice(place + 1, place + mostRows)) {
    const end = start + line.length;
    const values = line.length < longestRow ? cellsOf(line, mark) : undefined;
    const is_rule = /^[\s|+:=─━┼├┤│-]+$/.test(line);
    if (!is_rule && values?.length !== names.length) break;
    if (values && !is_rule) found.push(tablePiece(names, values, { start, end }));
    start = end + 1;
  }
  return found;
}

function tablePiece(names: readonly string[], values: readonly string[], place: { start: number; end: number }): Piece {
  const parameters = names
    .map((name, column): Parameter => [name, values[column] ?? ''])
    .filter(([name]) => name !== '');
  const signature = /^[\da-f]{16,128}$/i.exec(
    parameters.find(([name]) => name.toLowerCase() === 'sign')?.[1] ?? '',
  )?.[0];
  return { ...place, role: 'list', undone: [], rank: 0, signature, is_printed: true, reading: readingOf(parameters) };
}
