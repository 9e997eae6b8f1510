import type { Lang, Words } from '../catalog/words/words.ts';
import { QfpayError } from '../errors.ts';
import { t } from '../language/t.ts';
import type { PaymentFindings } from './payment-findings.ts';
import { paymentReport } from './payment-report.ts';
import type { RefundFindings } from './refund-findings.ts';
import { refundData, refundReport } from './refund-report.ts';
import type { Report } from './report.ts';

/** A payment and its refund in one document, which ends as the refund does. */
export function refundedPaymentReport(
  payment: PaymentFindings,
  refund: RefundFindings | QfpayError,
  words: Words,
  lang: Lang,
): Report {
  if (refund instanceof QfpayError) return unrefundedReport(paymentReport(payment, words, lang), refund);
  const is_back = refund.outcome === 'refunded';
  const paid = paymentReport({ ...payment, outcome: is_back ? 'refunded' : payment.outcome }, words, lang);
  const { error: _paid, ...told } = paid;
  const back = refundReport(refund, words, lang);
  const { env: _env, simulated: _simulated, ...data } = refundData(refund, words, lang);
  return {
    ...told,
    exit_code: back.exit_code,
    data: { ...paid.data, refund: data },
    blocks: [...paid.blocks, ...back.blocks],
    warnings: [...(paid.warnings ?? []), ...(back.warnings ?? [])],
    ...(back.error ? { error: back.error } : {}),
  };
}

/** What keeps the refund from being made is told; the payment stands beside it. */
function unrefundedReport(paid: Report, { exit_code, message, facts }: QfpayError): Report {
  const { hint, details, out_trade_no, resume } = facts;
  const told = Object.entries({ hint, details, out_trade_no, resume }).filter(([, value]) => value !== undefined);
  const error = { message: t`the payment was not given back: ${message}`, ...Object.fromEntries(told) };
  return { ...paid, exit_code, error };
}
