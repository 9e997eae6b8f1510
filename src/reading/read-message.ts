import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { form, readForm } from './form.ts';
import { jsonObject, textOf } from './json-values.ts';
import { filledLines, lines } from './lines.ts';
import type { Message } from './message.ts';
import { joinParameters, type Notation, type Reading, type ReadParameters } from './read-parameters.ts';

/** The parameters of a message: those of its query string, then those of its body. */
export function readMessage(message: Message): Reading {
  const { direction, headers, fields, notes = [], faults = [], answered } = message;
  const query = readForm(queryOf(message.target ?? ''), 'utf8');
  const { title, ...body } = { ...readMessageBody(message.body, headers), ...fields };
  const is_both = query.parameters.length > 0 && body.parameters.length > 0 && direction !== 'response';
  const both = is_both
    ? [
        t`parameters come from the query string (${query.parameters.length}) and from the body (${body.parameters.length})`,
      ]
    : [];
  const envelope = message.title ?? httpName(direction);
  const content = fields ? t`its fields` : title;
  const isEmpty = !fields && isBlank(message.body);
  return {
    ...body,
    ...joinParameters([{ parameters: [], notes, faults }, query, body, { parameters: [], notes: both, faults: [] }]),
    notation: body.notation ?? (query.parameters.length > 0 || fields ? 'form' : undefined),
    title: query.parameters.length > 0 && isEmpty ? t`${envelope} with a query string` : t`${envelope} with ${content}`,
    headers,
    direction,
    ...(answered ? { answered } : {}),
    ...(direction === 'response' ? {} : { host: hostOf(message) }),
  };
}

/** In lower case, without a port. */
function hostOf({ target = '', headers }: Message): string | undefined {
  const written =
    /^(?:https?:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(target)?.[1] ?? headers?.['host'] ?? headers?.[':authority'];
  return written?.replace(/:\d+$/, '').toLowerCase();
}

/**
 * What stands behind the first `?`. A checkout is a page of its own, `/checkstand/#/?a=1`: its parameters stand behind the
 * `#`, and whatever else does is never sent.
 */
export function queryOf(target: string): string {
  const checkout = /#\/?\?(.*)$/s.exec(target)?.[1];
  if (checkout !== undefined) return checkout;
  const [sent = ''] = target.split('#', 1);
  const start = sent.indexOf('?');
  return start === -1 ? '' : sent.slice(start + 1);
}

function httpName(direction: Message['direction']): string {
  if (direction === undefined) return t`an HTTP message`;
  return direction === 'request' ? t`an HTTP request` : t`an HTTP response`;
}

function isBlank(body: Uint8Array): boolean {
  return body.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

type Headers = Readonly<Record<string, string>>;

/** The body of a message: JSON, or a form, as it went over the wire. */
function readMessageBody(body: Uint8Array, headers: Headers = {}): Reading {
  const decoded = textOf(body);
  if (!decoded) return readUndecoded(body, headers);
  const { text, notes } = decoded;
  if (text.trim() === '') return unread(body, t`no body`);
  const is_multipart =
    /^multipart\//i.test(headers['content-type'] ?? '') || (/^\s*--/.test(text) && partHead.test(text.slice(0, 500)));
  if (is_multipart) return readMultipart(text, body, notes);
  return readAs(jsonObject().fits(text) ? jsonObject() : formOrLines(text), text, body, notes);
}

/** A server decodes a body whatever it looks like; lines in one are how somebody wrote the form down. */
function formOrLines(text: string): Notation {
  const all = filledLines(text);
  const is_lines = all.length > 1 && !text.includes('&') && all.every(({ line }) => /^[\w.[\]-]+=/.test(line));
  return is_lines ? lines() : form();
}

export function readAs(notation: Notation, text: string, body: Uint8Array, notes: readonly string[]): Reading {
  const read = notation.read(text);
  return { ...read, notes: [...notes, ...read.notes], body, notation: notation.name, title: notation.title };
}

/** Bytes that are no text: a form in another character set, or nothing that can be read. */
export function readUndecoded(body: Uint8Array, headers: Headers = {}): Reading {
  const text = Buffer.from(body).toString('latin1');
  if (/^\??[\w.[\]-]+=[^\0]*$/.test(text.slice(0, 10_000))) return readRawForm(text, body);
  const coding = headers['content-encoding'];
  const rule = coding ? t`must not be compressed: paste the body as text` : t`must be UTF-8`;
  return unread(body, 'bytes', [{ field: 'input', rule }]);
}

function readRawForm(text: string, body: Uint8Array): Reading {
  const title = t`a form body (values decoded), not UTF-8`;
  return { ...readForm(text, 'latin1'), body, notation: 'form', title };
}

export function unread(body: Uint8Array, title: string, faults: readonly Fault[] = []): Reading {
  const nothing: ReadParameters = { parameters: [], notes: [], faults };
  return { ...nothing, body, title, notation: undefined };
}

const partHead = /^\s*--[^\n]+\r?\n(?:[^\n]*\r?\n){0,4}?Content-Disposition:\s*form-data;/i;

/** `multipart/form-data`, as PHP sends an array. The gateway reads its fields as it reads those of a form. */
function readMultipart(text: string, body: Uint8Array, notes: readonly string[]): Reading {
  const title = t`a multipart body`;
  const boundary = /^--([^\r\n]+?)(?:--)?[ \t]*\r?$/m.exec(text)?.[1];
  const parameters = text
    .split(`--${boundary ?? ''}`)
    .slice(1)
    .flatMap((section): [string, string][] => {
      const [, head = '', value = ''] = /^\r?\n((?:[^\r\n]+\r?\n)+)\r?\n([\s\S]*?)\r?\n?$/.exec(section) ?? [];
      const name = /\bname="?([^";\r\n]+)"?/i.exec(head)?.[1];
      return name === undefined || /\bfilename=/i.test(head) ? [] : [[name, value]];
    });
  if (parameters.length === 0)
    return unread(body, title, [{ field: 'input', rule: t`must be multipart with its boundaries` }]);
  return { parameters, notes, faults: [], body, notation: 'form', title };
}
