import type { Context } from '../context.ts';
import { ConfigError, type ErrorFacts, QfpayError } from '../errors.ts';
import { embeddedContext } from '../host/embedded-context.ts';
import { readNotification } from '../notification/read-notification.ts';
import { responseFields } from '../reading/vocabulary.ts';
import { type ReportDocument, reportDocument } from '../report/document.ts';
import { ClientKey } from '../signature/client-key.ts';
import { createSecrets } from '../signature/secrets.ts';
import {
  canonicalText,
  type Parameter,
  type SignType,
  selectSigned,
  sign as signParameters,
  signTypes,
} from '../signature/sign.ts';
import { verifyResponse as matchResponse, type Scheme } from '../signature/verify.ts';

/** A value as it is sent. `undefined` leaves the parameter out; a number must be a whole one. */
export type ParameterValue = string | number | bigint | undefined;

/** Parameters by name, or as pairs where a name stands twice (`URLSearchParams` is such pairs). */
export type SignedParameters = Readonly<Record<string, ParameterValue>> | Iterable<readonly [string, ParameterValue]>;

/** Headers as Node, Express and Fastify have them, or a `Headers` of fetch (Hono, Next). Names in any case. */
export type ReceivedHeaders =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [string, string]>;

/** What came over the wire. */
export interface ReceivedMessage {
  /** The raw bytes, or the text that they are in UTF-8. Never what a framework has parsed: written again it is other text. */
  readonly body: string | Uint8Array | ArrayBuffer;
  readonly headers: ReceivedHeaders;
}

/** What is known of a notification. */
export interface VerifiedNotification {
  /** Whether QFPay signed these bytes with this key. Believe nothing of it otherwise. */
  readonly valid: boolean;
  /** `payment`, `refund` and others; only of a valid one. */
  readonly notify_type?: string;
  /** Its fields as text, numbers with every digit; only of a valid one. `txamt` is in cents. */
  readonly notification?: Readonly<Record<string, string>>;
  /** Why it is not valid, or has no fields. */
  readonly reason?: string;
}

/** What is known of a response's own signature. QFPay signs only some of its responses. */
export interface VerifiedResponse {
  /** Whether the signature is right and covers what decides. */
  readonly verified: boolean;
  /** How it was made; absent where nothing fits, or there is none. */
  readonly scheme?: Scheme;
  /** `partial`: the digest fits, but over a text that leaves out what decides. */
  readonly covers?: 'whole' | 'partial';
}

/**
 * The signature of a request, in upper-case hex: empty values, `sign` and `sign_type` left out, sorted, joined raw, the key behind.
 * Values are signed as they are, before they are percent-encoded. With SHA256 the request needs `X-QF-SIGNTYPE: SHA256`.
 * @throws TypeError a value that would be sent otherwise than it is signed (a float, an object, null), or a key that cannot be one
 */
export function sign(
  parameters: SignedParameters,
  key: string,
  { sign_type = 'SHA256' }: { readonly sign_type?: SignType } = {},
): string {
  if (!signTypes.includes(sign_type)) throw new TypeError(`sign_type must be ${signTypes.join(' or ')}`);
  return signParameters(readPairs(parameters), readKey(key), sign_type);
}

/**
 * Whether a notification is QFPay's. Answer it with HTTP 200 and the text SUCCESS only when it is valid and kept; QFPay sends it
 * again otherwise, and now and then all the same: `syssn` and `notify_type` tell whether you know it.
 * @throws TypeError `body` is not the raw bytes
 */
export function verifyNotification({ body, headers }: ReceivedMessage, key: string): VerifiedNotification {
  const read = readNotification({ body: readBody(body), headers: readHeaders(headers) }, readKey(key));
  if (read.received === '') return { valid: false, reason: 'there is no X-QF-SIGN header' };
  if (!read.is_valid) {
    const reason =
      'X-QF-SIGN does not match the body: another key, or not the bytes as they came (explainSignature tells which)';
    return { valid: false, reason };
  }
  if (!read.fields) return { valid: true, reason: 'the signature is right, and the body is no JSON object' };
  const { notify_type } = read.fields;
  return { valid: true, ...(notify_type === undefined ? {} : { notify_type }), notification: read.fields };
}

/**
 * Whether a response of the gateway has a signature that is right: over its raw body, or over its sorted fields.
 * @param message with `request`, the parameters that were sent: a signature that only hands the request's own back proves nothing
 * @throws TypeError `body` is not the raw bytes
 */
export function verifyResponse(
  { body, headers, request }: ReceivedMessage & { readonly request?: SignedParameters },
  key: string,
): VerifiedResponse {
  const bytes = readBody(body);
  const { 'x-qf-sign': received = '', 'x-qf-signtype': said } = readHeaders(headers);
  if (received === '') return { verified: false };
  const announced = signTypes.find((type) => type === said?.trim().toUpperCase());
  const request_text = request && canonicalText(selectSigned(readPairs(request)).kept);
  const match = matchResponse(
    { body: bytes, received, key: readKey(key), announced, request_text },
    responseFields(bytes),
  );
  if (!match) return { verified: false };
  return { verified: match.covers === undefined, scheme: match.scheme, covers: match.covers ?? 'whole' };
}

/** What is to be explained. */
export interface SignatureQuestion {
  /** Anything that holds it: a curl command, raw HTTP, HAR, JSON, a log line, the bytes of a notification. */
  readonly text: string | Uint8Array;
  /** The received signature, where it does not stand in the text. */
  readonly signature?: string;
  readonly key: string;
  /** The `X-QF-SIGNTYPE` that came along; `none`: there was no such header. */
  readonly sign_type?: SignType | 'none';
  readonly kind?: 'request' | 'response' | 'notification';
}

/**
 * Why a signature does not match, as `qfpay verify --json` says it: `valid`, `diagnosis.causes`, each with its evidence and its
 * fix. The key stands nowhere in it.
 * @throws UsageError the text holds nothing that can be signed, or no signature
 */
export async function explainSignature(question: SignatureQuestion): Promise<ReportDocument> {
  const { text, signature, sign_type, kind } = question;
  const key = readKey(question.key);
  const { verifyCommand } = await import('../commands/verify.ts');
  const context = embeddedContext({
    variables: { QFPAY_KEY: key.reveal() },
    secrets: createSecrets({ inUse: () => [key], saved: () => [] }),
    input: readBody(text, 'text'),
  });
  const given = { signature, sign_type, kind };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const options = { ...said, input_file: '-', json: true, input: false };
  try {
    return reportDocument(await verifyCommand.run(options, [], context));
  } catch (error) {
    throw error instanceof QfpayError ? inOwnWords(error, context) : error;
  }
}

/** @throws TypeError it cannot be the key that QFPay gave; nothing of it stands in the message */
export function readKey(key: unknown): ClientKey {
  if (typeof key !== 'string' || key === '') throw new TypeError('key must be the client key, as text');
  if (key.trim() !== key) throw new TypeError('key has white space around it: it is used as it is, so leave that out');
  return new ClientKey(key);
}

function readBody(body: unknown, name = 'body'): Uint8Array {
  if (typeof body === 'string') return Buffer.from(body, 'utf8');
  // By what it is and not by its class: a test runner has classes of its own.
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body as ArrayBuffer);
  throw new TypeError(
    `${name} must be the raw bytes as they came (Uint8Array or string), not what was parsed from them`,
  );
}

function readHeaders(headers: ReceivedHeaders): Record<string, string> {
  if (typeof headers !== 'object' || headers === null)
    throw new TypeError('headers must be the headers that came with the body');
  const pairs = isPairs(headers) ? [...headers] : Object.entries(headers);
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), String(value)]])),
  );
}

function isPairs<Pair>(value: object | Iterable<Pair>): value is Iterable<Pair> {
  return Symbol.iterator in value;
}

/** @throws TypeError with the name of the parameter */
export function readPairs(parameters: SignedParameters): Parameter[] {
  if (typeof parameters !== 'object' || parameters === null)
    throw new TypeError('parameters must be an object, or pairs');
  const pairs = isPairs(parameters) ? [...parameters] : Object.entries(parameters);
  return pairs.flatMap(([name, value]): Parameter[] => {
    const text = textOf(name, value);
    return text === undefined ? [] : [[name, text]];
  });
}

/** What is printed one way and sent another is the commonest wrong signature: it is refused here. */
export function textOf(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'number') throw new TypeError(`${name} must be a whole number, or text as it is sent`);
  const what = value === null ? 'null' : typeof value;
  throw new TypeError(`${name} must be text or a whole number, and not ${what}: JSON goes as one string`);
}

/** The commands name their flags; here they are fields. What was given may hold the key: nothing of that is repeated. */
export function inOwnWords(error: QfpayError, { secrets }: Context): QfpayError {
  const fields = (text: string) =>
    text.replace(/--([a-z]+(?:-[a-z]+)*)/g, (_flag, name: string) => name.replaceAll('-', '_'));
  // What an answer held may stand in a cause, too; that of a store is the caller's own.
  const { details, hint, cause, ...facts } = error.facts;
  const told = details?.map((detail) =>
    Object.fromEntries(
      Object.entries(detail).map(([name, said]) => {
        const is_words = typeof said === 'string' && name !== 'value';
        return [name, is_words ? fields(said) : said];
      }),
    ),
  );
  const is_help = hint?.startsWith('qfpay ') && hint.endsWith('--help');
  const Kind = error.constructor as new (message: string, facts: ErrorFacts) => QfpayError;
  return new Kind(secrets.mask(fields(error.message)), {
    ...secrets.maskValue({
      ...facts,
      ...(told ? { details: told } : {}),
      ...(hint === undefined || is_help ? {} : { hint }),
    }),
    ...(error instanceof ConfigError && cause !== undefined ? { cause } : {}),
  });
}
