import { supportAddress } from '../catalog/endpoints.ts';
import { isPersonal, maskMembers } from '../gateway/masking.ts';
import { t } from '../language/t.ts';
import { visible } from '../language/terminal-text.ts';
import { type ClientKey, decodeLoosely, keyFormsMask, replaceRuns } from '../signature/client-key.ts';
import type { Parameter } from '../signature/sign.ts';

const longestText = 20_000;

/**
 * A case as Markdown, to be sent to QFPay's support or a colleague. No key is in it in any form, nor are the personal values of the
 * request: their length and kind stand in their place.
 * @param keys every key that is known beside that of the case, since one of them may have been pasted
 */
export function renderCaseFile(signed: CaseFacts, keys: readonly ClientKey[]): string {
  const mask = caseMask(signed.parameters, [signed.key, ...keys]);
  const sections = [head(signed, mask), ...input(signed, mask), ...findings(signed, mask), foot(signed)];
  // Each text was masked by itself; this is for a key that two of them make together.
  return mask.keys(`${sections.join('\n\n')}\n`);
}

function head({ kind, valid, title, scheme, sign_type, received, expected, key }: CaseFacts, mask: CaseMask): string {
  const facts: readonly (readonly [string, string])[] = [
    [t`Read as`, words(mask.prose(title))],
    [t`Held against`, words(`${scheme}, ${sign_type}`)],
    [t`Received`, code(mask.data(received))],
    [t`Expected`, code(expected)],
    [t`Key`, t`${code(String(key))} (the first 8 digits of its SHA-256)`],
  ];
  return [
    `# ${valid ? t`QFPay: the signature of a ${words(kind)} matches` : t`QFPay: the signature of a ${words(kind)} does not match`}`,
    '',
    t`A case file of ${code('qfpay verify')}, for ${supportAddress}. It holds no client key; personal values are masked, and only their length and kind are shown.`,
    '',
    ...facts.map(([name, value]) => `- ${name}: ${value}`),
  ].join('\n');
}

function input({ method, url, headers, parameters, body, signing_string, key }: CaseFacts, mask: CaseMask): string[] {
  const first = url === undefined ? [] : [mask.data([method, url].filter(Boolean).join(' '))];
  const message = [...first, ...Object.entries(headers ?? {}).map(([name, value]) => headerLine(name, value, mask))];
  const rows = parameters.map(([name, value]) => `${mask.prose(name)} = ${mask.value(name, value)}`);
  return [
    ...section(t`Message`, message),
    ...section(t`Parameters, decoded`, rows),
    ...section(t`Body`, body === undefined ? [] : [cut(mask.data(body))]),
    ...section(t`What is signed, the client key appended`, [`${cut(mask.data(signing_string))}${key}`]),
  ];
}

const openHeaders = /^(x-qf-(appcode|sign|signtype)|content-type|content-length|date|host)$/i;

function headerLine(name: string, value: string, mask: CaseMask): string {
  return `${mask.prose(name)}: ${openHeaders.test(name) ? mask.data(value) : shape(value)}`;
}

function findings({ valid, causes, tried, remarks }: CaseFacts, mask: CaseMask): string[] {
  const total = tried.reduce((sum, { digests }) => sum + digests, 0);
  const nothing = t`Nothing that was tried reproduces the received signature.`;
  const told = causes.map((cause, index) => causeText(cause, index + 1, mask));
  return [
    ...(valid ? [] : [[`## ${t`Causes`}`, ...(told.length > 0 ? told : [nothing])].join('\n\n')]),
    ...list(
      t`What was tried: ${total} digests`,
      tried.map(({ family, digests }) => `${words(mask.prose(family))}: ${digests}`),
    ),
    ...list(
      t`Remarks`,
      remarks.map((remark) => words(mask.prose(remark))),
    ),
  ];
}

function causeText({ id, title, evidence, fix }: CaseCause, number: number, { prose }: CaseMask): string {
  return [
    `### ${number}. ${words(prose(title))} (${code(prose(id))})`,
    evidenceText(prose(evidence)),
    t`Fix: ${words(prose(fix))}`,
  ].join('\n\n');
}

/** Evidence of several lines shows two texts one above the other. */
function evidenceText(evidence: string): string {
  const [first = '', ...others] = evidence.split('\n');
  return others.length === 0 ? t`Evidence: ${words(first)}` : `${t`Evidence:`}\n\n${codeBlock([first, ...others])}`;
}

function foot({ versions: { qfpay, node, platform } }: CaseFacts): string {
  return [`## ${t`Versions`}`, '', `- qfpay ${words(qfpay)}`, `- Node ${words(node)}`, `- ${words(platform)}`].join(
    '\n',
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}\n\n${codeBlock(lines)}`];
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${title}\n\n${items.map((item) => `- ${item}`).join('\n')}`];
}

/** Masked before it is cut, so that no value is cut in two and then missed. */
function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)} … (${text.length} characters)` : text;
}

/** A signature that was looked at, for somebody who has not seen it. Nothing in it has to be masked before. */
export interface CaseFacts {
  readonly kind: string;
  readonly valid: boolean;
  /** What the input was taken for. */
  readonly title: string;
  readonly scheme: string;
  readonly sign_type: string;
  readonly received: string;
  readonly expected: string;
  /** Of `received` and `expected`. */
  readonly key: ClientKey;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly parameters: readonly Parameter[];
  /** A response or notification as it came; cut where it is very long. */
  readonly body?: string;
  /** What was signed, without the key, which goes to its end. */
  readonly signing_string: string;
  readonly causes: readonly CaseCause[];
  readonly tried: readonly Tried[];
  readonly remarks: readonly string[];
  readonly versions: { readonly qfpay: string; readonly node: string; readonly platform: string };
}

interface CaseCause {
  readonly id: string;
  readonly title: string;
  readonly evidence: string;
  readonly fix: string;
}

/** A family of deviations, and how many digests of it were computed. */
interface Tried {
  readonly family: string;
  readonly digests: number;
}

/** How the texts of a case are made fit to be handed on. */
interface CaseMask {
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

/** Words in Markdown that mean nothing but themselves: no markup, no HTML, no line of their own. */
export function words(text: string): string {
  return visible(text).replace(/[\\`*_[\]<>|&~#!$]/g, (letter) => `\\${letter}`);
}

/** A piece of code within a line. Code spans have no escapes: the marks around one are longer than any in it. */
export function code(text: string): string {
  const shown = visible(text);
  const marks = '`'.repeat(longestRun(shown) + 1);
  const needsRoom = /^[` ]|[` ]$|^$/.test(shown);
  return needsRoom ? `${marks} ${shown} ${marks}` : `${marks}${shown}${marks}`;
}

/** Lines of code. What cannot be seen is shown as an escape, as `\u200b`. */
export function codeBlock(lines: readonly string[]): string {
  const shown = lines.map(visible);
  const fence = '`'.repeat(Math.max(3, ...shown.map((line) => longestRun(line) + 1)));
  return [`${fence}text`, ...shown, fence].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
