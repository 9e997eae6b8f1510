import { responseFields } from '../../reading/response-fields.ts';
import { checkoutRule } from '../../signature/canonical-text.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import type { SignType } from '../../signature/sign.ts';
import {
  type Attempts,
  holdAgainst,
  notificationAttempts,
  requestAttempts,
  responseAttempts,
  type Verdict,
} from '../../signature/verify.ts';
import { checkoutSignType, isCheckout } from '../sign/checkout.ts';
import type { VerifyCase, VerifyTask } from './task.ts';

/** Right over what the client meant, and yet not what the gateway reads, or not over the bytes that came. */
export type SentOtherwise = 'body-not-form' | 'body-not-encoded' | 'body-reserialised';

/** What the digest says of one signature. */
export interface Judgement {
  readonly is_valid: boolean;
  /** The way of reading that decides: the one that fits, or else the likeliest of those that count. */
  readonly task: VerifyTask;
  readonly attempts: Attempts;
  readonly verdict: Verdict;
  /** All ways that count, each with what QFPay documents for it. */
  readonly counting: readonly (readonly [VerifyTask, Attempts])[];
  /** It fits, and is not valid all the same. */
  readonly sent_otherwise?: SentOtherwise;
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
export function judge({ ways, place }: VerifyCase, key: ClientKey): Judgement {
  const counting = countingWays(ways).map((task) => [task, attemptsOf(task)] as const);
  const [likeliest = [ways[0], attemptsOf(ways[0])] as const] = counting;
  const at = place === undefined ? {} : { place };
  let spoilt: Judgement | undefined;
  for (const [task, attempts] of counting) {
    const verdict = holdAgainst(attempts, task.received, key);
    if (!verdict.is_valid) continue;
    const sent_otherwise = otherwiseSent(task);
    const judged = { task, attempts, verdict, counting, ...at };
    if (sent_otherwise === undefined) return { ...judged, is_valid: true };
    spoilt ??= { ...judged, is_valid: false, sent_otherwise };
  }
  if (spoilt) return spoilt;
  const [task, attempts] = likeliest;
  const signed = ways.find((way) => !counting.some(([each]) => each === way) && isOver(way, key));
  const verdict = holdAgainst(attempts, task.received, key);
  const searched = counting.slice(0, mostSearched);
  return { is_valid: false, task, attempts, verdict, counting: searched, ...(signed ? { signed } : {}), ...at };
}

function isOver(task: VerifyTask, key: ClientKey): boolean {
  return holdAgainst(attemptsOf(task), task.received, key).is_valid;
}

/** Of ways to read a request or a body those that can be what was sent. */
function countingWays(ways: readonly VerifyTask[]): readonly VerifyTask[] {
  const [first] = ways;
  const same = ways.filter(({ kind }) => kind === first?.kind);
  const pinned = same.filter(({ way }) => way?.is_pinned);
  if (pinned.length > 0) return pinned;
  if (first?.kind !== 'request') {
    const exact = same.filter(({ way }) => !way?.is_printed);
    return exact.length > 0 ? exact : same;
  }
  for (const role of ['wire', 'list'] as const) {
    const found = same.filter(({ way }) => way?.role === role);
    if (found.length > 0) return found;
  }
  return same;
}

function otherwiseSent(task: VerifyTask): SentOtherwise | undefined {
  const { kind, way } = task;
  if (kind !== 'request') return way?.is_printed ? 'body-reserialised' : undefined;
  if (way?.is_json_sent) return 'body-not-form';
  return way?.role === 'wire' && unencodedTail(task) !== undefined ? 'body-not-encoded' : undefined;
}

/** Every name that a request to QFPay may have; any other behind a URL with a `?` is a part of that URL. */
const apiNames =
  /^(?:amount|app_?code|auth_code|billing_address|cancel_url|code|currency|customer_id|customs|description|email|end_time|expired_time|checkout_expired_time|extend_info|failed_url|fee_type|goods_(?:info|name|detail)|interval(?:_count)?|lang|limit_pay|mch(?:nt)?id|mchntnm|mch_customs_n(?:o|ame)|name|note|notify_url|openid|order_fee|out_(?:trade|request)_no|page(?:_size)?|pay_(?:tag|type)|paysource|phone|product(?:s|_fee|_id|_name)|redirect_ur[il]|respcd|return_url|rmb_tag|seller_id|sign(?:_type)?|start_time|state|sub_(?:openid|order_no)|subscription_(?:id|order_id)|syssn|token_\w+|total_billing_cycles|trade_(?:date|type)|transport_fee|tx(?:amt|currcd|dtm|zone)|type|udid|usage_type|valid_time|action_type)$/i;

/** The first parameter that is no parameter but the rest of an address that was not encoded. */
export function unencodedTail({ parameters, reading }: VerifyTask): number | undefined {
  const wire = reading?.wire;
  if (!wire || wire.some(([, value]) => /%[\da-f]{2}/i.test(value))) return undefined;
  const at = parameters.findIndex(([name], place) => {
    if (apiNames.test(name) || place === 0) return false;
    const before = parameters.slice(0, place).findLast(([known]) => apiNames.test(known))?.[1] ?? '';
    return /^https?:\/\/[^\s]*\?/.test(before);
  });
  return at === -1 ? undefined : at;
}

/** The ways that QFPay documents for this kind. */
export function attemptsOf(task: VerifyTask): Attempts {
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
