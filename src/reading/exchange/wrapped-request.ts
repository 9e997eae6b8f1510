import { t } from '../../language/t.ts';
import { findAnswer } from '../answered.ts';
import { type JsonEntry, jsonEntries } from '../json-entries.ts';
import { jsonObject } from '../json-object.ts';
import { pairsOf, parseJson, recordOf, textOrNothing } from '../json-values.ts';
import { headerRecord, type Message } from '../message.ts';
import type { ReadParameters } from '../read-parameters.ts';

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
