import { addressMessage, isAddress } from '../address.ts';
import { form } from '../form.ts';
import { readAs } from '../read-body.ts';
import { readMessage } from '../read-message.ts';
import type { Found } from './found.ts';

/** What parts the parameters of a form: only behind it can a name stand. */
const connector = /[?&][\w.[\]%-]+=/g;
const mostTried = 20;
/** Names that loggers give to a whole form. */
const label =
  /^(?:body|data|params?|payload|request|req|content|post|form|query|str|string|text|sign_?str|to_?sign)=(?=[\w.[\]-]+=)/i;

/** The first form, query string or signing string in a text. */
export function findForm(text: string): Found | undefined {
  connector.lastIndex = 0;
  for (let tried = 0; tried < mostTried; tried++) {
    const match = connector.exec(text);
    if (!match) return undefined;
    const token = tokenAt(text, match.index);
    const found = isAddress(text.slice(token.start, token.end)) ? addressIn(text, token) : formIn(text, token);
    if (found && found.reading.parameters.length > 0) return found;
    connector.lastIndex = token.end;
  }
  return undefined;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const edge = /[\s"'<>`]/;

function tokenAt(text: string, at: number): Span {
  let start = at;
  while (start > 0 && !edge.test(text[start - 1] ?? '')) start--;
  return { start, end: endOfToken(text, at) };
}

function endOfToken(text: string, at: number): number {
  let end = at;
  while (end < text.length && !edge.test(text[end] ?? '')) end++;
  return end;
}

function addressIn(text: string, { start, end }: Span): Found {
  return { start, end, reading: readMessage(addressMessage(text.slice(start, end))) };
}

/** Values may hold spaces, as they do in a signing string: the form goes on where another `&name=` follows on its line. */
function formIn(text: string, token: Span): Found | undefined {
  const first = text.indexOf('=', token.start);
  const and = text.indexOf('&', token.start);
  const name_end = and !== -1 && and < first ? text.lastIndexOf('=', and) : first;
  if (name_end === -1 || name_end < lineStart(text, token.start)) return undefined;
  const named = startOfName(text, name_end);
  const start = named + (label.exec(text.slice(named, named + 60))?.[0].length ?? 0);
  const end = endOfForm(text, named, token.end);
  const part = text.slice(start, end);
  if (start >= name_end && part === '') return undefined;
  return { start, end, reading: readAs(form(), part, Buffer.from(part, 'utf8'), []) };
}

function startOfName(text: string, equals: number): number {
  let start = equals;
  while (start > 0 && /[\w.[\]-]/.test(text[start - 1] ?? '')) start--;
  return start;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** In quotes it ends with them; else behind the last value of its line. */
function endOfForm(text: string, start: number, token_end: number): number {
  const line_end = text.indexOf('\n', token_end);
  const line = text.slice(start, line_end === -1 ? text.length : line_end);
  const quote = text[start - 1] ?? '';
  const closing = '"\'`'.includes(quote) && quote !== '' ? line.indexOf(quote) : -1;
  if (closing > 0) return start + closing;
  let last = token_end;
  for (const { index } of line.matchAll(/&[\w.[\]%-]+=/g)) last = Math.max(last, start + index + 1);
  const end = endOfToken(text, last);
  const opened = { '(': ')', '[': ']', '{': '}' }[quote];
  const trimmed = text.slice(start, end).replace(/[,;]$/, '');
  return start + (opened && trimmed.endsWith(opened) ? trimmed.length - 1 : trimmed.length);
}
