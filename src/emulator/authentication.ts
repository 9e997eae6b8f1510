import { hash } from 'node:crypto';
import type { ServedRequest } from '../context/network.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { canonicalText, type Parameter, type SignType, selectSigned } from '../signature/sign.ts';
import { isSameDigest } from '../signature/verify.ts';
import type { GivenParameter } from './call.ts';
import { type RefusalAnswer, refuse, unknownMchid } from './refusal.ts';

/** A merchant whom the emulator knows. With `mchids` he is an agent, and has to say which of his shops it is. */
export interface EmulatedMerchant {
  readonly client_key: ClientKey;
  readonly mchids?: readonly string[];
}

/** 1108, for a signature that is wrong and for an mchid that is not the merchant's. */
export function authenticate(
  request: ServedRequest,
  parameters: readonly Parameter[],
  merchant: EmulatedMerchant,
  without_mchid = false,
): RefusalAnswer | undefined {
  if (!isSigned(request, parameters, merchant.client_key)) return refuse('1108');
  const sent = parameters.some(([name]) => name === 'mchid');
  if ((sent || !without_mchid) && !isMchidRight(parameters, merchant.mchids)) return unknownMchid;
  return undefined;
}

/** The MD5 of a link, which stands among its parameters. */
export function authenticateLink(
  parameters: readonly Parameter[],
  merchant: EmulatedMerchant,
): RefusalAnswer | undefined {
  const sign = parameters.find(([name]) => name === 'sign')?.[1] ?? '';
  const text = canonicalText(selectSigned(parameters).kept);
  if (!isSameDigest(digestOf(text, merchant.client_key, 'MD5'), sign)) return refuse('1108');
  return isMchidRight(parameters, merchant.mchids) ? undefined : unknownMchid;
}

/**
 * MD5 unless `X-QF-SIGNTYPE` says SHA256; a SHA256 digest without that header is wrong. QFPay's documents leave out parameters
 * without a value, but clients that sign and send `phone=` are served as well. So both are taken: what has a value, and
 * everything but `sign`.
 */
function isSigned(request: ServedRequest, parameters: readonly Parameter[], key: ClientKey): boolean {
  const sign_type: SignType = headerOf(request, 'x-qf-signtype') === 'SHA256' ? 'SHA256' : 'MD5';
  const received = headerOf(request, 'x-qf-sign');
  const isOf = (signed: readonly Parameter[]) =>
    isSameDigest(digestOf(canonicalText(signed), key, sign_type), received);
  return isOf(selectSigned(parameters).kept) || isOf(parameters.filter(([name]) => name !== 'sign'));
}

/** An mchid that came has to be the merchant's, and not empty; one that was issued has to come. */
function isMchidRight(parameters: readonly Parameter[], issued: readonly string[] = []): boolean {
  const received = parameters.filter(([name]) => name === 'mchid');
  return received.length === 0 ? issued.length === 0 : received.every(([, mchid]) => issued.includes(mchid));
}

/** What came, in its order, decoded once; undefined where it cannot be read. */
type ReceivedParameters = readonly Parameter[] | undefined;

/**
 * Of the URL for a GET; of a POST's body, a form or multipart, and of its URL, as the vendor's own samples send them. What stands
 * in both is the body's. With `is_strict` a POST has a form and nothing else, as the documents say.
 */
export function readParameters(
  request: ServedRequest,
  is_strict = false,
): ReceivedParameters | Promise<ReceivedParameters> {
  const { method, query, body } = request;
  if (method === 'GET') return readForm(query);
  if (is_strict && query !== '') return undefined;
  const type = headerOf(request, 'content-type');
  if (!is_strict && isMultipart(type)) return readMultipart(type, body).then((read) => withQuery(query, read));
  // No body is of no type, whatever its header says.
  if (body.length > 0 && !isForm(type)) return undefined;
  const text = readUtf8(body);
  return withQuery(query, text === undefined ? undefined : readForm(text));
}

function withQuery(query: string, read: ReceivedParameters): ReceivedParameters {
  if (query === '' || !read) return read;
  const own = new Set(read.map(([name]) => name));
  return [...readForm(query).filter(([name]) => !own.has(name)), ...read];
}

export function isMultipart(type: string): boolean {
  return type.toLowerCase().startsWith('multipart/form-data');
}

/** By Node's own reader. A file is no parameter. */
async function readMultipart(type: string, body: Uint8Array): Promise<ReceivedParameters> {
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    const parameters: Parameter[] = [];
    let has_file = false;
    form.forEach((value, name) => {
      if (typeof value === 'string') parameters.push([name, value]);
      else has_file = true;
    });
    return has_file ? undefined : parameters;
  } catch {
    return undefined;
  }
}

/** As URLSearchParams reads it, which is asked where it is not plain: its list of pairs takes longer to make than all of them to decode. */
export function readForm(text: string): readonly Parameter[] {
  try {
    const pairs: Parameter[] = [];
    for (const part of text.split('&')) if (part !== '') pairs.push(readPair(part));
    return pairs;
  } catch {
    return [...new URLSearchParams(text)];
  }
}

/** Fails where a percent sign begins no byte, or bytes make no letter. */
function readPair(part: string): Parameter {
  const at = part.indexOf('=');
  return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  return spaced.includes('%') ? decodeURIComponent(spaced) : spaced;
}

/** Some clients name no type at all; JSON is no form. */
function isForm(type: string): boolean {
  return type === '' || type.toLowerCase().startsWith('application/x-www-form-urlencoded');
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readUtf8(body: Uint8Array): string | undefined {
  try {
    return decoder.decode(body);
  } catch {
    return undefined;
  }
}

/** Empty when it did not come; a server has small names already, a test may not. */
export function headerOf({ headers }: ServedRequest, name: string): string {
  const small = headers[name];
  if (small !== undefined) return small;
  for (const received in headers) {
    if (received.length === name.length && received.toLowerCase() === name) return headers[received] ?? '';
  }
  return '';
}

/** Of a parameter that came twice the last one counts. */
export function givenOf(parameters: readonly Parameter[]): GivenParameter {
  return (name) => {
    for (let at = parameters.length - 1; at >= 0; at -= 1) {
      const parameter = parameters[at];
      if (parameter?.[0] === name) return parameter[1];
    }
    return '';
  };
}

/** As `digest` of the signature room, by Node's own hash: a server hashes all day, and then loading it pays. */
export function digestOf(text: string, key: ClientKey, sign_type: SignType): string {
  return hash(sign_type === 'MD5' ? 'md5' : 'sha256', text + key.reveal(), 'hex').toUpperCase();
}
