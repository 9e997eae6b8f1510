import { t } from '../language/t.ts';
import { readCurlCommand } from './curl/curl-command.ts';
import { readCurlTrace, readHttpExchange } from './exchange/http-exchange.ts';
import { addressMessage, form, isAddress, readAddress } from './form.ts';
import { type JsonEntry, jsonEntries, parseJson, textOf } from './json-values.ts';
import { cutNotes, filledLines, lines, matchAt, nameList } from './lines.ts';
import { readLiteral } from './literal/read-literal.ts';
import { headerRecord, type Message, type ReadOptions } from './message.ts';
import { readAs, readMessage, readUndecoded, unread } from './read-message.ts';
import { readBrokenObject, readObject } from './read-object.ts';
import { findAnswer, mostParameters, type Notation, type Reading } from './read-parameters.ts';

/** Envelopes around a body, tried in turn: the first that understands the bytes opens them. */
const envelopes: readonly ((bytes: Uint8Array, options: ReadOptions) => Message | undefined)[] = [
  readCurlTrace,
  readHttpExchange,
  readCurlCommand,
  readAddress,
];

/** More of them help nobody. */
const mostFaults = 20;

/** Reads whatever was given, and never fails: what cannot be read is a fault of the reading. */
export function readInput(bytes: Uint8Array, options: ReadOptions = {}): Reading {
  const text = textOf(bytes)?.text ?? '';
  return readLogRecord(text, options) ?? readOnce(bytes, options);
}

/**
 * The whole input as one thing that is known from its first letter to its last; undefined for a text that holds something
 * readable amid other words.
 */
export function readWhole(bytes: Uint8Array, options: ReadOptions = {}): Reading | undefined {
  for (const open of envelopes) {
    const message = open(bytes, options);
    if (message) return readMessage(message);
  }
  const decoded = textOf(bytes);
  if (!decoded || decoded.text.trim() === '') return undefined;
  const reading = readObject(decoded.text, bytes, options) ?? readNamed(decoded.text, bytes);
  return reading && { ...reading, notes: [...decoded.notes, ...reading.notes] };
}

/** Without opening a logger's record, so that one in another is not opened as well. */
function readOnce(bytes: Uint8Array, options: ReadOptions): Reading {
  if (bytes.length === 0) return unread(bytes, t`no body`, [{ field: 'input', rule: t`must not be empty` }]);
  for (const open of envelopes) {
    const message = open(bytes, options);
    if (message) return readMessage(message);
  }
  const reading = readPlain(bytes, options);
  return reading.faults.length > mostFaults ? { ...reading, faults: reading.faults.slice(0, mostFaults) } : reading;
}

function readPlain(bytes: Uint8Array, options: ReadOptions): Reading {
  const decoded = textOf(bytes);
  if (!decoded) return readUndecoded(bytes);
  const { text, notes } = decoded;
  if (text.trim() === '') return unread(bytes, t`no body`);
  const reading =
    readObject(text, bytes, options) ??
    readNamed(text, bytes) ??
    (isJsonArray(text) ? undefined : readEmbedded(text, options)) ??
    readBrokenObject(text, bytes) ??
    readAs(colonLines().fits(text) ? colonLines() : lines().fits(text) ? lines() : form(), text, bytes, []);
  return { ...reading, notes: [...notes, ...reading.notes] };
}

/** It is no object that a log line holds, though it may hold objects. */
function isJsonArray(text: string): boolean {
  return /^\s*\[/.test(text) && parseJson(text) !== undefined;
}

/** A line of JSON that a logger wrote around a request. */
function readLogRecord(text: string, options: ReadOptions): Reading | undefined {
  for (const content of logRecordTexts(text) ?? []) {
    const reading = readOnce(Buffer.from(content, 'utf8'), options);
    const is_read = reading.parameters.length > 0 && reading.faults.length === 0;
    if (is_read) return { ...reading, title: t`${reading.title}, found in a JSON log record` };
  }
  return undefined;
}

/** A log line of `name=value` words begins with one of these, and no request does. */
const logged = /^(?:time|ts|timestamp|level|lvl|severity|msg|message|logger|caller)=/i;
const named = /^\s*(?:export\s+)?\??[\p{L}_][\p{L}\p{N}\w.[\]%-]*=/u;

/** Text that is parameters from its first letter on. */
function readNamed(text: string, bytes: Uint8Array): Reading | undefined {
  const all = filledLines(text);
  const is_named = all.every(({ line }) => named.test(line)) && !logged.test(text);
  const notation: Notation = lines().fits(text) ? lines() : form();
  if (is_named) return readAs(notation, text, bytes, []);
  return all.length > 1 && colonLines().fits(text) ? readAs(colonLines(), text, bytes, []) : undefined;
}

const stamps = /^(?:@?timestamp|ts|time|level|lvl|severity|logger|log_?level|datetime)$/i;
const contents = [
  'request',
  'body',
  'payload',
  'params',
  'data',
  'form',
  'request_body',
  'msg',
  'message',
  'log',
  'event',
  'textPayload',
];

/** What a logger's JSON line was written for: the texts in it that may hold a request, likeliest first; undefined for other JSON. */
export function logRecordTexts(text: string): string[] | undefined {
  const entries = (/^\s*\{/.test(text) && jsonEntries(text)) || [];
  const names = entries.map(({ name }) => name);
  if (!names.some((name) => stamps.test(name)) || names.some((name) => /^(?:txamt|respcd|notify_type)$/.test(name))) {
    return undefined;
  }
  return contents.flatMap((wanted) => entries.filter(({ name }) => name === wanted).map(contentText));
}

function contentText({ raw }: JsonEntry): string {
  const value = parseJson(raw);
  return typeof value === 'string' ? value : raw;
}

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
        all.length <= mostParameters &&
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

/**
 * What a log line or a message of a person holds: the request that stands first in it, and a note of what was cut off. With
 * `prefers: 'response'` an answer goes first. Undefined when there is none.
 */
export function readEmbedded(text: string, options: ReadOptions): Reading | undefined {
  const all = findObjects(text, options);
  const objects = all.filter((found) => !isHeaders(found));
  const found = findFirst(text, objects, options);
  if (!found) return undefined;
  const { reading, start, end } = found;
  const notes = [...cutNotes(text.slice(0, start), text.slice(end)), ...reading.notes];
  const answered = reading.answered ?? (isAnswer(found) ? undefined : findAnswer(text.slice(end)));
  const read = { ...reading, notes, title: t`${reading.title}, found in a longer text`, answered };
  return withSignature(withHeaders(read, all.find(isHeaders)), `${text.slice(0, start)}\n${text.slice(end)}`);
}

const signatureBeside =
  /(?<![\w-])(?:x-qf-sign|sign|signature|digest)["']?\s*(?:[:=]|is)\s*["']?([\da-f]{64}|[\da-f]{32})(?![\da-f])/i;

/** A log line often tells what came of it: `params={…} sign=99D9…`. */
function withSignature(reading: Reading, around: string): Reading {
  const has_own = reading.headers?.['x-qf-sign'] ?? reading.parameters.some(([name]) => /^(x-qf-)?sign$/i.test(name));
  const found = has_own ? undefined : signatureBeside.exec(around)?.[1];
  if (found === undefined) return reading;
  const notes = [...reading.notes, t`the signature is the one that stands beside it in the text`];
  return { ...reading, parameters: [...reading.parameters, ['sign', found]], notes };
}

/** In a script the headers are an object of their own: `post(url, data={…}, headers={…})`. */
function isHeaders({ reading }: Found): boolean {
  const names = reading.parameters.map(([name]) => name);
  return names.some((name) => name.includes('-')) && names.every((name) => headerName.test(name));
}

const headerName = /^(?:[a-z\d]+(?:-[a-z\d]+)+|accept|authorization|connection|cookie|host|origin|referer)$/i;

function withHeaders(reading: Reading, found: Found | undefined): Reading {
  if (reading.headers || !found) return reading;
  const note = t`the headers are those of another object in the text`;
  return { ...reading, headers: headerRecord(found.reading.parameters), notes: [...reading.notes, note] };
}

function findFirst(text: string, objects: readonly Found[], options: ReadOptions): Found | undefined {
  const answer = objects.find(isAnswer);
  if (options.prefers === 'response' && answer) return answer;
  const request = objects.find((found) => !isAnswer(found));
  const all = [findCurl(text), findHttp(text, options), request, findForm(text)].filter((found) => found !== undefined);
  const [first] = all.toSorted((a, b) => a.start - b.start);
  return first ?? answer ?? findEscaped(text, options);
}

function isAnswer({ reading }: Found): boolean {
  return reading.parameters.some(([name]) => name === 'respcd' || name === 'notify_type');
}

const curl = /(?:^|[\s"'`(>])curl(?:\.exe)?\s+(?=\S)/;

function findCurl(text: string): Found | undefined {
  const match = curl.exec(text);
  if (!match) return undefined;
  const start = match.index + match[0].indexOf('curl');
  const message = readCurlCommand(Buffer.from(text.slice(start), 'utf8'));
  const reading = message && readMessage(message);
  return reading && reading.parameters.length > 0 ? { start, end: text.length, reading } : undefined;
}

const startLine = /^(?:[A-Z]{3,7} \S+ HTTP\/\d(?:\.\d)?|HTTP\/\d(?:\.\d)? \d{3}(?: [^\r\n]*)?)\r?$/m;

function findHttp(text: string, options: ReadOptions): Found | undefined {
  const start = startLine.exec(text)?.index;
  const message = start === undefined ? undefined : readHttpExchange(Buffer.from(text.slice(start), 'utf8'), options);
  return start === undefined || !message ? undefined : { start, end: text.length, reading: readMessage(message) };
}

function findEscaped(text: string, options: ReadOptions): Found | undefined {
  const found = unescapedObject(text);
  const reading = found && readObject(found.inside, Buffer.from(found.inside, 'utf8'), options);
  if (!found || !reading) return undefined;
  const note = t`its quotes were escaped, as JSON inside of a string has them, and were unescaped`;
  return { ...found, reading: { ...reading, notes: [note, ...reading.notes] } };
}

/** What parts the parameters of a form: only behind it can a name stand. */
const connector = /[?&][\w.[\]%-]+=/g;
const mostFormsTried = 20;
/** Names that loggers give to a whole form. */
const label =
  /^(?:body|data|params?|payload|request|req|content|post|form|query|str|string|text|sign_?str|to_?sign)=(?=[\w.[\]-]+=)/i;

/** The first form, query string or signing string in a text. */
function findForm(text: string): Found | undefined {
  connector.lastIndex = 0;
  for (let tried = 0; tried < mostFormsTried; tried++) {
    const match = connector.exec(text);
    if (!match) return undefined;
    const token = tokenAt(text, match.index);
    const found = isAddress(text.slice(token.start, token.end)) ? addressIn(text, token) : formIn(text, token);
    if (found && found.reading.parameters.length > 0) return found;
    connector.lastIndex = token.end;
  }
  return undefined;
}

interface EmbeddedSpan {
  readonly start: number;
  readonly end: number;
}

const edge = /[\s"'<>`]/;

function tokenAt(text: string, at: number): EmbeddedSpan {
  let start = at;
  while (start > 0 && !edge.test(text[start - 1] ?? '')) start--;
  return { start, end: endOfToken(text, at) };
}

function endOfToken(text: string, at: number): number {
  let end = at;
  while (end < text.length && !edge.test(text[end] ?? '')) end++;
  return end;
}

function addressIn(text: string, { start, end }: EmbeddedSpan): Found {
  return { start, end, reading: readMessage(addressMessage(text.slice(start, end))) };
}

/** Values may hold spaces, as they do in a signing string: the form goes on where another `&name=` follows on its line. */
function formIn(text: string, token: EmbeddedSpan): Found | undefined {
  const first = text.indexOf('=', token.start);
  const and = text.indexOf('&', token.start);
  const name_end = and !== -1 && and < first ? text.lastIndexOf('=', and) : first;
  if (name_end === -1 || name_end < lineStart(text, token.start)) return undefined;
  const named = startOfName(text, name_end);
  const start = named + (label.exec(text.slice(named, named + 60))?.[0].length ?? 0);
  const end = endOfForm(text, named, token.end);
  const part = text.slice(start, end);
  if (start >= name_end && part === '') return undefined;
  return { start, end, reading: readAs(form(), part, Buffer.from(part, 'utf8'), []) };
}

function startOfName(text: string, equals: number): number {
  let start = equals;
  while (start > 0 && /[\w.[\]-]/.test(text[start - 1] ?? '')) start--;
  return start;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** In quotes it ends with them; else behind the last value of its line. */
function endOfForm(text: string, start: number, token_end: number): number {
  const line_end = text.indexOf('\n', token_end);
  const line = text.slice(start, line_end === -1 ? text.length : line_end);
  const quote = text[start - 1] ?? '';
  const closing = '"\'`'.includes(quote) && quote !== '' ? line.indexOf(quote) : -1;
  if (closing > 0) return start + closing;
  let last = token_end;
  for (const { index } of line.matchAll(/&[\w.[\]%-]+=/g)) last = Math.max(last, start + index + 1);
  const end = endOfToken(text, last);
  const opened = { '(': ')', '[': ']', '{': '}' }[quote];
  const trimmed = text.slice(start, end).replace(/[,;]$/, '');
  return start + (opened && trimmed.endsWith(opened) ? trimmed.length - 1 : trimmed.length);
}

const opening = /\{|\[(?=\s*['"{\]])|\barray\s*\(|\bArray\s*\(\s*\[/g;
/** How often a bracket is taken for the start of an object; each try reads on to its end, so a large text gets few. */
const mostObjectsTried = (text: string) => (text.length > 200_000 ? 2 : 8);

/** The JSON objects and literals of a language in a text that have a member, in their order. */
function findObjects(text: string, options: ReadOptions): Found[] {
  const all: Found[] = [];
  opening.lastIndex = 0;
  for (let tried = 0; tried < mostObjectsTried(text); tried++) {
    const match = opening.exec(text);
    if (!match) break;
    const found = objectAt(text, match.index, options);
    if (!found) continue;
    all.push(found);
    opening.lastIndex = found.end;
  }
  return all;
}

function objectAt(text: string, start: number, options: ReadOptions): Found | undefined {
  const end = readLiteral(text, start)?.end ?? endOfJson(text, start) ?? endOfJavaMap(text, start);
  if (end === undefined) return undefined;
  const part = text.slice(start, end);
  const reading = readObject(part, Buffer.from(part, 'utf8'), options);
  return reading && reading.parameters.length > 0 ? { start, end, reading } : undefined;
}

/** JSON in quotes has its own quotes escaped: `"{\"txamt\":100}"`. It is found, but its bytes are not those that were sent. */
function unescapedObject(text: string): { start: number; end: number; inside: string } | undefined {
  const start = text.indexOf('{\\"');
  const end = start === -1 ? -1 : text.indexOf('}"', start);
  if (end === -1) return undefined;
  try {
    const inside = String(JSON.parse(`"${text.slice(start, end + 1)}"`));
    return jsonEntries(inside) ? { start, end: end + 1, inside } : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing is quoted in it: it ends with the first bracket. */
function endOfJavaMap(text: string, start: number): number | undefined {
  if (matchAt(/\{[\w.[\]-]+=/y, text, start) === undefined) return undefined;
  const end = text.indexOf('}', start);
  return end === -1 ? undefined : end + 1;
}

/** A JSON array of one object is no literal of a language that has parameters. */
function endOfJson(text: string, start: number): number | undefined {
  if (!text.startsWith('[', start)) return undefined;
  const inner = text.indexOf('{', start);
  const literal = inner === -1 || text.slice(start + 1, inner).trim() !== '' ? undefined : readLiteral(text, inner);
  if (!literal) return undefined;
  const end = text.indexOf(']', literal.end);
  return end === -1 || text.slice(literal.end, end).trim() !== '' ? undefined : end + 1;
}

/** A part of a text that can be read. */
interface Found {
  readonly start: number;
  readonly end: number;
  /** For a person, of the part alone. */
  readonly reading: Reading;
}
