import type { Lang, Words } from '../catalog/words/words.ts';
import { exitOfOutcome, type Outcome } from '../diagnosis/outcome.ts';
import { exitCodes, signatureHint } from '../errors.ts';
import { t } from '../language/t.ts';
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
    return { message: t`the gateway refused the signature (${said})`, hint: signatureHint().moving, ...number };
  }
  const told = reason ?? verdictOf(outcome, said);
  if (link_lost) {
    const hint = t`its QR code or link was in the answer that got lost: let it expire, then make a new order`;
    return { message: told, hint, ...number, resume };
  }
  if (outcome === 'pending') return { message: told, ...number, resume };
  if (outcome === 'unknown') {
    return { message: told, hint: t`do not pay again before query has settled this number`, ...number, resume };
  }
  // The 0000 of an order that was given back or closed is no advice to go by.
  const hint = respcd === undefined || respcd === '0000' ? undefined : explainRespcd(respcd, words, lang).next_step;
  return { message: told, ...(hint === undefined || reason ? {} : { hint }), ...number };
}

/** With the gateway's own words behind it, where there are any. */
function verdictOf(outcome: Outcome, said: string): string {
  const verdict = outcomeVerdict(outcome);
  return said === '' ? verdict : t`${verdict} (${said})`;
}

function outcomeVerdict(outcome: Outcome): string {
  switch (outcome) {
    case 'declined':
      return t`the payment is declined`;
    case 'pending':
      return t`the payment is pending`;
    case 'unknown':
      return t`the payment is unknown`;
    case 'closed':
      return t`the payment is closed`;
    case 'reversed':
      return t`the payment is reversed`;
    case 'refunded':
      return t`the payment is refunded`;
    case 'paid':
      return t`the payment is paid`;
    case 'awaiting_payer':
      return t`the payment is awaiting_payer`;
  }
}
