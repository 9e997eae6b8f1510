import { t } from '../language/t.ts';
import type { Parameter } from '../signature/sign.ts';
import {
  decodeLossy,
  type JsonEntry,
  type JsonRecord,
  jsonEntries,
  jsonFault,
  jsonObject,
  pairsOf,
  parseJson,
  recordOf,
  recordsOf,
  textOf,
  textOrNothing,
} from './json-values.ts';
import { readWholeLiteral } from './literal/read-literal.ts';
import { headerRecord, type Message, type ReadOptions } from './message.ts';
import { readAs, readMessage, unread } from './read-message.ts';
import { findAnswer, type Notation, type Reading, type ReadParameters } from './read-parameters.ts';

/**
 * Text that begins with a bracket: JSON of any shape, or what a language writes or prints for a list of names and values.
 * Undefined for what is none of them.
 */
export function readObject(text: string, bytes: Uint8Array, options: ReadOptions): Reading | undefined {
  if (!/^\s*(?:[{[]|array\s*\()/i.test(text)) return undefined;
  const entries = jsonEntries(text);
  const envelope = entries && (readHar(bytes, options) ?? readWrapped(entries));
  if (envelope) return readMessage(envelope);
  if (entries) return readAs(jsonObject(), text, bytes, []);
  const single = onlyElement(text);
  if (single !== undefined) {
    const inner = readObject(single, Buffer.from(single, 'utf8'), options);
    return (
      inner && {
        ...inner,
        body: bytes,
        notes: [t`the object stands alone in a JSON array, which was taken off`, ...inner.notes],
      }
    );
  }
  const notation = [javaMap(), phpDump()].find(({ fits }) => fits(text));
  return notation ? readAs(notation, text, bytes, []) : readWholeLiteral(text, bytes);
}

/** The text of the one object in a JSON array; undefined for anything else. */
function onlyElement(text: string): string | undefined {
  if (!/^\s*\[\s*\{/.test(text)) return undefined;
  const inside = text.slice(text.indexOf('[') + 1, text.lastIndexOf(']')).trim();
  return text.trimEnd().endsWith(']') && jsonEntries(inside) ? inside : undefined;
}

/** What begins like JSON is told what is wrong with it as JSON. */
export function readBrokenObject(text: string, bytes: Uint8Array): Reading | undefined {
  if (!/^\s*(?:\{|\[\s*[[{"\]])/.test(text)) return undefined;
  return { ...unread(bytes, jsonObject().title, [jsonFault(text)]), notation: jsonObject().name };
}

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

/** What PHP's `print_r` and `var_dump` print for an array; nested ones are left out, and said. */
export function phpDump(): Notation {
  return {
    name: 'php',
    title: t`a PHP array as print_r or var_dump shows it`,
    fits: (text) => /^\s*(?:Array\s*\(\s*\[|array\(\d+\)\s*\{)/.test(text),
    read: (text) => (/^\s*Array/.test(text) ? printR(text) : varDump(text)),
  };
}

const printed = /^\s*\[(?<name>[^\]]+)\] => (?<value>.*)$/;

/** A value of several lines goes on in lines that are no member. */
function printR(text: string): ReadParameters {
  const parameters: [string, string][] = [];
  const nested: string[] = [];
  let depth = 0;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*\)\s*$/.test(line)) depth--;
    const { name, value = '' } = printed.exec(line)?.groups ?? {};
    if (name !== undefined && depth === 1 && value === 'Array') nested.push(name);
    else if (name !== undefined && depth === 1) parameters.push([name, value]);
    else if (depth === 1 && line.trim() !== '' && parameters.length > 0 && !/^\s*[()]/.test(line))
      continued(parameters, line);
    if (/^\s*\(\s*$/.test(line)) depth++;
  }
  return dump(parameters, nested, [t`print_r shows no types: an empty value may have been null or false`]);
}

function continued(parameters: [string, string][], line: string): void {
  const last = parameters.at(-1);
  if (last) last[1] += `\n${line}`;
}

const member =
  /\s*\["?(?<name>[^"\]]+)"?\]=>\s*(?:string\((?<length>\d+)\) "|(?<scalar>int|float|bool|enum)\((?<value>[^)]*)\)|(?<none>NULL)|(?<nested>array|object)[^{]*\{)/y;

/** Strings are as long as they say, in bytes, whatever stands in them. */
function varDump(text: string): ReadParameters {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  const parameters: [string, string][] = [];
  const nested: string[] = [];
  let at = bytes.indexOf('{') + 1;
  for (;;) {
    member.lastIndex = at;
    const found = member.exec(bytes)?.groups;
    if (!found) break;
    const { name = '', length, value = '', nested: is_nested } = found;
    at = member.lastIndex;
    if (is_nested !== undefined) {
      nested.push(utf8(name));
      break;
    }
    parameters.push([utf8(name), utf8(length === undefined ? value : bytes.slice(at, at + Number(length)))]);
    if (length !== undefined) at += Number(length) + 1;
  }
  return dump(parameters, nested, []);
}

function utf8(bytes: string): string {
  return decodeLossy(Buffer.from(bytes, 'latin1'));
}

function dump(parameters: readonly Parameter[], nested: readonly string[], notes: readonly string[]): ReadParameters {
  const rule = t`must be a plain value: the dump has an array there`;
  const faults = nested.map((field) => ({ field, rule }));
  const none = { field: 'input', rule: t`must have a member that can be read` };
  return { parameters, notes, faults: parameters.length + faults.length > 0 ? faults : [none] };
}

/** A HAR file, as a browser's network panel exports it; undefined for anything else. */
export function readHar(bytes: Uint8Array, { prefers }: ReadOptions = {}): Message | undefined {
  const text = textOf(bytes)?.text ?? '';
  if (!/^\s*\{/.test(text) || !text.includes('"entries"')) return undefined;
  const log = recordOf(recordOf(parseJson(text))?.['log']);
  if (!log || !Array.isArray(log['entries'])) return undefined;
  const entries = recordsOf(log['entries']).map((entry) => ({
    request: recordOf(entry['request']) ?? {},
    response: recordOf(entry['response']) ?? {},
  }));
  const choice = chooseEntry(entries);
  if (!choice) {
    const fault = { field: 'input', rule: t`must be a HAR file with an entry in it` };
    return { direction: 'request', title: t`a HAR file`, body: new Uint8Array(), faults: [fault] };
  }
  const { request, response } = choice.entry;
  const message = prefers === 'response' ? responseOf(response) : requestOf(request);
  const answered = prefers === 'response' ? undefined : findAnswer(Buffer.from(contentOf(response)).toString('utf8'));
  return {
    ...message,
    answered,
    title: prefers === 'response' ? t`a HAR file, its response` : t`a HAR file, its request`,
    notes: [choice.said, ...(message.notes ?? [])],
  };
}

function requestOf(request: JsonRecord): Message {
  const post = recordOf(request['postData']) ?? {};
  const text = textOrNothing(post['text']) ?? '';
  const params = text === '' ? (pairsOf(post['params']) ?? []) : [];
  const target = textOrNothing(request['url']) ?? '';
  const headers = headerRecord(pairsOf(request['headers']) ?? []);
  const body = Buffer.from(text, 'utf8');
  if (params.length === 0) return { direction: 'request', target, headers, body, notes: [] };
  return { direction: 'request', target, headers, body, ...paramsOf(params) };
}

/** Exporters differ: some decode these, some do not. */
function paramsOf(params: readonly (readonly [string, string])[]): Pick<Message, 'fields' | 'notes'> {
  const is_encoded = params.some(([, value]) => /%[\da-f]{2}/i.test(value));
  const note = t`the HAR file has no text of the body, only its list of parameters, which was taken as it stands`;
  return {
    fields: { parameters: params.filter(([name]) => name !== ''), notes: [], faults: [] },
    notes: [is_encoded ? t`${note}: a value in it holds %XX, so it may still be encoded` : note],
  };
}

function responseOf(response: JsonRecord): Message {
  const headers = headerRecord(pairsOf(response['headers']) ?? []);
  const body = contentOf(response);
  const missing = body.length === 0 ? [t`the HAR file holds no body of this response`] : [];
  return { direction: 'response', headers, body, notes: missing };
}

function contentOf(response: JsonRecord): Uint8Array {
  const content = recordOf(response['content']) ?? {};
  const text = textOrNothing(content['text']) ?? '';
  return Buffer.from(text, content['encoding'] === 'base64' ? 'base64' : 'utf8');
}

interface HarEntry {
  readonly request: JsonRecord;
  readonly response: JsonRecord;
}

interface Choice {
  readonly entry: HarEntry;
  /** For a person: which one it is, and how many others there are. */
  readonly said: string;
}

const qfpayHost = /^https?:\/\/[^/?#]*(?:qfapi|qfpay)/i;
const qfpayPath =
  /^https?:\/\/[^/?#]*\/(?:trade\/v\d|checkstand|customer\/v\d|product\/v\d|subscription\/v\d|payment_element)/i;

/** Of those that talk to QFPay the last that was refused for its signature, else the last; undefined when there is none at all. */
function chooseEntry(entries: readonly HarEntry[]): Choice | undefined {
  const own = entries.filter(isQfpay);
  const candidates = own.length > 0 ? own : entries;
  const refused = candidates.findLast(({ response }) => /"respcd"\s*:\s*"?1108\b/.test(contentText(response)));
  const entry = refused ?? candidates.at(-1);
  if (!entry) return undefined;
  const { request } = entry;
  const address = (textOrNothing(request['url']) ?? '').split(/[?#]/, 1)[0]?.slice(0, 100) ?? '';
  const place = t`entry ${entries.indexOf(entry) + 1} of ${entries.length} was taken`;
  const why = refused ? t`, the last that was answered with 1108` : '';
  const others = candidates.length - 1;
  const rest = own.length > 0 ? othersText(others) : t`none of them looks like one to QFPay`;
  return { entry, said: `${place}${why}: ${textOrNothing(request['method']) ?? ''} ${address}; ${rest}` };
}

function isQfpay({ request, response }: HarEntry): boolean {
  const url = textOrNothing(request['url']) ?? '';
  const headers = [...(pairsOf(request['headers']) ?? []), ...(pairsOf(response['headers']) ?? [])];
  return qfpayHost.test(url) || qfpayPath.test(url) || headers.some(([name]) => /^x-qf-/i.test(name));
}

/** Answers are small, and their code stands near the front. */
function contentText(response: JsonRecord): string {
  const content = recordOf(response['content']) ?? {};
  const text = (textOrNothing(content['text']) ?? '').slice(0, 100_000);
  return content['encoding'] === 'base64' ? Buffer.from(text, 'base64').toString('latin1') : text;
}

function othersText(count: number): string {
  return count === 1 ? t`1 more speaks with QFPay` : t`${count} more speak with QFPay`;
}

const addressNames = ['url', 'uri', 'path', 'endpoint'];
const bodyNames = ['body', 'data', 'form', 'payload', 'postData', 'requestBody', 'rawBody', 'json'];
const headerNames = ['headers', 'header', 'requestHeaders'];
const ownNames = ['txamt', 'respcd', 'notify_type', 'syssn', 'out_trade_no', 'txcurrcd'];

/** A request or answer as an object: what fetch or axios take, what Postman and loggers write. Undefined for anything else. */
export function readWrapped(outer: readonly JsonEntry[] | undefined): Message | undefined {
  const inner = outer && nested(outer, 'request');
  const entries = inner ?? outer;
  if (!entries || entries.some(({ name }) => ownNames.includes(name))) return undefined;
  const headers = find(entries, headerNames);
  const address = find(entries, addressNames);
  const body = find(entries, bodyNames);
  const method = find(entries, ['method', 'httpMethod', 'type']);
  if (!(headers || method) || !(address || body || find(entries, ['params']))) return undefined;
  const status = find(entries, ['status', 'statusCode']);
  const is_response = status !== undefined && !address && !method;
  const answer = inner && outer && find(outer, ['response']);
  return {
    direction: is_response ? 'response' : 'request',
    title: is_response ? t`a JSON record of a response` : t`a JSON record of a request`,
    target: withParams(addressText(address), find(entries, ['params', 'query', 'qs'])),
    ...(headers ? { headers: headerRecord(pairsOf(parseJson(headers.raw)) ?? []) } : {}),
    ...bodyOf(body),
    ...(answer ? { answered: findAnswer(answer.raw) } : {}),
  };
}

function nested(entries: readonly JsonEntry[], wanted: string): JsonEntry[] | undefined {
  const found = entries.find(({ name }) => name === wanted);
  return found && jsonEntries(found.raw);
}

function find(entries: readonly JsonEntry[], names: readonly string[]): JsonEntry | undefined {
  return entries.find(({ name, raw }) => names.includes(name) && raw !== 'null');
}

function addressText(address: JsonEntry | undefined): string {
  const value = address && parseJson(address.raw);
  return textOrNothing(value) ?? textOrNothing(recordOf(value)?.['raw']) ?? '';
}

/** What axios calls `params` goes into the query string. */
function withParams(address: string, params: JsonEntry | undefined): string {
  const value = params && parseJson(params.raw);
  if (typeof value === 'string') return `${address}${address.includes('?') ? '&' : '?'}${value.replace(/^\?/, '')}`;
  const { parameters } = params?.raw.startsWith('{') ? jsonObject().read(params.raw) : { parameters: [] };
  if (parameters.length === 0) return address;
  const query = parameters.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

function bodyOf(entry: JsonEntry | undefined): Pick<Message, 'body' | 'fields' | 'notes'> {
  if (!entry) return { body: new Uint8Array() };
  const value = parseJson(entry.raw);
  if (typeof value === 'string') return { body: Buffer.from(value, 'utf8') };
  const record = recordOf(value);
  const listed = listedFields(record);
  if (listed) return { body: new Uint8Array(), fields: listed };
  const raw = textOrNothing(record?.['raw']) ?? textOrNothing(record?.['text']);
  if (raw !== undefined) return { body: Buffer.from(raw, 'utf8') };
  const note = t`${entry.name} is an object, not text: as JSON it was read, and QFPay takes forms; its bytes on the wire are not known`;
  return { body: Buffer.from(entry.raw, 'utf8'), notes: [note] };
}

/** Postman's `urlencoded` and `formdata`, and HAR's `params`, hold decoded pairs. */
function listedFields(record: ReturnType<typeof recordOf>): ReadParameters | undefined {
  const list = record?.['urlencoded'] ?? record?.['formdata'] ?? record?.['params'];
  const pairs = Array.isArray(list) ? pairsOf(list) : undefined;
  return pairs && { parameters: pairs.filter(([name]) => name !== ''), notes: [], faults: [] };
}
