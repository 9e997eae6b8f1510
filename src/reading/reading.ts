import type { Fault } from '../errors.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import { form } from './form.ts';
import { type HttpMessage, readHttpMessage } from './http-message.ts';
import { jsonObject } from './json-object.ts';
import { lines } from './lines.ts';
import { joinParameters, type Notation, type ReadParameters } from './read-parameters.ts';
import { decodeUtf8 } from './utf8.ts';

/** An input, understood. What is wrong with its parameters matters only to those who need parameters. */
export interface Reading extends ReadParameters {
  /** The bytes that a raw-body signature is made over, exactly as they came. */
  readonly body: Uint8Array;
  /** How the parameters were written down; undefined for bytes that are no text, and for an empty body. */
  readonly notation: Notation['name'] | undefined;
  /** For a person: what the input was taken for. */
  readonly title: string;
  readonly direction?: HttpMessage['direction'];
  /** Names in lower case; undefined when the input had none, which is not the same as an empty list. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Envelopes around a body, tried in turn: the first that understands the bytes opens them. */
const envelopes: readonly ((bytes: Uint8Array) => HttpMessage | undefined)[] = [readHttpMessage];

/** Ways to write parameters down, tried in turn. The last one takes any text. */
const notations: readonly Notation[] = [jsonObject, lines, form];

/** Reads whatever was given, and never fails: what cannot be read is a fault of the reading. */
export function readInput(bytes: Uint8Array): Reading {
  for (const open of envelopes) {
    const message = open(bytes);
    if (message) return readMessage(message);
  }
  const body = readBody(bytes);
  return bytes.length > 0 ? body : { ...body, faults: [{ field: 'input', rule: 'must not be empty' }] };
}

function readMessage(message: HttpMessage): Reading {
  const query = message.target?.split('#')[0]?.split('?').slice(1).join('?') ?? '';
  const body = readBody(message.body);
  const { direction, headers } = message;
  const title = ['an HTTP', direction ?? 'message', 'with', body.title].join(' ');
  return { ...body, ...joinParameters([form.read(query), body]), title, headers, direction };
}

function readBody(body: Uint8Array): Reading {
  const text = decodeUtf8(body);
  if (text === undefined) return { ...unread([{ field: 'input', rule: 'must be UTF-8' }]), body, title: 'bytes' };
  if (text.trim() === '') return { ...unread([]), body, title: 'no body' };
  const content = text.replace(/^\uFEFF/, '');
  const notation = notations.find(({ fits }) => fits(content)) ?? form;
  const read = notation.read(content);
  const notes =
    content === text ? read.notes : ['the input starts with a byte order mark, which is no part of it', ...read.notes];
  return { ...read, notes, body, notation: notation.name, title: notation.title };
}

function unread(faults: readonly Fault[]): ReadParameters & { readonly notation: undefined } {
  return { parameters: [] as readonly Parameter[], notes: [], faults, notation: undefined };
}
