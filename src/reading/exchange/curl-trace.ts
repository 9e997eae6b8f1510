import { t } from '../../language/t.ts';
import { findAnswer } from '../answered.ts';
import { readCurlCommand } from '../curl/curl-command.ts';
import { isCutBehind } from '../excerpt.ts';
import { readHttpMessage } from '../http-message.ts';
import { lacksBody, type Message, type ReadOptions } from '../message.ts';

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
