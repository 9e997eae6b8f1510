import type { ClientKey } from './client-key.ts';
import { canonicalText, digest, type Parameter, type SelectionRule, type SignType, selectSigned } from './sign.ts';

/** How a signature was found to be made. */
export type Scheme = 'sorted-params' | 'raw-body' | 'sorted-data' | 'sorted-fields' | 'sorted-fields-without-status';

export interface SchemeMatch {
  readonly scheme: Scheme;
  readonly sign_type: SignType;
}

/** One way in which a signature may have been made; the key is appended to `content`. */
export interface VerifyAttempt extends SchemeMatch {
  readonly content: string | Uint8Array;
  /** What decides stands beside the signed text: a match proves nothing of it. Absent where all is covered. */
  readonly covers?: 'partial';
}

/** The documented way first. */
export type Attempts = readonly [VerifyAttempt, ...VerifyAttempt[]];

/** Compares two hex digests in constant time. Hex case never makes a signature invalid. */
export function isSameDigest(expected: string, received: string): boolean {
  const [a, b] = [expected.toUpperCase(), received.trim().toUpperCase()];
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index += 1) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}

export interface SignatureVerdict {
  readonly is_valid: boolean;
  /** The attempt that matched, or else the first, which is the documented one. */
  readonly against: VerifyAttempt;
  /** The digest of that attempt. */
  readonly expected: string;
  /** How many digests it took. */
  readonly tried: number;
}

/**
 * Holds a received digest against each attempt in turn, and stops at the first that matches.
 * @param digestOf what takes digests: plain JavaScript, unless the caller has loaded Node's own
 */
export function holdAgainst(attempts: Attempts, received: string, key: ClientKey, digestOf = digest): SignatureVerdict {
  let first = '';
  for (const [index, against] of attempts.entries()) {
    const expected = digestOf(against.content, key, against.sign_type);
    if (isSameDigest(expected, received)) return { is_valid: true, against, expected, tried: index + 1 };
    if (index === 0) first = expected;
  }
  const [against] = attempts;
  return { is_valid: false, against, expected: first, tried: attempts.length };
}

/** Whether a digest matched, and with it all that decides. */
export function isProven({ is_valid, against }: SignatureVerdict): boolean {
  return is_valid && against.covers === undefined;
}

/** A request as the gateway checks it: with MD5 unless `X-QF-SIGNTYPE` says SHA256. */
export function requestAttempts(
  parameters: readonly Parameter[],
  sign_type: SignType,
  rule: SelectionRule = {},
): Attempts {
  const attempt = (content: string): VerifyAttempt => ({ scheme: 'sorted-params', sign_type, content });
  const { kept, dropped } = selectSigned(parameters, rule);
  const first = attempt(canonicalText(kept));
  const lang = dropped.find(({ reason, value }) => reason === 'checkout_lang' && value !== '');
  return lang ? [first, attempt(canonicalText([...kept, [lang.name, lang.value]]))] : [first];
}

export interface SignedBody {
  /** The bytes as they came: parsing and printing again makes other text. */
  readonly body: Uint8Array;
  readonly received: string;
  readonly key: ClientKey;
  readonly announced?: SignType | undefined;
  /** The text that was signed for the request: a signature over it is the request's own, handed back. */
  readonly request_text?: string | undefined;
}

/** A notification is signed over its raw bytes and nothing else: with MD5, unless its headers announce another hash. */
export function notificationAttempts(body: Uint8Array, announced: SignType = 'MD5'): Attempts {
  return [{ scheme: 'raw-body', sign_type: announced, content: body }];
}

/**
 * A response: its raw body first, then the sorted forms that QFPay documents: the fields of `data`, the top-level fields,
 * those without respcd, resperr and respmsg. The sorted forms share their shape with the text of a request, so that whoever
 * saw one can hand its signature back without knowing the key: only a form that no request has, and that leaves nothing out,
 * covers the answer.
 */
export function responseAttempts(
  { body, received, announced, request_text }: Omit<SignedBody, 'key'>,
  fields: ResponseFields | undefined,
): Attempts {
  const [first, ...others] = responseTypes(announced, received);
  const raw = (sign_type: SignType): VerifyAttempt => ({ scheme: 'raw-body', sign_type, content: body });
  const sorted = (fields ? sortedForms(fields) : []).flatMap(({ scheme, form, is_whole }) => {
    const content = canonicalText(form);
    const covers = is_whole && content !== request_text ? {} : ({ covers: 'partial' } as const);
    return [first, ...others].map((sign_type): VerifyAttempt => ({ scheme, sign_type, content, ...covers }));
  });
  return [raw(first), ...others.map(raw), ...sorted];
}

/** Which hashes may have made a response's signature: the announced one, and MD5, which responses are known to use. */
function responseTypes(announced: SignType | undefined, received: string): [SignType, ...SignType[]] {
  const looksLikeSha256 = announced === undefined && received.trim().length === 64;
  return announced === 'SHA256' || looksLikeSha256 ? ['SHA256', 'MD5'] : ['MD5'];
}

/** How a response was signed, and whether what decides is covered by it. */
export type ResponseMatch = SchemeMatch & Pick<VerifyAttempt, 'covers'>;

/** @returns how the response was signed; undefined when nothing matches */
export function verifyResponse(signed: SignedBody, fields: ResponseFields | undefined): ResponseMatch | undefined {
  const { is_valid, against } = holdAgainst(responseAttempts(signed, fields), signed.received, signed.key);
  const { scheme, sign_type, covers } = against;
  return is_valid ? { scheme, sign_type, ...(covers ? { covers } : {}) } : undefined;
}

/** The scalar fields of an answer, as raw text. */
export interface ResponseFields {
  readonly top: readonly Parameter[];
  readonly data?: readonly Parameter[] | undefined;
  /** Something stands at the top level that is no scalar, and in no sorted form: `data` and its records, `pay_params`. */
  readonly has_nested: boolean;
}

interface SortedForm {
  readonly scheme: Scheme;
  readonly form: readonly Parameter[];
  /** It holds all that decides. */
  readonly is_whole: boolean;
}

function sortedForms({ top, data, has_nested }: ResponseFields): SortedForm[] {
  const filled = top.filter(([, value]) => value !== '');
  const form = filled.filter(([name]) => !['respcd', 'resperr', 'respmsg'].includes(name));
  return [
    ...(data
      ? [{ scheme: 'sorted-data', form: data.filter(([, value]) => value !== ''), is_whole: false } as const]
      : []),
    { scheme: 'sorted-fields', form: filled, is_whole: !has_nested && isAnswersText(filled) },
    { scheme: 'sorted-fields-without-status', form, is_whole: false },
  ];
}

/** What every answer has one of, and no request. A request can hold a respcd: a query may ask for one. */
const answersOwn: readonly string[] = ['resperr', 'respmsg', 'errmsg', 'sysdtm', 'paydtm'];

/** Whether fields are an answer's and can be read in one way only: the joined text does not show where a name ends. */
function isAnswersText(fields: readonly Parameter[]): boolean {
  const names = fields.map(([name]) => name);
  const is_plain = new Set(names).size === names.length && names.every((name) => !/[=&]/.test(name));
  return is_plain && names.includes('respcd') && names.some((name) => answersOwn.includes(name));
}
