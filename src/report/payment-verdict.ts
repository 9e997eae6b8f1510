import type { Lang, Words } from '../catalog/words/words.ts';
import { exitOfOutcome } from '../diagnosis/outcome.ts';
import { exitCodes, signatureHint } from '../errors.ts';
import { explainRespcd } from './explain-respcd.ts';
import type { PaymentFindings } from './payment-findings.ts';
import type { ReportError } from './report.ts';

/** An order that was closed, reversed or given back is finally without money: a till that reads 0 hands out goods. */
export function paymentExit({ outcome, respcd }: PaymentFindings): number {
  const isVoid = outcome === 'reversed' || outcome === 'closed' || outcome === 'refunded';
  return isVoid ? exitCodes.declined : exitOfOutcome(outcome, respcd);
}

/** Why the exit status is not 0, and how to go on. */
export function paymentError(findings: PaymentFindings, words: Words, lang: Lang): ReportError {
  const { outcome, respcd, message = '', reason, transaction, resume, link_lost } = findings;
  const { out_trade_no } = transaction;
  const number = out_trade_no === undefined ? {} : { out_trade_no };
  const said = [respcd, message].filter((text) => text).join(' ');
  if (respcd === '1108') {
    return { message: `the gateway refused the signature (${said})`, hint: signatureHint().moving, ...number };
  }
  const told = reason ?? `the payment is ${outcome}${said === '' ? '' : ` (${said})`}`;
  if (link_lost) {
    const hint = 'its QR code or link was in the answer that got lost: let it expire, then make a new order';
    return { message: told, hint, ...number, resume };
  }
  if (outcome === 'pending') return { message: told, ...number, resume };
  if (outcome === 'unknown') {
    return { message: told, hint: 'do not pay again before query has settled this number', ...number, resume };
  }
  // The 0000 of an order that was given back or closed is no advice to go by.
  const hint = respcd === undefined || respcd === '0000' ? undefined : explainRespcd(respcd, words, lang).next_step;
  return { message: told, ...(hint === undefined || reason ? {} : { hint }), ...number };
}
