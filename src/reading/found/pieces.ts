import { t } from '../../language/t.ts';
import type { Parameter } from '../../signature/sign.ts';
import { posixWords } from '../curl/shell-words.ts';
import { jsonEntries, jsonObject } from '../json-values.ts';
import { readAs } from '../read-message.ts';
import type { Reading } from '../read-parameters.ts';
import { canBeParameters, countKnown, hasKnownName, isLoggerName, isStoreName } from '../vocabulary.ts';
import { findForms } from './forms.ts';
import { findLinePairs, findTables } from './lines.ts';
import { findCurlCommands, findMessages } from './messages.ts';
import { longestForm, type PrintedPairs, printedEntries, readPairs, unescapeText } from './notation.ts';
import { type FoundInBrackets, findObjects } from './objects.ts';
import type { Piece, UndoingName } from './piece.ts';
import { base64Text, partsOf } from './records.ts';
import { findTemplates } from './templates.ts';
import { unwrappedTexts } from './wraps.ts';

/** Texts inside of texts are looked into so deep. */
const deepest = 3;

/** Everything in a text that can be read, each thing in each way that it can be; `depth` counts the texts around it. */
export function findPieces(text: string, depth = 0): Piece[] {
  const objects = findObjects(text);
  const cut = objects.filter(isCutOff);
  // What reads on behind the place has read what stands there.
  const isCut = (piece: Piece) => cut.some(({ start, end }) => start <= piece.start && piece.end <= end);
  const found = [
    ...findCurlCommands(text),
    ...findMessages(text),
    ...objects.flatMap((object) => objectPieces(text, object, depth)),
    ...findForms(text),
    ...findLinePairs(text),
    ...findTables(text),
    ...findRuns(text, objects),
    ...findWordPairs(text),
    ...findTemplates(text),
    ...(depth < deepest ? innerPieces(text, depth) : []),
  ];
  return found.map((piece) => (piece.role === 'list' && isCut(piece) ? { ...piece, is_partial: true } : piece));
}

/** The names of a request stand in it, and something behind them that was not read. */
function isCutOff(object: FoundInBrackets): boolean {
  const names =
    object.notation === 'lines' ? object.parameters.map(([name]) => name) : object.entries.map(({ name }) => name);
  return object.is_cut === true && countKnown(names) > 2;
}

function objectPieces(text: string, object: FoundInBrackets, depth: number): Piece[] {
  const { start, end } = object;
  if (object.notation === 'lines') return printedObject(object, depth);
  const { pieces, inner } = partsOf(object);
  const part = object.unwrapped ?? text.slice(start, end);
  const is_sent =
    /(?:\bjson\s*[=:]\s*|JSON\.stringify\(\s*|json_encode\(\s*|json\.dumps\(\s*|\b(?:body|data)["']?\s*(?:=>|[=:])\s*b?["'`])$/.test(
      text.slice(Math.max(0, start - 24), start),
    );
  const is_text = object.notation === 'json';
  // A list of requests, each with its own signature, though it may be the same one.
  const is_many = pieces.length > 1 && pieces.every(({ signature }) => signature !== undefined);
  const spanOfPiece = (place: number) => (is_many ? { start: start + place, end: start + place + 1 } : { start, end });
  return [
    ...pieces.flatMap((piece, place): Piece[] => {
      // What stands there as JSON is told byte by byte: a notification is signed over it.
      const is_whole = is_text && pieces.length === 1 && piece.role === 'list' && holdsAll(part, piece.reading);
      const is_printed = !is_whole && piece.is_printed === true;
      const sent = is_sent ? { is_json_sent: true, role: 'wire' as const } : {};
      const undone: UndoingName[] = object.unwrapped ? ['line-wraps'] : [];
      const read: Piece = { ...piece, ...spanOfPiece(place), undone, is_printed, ...sent };
      if (!is_whole) return [read];
      const as = (body: string) => ({ ...piece.reading, body: Buffer.from(body, 'utf8') });
      const others = unwrappedTexts(text.slice(start, end)).map(
        (body): Piece => ({ ...read, reading: as(body), undone: ['line-wraps'], rank: read.rank + 1 }),
      );
      return [{ ...read, reading: as(part) }, ...others];
    }),
    ...(depth < deepest
      ? inner.flatMap(({ text: found, is_base64 }) =>
          innerText(
            is_base64 ? (base64Text(found) ?? found) : found,
            { start, end, depth },
            is_base64 ? 'base64' : 'string-literal',
          ),
        )
      : []),
  ];
}

/** The parameters are those of the object itself, and not of one in it. */
function holdsAll(json: string, { parameters: [first], headers }: Reading): boolean {
  const entries = headers === undefined ? jsonEntries(json) : undefined;
  return entries?.some(({ name }) => name === first?.[0]) ?? false;
}

/** A record of a request as a language prints it, in which a body stands as it is; else its names and values. */
function printedObject(object: PrintedPairs, depth: number): Piece[] {
  const { start, end } = object;
  const { pieces, inner } = partsOf({ entries: printedEntries(object), notation: 'js' });
  const records = pieces.filter(({ role, reading, signature }) => role === 'wire' && (reading.headers ?? signature));
  if (records.length > 0) return records.map((piece): Piece => ({ ...piece, start, end, undone: [] }));
  const printed = printedPieces(object);
  if (printed.length > 0 || depth >= deepest) return printed;
  const nested = pieces.filter(({ role }) => role === 'list');
  if (nested.length > 0) return nested.map((piece): Piece => ({ ...piece, start, end, undone: [] }));
  return inner.flatMap(({ text: found }) => innerText(found, { start, end, depth }, 'string-literal'));
}

/** JSON of what a language printed, so that it can be told and written again; numbers stay what they are. */
function printedPieces(pairs: PrintedPairs): Piece[] {
  const { start, end, printed } = pairs;
  // A name in quotes was sent whatever it is, a number or in Chinese.
  const parameters = pairs.parameters.filter(([name]) => !/^x[-_]/i.test(name) && !isStoreName(name));
  const names = parameters.map(([name]) => name);
  if (countKnown(names) === 0) return [];
  const body = Buffer.from(JSON.stringify(Object.fromEntries(parameters)), 'utf8');
  const reading: Reading = {
    parameters,
    notes: pairs.nested.map((name) => t`${name} is nested: it was left out`),
    faults: [],
    body,
    notation: 'lines',
    title: t`an object as a language prints it`,
    ...(printed.length > 0 ? { printed } : {}),
  };
  const signature = ownSignature(parameters);
  const piece: Piece = { start, end, role: 'list', undone: [], rank: 0, signature, reading, is_printed: true };
  return [piece, ...unwrappedValues(piece)];
}

/** A line end inside of a value can be where a mail program broke the line. */
function unwrappedValues(piece: Piece): Piece[] {
  const { reading, rank } = piece;
  if (!reading.parameters.some(([, value]) => value.includes('\n'))) return [];
  const parameters = reading.parameters.map(
    ([name, value]): Parameter => [name, value.replace(/[ \t]*\r?\n[ \t]*/g, ' ')],
  );
  const body = Buffer.from(JSON.stringify(Object.fromEntries(parameters)), 'utf8');
  return [
    { ...piece, reading: { ...reading, parameters, body }, undone: [...piece.undone, 'line-wraps'], rank: rank + 1 },
  ];
}

/** A digest among the parameters themselves. */
function ownSignature(parameters: readonly Parameter[]): string | undefined {
  const value = parameters.find(([name]) => name.toLowerCase() === 'sign')?.[1].trim();
  return value !== undefined && /^[\w+/=-]{8,130}$/.test(value) ? value : undefined;
}

const pairStart = /(?<![\w.-])(?:[A-Za-z_]\w{1,40})=(?=["'\w])|"[A-Za-z_]\w{1,40}"\s?=>\s?(?=["N])/g;
const mostRuns = 500;

/** `txamt=100 txcurrcd=HKD txdtm="2026-…"`, words of a line, as logfmt and HTTPie have them, outside of brackets. */
function findRuns(text: string, objects: readonly FoundInBrackets[]): Piece[] {
  const found: Piece[] = [];
  let done = 0;
  let tried = 0;
  for (const { index } of text.matchAll(pairStart)) {
    if (index < done || objects.some(({ start, end }) => start <= index && index < end)) continue;
    const line_end = text.indexOf('\n', index);
    const line = text.slice(index, Math.min(line_end === -1 ? text.length : line_end, index + longestForm));
    if (isForm(line) || !hasKnownName(line)) continue;
    if (++tried > mostRuns) break;
    const pairs = readPairs(line, 0, '');
    if (!pairs || countKnown(pairs.parameters.map(([name]) => name)) < 2) continue;
    found.push(
      ...printedPieces({
        ...pairs,
        start: index,
        end: index + pairs.end,
        parameters: pairs.parameters.filter(([name]) => !isLoggerName(name)),
      }),
    );
    done = index + pairs.end;
  }
  return found;
}

/** Parted by &, not by spaces. */
function isForm(line: string): boolean {
  if (/^[A-Za-z_]\w*=[^\s&"'?]*&(?:amp;)?[A-Za-z_]\w*=/.test(line)) return true;
  return [...line.matchAll(/&(?:amp;)?([A-Za-z_]\w*)=/g)].some(([, name = '']) => hasKnownName(name));
}

/** `'txamt=100' 'txcurrcd=HKD'`: words of a command that is not curl. */
function findWordPairs(text: string): Piece[] {
  const found: Piece[] = [];
  for (const { index: start, 0: line } of text.matchAll(/^[^\n]*["'][A-Za-z_]\w{1,40}={1,2}[^\n]*$/gm)) {
    if (line.length > longestForm || isForm(line) || !hasKnownName(line) || found.length > mostRuns) continue;
    const words = posixWords(Buffer.from(line, 'utf8').toString('latin1')).words;
    const parameters = words.flatMap((word): Parameter[] => {
      const [, name, value] =
        /^([A-Za-z_]\w{1,40})={1,2}(?!=)([\s\S]*)$/.exec(Buffer.from(word, 'latin1').toString('utf8')) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    });
    if (countKnown(parameters.map(([name]) => name)) < 2) continue;
    found.push(...printedPieces({ start, end: start + line.length, parameters, pairs: [], printed: [], nested: [] }));
  }
  return found;
}

const literal = /(?<![\w\\])(?<prefix>[bBuU]?)(?<quote>["'`])(?<inside>(?:\\[\s\S]|(?!\k<quote>)[^\\\n])*)\k<quote>/g;
const bytes =
  /<Buffer ((?:[\da-f]{2} ?){8,})(?:\.{3} \d+ more bytes)?>|\[\s*((?:-?\d{1,3}[\s,]{1,8}){20,}-?\d{1,3})\s*\]|((?:\\?x[\da-f]{2}){16,}|(?:0x[\da-f]{1,2}[,\s]{1,4}){16,}0x[\da-f]{1,2})|(?<![\da-f])((?:[\da-f]{2}[ :]){20,}[\da-f]{2}|(?:[\da-f]{2}){40,}(?![\da-f]))/gi;
const base64 = /[\w+/-]{40,}={0,2}/g;
const encoded = /(?:[\w.~!*()+-]|%[\da-f]{2})+/gi;
const mostInner = 60;

/** Strings with escapes in them, bytes as numbers, base64 and percent-encoded forms: each a text of its own. */
function innerPieces(text: string, depth: number): Piece[] {
  const found: Piece[] = [];
  const add = (span: { start: number; end: number }, inside: string | undefined, name: UndoingName) => {
    if (inside !== undefined && found.length < mostInner && canBeParameters(inside))
      found.push(...innerText(inside, { ...span, depth }, name));
  };
  for (const match of text.matchAll(literal)) {
    const { inside = '', prefix = '' } = match.groups ?? {};
    const is_worth = (inside.includes('\\') || prefix !== '') && inside.length < 100_000 && canBeParameters(inside);
    if (!is_worth) continue;
    add(spanOf(match), unescapeText(inside, match.groups?.['quote']), 'string-literal');
    // In single quotes PHP and Ruby unescape two letters alone, and PowerShell none.
    if (match.groups?.['quote'] === "'" && prefix === '')
      for (const plain of new Set([inside.replaceAll("''", "'"), inside.replace(/\\(['\\])/g, '$1')]))
        add(spanOf(match), plain, 'string-literal');
  }
  for (const match of text.matchAll(bytes)) add(spanOf(match), bytesText(match), 'byte-list');
  for (const { inside, ...span } of dumpTexts(text)) add(span, inside, 'byte-list');
  for (const match of text.matchAll(base64))
    if (/\d/.test(match[0]) && !/^[\da-f]+$/i.test(match[0])) add(spanOf(match), base64Text(match[0]), 'base64');
  for (const match of text.matchAll(encoded))
    if (match[0].length < longestForm && /%(?:25)?3D/i.test(match[0]))
      add(spanOf(match), decodedOnce(match[0]), 'percent-encoding');
  return found;
}

function spanOf(match: RegExpExecArray): { start: number; end: number } {
  return { start: match.index, end: match.index + match[0].length };
}

function bytesText([, buffer, list, escapes, dump]: RegExpExecArray): string | undefined {
  const numbers = (escapes?.startsWith('0') ? escapes : list)?.split(/[\s,]+/).map(Number);
  if (numbers?.some((byte) => byte > 255 || byte < -128)) return undefined;
  const hex = buffer ?? escapes?.replace(/\\?x/gi, '') ?? dump;
  return textOfBytes(numbers ? Buffer.from(numbers) : Buffer.from((hex ?? '').replace(/[ :]/g, ''), 'hex'));
}

const dumpLine = /^(?:.*[^\da-z])?[\da-f]{7,8}(?::[ \t]|[ \t]{2}|\|[ \t])[ \t]*(?=[\da-f]{2})(?<row>[^\n]*)$/i;

/** Lines of xxd and hexdump: a place, bytes, and what they look like. */
function dumpTexts(text: string): { start: number; end: number; inside: string | undefined }[] {
  const dumps: { start: number; end: number; hex: string }[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const row = line.length < 400 ? dumpLine.exec(line)?.groups?.['row'] : undefined;
    const hex = (row?.includes('|') ? row.split('|')[0] : row?.split(/ {2}/)[0])?.replace(/\s/g, '') ?? '';
    const last = dumps.at(-1);
    const end = at + line.length;
    if (/^(?:[\da-f]{2})+$/i.test(hex)) {
      if (last?.end === at - 1) Object.assign(last, { end, hex: last.hex + hex });
      else dumps.push({ start: at, end, hex });
    }
    at = end + 1;
  }
  return dumps.map(({ start, end, hex }) => ({ start, end, inside: textOfBytes(Buffer.from(hex, 'hex')) }));
}

function textOfBytes(read: Uint8Array): string | undefined {
  const plain = Buffer.from(read).toString('utf8');
  return plain.includes('\uFFFD') ? undefined : plain;
}

/** A form that is a value of another one. */
function decodedOnce(text: string): string | undefined {
  try {
    const decoded = decodeURIComponent(text.replaceAll('+', ' '));
    return /=.*&.*=/s.test(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}

interface PiecePlace {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

/** A text that was put into another whole: its ends are known. */
function innerText(text: string, { start, end, depth }: PiecePlace, name: UndoingName): Piece[] {
  const exact = exactPieces(text);
  const pieces = exact.length > 0 ? exact : findPieces(text, depth + 1);
  return pieces.map((piece) => ({ ...piece, start, end, undone: [name, ...piece.undone] }));
}

function exactPieces(text: string): Piece[] {
  const all = { start: 0, end: text.length, undone: [], rank: 0 };
  const body = Buffer.from(text, 'utf8');
  if (jsonEntries(text)) {
    const reading = readAs(jsonObject(), text, body, []);
    return countKnown(reading.parameters.map(([name]) => name)) > 0
      ? [{ ...all, role: 'list', reading, signature: reading.parameters.find(([name]) => name === 'sign')?.[1] }]
      : [];
  }
  return [];
}
