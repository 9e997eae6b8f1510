import type { EnvName } from '../catalog/endpoints.ts';
import { exitOfOutcome, type Outcome } from '../diagnosis/outcome.ts';
import { exitCodes, QfpayError, refusedSignatureText, signatureHint } from '../errors.ts';
import type { CatalogWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import { isLongNumber, type Transaction } from '../transaction/transaction.ts';
import type { RefundFindings } from './refund-findings.ts';
import { refundData, refundReport } from './refund-report.ts';
import type { Block, Report, ReportError } from './report.ts';
import {
  answerData,
  explainRespcd,
  lapseRows,
  type MoneyState,
  outcomeData,
  outcomeHeadline,
  signatureWarnings,
  transactionData,
  transactionRows,
} from './transaction-report.ts';

/** A payment as a document and as a receipt. */
export function paymentReport(findings: PaymentFindings, words: CatalogWords): Report {
  const { notices, warnings, answer, drawing } = findings;
  const exit_code = paymentExit(findings);
  // The gateway has said on stderr that an answer's signature is wrong.
  const told = [...notices, ...signatureWarnings(answer ? [answer] : []), ...warnings];
  return {
    command: 'pay',
    exit_code,
    data: paymentData(findings, told, words),
    blocks: paymentBlocks(findings, words),
    warnings,
    ...(drawing === undefined ? {} : { drawing }),
    ...(exit_code === exitCodes.ok ? {} : { error: paymentError(findings, words) }),
  };
}

function paymentData(
  findings: PaymentFindings,
  warnings: readonly string[],
  words: CatalogWords,
): Record<string, unknown> {
  const { transaction, answer, repeated } = findings;
  return {
    ...outcomeData(findings, undefined, words),
    ...(repeated ? { repeated } : {}),
    transaction: transactionData(transaction),
    ...(answer ? answerData(answer) : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

function headlineOf(outcome: Outcome, simulated = false): string {
  switch (outcome) {
    case 'awaiting_payer':
      return t`order made, waiting for the payer`;
    case 'authorized':
      return simulated ? t`held, and nothing taken: no real money is in it` : t`held for you, and not taken yet`;
    case 'paid':
      return simulated ? t`no real money moved` : t`the money moved`;
    case 'captured':
      return simulated ? t`captured: no real money moved` : t`it was held, and has been captured`;
    case 'released':
      return t`it was held, and has been released`;
    case 'refunded':
      return t`paid, and given back since`;
    case 'reversed':
      return simulated ? t`reversed: no real money moved` : t`reversed: no money moved, or it went back`;
    case 'closed':
      return t`closed before anybody paid`;
    case 'declined':
      return t`no money moved`;
    case 'pending':
      return t`no final answer yet; it may still be paid`;
    case 'unknown':
      return t`nobody can say what became of it; do not pay again yet`;
  }
}

function paymentBlocks(findings: PaymentFindings, words: CatalogWords): Block[] {
  const { outcome, resume, simulated, hold_commands = [] } = findings;
  return [
    outcomeHeadline(outcome, headlineText(findings), simulated),
    {
      kind: 'rows',
      rows: [...receiptRows(findings, words), ...linkRows(findings), ...codeRows(findings, words)],
    },
    ...(outcome === 'awaiting_payer' ? [{ kind: 'hint', text: resume } as const] : []),
    ...hold_commands.map((text): Block => ({ kind: 'hint', text })),
  ];
}

function headlineText({ outcome, simulated, transaction, repeated, reason }: PaymentFindings): string {
  const { txamt, txcurrcd = '' } = transaction;
  const amount = txamt === undefined ? '' : `${formatMoney(txamt, txcurrcd)} - `;
  const said = reason ?? headlineOf(outcome, simulated);
  return `${amount}${repeated ? t`${said} (the number was used before: this is that order)` : said}`;
}

/** That a payment is one is not worth a line. Who made an order under a number that was used before is not known, nor his zone. */
function receiptRows({ transaction, repeated, timezone, outcome }: PaymentFindings, words: CatalogWords) {
  const { order_type = 'payment', ...rest } = transaction;
  const shown = order_type === 'payment' ? rest : transaction;
  return [...transactionRows(shown, words, repeated ? undefined : timezone), ...lapseRows(transaction, outcome)];
}

/** What the payer needs is shown only while it can be used. */
function linkRows({ outcome, transaction }: PaymentFindings): [string, string][] {
  const { qrcode, pay_url, pay_params } = transaction;
  if (outcome !== 'awaiting_payer') return [];
  return [
    ...(qrcode === undefined ? [] : [['qrcode', qrcode] as [string, string]]),
    ...(pay_url === undefined ? [] : [['pay_url', pay_url] as [string, string]]),
    ...(pay_params === undefined ? [] : [['pay_params', textOf(pay_params)] as [string, string]]),
  ];
}

/** For the wallet's SDK. A number with more digits than JavaScript keeps is an object that prints them all. */
function textOf(pay_params: unknown): string {
  if (typeof pay_params === 'string') return pay_params;
  return JSON.stringify(pay_params, (_name, value: unknown) => (isLongNumber(value) ? String(value) : value));
}

function codeRows({ respcd, message = '' }: PaymentFindings, words: CatalogWords): [string, string][] {
  if (respcd === undefined || respcd === '0000') return [];
  return [
    ['respcd', `${respcd} ${message}`.trim()],
    [t`meaning`, explainRespcd(respcd, words).meaning],
  ];
}

/** An order that was closed, reversed or given back is finally without money: a till that reads 0 hands out goods. */
function paymentExit({ outcome, respcd }: PaymentFindings): number {
  const isVoid = ['reversed', 'closed', 'refunded', 'released'].includes(outcome);
  return isVoid ? exitCodes.declined : exitOfOutcome(outcome, respcd);
}

/** Why the exit status is not 0, and how to go on. */
function paymentError(findings: PaymentFindings, words: CatalogWords): ReportError {
  const { outcome, respcd, message = '', reason, transaction, resume, link_lost } = findings;
  const { out_trade_no } = transaction;
  const number = out_trade_no === undefined ? {} : { out_trade_no };
  const said = [respcd, message].filter((text) => text).join(' ');
  if (respcd === '1108') {
    return { message: refusedSignatureText(message), hint: signatureHint(), ...number };
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
  const hint = respcd === undefined || respcd === '0000' ? undefined : explainRespcd(respcd, words).next_step;
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
    case 'authorized':
      return t`the payment is authorized`;
    case 'captured':
      return t`the payment is captured`;
    case 'released':
      return t`the payment is released`;
    case 'awaiting_payer':
      return t`the payment is awaiting_payer`;
  }
}

/** What is known of a payment: by its own answer, or by the last query. */
export interface PaymentState extends MoneyState {
  readonly transaction: Transaction;
  /** The number was used before, and this is the order that was made then. */
  readonly repeated?: true;
  /** The answer with the code or link for the payer got lost, so nobody can pay by it. */
  readonly link_lost?: true;
}

export interface PaymentFindings extends PaymentState {
  readonly env: EnvName;
  /** No gateway of QFPay's answered: no real money is in it. */
  readonly simulated?: boolean;
  /** That `txdtm` was made in: the merchant's. */
  readonly timezone?: string;
  /** The command to go on with. */
  readonly resume: string;
  /** What can be done with it, where it is held. */
  readonly hold_commands?: readonly string[];
  /** The payer's code, where it is to be printed beneath the rest: `Report.drawing`. */
  readonly drawing?: string;
  /** Warnings that were said before it was sent. */
  readonly notices: readonly string[];
  /** Those that came up since. */
  readonly warnings: readonly string[];
}

/** A payment and its refund in one document, which ends as the refund does. */
export function refundedPaymentReport(
  payment: PaymentFindings,
  refund: RefundFindings | QfpayError,
  words: CatalogWords,
): Report {
  if (refund instanceof QfpayError) return unrefundedReport(paymentReport(payment, words), refund);
  const is_back = refund.outcome === 'refunded';
  const paid = paymentReport({ ...payment, outcome: is_back ? 'refunded' : payment.outcome }, words);
  const { error: _paid, ...told } = paid;
  const back = refundReport(refund, words);
  const { env: _env, simulated: _simulated, ...data } = refundData(refund, words);
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
