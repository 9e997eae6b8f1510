import { t } from '../../language/t.ts';
import { readCurlCommand } from '../curl/curl-command.ts';
import { decodeUtf8 } from '../json-values.ts';
import { isCutBehind } from '../lines.ts';
import { headerRecord, type Message, type ReadOptions } from '../message.ts';
import { findAnswer, lacksBody } from '../read-parameters.ts';

/** A raw HTTP message, or a request with its answer behind it, as a proxy or Wireshark shows a connection. */
export function readHttpExchange(bytes: Uint8Array, { prefers }: ReadOptions = {}): Message | undefined {
  const message = readHttpMessage(bytes);
  if (message?.direction !== 'request') return message;
  const { rest } = splitAtBlankLine(bytes);
  const start = answerStart(rest);
  const answer = start === undefined ? undefined : readHttpMessage(rest.subarray(start));
  if (start === undefined || !answer) return message;
  const other = (name: string) => [t`${name} is in it as well: --kind ${name.split(' ').at(-1)} takes that one`];
  if (prefers === 'response') return { ...answer, notes: [...(answer.notes ?? []), ...other(t`the request`)] };
  const answered = findAnswer(Buffer.from(answer.body).toString('utf8'));
  return { ...message, body: requestBody(message, rest.subarray(0, start)), notes: other(t`the response`), answered };
}

function answerStart(rest: Uint8Array): number | undefined {
  const text = Buffer.from(rest.buffer, rest.byteOffset, rest.byteLength).toString('latin1');
  const found = /^HTTP\/\d(?:\.\d)? \d{3}(?: [^\r\n]*)?\r?$/m.exec(text)?.index;
  if (found !== undefined) return found;
  // A body of a known length has no line end of its own before the answer.
  const glued = /HTTP\/1\.[01] \d{3} [A-Z][^\r\n]*\r?\n[\w-]+:/.exec(text);
  return glued?.index;
}

/** Without a length, the line ends before the answer are the dump's. */
function requestBody({ headers, body }: Message, before: Uint8Array): Uint8Array {
  if (headers?.['content-length'] !== undefined && body.length <= before.length) return body;
  let end = before.length;
  while (before[end - 1] === 0x0a || before[end - 1] === 0x0d) end--;
  return before.subarray(0, end);
}

/** What `curl -v` says by itself, between the heads and the body. */
const chatter = /^(?:\* |[{}] \[\d+ bytes data| {2}% Total|\s+Dload |\s*\d+ +\d+ +\d+ +\d+ +\d+ )/;

/**
 * The output of `curl -v`: the request's head after `> `, the answer's after `< `, and the answer's body as it is. The
 * request's body is not in it, unless the command that made it was copied as well. Undefined for anything else.
 */
export function readCurlTrace(bytes: Uint8Array, { prefers }: ReadOptions = {}): Message | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  if (!/^(?:> [A-Z]+ \S+ HTTP\/\d|< HTTP\/\d)/m.test(text)) return undefined;
  const sent = lastHead(text, '>');
  const answered = lastHead(text, '<');
  const request = commandBefore(text) ?? (sent && readHttpMessage(sent));
  const response = answered && readHttpMessage(Buffer.concat([answered, Buffer.from(bodyOf(text), 'latin1')]));
  const wants_request = prefers === 'request' || (prefers === undefined && !!request && hasMore(request, response));
  const message = wants_request ? (request ?? response) : (response ?? request);
  if (!message) return undefined;
  const { direction = 'request' } = message;
  return {
    ...message,
    title: message.title ?? `curl -v's ${direction}`,
    notes: [...(message.notes ?? []), ...traceNotes(message, request, response)],
    ...(message === request && response ? { answered: findAnswer(Buffer.from(response.body).toString('utf8')) } : {}),
  };
}

/** Where the answer has no signature, only the request can be verified, though its body may have to be added. */
function hasMore(request: Message, response: Message | undefined): boolean {
  const is_signed = (message: Message) => message.headers?.['x-qf-sign'] !== undefined;
  return !lacksBody(request) || !response || (is_signed(request) && !is_signed(response));
}

const command = /^(?:[^\n]{0,200}[$#%>] )?(?=curl(?:\.exe)?[ \t])/m;

/** As a terminal is copied: the command, then what it said. It knows the body that the trace does not show. */
function commandBefore(text: string): Message | undefined {
  const before = text.slice(0, text.search(/^(?:> [A-Z]+ \S+ HTTP\/\d|< HTTP\/\d)/m));
  const found = command.exec(before);
  const read = found && readCurlCommand(Buffer.from(before.slice(found.index + found[0].length), 'latin1'));
  return read ? { ...read, notes: (read.notes ?? []).filter((note) => !isCutBehind(note)) } : undefined;
}

/** Of several requests of one run the last counts. */
function lastHead(text: string, mark: '>' | '<'): Buffer | undefined {
  const lines = text.split('\n').filter((line) => line.startsWith(`${mark} `) || line.trim() === mark);
  const start = lines.findLastIndex((line) => /^(?:> [A-Z]+ \S+ HTTP\/|< HTTP\/)/.test(line));
  if (start === -1) return undefined;
  const head = lines.slice(start).map((line) => line.slice(2).replace(/\r$/, ''));
  const end = head.indexOf('');
  return Buffer.from(`${head.slice(0, end === -1 ? head.length : end).join('\r\n')}\r\n\r\n`, 'latin1');
}

function bodyOf(text: string): string {
  const lines = text.split('\n');
  const end = lines.findLastIndex((line) => line.startsWith('<') && line.trim() === '<');
  const behind = end === -1 ? [] : lines.slice(end + 1).filter((line) => !chatter.test(line));
  return behind.join('\n').replace(/\n?\* (?:Connection #\d+ to host|Closing connection)[\s\S]*$/, '');
}

function traceNotes(message: Message, request: Message | undefined, response: Message | undefined): string[] {
  if (message !== request) return request ? [t`the request is in it as well: --kind request takes that one`] : [];
  return [
    ...(lacksBody(message) ? [t`curl -v does not show the body of the request: add its parameters as name=value`] : []),
    ...(response ? [t`the response is in it as well: --kind response takes that one`] : []),
  ];
}

const startLine =
  /^(?:[A-Z]+ (?<target>\S+) HTTP\/\d(?:\.\d)?|[A-Z]{3,7} (?<address>https?:\/\/\S+|\/\S*)|HTTP\/\d(?:\.\d)? \d{3}(?: .*)?)$/;
/** Proxies and redirects that one request may pass. */
const mostHeads = 20;
/** Servers take a sixteenth of it; what has more before a blank line is no head. */
const longestHead = 262_144;
/** HTTP/2 has its first line among the headers, with a colon before their names. */
const headerLine = /^(?<name>:?[!#$%&'*+.^_`|~\w-]+):[ \t]*(?<value>.*)$/;

/**
 * Takes a raw HTTP message apart without touching its body; undefined for anything else. What `curl -i` shows before the
 * answer itself (a proxy's `200 Connection established`, `100 Continue`, a redirect) is passed over.
 */
export function readHttpMessage(bytes: Uint8Array): Message | undefined {
  const { head, rest } = splitAtBlankLine(lastMessage(bytes));
  const lines = head.length > longestHead ? undefined : decodeUtf8(head)?.split(/\r?\n/);
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

function hasQfpayHeader(headers: Readonly<Record<string, string>>): boolean {
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
