import { isLosslessNumber, LosslessNumber, parse } from 'lossless-json';
import type { Endpoint } from '../catalog/endpoints.ts';
import type { HttpResponse } from '../context/network.ts';
import type { Secrets } from '../context/secrets.ts';
import { TransportError } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { type Parameter, signTypes } from '../signature/sign.ts';
import { isSameDigest, type ResponseFields, type Scheme, verifyResponse } from '../signature/verify.ts';
import { maskBody } from './masking.ts';
import { type ExchangeFailure, readRetryAfter } from './retry.ts';

/** A request as it would be sent; what `--dry-run` shows. The key stands as its fingerprint in `signing_string`. */
export interface PreparedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In the order they are sent, empty ones left out. */
  readonly params: readonly Parameter[];
  readonly body?: string;
  readonly signing_string: string;
}

/** The one way out: sign, send, read. */
export interface Gateway {
  readonly settings: Settings;
  /** Decides without doing: adds `mchid` when the merchant has one, drops empty parameters, signs. @throws UsageError a parameter holds the key */
  prepare(endpoint: Endpoint, parameters: readonly Parameter[]): PreparedRequest;
  /**
   * Sends and reads. A call that only reads is repeated on 429, 5xx and resets; one that moves money on 429 alone.
   * @throws UsageError a parameter is or holds the client key: nothing is sent
   * @throws NetworkError the connection was never made, or a reading call got no usable answer
   * @throws UnknownOutcomeError a call that moves money, or changes something, may have been processed and gave no usable answer
   * @throws RateLimitedError still 429 after 6 tries, of a batch after 12
   * @throws CancelledUnsentError interrupted while it only waited: a call that moves money was surely not processed
   * @throws CancelledError interrupted
   */
  send(endpoint: Endpoint, parameters: readonly Parameter[]): Promise<Answer>;
}

/**
 * The outcome of checking an answer's own signature; a missing one is normal. `verified` is true only where the matching scheme
 * covers what decides. `reflected`: it is the signature that the request was sent with.
 */
type ResponseSignature =
  | { readonly present: false }
  | {
      readonly present: true;
      readonly verified: boolean;
      readonly scheme?: Scheme;
      readonly covers?: 'partial';
      readonly reflected?: true;
    };

/** What has to be said of a signature, in one line; undefined for one that is right, and for none. The outcome decides all the same. */
export function signatureProblem(signature: ResponseSignature): string | undefined {
  if (!signature.present || signature.verified) return undefined;
  if (signature.reflected) {
    return t`the answer's signature is the request's own, handed back: whoever answered need not know the key (signature.reflected is true)`;
  }
  if (signature.covers) {
    return t`the answer's signature covers only a part of it (${signature.scheme}): respcd and what is nested may have been changed (signature.covers is partial)`;
  }
  return t`the answer's own signature does not match this key (signature.verified is false); its outcome is shown all the same`;
}

/** What the gateway said, in any of its three shapes. A decline is an answer, not an error. */
export interface Answer {
  readonly http_status: number;
  /** Always text, also when the gateway sent a bare number. */
  readonly respcd: string;
  /** The message for people: `resperr`, else `errmsg`, else `respmsg`. */
  readonly message: string;
  readonly resperr: string;
  readonly respmsg: string;
  /** Top-level fields, and those of a `data` object under them; scalars as raw text, every digit kept. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The fields of a `data` object alone, which may say otherwise than the top level does. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The records of a `data` array; undefined when `data` is no array. */
  readonly records?: readonly Readonly<Record<string, unknown>>[];
  /** The parsed body, for `response` in JSON; numbers that JavaScript would change are LosslessNumber. */
  readonly body: unknown;
  readonly raw: Uint8Array;
  /** Of the response, their names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The bytes are no JSON but a zip, and have no respcd (it is empty then). */
  readonly is_file?: true;
  /** The answer is a redirect, without a respcd: where to. */
  readonly location?: string;
  /** A key stood in what the gateway said, and was masked everywhere but in `raw`. */
  readonly masked?: true;
  readonly signature: ResponseSignature;
  /** It has the emulator's own header. */
  readonly is_emulated?: true;
}

/** What one exchange came to. */
export type ExchangeVerdict = { readonly kind: 'answer'; readonly answer: Answer } | ExchangeFailure;

export interface Judging {
  readonly key: ClientKey;
  readonly now: Date;
  /** What the request held: the payer's part of it is not repeated. */
  readonly sent: readonly Parameter[];
  readonly sent_signature?: SentSignature;
  /** What the call is documented to answer, where that is no JSON. */
  readonly shape?: Endpoint['answer'];
  readonly secrets: Pick<Secrets, 'mask' | 'maskValue'>;
}

/** A 4xx with a respcd is an answer like any other; a 5xx or a redirect is none, whatever its body says. */
export function judgeResponse(response: HttpResponse, judging: Judging): ExchangeVerdict {
  const { key, now, sent, sent_signature, shape, secrets } = judging;
  const { status, headers, body } = response;
  const other = readOtherAnswer(response, shape);
  if (other) return { kind: 'answer', answer: withoutSecrets(other, secrets) };
  if (status === 429) {
    const retry_after_ms = readRetryAfter(headers['retry-after'], now);
    return { kind: 'rate-limited', problem: t`HTTP 429, too many requests`, retry_after_ms };
  }
  if (status >= 500) return { kind: 'server-error', problem: `HTTP ${status} ${excerpt(body, sent, secrets)}`.trim() };
  if (status >= 300 && status < 400) return { kind: 'unusable', problem: redirection(response, secrets) };
  try {
    return { kind: 'answer', answer: withoutSecrets(readAnswer(response, key, sent_signature), secrets) };
  } catch (error) {
    if (!(error instanceof UnreadableAnswerError)) throw error;
    const start = excerpt(body, sent, secrets);
    return { kind: 'unusable', problem: `${secrets.mask(error.message)}${start && `: ${start}`}`, cause: error };
  }
}

/** What it says is masked here, once, before anything is kept, cut or shown; its signature was over the bytes as they came. */
function withoutSecrets({ raw, signature, headers, ...said }: Answer, secrets: Judging['secrets']): Answer {
  const masked = secrets.maskValue(said);
  return {
    ...masked,
    raw,
    signature,
    ...(headers ? { headers: secrets.maskValue(headers) } : {}),
    ...(masked === said ? {} : { masked: true }),
  };
}

/** @throws the error itself when it is none of the network's, such as an interruption */
export function judgeError(error: unknown): ExchangeFailure {
  if (!(error instanceof TransportError)) throw error;
  const { message: problem, fault } = error;
  if (!error.connected) return { kind: 'not-connected', problem, fault, cause: error };
  return { kind: fault === 'timeout' || fault === 'reset' ? fault : 'unusable', problem, cause: error };
}

/** Only the other server's name: the address may carry anything. */
function redirection({ status, headers }: HttpResponse, secrets: Judging['secrets']): string {
  const location = secrets.mask(headers['location'] ?? '');
  const to = URL.canParse(location) ? ` to ${new URL(location).host}` : '';
  return t`HTTP ${status}${to}: redirects are not followed`;
}

type AnswerFields = Readonly<Record<string, unknown>>;

/** The signature that a request left with, and the text that it is over. */
interface SentSignature {
  readonly digest: string;
  readonly text: string;
}

/**
 * The bytes of a response as an Answer, in any of QFPay's three shapes: flat, `data` as an object, `data` as an array. A
 * field is read from the top level, else from a `data` object. The HTTP status is not judged here.
 * @param sent a signature that only hands this one back proves nothing
 * @throws UnreadableAnswerError no JSON object, or none that has a respcd
 */
export function readAnswer(response: HttpResponse, key: ClientKey, sent?: SentSignature): Answer {
  const body = parseBody(response);
  const { data, ...rest } = body;
  const flat = isObject(data) || Array.isArray(data) ? rest : body;
  const top = presentFields(flat);
  const inner = isObject(data) ? presentFields(data) : undefined;
  const fields = { ...top, ...inner, ...filledFields(top) };
  const respcd = textField(fields, 'respcd');
  if (respcd === '') throw new UnreadableAnswerError(t`the answer has no respcd`, response);
  const resperr = textField(fields, 'resperr');
  const respmsg = textField(fields, 'respmsg');
  return {
    http_status: response.status,
    respcd,
    // Often with the code behind it, which stands beside it anyway: 签名错误(1108).
    message: (resperr || textField(fields, 'errmsg') || respmsg).replace(`(${respcd})`, '').trim(),
    resperr,
    respmsg,
    fields,
    ...(inner ? { data: inner } : {}),
    ...(Array.isArray(data) ? { records: data.filter(isObject).map(presentFields) } : {}),
    body,
    raw: response.body,
    headers: response.headers,
    ...(response.headers['x-qfpay-emulator'] ? { is_emulated: true } : {}),
    signature: checkSignature(response, key, signedFields(body), sent),
  };
}

/**
 * An answer that is no JSON: the redirect or the zip that a call is documented to give. Undefined for every other response, which
 * is read as the JSON that tells why there is none.
 */
function readOtherAnswer(response: HttpResponse, shape: Endpoint['answer']): Answer | undefined {
  const { status, headers, body } = response;
  const location = headers['location'];
  const isRedirect = shape === 'redirect' && status >= 300 && status < 400 && location !== undefined;
  const isZip =
    (shape === 'file' || shape === 'any') && status === 200 && zipMarks.some((mark) => startsWith(body, mark));
  if (!isRedirect && !isZip) return undefined;
  const none = { respcd: '', message: '', resperr: '', respmsg: '', fields: {}, body: undefined };
  return {
    ...{ http_status: status, ...none, raw: body, headers, signature: { present: false } },
    ...(isRedirect ? { location } : { is_file: true }),
    ...(headers['x-qfpay-emulator'] ? { is_emulated: true } : {}),
  };
}

/** A file, and an archive with nothing in it. */
const zipMarks: readonly (readonly number[])[] = [
  [0x50, 0x4b, 3, 4],
  [0x50, 0x4b, 5, 6],
];

function startsWith(body: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, place) => body[place] === byte);
}

function parseBody(response: HttpResponse): AnswerFields {
  const text = new TextDecoder().decode(response.body);
  if (text.trim() === '') throw new UnreadableAnswerError(t`the answer is empty`, response);
  let body: unknown;
  try {
    body = parse(text, undefined, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
  } catch (error) {
    throw new UnreadableAnswerError(t`the answer is no JSON`, response, error);
  }
  if (!isObject(body)) throw new UnreadableAnswerError(t`the answer is no JSON object`, response);
  return body;
}

/** A number that JavaScript would print otherwise keeps its text: 26 digits of a syssn, the zeros of `1.00`. */
function parseNumber(text: string): number | LosslessNumber {
  return String(Number(text)) === text ? Number(text) : new LosslessNumber(text);
}

function isObject(value: unknown): value is AnswerFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/**
 * Without nulls, which QFPay sends for what is not there; numbers and booleans as their text, what is nested as it is. A
 * respcd that came without quotes has lost its zeros: 0 is 0000.
 */
function presentFields(fields: AnswerFields): AnswerFields {
  const entries = Object.entries(fields).map(([name, value]) => [name, scalarText(value) ?? value] as const);
  const present = Object.fromEntries(entries.filter(([, value]) => value !== null));
  const { respcd } = fields;
  return typeof respcd === 'number' ? { ...present, respcd: String(respcd).padStart(4, '0') } : present;
}

/** Empty at the top, filled in `data`: QFPay prints fields that it has no value for. */
function filledFields(fields: AnswerFields): AnswerFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

function scalarText(value: unknown): string | undefined {
  const is_scalar = ['string', 'number', 'boolean'].includes(typeof value) || isLosslessNumber(value);
  return is_scalar ? String(value) : undefined;
}

function textField(fields: AnswerFields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/** As they came, for the signature. */
function scalars(fields: AnswerFields): Parameter[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const text = scalarText(value);
    return text === undefined ? [] : [[name, text] as const];
  });
}

function signedFields(body: AnswerFields): ResponseFields {
  const { data } = body;
  return {
    top: scalars(body),
    data: isObject(data) ? scalars(data) : undefined,
    has_nested: Object.values(body).some((value) => isObject(value) || Array.isArray(value)),
  };
}

/** Over the bytes as they came. A missing signature is normal; a wrong one is told, but the respcd decides. */
function checkSignature(
  { headers, body }: HttpResponse,
  key: ClientKey,
  fields: ResponseFields,
  sent: SentSignature | undefined,
): ResponseSignature {
  const received = headers['x-qf-sign']?.trim();
  if (!received) return { present: false };
  if (sent && isSameDigest(sent.digest, received)) return { present: true, verified: false, reflected: true };
  const announced = signTypes.find((type) => type === headers['x-qf-signtype']?.trim().toUpperCase());
  const match = verifyResponse({ body, received, key, announced, request_text: sent?.text }, fields);
  if (!match) return { present: true, verified: false };
  const { scheme, covers } = match;
  return covers ? { present: true, verified: false, scheme, covers } : { present: true, verified: true, scheme };
}

/** What came back is no answer of the gateway: HTML, cut JSON, JSON without `respcd`. It proves nothing about the call. */
export class UnreadableAnswerError extends Error {
  constructor(problem: string, { status, headers }: HttpResponse, cause?: unknown) {
    const facts = [`HTTP ${status}`, headers['content-type'] ?? t`no content type`].join(', ');
    super(`${problem} (${facts})`, { cause });
  }
}

const longestRead = 20_000;

/** The first 80 characters on one line, without what belongs to the payer and what could steer a terminal. */
function excerpt(body: Uint8Array, sent: readonly Parameter[], secrets: Pick<Secrets, 'mask'>): string {
  // Masked before it is cut, so that no value is cut in two and then missed.
  const text = secrets.mask(maskBody(new TextDecoder().decode(body.subarray(0, longestRead)), sent));
  return Array.from(text.replace(/[\s\p{C}]+/gu, ' ').trim())
    .slice(0, 80)
    .join('');
}
