import { t } from '../language/t.ts';
import { readAddress } from './address.ts';
import { colonLines } from './colon-lines.ts';
import { readCurlCommand } from './curl/curl-command.ts';
import { readEmbedded } from './embedded/find-embedded.ts';
import { readCurlTrace } from './exchange/curl-trace.ts';
import { readHttpExchange } from './exchange/http-exchange.ts';
import { form } from './form.ts';
import { parseJson } from './json-values.ts';
import { filledLines, lines } from './lines.ts';
import { logRecordTexts } from './log-record.ts';
import type { Message, ReadOptions } from './message.ts';
import { readAs, readUndecoded, unread } from './read-body.ts';
import { readMessage } from './read-message.ts';
import { readBrokenObject, readObject } from './read-object.ts';
import type { Notation, Reading } from './read-parameters.ts';
import { textOf } from './text-of.ts';

export type { Reading } from './read-parameters.ts';

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
