import { t } from '../../language/t.ts';
import { findAnswer } from '../answered.ts';
import { readCurlCommand } from '../curl/curl-command.ts';
import { cutNotes } from '../excerpt.ts';
import { readHttpExchange } from '../exchange/http-exchange.ts';
import { headerRecord, type ReadOptions } from '../message.ts';
import { readMessage } from '../read-message.ts';
import { readObject } from '../read-object.ts';
import type { Reading } from '../read-parameters.ts';
import { findForm } from './find-form.ts';
import { findObjects, unescapedObject } from './find-object.ts';
import type { Found } from './found.ts';

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
