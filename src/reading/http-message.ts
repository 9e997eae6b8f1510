import { t } from '../language/t.ts';
import { headerRecord, type Message } from './message.ts';
import { decodeUtf8 } from './utf8.ts';

const startLine =
  /^(?:[A-Z]+ (?<target>\S+) HTTP\/\d(?:\.\d)?|[A-Z]{3,7} (?<address>https?:\/\/\S+|\/\S*)|HTTP\/\d(?:\.\d)? \d{3}(?: .*)?)$/;
/** Proxies and redirects that one request may pass. */
const mostHeads = 20;
/** HTTP/2 has its first line among the headers, with a colon before their names. */
const headerLine = /^(?<name>:?[!#$%&'*+.^_`|~\w-]+):[ \t]*(?<value>.*)$/;

/**
 * Takes a raw HTTP message apart without touching its body; undefined for anything else. What `curl -i` shows before the
 * answer itself (a proxy's `200 Connection established`, `100 Continue`, a redirect) is passed over.
 */
export function readHttpMessage(bytes: Uint8Array): Message | undefined {
  const { head, rest } = splitAtBlankLine(lastMessage(bytes));
  const lines = decodeUtf8(head)?.split(/\r?\n/);
  if (!lines) return undefined;
  const start = startLine.exec(lines[0] ?? '');
  const fields = (start ? lines.slice(1) : lines).map((line) => headerLine.exec(line)?.groups);
  if (!fields.every((field) => field !== undefined)) return undefined;
  const headers = headerRecord(fields.map(({ name = '', value = '' }) => [name, value]));
  const target = start?.groups?.['target'] ?? start?.groups?.['address'] ?? headers[':path'];
  const status = start ? target === undefined : headers[':status'] !== undefined;
  if (!start && !status && target === undefined && !hasQfpayHeader(headers)) return undefined;
  const { body, notes } = cutToLength(rest, headers);
  const message = { headers, body, ...(notes.length > 0 ? { notes } : {}) };
  if (status) return { direction: 'response', ...message };
  return target === undefined ? { direction: undefined, ...message } : { direction: 'request', target, ...message };
}

export function hasQfpayHeader(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some((name) => name.startsWith('x-qf-'));
}

/** A body that is itself a response is none: the head before it was another's. */
function lastMessage(bytes: Uint8Array): Uint8Array {
  let message = bytes;
  for (let passed = 0; passed < mostHeads && isResponse(message); passed++) {
    const { rest } = splitAtBlankLine(message);
    if (!isResponse(rest)) break;
    message = rest;
  }
  return message;
}

function isResponse(bytes: Uint8Array): boolean {
  const [line = ''] = Buffer.from(bytes.subarray(0, 200)).toString('latin1').split(/\r?\n/);
  return line.startsWith('HTTP/') && startLine.test(line);
}

/** Without a blank line the whole text is the head, as of a GET that was copied without it. */
export function splitAtBlankLine(bytes: Uint8Array): { head: Uint8Array; rest: Uint8Array } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = ['\r\n\r\n', '\n\n']
    .map((mark) => ({ at: buffer.indexOf(mark), length: mark.length }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at)[0];
  if (found) return { head: buffer.subarray(0, found.at), rest: buffer.subarray(found.at + found.length) };
  const end = buffer.at(-1) === 0x0a ? (buffer.at(-2) === 0x0d ? 2 : 1) : 0;
  return { head: buffer.subarray(0, buffer.length - end), rest: new Uint8Array() };
}

/** What is too much is a line end of the file, or another message. */
function cutToLength(
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
): { body: Uint8Array; notes: readonly string[] } {
  const text = headers['content-length'] ?? '';
  if (!/^\d+$/.test(text)) return { body, notes: [] };
  const length = Number(text);
  const [cut, behind] = [body.subarray(0, length), body.subarray(length)];
  if (behind.length > 0 && Buffer.from(behind.subarray(0, 100)).toString('latin1').trim() !== '') {
    return {
      body: cut,
      notes: [t`Content-Length is ${text}, but ${body.length} bytes of body are here: the first ${text} were taken`],
    };
  }
  return {
    body: cut,
    notes:
      body.length < length && body.length > 0
        ? [
            t`Content-Length is ${text}, but ${body.length} bytes of body are here: it was cut, or changed when it was copied`,
          ]
        : [],
  };
}
