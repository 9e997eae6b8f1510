import { isPersonal, maskMembers } from '../gateway/masking.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { keyFormsMask } from '../signature/key-forms.ts';
import { decodeLoosely } from '../signature/loosely-decoded.ts';
import { replaceRuns } from '../signature/replace-runs.ts';

/** How the texts of a case are made fit to be handed on. */
export interface CaseMask {
  /** Any text: without keys. */
  keys(text: string): string;
  /** A sentence: without keys, without personal values of the request. */
  prose(text: string): string;
  /** A form, a body, a signing string, an address: without what its own names say is personal, either. */
  data(text: string): string;
  /** The value of a parameter or header. */
  value(name: string, value: string): string;
}

/** Shorter personal values could stand anywhere by chance. In bytes, for two Chinese characters are a whole name. */
const shortestEcho = 6;

/**
 * @param parameters of the request: what is personal of them is masked wherever it is repeated
 * @param keys every key that is known; each leaves its fingerprint
 */
export function caseMask(parameters: readonly Parameter[], keys: readonly ClientKey[]): CaseMask {
  const maskKeys = keyFormsMask(keys);
  const personal = parameters
    .filter(([name, value]) => isPersonal(name) && value.trim() !== '')
    .map(([, value]) => maskKeys(value))
    .sort((a, b) => b.length - a.length);
  const prose = (text: string) => maskAddresses(personal.reduce(maskEcho, maskKeys(text)));
  const data = (text: string) => maskMembers(prose(text), shape);
  return { keys: maskKeys, prose, data, value: (name, value) => (isPersonal(name) ? shape(value) : data(value)) };
}

function maskEcho(text: string, value: string): string {
  const { bytes } = decodeLoosely(value);
  const echo = shape(value);
  if (bytes.length >= shortestEcho) return replaceRuns(text, { length: bytes.length, all: new Set([bytes]) }, echo);
  if (bytes.length < 2 || /^\d+$/.test(value)) return text;
  const word = value.trim().replace(/[\\^$.*+?()[\]{}|/]/g, (letter) => `\\${letter}`);
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'gu'), () => echo);
}

/** Bounded, as what is read here may be long and without an end. */
const email = /[\p{L}\p{N}._+-]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,9}/gu;
const ipv4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;
const ipv6 =
  /(?<![\da-z:])(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6})(?![\da-z:])/gi;
const password = /(?<=:\/\/)[^\s/@]{1,256}(?=@)/g;
const telephone = /(?<![\w%+])\+\d{8,15}(?!\d)/g;

/** Of whatever name. Loopback is nobody's address, and says that a request was a test. */
function maskAddresses(text: string): string {
  return [password, email, ipv6, telephone]
    .reduce((rest, pattern) => rest.replace(pattern, shape), text)
    .replace(ipv4, (address) => (address.startsWith('127.') ? address : shape(address)));
}

/** What a signature can fail by, and nothing more: `‹masked, 18 characters, digits›`. */
export function shape(value: string): string {
  if (value === '' || value.startsWith('‹masked')) return value;
  const count = [...value].length;
  const facts = [count === 1 ? t`1 character` : t`${count} characters`, kindOf(value), ...oddities(value)];
  return t`‹masked, ${facts.join(', ')}›`;
}

function kindOf(value: string): string {
  if (/^\d+$/.test(value)) return t`digits`;
  if (/^[\dA-Za-z]+$/.test(value)) return t`letters and digits`;
  const ascii = [...value].every((letter) => letter.charCodeAt(0) < 0x80);
  return ascii ? 'ASCII' : t`${Buffer.byteLength(value)} bytes of UTF-8`;
}

function oddities(value: string): string[] {
  return [
    ...(value === value.trim() ? [] : [t`white space around it`]),
    ...(/[\r\n]/.test(value) ? [t`a line end`] : []),
    ...(/%[\da-f]{2}/i.test(value) ? [t`percent-encoded`] : []),
    ...(/[\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\u00A0\uFFFD]/.test(value) ? [t`invisible characters`] : []),
  ];
}
