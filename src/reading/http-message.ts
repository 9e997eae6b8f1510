import { decodeUtf8 } from './utf8.ts';

/** A request or response as it went over the wire. */
export interface HttpMessage {
  /** What the first line says; undefined when there were headers only, one of them QFPay's. */
  readonly direction: 'request' | 'response' | undefined;
  /** With its query string. */
  readonly target?: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes after the blank line; only as many as `Content-Length` says, where it does. */
  readonly body: Uint8Array;
}

const startLine = /^(?:[A-Z]+ (?<target>\S+) HTTP\/\d(?:\.\d)?|HTTP\/\d(?:\.\d)? \d{3}(?: .*)?)$/;
/** Proxies and redirects that one request may pass. */
const mostHeads = 20;
const headerLine = /^(?<name>[!#$%&'*+.^_`|~\w-]+):[ \t]*(?<value>.*)$/;

/**
 * Takes a raw HTTP message apart without touching its body; undefined for anything else. What `curl -i` shows before the
 * answer itself (a proxy's `200 Connection established`, `100 Continue`, a redirect) is passed over.
 */
export function readHttpMessage(bytes: Uint8Array): HttpMessage | undefined {
  const { head, rest } = splitAtBlankLine(lastMessage(bytes));
  const lines = decodeUtf8(head)?.split(/\r?\n/);
  if (!lines) return undefined;
  const start = startLine.exec(lines[0] ?? '');
  const fields = (start ? lines.slice(1) : lines).map((line) => headerLine.exec(line)?.groups);
  const headers: Record<string, string> = {};
  for (const field of fields) {
    if (!field) return undefined;
    headers[field['name']?.toLowerCase() ?? ''] = (field['value'] ?? '').trim();
  }
  if (!start && !Object.keys(headers).some((name) => name.startsWith('x-qf-'))) return undefined;
  const target = start?.groups?.['target'];
  const body = cutToLength(rest, headers);
  if (!start) return { direction: undefined, headers, body };
  return target === undefined
    ? { direction: 'response', headers, body }
    : { direction: 'request', target, headers, body };
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
function splitAtBlankLine(bytes: Uint8Array): { head: Uint8Array; rest: Uint8Array } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = ['\r\n\r\n', '\n\n']
    .map((mark) => ({ at: buffer.indexOf(mark), length: mark.length }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at)[0];
  if (found) return { head: buffer.subarray(0, found.at), rest: buffer.subarray(found.at + found.length) };
  const end = buffer.at(-1) === 0x0a ? (buffer.at(-2) === 0x0d ? 2 : 1) : 0;
  return { head: buffer.subarray(0, buffer.length - end), rest: new Uint8Array() };
}

function cutToLength(body: Uint8Array, headers: Readonly<Record<string, string>>): Uint8Array {
  const length = headers['content-length'] ?? '';
  return /^\d+$/.test(length) ? body.subarray(0, Number(length)) : body;
}
