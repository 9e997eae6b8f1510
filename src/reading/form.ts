import { t } from '../language/t.ts';
import type { Parameter } from '../signature/sign.ts';
import { decodeLossy, decodeUtf8, textOf } from './json-values.ts';
import { nameList, withoutLineEnds } from './lines.ts';
import type { Message } from './message.ts';
import { type Notation, type ReadParameters, splitPairs, type ValueBytes } from './read-parameters.ts';

/** A form body or a query string: values are taken as the gateway sees them, that is decoded. */
export function form(): Notation {
  return {
    name: 'form',
    title: t`a form body (values decoded)`,
    fits: () => true,
    read: (text) => readForm(text, 'utf8'),
  };
}

/** `latin1` is for text that is bytes, a letter each: a form that is not UTF-8. */
type TextEncoding = 'utf8' | 'latin1';

export function readForm(text: string, encoding: TextEncoding): ReadParameters {
  const raw = withoutLineEnds(text).replace(/^\?/, '').split('&');
  const parts = raw.map(withoutEdges);
  const filled = parts.filter((part) => part !== '');
  const { parameters: pairs, faults } = splitPairs(filled, (place) => t`parameter ${place + 1}`);
  const parameters: Parameter[] = [];
  const wire: Parameter[] = [];
  const value_bytes: ValueBytes[] = [];
  for (const [wire_name, wire_value] of pairs) {
    const name = decoded(wire_name, encoding).text;
    const value = decoded(wire_value, encoding);
    parameters.push([name, value.text]);
    wire.push([name, wireText(wire_value, encoding)]);
    if (value.bytes) value_bytes.push([name, value.bytes]);
  }
  const broken = parts.some((part, index) => part !== raw[index]) ? [brokenNote()] : [];
  const notes = [...broken, ...formNotes(parameters, wire, value_bytes)];
  const wires = wire.length > 0 ? { wire } : {};
  return { parameters, notes, faults, ...wires, ...(value_bytes.length > 0 ? { value_bytes } : {}) };
}

function brokenNote() {
  return t`line ends beside an & are no part of the form, and were dropped`;
}

/** `bytes` only where they are not UTF-8. */
function decoded(text: string, encoding: TextEncoding): { text: string; bytes?: Uint8Array } {
  if (encoding === 'utf8' && !/[%+]/.test(text)) return { text };
  const bytes = percentDecode(text, encoding);
  const utf8 = decodeUtf8(bytes);
  return utf8 === undefined ? { text: decodeLossy(bytes), bytes } : { text: utf8 };
}

/** A form is one line: where it is written on several, the line ends are the writer's. */
function withoutEdges(part: string): string {
  return withoutLineEnds(part).replace(/^[\r\n]+/, '');
}

/** Bytes that were sent as they are, as the escapes that mean the same. */
function wireText(text: string, encoding: TextEncoding): string {
  if (encoding === 'utf8') return text;
  return text.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

function formNotes(
  parameters: readonly Parameter[],
  wire: readonly Parameter[],
  value_bytes: readonly ValueBytes[],
): string[] {
  const named = (names: readonly string[], says: (names: string) => string) =>
    names.length > 0 ? [says(nameList(names))] : [];
  const twice = parameters.filter(([, value], index) => isEncoded(value) && wire[index]?.[1].includes('%25'));
  return [
    ...named(
      wire.filter(([, value]) => value.includes('+')).map(([name]) => name),
      (names) => t`each + in ${names} is read as a space: a plus sign is written %2B in a form`,
    ),
    ...named(
      twice.map(([name]) => name),
      (names) => t`${names} is percent-encoded twice: it was decoded once, as a server does`,
    ),
    ...named(
      value_bytes.map(([name]) => name),
      (names) => t`${names} is not UTF-8 when it is percent-decoded: QFPay takes UTF-8 only`,
    ),
  ];
}

function isEncoded(text: string): boolean {
  return /%[\da-f]{2}/i.test(text);
}

/** `+` is a space, `%41` a byte; a percent sign that starts neither stays, as servers have it. Undefined when not UTF-8. */
export function decodePart(text: string): string | undefined {
  return decodeUtf8(percentDecode(text, 'utf8'));
}

function percentDecode(text: string, encoding: TextEncoding): Uint8Array {
  const bytes = Buffer.from(text.replaceAll('+', ' '), encoding);
  if (!text.includes('%')) return bytes;
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] === 0x25 ? hexByte(bytes[at + 1], bytes[at + 2]) : undefined;
    bytes[length++] = byte ?? bytes[at] ?? 0;
    if (byte !== undefined) at += 2;
  }
  return bytes.subarray(0, length);
}

function hexByte(high: number | undefined, low: number | undefined): number | undefined {
  const text = String.fromCharCode(high ?? 0, low ?? 0);
  return /^[\da-f]{2}$/i.test(text) ? Number.parseInt(text, 16) : undefined;
}

const address = /^(?:https?:\/\/|\/(?=[\w./#-]*\?))[^\s"'<>]+$/i;

/** A URL alone, such as the link to a checkout; undefined for anything else. */
export function readAddress(bytes: Uint8Array): Message | undefined {
  const text = textOf(bytes)?.text.trim() ?? '';
  return isAddress(text) ? addressMessage(text) : undefined;
}

export function isAddress(text: string): boolean {
  return address.test(text);
}

/** Nobody can tell which headers came with it. */
export function addressMessage(target: string): Message {
  const is_checkout = /#\/?\?/.test(target);
  return { direction: 'request', title: is_checkout ? t`a checkout URL` : t`a URL`, target, body: new Uint8Array() };
}
