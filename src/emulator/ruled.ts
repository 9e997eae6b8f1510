import type { PayType } from '../catalog/pay-types.ts';
import { findRespcd, type RespcdCategory } from '../catalog/respcd.ts';
import type { JsonObject } from '../signature/python-json.ts';
import { type Decided, refused } from './call.ts';
import type { Entry } from './entry.ts';
import type { Ruling } from './faults/effect.ts';
import { isPending } from './faults/faults.ts';
import { type Refusal, refuse } from './refusal.ts';

interface Made {
  readonly answer: JsonObject;
  readonly entry: Entry;
}

/** Such a payment was tried and failed: a query finds it, and its number is used. Others were never taken up. */
const tried: readonly RespcdCategory[] = ['payer', 'rejected', 'retry'];

/** A payment that the gateway answers with another code. A pending one moves its money by itself, later. */
export function ruledPayment(made: Made, { respcd, settles_ms }: Ruling, { result }: PayType): Decided {
  if (respcd === '0000') return made;
  const refusal = refuse(respcd);
  const { entry } = made;
  if (isPending(respcd)) {
    const answer = result === 'none' ? triedAnswer(entry, refusal) : { ...made.answer, ...said(refusal) };
    return { answer, entry: pending(entry, respcd, settles_ms) };
  }
  if (!tried.includes(findRespcd(respcd)?.category ?? 'request')) return refused(refusal);
  const { pays_at: _nobody, expires_at: _over, ...failed } = entry;
  return { answer: triedAnswer(entry, refusal), entry: { ...failed, respcd } };
}

/** A refund likewise; one that failed leaves nothing on the books. */
export function ruledRefund(made: Made, { respcd, settles_ms }: Ruling): Decided {
  if (respcd === '0000') return made;
  const answer = { ...made.answer, ...said(refuse(respcd)) };
  if (isPending(respcd)) return { answer, entry: pending(made.entry, respcd, settles_ms) };
  const { orig_syssn = '', txcurrcd, out_trade_no } = made.entry;
  return { answer: { orig_syssn, txcurrcd, out_trade_no, ...said(refuse(respcd)) } };
}

function pending(entry: Entry, pending_respcd: string, settles_ms: number): Entry {
  return { ...entry, pending_respcd, pays_at: entry.made_at + settles_ms };
}

function said({ respcd, resperr, respmsg }: Refusal): JsonObject {
  return { respcd, resperr, respmsg };
}

function triedAnswer(entry: Entry, refusal: Refusal): JsonObject {
  const { pay_type, txcurrcd, txdtm, txamt, out_trade_no, syssn } = entry;
  const { resperr, respmsg, respcd } = refusal;
  return { pay_type, resperr, txcurrcd, txdtm, txamt: String(txamt), respmsg, out_trade_no, syssn, respcd };
}
