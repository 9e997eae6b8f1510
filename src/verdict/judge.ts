import { signatureRemarks, valueRemarks } from '../diagnosis/value-remarks.ts';
import { t } from '../language/t.ts';
import type { CandidateKey } from '../merchant/configured-keys.ts';
import type { Signer } from '../merchant/merchant.ts';
import type { Reading } from '../reading/read-parameters.ts';
import { countKnown, isSentName, responseFields } from '../reading/vocabulary.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { checkoutRule, digest, type Parameter, type SignType } from '../signature/sign.ts';
import {
  type Attempts,
  holdAgainst,
  isProven,
  notificationAttempts,
  requestAttempts,
  responseAttempts,
  type SignatureVerdict,
} from '../signature/verify.ts';
import { isApiName } from '../variants/known-names.ts';
import type { WireCause } from '../variants/signature-case.ts';
import { bodyNotEncoded, bodyNotForm } from '../variants/wire-causes.ts';
import { checkoutSignType, isCheckout } from './signed-checkout.ts';
import type { VerifyCase, VerifyCases, VerifyTask } from './task.ts';

/** Right over what the client meant, and yet not what the gateway reads, or not over the bytes that came. */
type SentOtherwise = 'body-not-form' | 'body-not-encoded' | 'body-reserialised';

/** What the digest says of one signature. */
export interface Judgement {
  readonly is_valid: boolean;
  /** The way of reading that decides: the one that fits, or else the likeliest of those that count. */
  readonly task: VerifyTask;
  readonly attempts: Attempts;
  readonly verdict: SignatureVerdict;
  /** All ways that count, each with what QFPay documents for it. */
  readonly counting: readonly (readonly [VerifyTask, Attempts])[];
  /** It fits, and is not valid all the same. */
  readonly sent_otherwise?: SentOtherwise;
  /** It fits, but over a text that leaves out what decides, or that is not all that was sent. */
  readonly is_partial?: true;
  /** Another text that fits, where what was sent does not: it only explains. */
  readonly signed?: VerifyTask;
  readonly place?: string;
}

/** Ways of reading that are looked at more closely where none of them fits. */
const mostSearched = 4;

/**
 * Holds a signature against every way to read what it stands for. What was sent counts alone, where it is in view: the bytes
 * whose length is known before others, what went over the wire before a list of parameters, a list before a text that was
 * put together to be signed.
 */
export function judge({ ways, place }: VerifyCase, key: ClientKey, digestOf = digest): Judgement {
  const hold = (task: VerifyTask, attempts: Attempts) => holdAgainst(attempts, task.received, key, digestOf);
  const counting = countingWays(ways).map((task) => [task, attemptsOf(task)] as const);
  const [likeliest = [ways[0], attemptsOf(ways[0])] as const] = counting;
  const at = place === undefined ? {} : { place };
  let spoilt: Judgement | undefined;
  for (const [task, attempts] of counting) {
    const verdict = hold(task, attempts);
    if (!verdict.is_valid) continue;
    const sent_otherwise = otherwiseSent(task);
    const judged = { task, attempts, verdict, counting, ...at };
    if (sent_otherwise !== undefined) spoilt ??= { ...judged, is_valid: false, sent_otherwise };
    else if (isProven(verdict) && !task.way?.is_partial) return { ...judged, is_valid: true };
    else spoilt ??= { ...judged, is_valid: false, is_partial: true };
  }
  if (spoilt) return spoilt;
  const [task, attempts] = likeliest;
  const isOther = (way: VerifyTask) => !counting.some(([each]) => each === way);
  const signed = ways.find((way) => isOther(way) && hold(way, attemptsOf(way)).is_valid);
  const verdict = hold(task, attempts);
  const whole = counting.filter(([{ way }]) => !way?.is_partial);
  const searched = (whole.length > 0 ? whole : counting).slice(0, mostSearched);
  return { is_valid: false, task, attempts, verdict, counting: searched, ...(signed ? { signed } : {}), ...at };
}

/** Of ways to read a request or a body those that can be what was sent. */
function countingWays(ways: readonly VerifyTask[]): readonly VerifyTask[] {
  const first = ways.find(({ way }) => way?.is_pinned) ?? sentOf(ways) ?? ways[0];
  const same = ways.filter(({ kind }) => kind === first?.kind);
  const pinned = same.filter(({ way }) => way?.is_pinned);
  if (pinned.length > 0) return pinned;
  if (first?.kind !== 'request') {
    const exact = same.filter(({ way }) => !way?.is_printed);
    return exact.length > 0 ? exact : same;
  }
  for (const role of ['wire', 'list'] as const) {
    const found = same.filter(({ way }) => way?.role === role);
    if (found.length > 0) return role === 'list' ? wholeLists(found) : found;
  }
  return same;
}

/** A list of which another one has all, and parameters besides, was read from its middle: what it lacks was sent as well. */
function wholeLists(ways: readonly VerifyTask[]): readonly VerifyTask[] {
  // What is empty in one way of reading stands there as quotes or a word in another.
  const empty = new Set(
    ways.flatMap(({ parameters }) => parameters.flatMap(([name, value]) => (value === '' ? [name] : []))),
  );
  // A number or a Chinese word for a name is one that somebody chose, and sent.
  const isName = (name: string) => isSentName(name) || /^(?![A-Za-z_]+$)[\p{L}\p{N}_.[\]-]+$/u.test(name);
  const counts = ([name]: Parameter) => isName(name) && name !== 'sign' && !empty.has(name);
  const named = ways.map((way) => ({
    way,
    pairs: new Set(way.parameters.filter(counts).map((pair) => pair.join('='))),
  }));
  const isPart = (pairs: ReadonlySet<string>) =>
    named.some((other) => other.pairs.size > pairs.size && [...pairs].every((pair) => other.pairs.has(pair)));
  // Marks of a notation at a value's edge, and names that are none, are left of a reading that took too much.
  const isOdd = ([name, value]: Parameter) => !isSentName(name) || /^["'`]|["'`,;]$|[\u200b\u2060\ufeff]/.test(value);
  const odd = ({ parameters }: VerifyTask) => parameters.filter(isOdd).length;
  return named
    .filter(({ pairs }) => !isPart(pairs))
    .map(({ way }) => way)
    .sort((a, b) => odd(a) - odd(b));
}

/** Beside a request, an object that looks like an answer is the answer to it. */
function sentOf(ways: readonly VerifyTask[]): VerifyTask | undefined {
  if (ways[0]?.kind !== 'response' || ways[0].way?.role === 'wire') return undefined;
  const requests = ways.filter(({ kind }) => kind === 'request');
  return (
    requests.find(({ way, reading }) => way?.role === 'wire' && reading?.headers) ??
    requests.find(({ way, parameters }) => way?.role !== 'string' && countKnown(parameters.map(([name]) => name)) > 2)
  );
}

function otherwiseSent(task: VerifyTask): SentOtherwise | undefined {
  const { kind, way } = task;
  if (kind !== 'request') return way?.is_printed ? 'body-reserialised' : undefined;
  if (way?.is_json_sent) return 'body-not-form';
  return isForm(task) && hasAddressTail(task) ? 'body-not-encoded' : undefined;
}

/** A name that QFPay does not know behind an address with a `?` is the rest of that address, which was not encoded. */
function hasAddressTail({ parameters, reading }: VerifyTask): boolean {
  if (!reading?.wire || reading.wire.some(([, value]) => /%[\da-f]{2}/i.test(value))) return false;
  const takes = namesOfCall(parameters);
  let before = '';
  return parameters.some(([name, value]) => {
    if (!takes(name)) return /^https?:\/\/\S*\?/.test(before);
    before = value;
    return false;
  });
}

/** Parameters of calls other than a payment, a query, a refund and their like. */
const otherCalls = new Set(
  [
    'lang',
    'code',
    'name',
    'phone',
    'email',
    'state',
    'type',
    'description',
    'note',
    'package',
    'currency',
    'amount',
    'interval',
  ].concat(['customs', 'products', 'openid', 'appid', 'app_code', 'page', 'customer_id', 'token_id']),
);

/** Whether the call that these parameters belong to takes one of a name. */
function namesOfCall(parameters: readonly Parameter[]): (name: string) => boolean {
  const is_trade = !isCheckout(parameters) && parameters.some(([known]) => /^(?:txamt|pay_type|syssn)$/.test(known));
  return (name) => isApiName(name) && !(is_trade && otherCalls.has(name));
}

/** What was sent, or a form that stands in a text: a form is written down as it is sent. */
function isForm({ reading, way }: VerifyTask): boolean {
  return way?.role === 'wire' || (way?.role === 'list' && reading?.notation === 'form');
}

/** How a request was sent so that the gateway reads something else, as far as its bytes show it. */
export function wireCauses(task: VerifyTask): WireCause[] {
  const { kind, parameters, reading, way } = task;
  if (kind !== 'request' || !reading || !way || !isForm(task)) return [];
  if (way.is_json_sent) return [bodyNotForm(parameters, 'JSON')];
  const text = Buffer.from(reading.body).toString('utf8');
  const is_raw = reading.notation === 'form' && text.includes('&') && !/%[\da-f]{2}/i.test(text);
  if (!is_raw) return [];
  const meant = rawParameters(text, parameters);
  return meant.length < text.trimEnd().split('&').length ? [bodyNotEncoded(parameters, meant)] : [];
}

/** A form that was put together without encoding: only before a name of QFPay's does an & part two parameters. */
function rawParameters(text: string, parameters: readonly Parameter[]): Parameter[] {
  const takes = namesOfCall(parameters);
  return text
    .trimEnd()
    .split(/&(?=[A-Za-z_]\w*=)/)
    .reduce<string[]>((parts, part) => {
      const name = /^\w+(?==)/.exec(part)?.[0];
      const last = parts.length - 1;
      if (last >= 0 && (name === undefined || !takes(name))) parts[last] += `&${part}`;
      else parts.push(part);
      return parts;
    }, [])
    .map((part): Parameter => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
}

/** The ways that QFPay documents for this kind. */
function attemptsOf(task: VerifyTask): Attempts {
  const { kind, parameters, body, received } = task;
  const announced = task.announced === 'none' ? undefined : task.announced;
  if (kind === 'notification') return notificationAttempts(body, announced);
  if (kind === 'response') return responseAttempts({ body, received, announced }, responseFields(body));
  return requestAttempts(parameters, requestHash(task), isCheckout(parameters) ? checkoutRule : {});
}

/** A checkout announces its hash itself. Where nothing can have announced one, the number of digits tells. */
function requestHash({ announced, parameters, received }: VerifyTask): SignType {
  const said = isCheckout(parameters) ? checkoutSignType(parameters, undefined) : undefined;
  if (said !== undefined) return said;
  if (announced === undefined) return received.length > 32 ? 'SHA256' : 'MD5';
  return announced === 'none' ? 'MD5' : announced;
}

/** What is odd about an input, whether its signature matches or not. No digest is needed to see it. */
export function remarksOf(task: VerifyTask): string[] {
  const { kind, parameters, reading, received, announced, remarks } = task;
  const is_request = kind === 'request' && !isCheckout(parameters);
  return [
    ...remarks,
    ...signatureRemarks({ received, is_request, announced }),
    ...(kind === 'request' ? [...(reading?.notes ?? []), ...valueRemarks(parameters)] : []),
    ...(is_request && reading?.direction === 'request' ? transportRemarks(reading, parameters) : []),
  ];
}

/** What the gateway would not read of a request that was seen on its way, however it is signed. */
function transportRemarks({ notation, headers }: Reading, parameters: readonly Parameter[]): string[] {
  const has_sign = parameters.some(([name]) => name === 'sign');
  return [
    ...(notation === 'json' || /\bjson\b/i.test(headers?.['content-type'] ?? '')
      ? [t`the body is JSON: QFPay takes form bodies (application/x-www-form-urlencoded) only`]
      : []),
    ...(has_sign ? [t`the signature is a parameter: QFPay reads it from the header X-QF-SIGN`] : []),
  ];
}

interface Configured {
  readonly signer: Signer;
  readonly keys: readonly CandidateKey[];
}

/** What the configuration says of a request, and of what it stands in. No digest proves any of it. */
export function withRemarks(task: VerifyTask, given: VerifyCases, configured: Configured): VerifyTask {
  const shown = given.shows_key
    ? [t`the client key stands in the input: it is masked here, but whoever has that text can sign with it`]
    : [];
  const left_out =
    given.left_out > 0 ? [t`${given.left_out} more signatures stand in the input, and were not looked at`] : [];
  const own = task.kind === 'request' ? configuredRemarks(task, configured) : [];
  return { ...task, remarks: [...task.remarks, ...shown, ...left_out, ...own] };
}

function configuredRemarks({ parameters, reading }: VerifyTask, { signer, keys }: Configured): string[] {
  const has_store = parameters.some(([name, value]) => /^mch(?:nt)?id$/.test(name) && value !== '');
  const own = keys.find(({ client_key }) => client_key.reveal() === signer.client_key.reveal());
  const mchid = has_store ? undefined : own?.mchids[0];
  const app_code = reading?.headers?.['x-qf-appcode'];
  const other =
    app_code === undefined || own?.app_code === app_code ? undefined : keys.find((key) => key.app_code === app_code);
  return [
    ...(mchid === undefined || own === undefined
      ? []
      : [t`the request has no mchid, and ${own.name} has ${mchid}: where QFPay gave one, every call has to send it`]),
    ...(other ? [t`the app code ${app_code ?? ''} is that of ${other.name}, and the key is another one's`] : []),
  ];
}
