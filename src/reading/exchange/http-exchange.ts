import { t } from '../../language/t.ts';
import { findAnswer } from '../answered.ts';
import { readHttpMessage, splitAtBlankLine } from '../http-message.ts';
import type { Message, ReadOptions } from '../message.ts';

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
