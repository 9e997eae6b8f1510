import { isLosslessNumber, LosslessNumber, parse } from 'lossless-json';
import type { Endpoint } from '../catalog/endpoints.ts';
import type { HttpResponse } from '../context/network.ts';
import type { Secrets } from '../context.ts';
import { TransportError } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { signTypes } from '../signature/sign.ts';
import { isSameDigest, type ResponseFields, verifyResponse } from '../signature/verify.ts';
import type { Answer, ResponseSignature } from './gateway.ts';
import { maskBody } from './masking.ts';
import { type ExchangeFailure, readRetryAfter } from './retry.ts';

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
    message: resperr || textField(fields, 'errmsg') || respmsg,
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
export function readOtherAnswer(response: HttpResponse, shape: Endpoint['answer']): Answer | undefined {
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
