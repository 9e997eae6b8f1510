import { t } from '../../language/t.ts';
import type { Parameter } from '../../signature/sign.ts';
import { entryText, type JsonEntry, jsonEntries, jsonObject, pairsOf, parseJson } from '../json-values.ts';
import { headerRecord, type Message } from '../message.ts';
import { readAs, readMessage } from '../read-message.ts';
import { findAnswer, type Reading } from '../read-parameters.ts';
import { canBeParameters, hasKnownName, isStoreName } from '../vocabulary.ts';
import type { FoundObject } from './objects.ts';
import { arrayEntries } from './objects.ts';
import type { Piece } from './piece.ts';

/** A text inside of an object that has to be looked at as a text of its own. */
export interface InnerText {
  readonly text: string;
  readonly is_base64: boolean;
}

export interface RecordParts {
  readonly pieces: readonly Omit<Piece, 'start' | 'end' | 'undone'>[];
  readonly inner: readonly InnerText[];
}

const addressNames = [
  'url',
  'uri',
  'requesturl',
  'rawurl',
  'rawpath',
  'path',
  'endpoint',
  'originalurl',
  'request_uri',
  'href',
];
const bodyNames = [
  ...[
    'body',
    'data',
    'form',
    'payload',
    'postdata',
    'requestbody',
    'rawbody',
    'raw_body',
    'json',
    'content',
    'raw',
    'request_body',
  ],
  ...[
    'form_params',
    'formdata',
    'postfields',
    'message',
    'notification',
    'req_body',
    'text',
    'params',
    'parameters',
    'request',
    'fields',
  ],
];
const headerNames = [
  'headers',
  'header',
  'requestheaders',
  'request_headers',
  'multivalueheaders',
  'req_headers',
  'httpheaders',
];
const signatureNames = /^(?:(?:http_)?x[-_]qf[-_]sign|sign|signature|sig|digest|received_?sign(?:ature)?|qf_?sign)$/i;
const deepest = 8;
const mostPieces = 2_000;

/** What an object holds: requests with their headers, bodies with their signatures, lists of parameters, and texts. */
export function partsOf({ entries, notation }: Pick<FoundObject, 'entries' | 'notation'>): RecordParts {
  const parts: Mutable = { pieces: [], inner: [] };
  walk(entries, notation, parts, 0);
  return parts;
}

interface Mutable {
  readonly pieces: Omit<Piece, 'start' | 'end' | 'undone'>[];
  readonly inner: InnerText[];
}

function walk(entries: readonly JsonEntry[], notation: FoundObject['notation'], parts: Mutable, depth: number): void {
  if (depth > deepest || parts.pieces.length > mostPieces) return;
  const record = recordPiece(entries, notation);
  if (record) {
    parts.pieces.push(record);
    return;
  }
  const is_list = isParameterList(entries);
  if (is_list) parts.pieces.push(listPiece(entries, notation));
  for (const entry of entries) walkEntry(entry, entries, { notation, parts, depth, is_list });
}

interface Walking {
  readonly notation: FoundObject['notation'];
  readonly parts: Mutable;
  readonly depth: number;
  readonly is_list: boolean;
}

function walkEntry(entry: JsonEntry, siblings: readonly JsonEntry[], walking: Walking): void {
  const { notation, parts, depth, is_list } = walking;
  const { raw } = entry;
  const inner = jsonEntries(raw) ?? arrayEntries(raw);
  // The JSON text of a parameter, such as extend_info, is a value.
  if (inner && !is_list) walk(inner, notation, parts, depth + 1);
  if (!raw.startsWith('"') || is_list) return;
  const text = String(parseJson(raw));
  const is_base64 = siblings.some(({ name, raw: flag }) => /base64/i.test(name) && flag === 'true');
  if (canBeParameters(text) || /x[-_]qf[-_]sign/i.test(text) || is_base64) parts.inner.push({ text, is_base64 });
}

/** At least two names of QFPay's, or one beside a signature. */
function isParameterList(entries: readonly JsonEntry[]): boolean {
  const known = entries.filter(({ name }) => hasKnownName(name) && name.length < 30).length;
  return known > 1 || (known === 1 && (entries.length < 4 || entries.some(({ name }) => signatureNames.test(name))));
}

function listPiece(entries: readonly JsonEntry[], notation: FoundObject['notation']): Mutable['pieces'][number] {
  const json = entriesJson(entries.filter(({ name }) => !isStoreName(name)).map(unlisted));
  const body = Buffer.from(json, 'utf8');
  const reading = { ...readAs(jsonObject(), json, body, []), title: titleOf(notation), notation };
  return {
    role: 'list',
    is_printed: true,
    reading: withPrinted(reading, entries, notation),
    signature: signatureIn(entries),
    rank: 0,
  };
}

/** Form decoders print a list of values for each name: of one it is that value. */
function unlisted(entry: JsonEntry): JsonEntry {
  const [only, ...others] = arrayEntries(entry.raw) ?? [];
  return only && others.length === 0 && !/^(?:[[{]|null$)/.test(only.raw) ? { name: entry.name, raw: only.raw } : entry;
}

function titleOf(notation: FoundObject['notation']): string {
  return { json: t`a JSON object`, python: t`a Python dict`, php: t`a PHP array`, js: t`a JavaScript object` }[
    notation
  ];
}

/** What a language prints for no value. */
function withPrinted(reading: Reading, entries: readonly JsonEntry[], notation: FoundObject['notation']): Reading {
  const word = { json: 'null', python: 'None', php: '', js: 'null' }[notation];
  const absent = entries.filter(({ raw }) => raw === 'null').map(({ name }): Parameter => [name, word]);
  return absent.length === 0 || word === '' ? reading : { ...reading, printed: absent };
}

function entriesJson(entries: readonly JsonEntry[]): string {
  return `{${entries.map(({ name, raw }) => `${JSON.stringify(name)}:${raw}`).join(',')}}`;
}

function signatureIn(entries: readonly JsonEntry[]): string | undefined {
  const found = entries.find(({ name }) => signatureNames.test(name));
  const text = found && textsOf(found.raw)[0];
  return text !== undefined && /^[\w+/=-]{16,130}$/.test(text.trim()) ? text.trim() : undefined;
}

/** A header's value, which some print as a list of one. */
function textsOf(raw: string): string[] {
  const value = parseJson(raw);
  if (Array.isArray(value)) return value.map(String);
  return value === null || typeof value === 'object' ? [] : [String(value)];
}

function find(entries: readonly JsonEntry[], names: readonly string[]): JsonEntry | undefined {
  for (const wanted of names) {
    const found = entries.find(({ name, raw }) => name.toLowerCase() === wanted && raw !== 'null' && raw !== '""');
    if (found) return found;
  }
  return undefined;
}

/** A request or answer with its headers, or a body with its signature beside it; undefined for what is neither. */
function recordPiece(
  entries: readonly JsonEntry[],
  notation: FoundObject['notation'],
): Mutable['pieces'][number] | undefined {
  if (isParameterList(entries)) return undefined;
  const headers = headersOf(entries);
  const address = find(entries, addressNames);
  const signature = headers['x-qf-sign'] ?? signatureIn(entries);
  const content = contentOf(entries, address ? addressText(address.raw) : '');
  if (!content || (signature === undefined && Object.keys(headers).length === 0 && !address)) return undefined;
  const is_answer =
    find(entries, ['status', 'statuscode', 'status_code']) !== undefined &&
    !find(entries, ['method', 'httpmethod']) &&
    !entries.some(({ raw }) => /^"(?:GET|POST) /.test(raw));
  const answer = find(entries, ['response', 'answer', 'resp', 'responsebody', 'response_body']);
  const shows = Object.keys(headers).length > 0;
  const message: Message = {
    direction: is_answer && !address ? 'response' : 'request',
    title: is_answer && !address ? t`a record of a response` : t`a record of a request`,
    target: content.target,
    ...(shows ? { headers } : {}),
    body: content.body,
    ...(content.fields ? { fields: content.fields } : {}),
    ...(answer ? { answered: findAnswer(answer.raw) } : {}),
  };
  const reading = readMessage(message);
  if (reading.parameters.length === 0 && reading.body.length === 0) return undefined;
  const is_json = /^\s*[{[]/.test(Buffer.from(reading.body.subarray(0, 20)).toString('latin1'));
  const is_literal = content.is_text || /\bjson\b/i.test(headers['content-type'] ?? '');
  return {
    role: content.is_text || content.target.includes('?') ? 'wire' : 'list',
    reading: { ...reading, notation: content.fields ? notation : reading.notation },
    signature,
    rank: 0,
    ...(content.is_text ? {} : { is_printed: true as const }),
    ...(is_json && is_literal && entries.some(({ name }) => jsonBody.test(name)) ? { is_json_sent: true } : {}),
  };
}

/** What was sent is called so; a message or a notification may be anything. */
const jsonBody = /^(?:json|(?:raw|post|req(?:uest)?)?_?(?:body|data|payload))$/i;

/** Those of an object of its own, of a list of pairs, and those that stand beside the body. */
function headersOf(entries: readonly JsonEntry[]): Record<string, string> {
  const all = headerNames.flatMap((wanted) =>
    entries.filter(({ name, raw }) => name.toLowerCase() === wanted && raw !== 'null'),
  );
  const nested = all.flatMap(({ raw }) => headerPairs(raw));
  const beside = entries
    .filter(({ name }) => /^(?:http[-_])?x[-_]qf[-_]|^content[-_]type$/i.test(name))
    .map(({ name, raw }) => [name, textsOf(raw)[0] ?? ''] as const);
  const named = [...nested, ...beside].map(([name, value]) => [plainName(name), value] as const);
  const seen = new Map<string, string>();
  for (const [name, value] of named) if (!seen.has(name)) seen.set(name, value);
  return headerRecord(seen);
}

/** `HTTP_X_QF_SIGN`, as CGI and PHP have it, is X-QF-SIGN. */
function plainName(name: string): string {
  return name
    .replace(/^HTTP[-_]/i, '')
    .replaceAll('_', '-')
    .toLowerCase();
}

/** An object, `[{ "name": …, "value": … }]`, `[["X-QF-SIGN", "AB"]]`, a flat list as Go and Node have it, or lines of text. */
function headerPairs(raw: string): (readonly [string, string])[] {
  const value = parseJson(raw);
  if (typeof value === 'string') return lineHeaders(value);
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string'))
      return value.some((item) => /^[\w-]+:/.test(item)) ? value.flatMap(lineHeaders) : flatHeaders(value);
    const pairs = value.filter((item): item is unknown[] => Array.isArray(item));
    if (pairs.length > 0) return pairs.map(([name, content]) => [String(name), String(content)] as const);
    return [...(pairsOf(value) ?? [])];
  }
  return (jsonEntries(raw) ?? []).map(({ name, raw: content }) => [name, textsOf(content)[0] ?? ''] as const);
}

function lineHeaders(text: string): (readonly [string, string])[] {
  return [...text.matchAll(/^([\w-]+):[ \t]*(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value] as const);
}

function flatHeaders(list: readonly string[]): (readonly [string, string])[] {
  return list.flatMap((name, place) => (place % 2 === 0 ? [[name, list[place + 1] ?? ''] as const] : []));
}

interface Content {
  readonly body: Uint8Array;
  readonly target: string;
  readonly fields?: Message['fields'];
  /** It is a text, not an object. */
  readonly is_text: boolean;
}

const nothing = new Uint8Array();

function contentOf(entries: readonly JsonEntry[], target: string): Content | undefined {
  const is_base64 = entries.some(({ name, raw }) => /base64/i.test(name) && raw === 'true');
  for (const wanted of bodyNames) {
    const entry = find(entries, [wanted]);
    const content = entry && bodyContent(entry, is_base64, target);
    if (content) return content;
  }
  const query = find(entries, ['query', 'qs', 'params', 'querystringparameters', 'rawquerystring', 'querystring']);
  const pairs = query && queryText(query.raw);
  if (pairs) return { body: nothing, target: `${target.split('?', 1)[0]}?${pairs}`, is_text: true };
  return /[?&][\w.%-]+=/.test(target) && hasKnownName(target) ? { body: nothing, target, is_text: true } : undefined;
}

function bodyContent({ name, raw }: JsonEntry, is_base64: boolean, target: string): Content | undefined {
  if (raw.startsWith('"')) return textContent(String(parseJson(raw)), is_base64, target);
  const entries = jsonEntries(raw);
  if (!entries) return undefined;
  const bytes = bufferBytes(raw);
  if (bytes) return { body: bytes, target, is_text: true };
  const text = find(entries, ['raw', 'text', 'content', 'data']);
  const exact = text?.raw.startsWith('"') ? textContent(String(parseJson(text.raw)), false, target) : undefined;
  if (exact) return exact;
  const listed = find(entries, ['urlencoded', 'formdata', 'params', 'form_params', 'form']);
  const list = listed && (arrayEntries(listed.raw) ? pairsOf(parseJson(listed.raw)) : undefined);
  if (list && name === 'postData' && list.every((pair) => pair.every(isEncoded)))
    return textContent(list.map((pair) => pair.join('=')).join('&'), false, target);
  if (list) return { body: nothing, target, fields: fieldsOf(list), is_text: true };
  if (!isParameterList(entries)) return undefined;
  if (/^(?:params|query)$/i.test(name) && target !== '' && !target.includes('?'))
    return { body: nothing, target: `${target}?${queryText(raw)}`, is_text: true };
  const parameters = entries.map((entry): Parameter => [entry.name, entryText(unlisted(entry))]);
  return { body: Buffer.from(raw, 'utf8'), target, fields: fieldsOf(parameters), is_text: false };
}

/** Browsers write the `params` of a HAR as they were sent. */
function isEncoded(text: string): boolean {
  return /^(?:[\w.~!*'()+-]|%[\da-f]{2})*$/i.test(text);
}

function fieldsOf(pairs: readonly (readonly [string, string])[]): Message['fields'] {
  return { parameters: pairs.filter(([name]) => name !== ''), notes: [], faults: [] };
}

function textContent(text: string, is_base64: boolean, target: string): Content | undefined {
  const decoded = base64Text(text);
  const is_decoded = decoded !== undefined && (is_base64 || !hasKnownName(text));
  const body = is_decoded ? decoded : text;
  if (!canBeParameters(body)) return undefined;
  return { body: Buffer.from(body, 'utf8'), target, is_text: true };
}

/** Undefined for what is no base64 of a text. */
export function base64Text(text: string): string | undefined {
  const digits = text.replace(/\s+/g, '');
  if (digits.length < 24 || digits.length > 100_000 || !/^[\w+/-]+={0,2}$/.test(digits)) return undefined;
  const decoded = Buffer.from(digits, 'base64').toString('utf8');
  return decoded.includes('\uFFFD') || /(?![\t\r\n])\p{Cc}/u.test(decoded) ? undefined : decoded;
}

/** `{"type":"Buffer","data":[123,34]}`, as Node puts bytes into JSON. */
function bufferBytes(raw: string): Uint8Array | undefined {
  if (!/^\{\s*"type"\s*:\s*"Buffer"/.test(raw)) return undefined;
  const value = parseJson(raw) as { data?: unknown };
  const bytes = Array.isArray(value.data) ? value.data : [];
  return bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256)
    ? Uint8Array.from(bytes as number[])
    : undefined;
}

function addressText(raw: string): string {
  const value = parseJson(raw);
  if (typeof value === 'string') return value;
  const entries = jsonEntries(raw);
  const text = entries && find(entries, ['raw', 'url', 'href']);
  return text ? (textsOf(text.raw)[0] ?? '') : '';
}

/** What is called `params` goes into the query string. */
function queryText(raw: string): string {
  const value = parseJson(raw);
  if (typeof value === 'string') return value.replace(/^\?/, '');
  if (Array.isArray(value))
    return (pairsOf(value) ?? []).map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  return (jsonEntries(raw) ?? [])
    .map((entry) => [entry.name, entryText(unlisted(entry))].map(encodeURIComponent).join('='))
    .join('&');
}
