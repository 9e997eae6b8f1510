import type { Lang, Words } from '../catalog/words/words.ts';
import type { Outcome } from '../diagnosis/outcome.ts';
import { exitCodes } from '../errors.ts';
import { formatMoney } from '../transaction/money.ts';
import { isLongNumber } from '../transaction/transaction.ts';
import { explainRespcd } from './explain-respcd.ts';
import { outcomeHeadline } from './outcome-words.ts';
import type { PaymentFindings } from './payment-findings.ts';
import { paymentError, paymentExit } from './payment-verdict.ts';
import type { Block, Report } from './report.ts';
import { answerData, signatureWarnings, transactionData, transactionRows } from './transaction-report.ts';

/** A payment as a document and as a receipt. */
export function paymentReport(findings: PaymentFindings, words: Words, lang: Lang): Report {
  const { notices, warnings, answer, drawing } = findings;
  const exit_code = paymentExit(findings);
  // The gateway has said on stderr that an answer's signature is wrong.
  const told = [...notices, ...signatureWarnings(answer ? [answer] : []), ...warnings];
  return {
    command: 'pay',
    exit_code,
    data: paymentData(findings, told, words, lang),
    blocks: paymentBlocks(findings, words, lang),
    warnings,
    ...(drawing === undefined ? {} : { drawing }),
    ...(exit_code === exitCodes.ok ? {} : { error: paymentError(findings, words, lang) }),
  };
}

function paymentData(
  { env, outcome, respcd, transaction, answer, repeated }: PaymentFindings,
  warnings: readonly string[],
  words: Words,
  lang: Lang,
): Record<string, unknown> {
  return {
    env,
    outcome,
    ...(respcd === undefined ? {} : { respcd, ...explainRespcd(respcd, words, lang, outcome) }),
    ...(repeated ? { repeated } : {}),
    transaction: transactionData(transaction),
    ...(answer ? answerData(answer) : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

const headlines: Readonly<Record<Outcome, string>> = {
  awaiting_payer: 'order made, waiting for the payer',
  paid: 'the money moved',
  refunded: 'paid, and given back since',
  reversed: 'reversed: no money moved, or it went back',
  closed: 'closed before anybody paid',
  declined: 'no money moved',
  pending: 'no final answer yet; it may still be paid',
  unknown: 'nobody can say what became of it; do not pay again yet',
};

function paymentBlocks(findings: PaymentFindings, words: Words, lang: Lang): Block[] {
  const { outcome, transaction, resume } = findings;
  return [
    outcomeHeadline(outcome, headlineText(findings)),
    {
      kind: 'rows',
      rows: [...transactionRows(transaction, words), ...linkRows(findings), ...codeRows(findings, words, lang)],
    },
    ...(outcome === 'awaiting_payer' ? [{ kind: 'hint', text: resume } as const] : []),
  ];
}

function headlineText({ outcome, transaction, repeated, reason }: PaymentFindings): string {
  const { txamt, txcurrcd = '' } = transaction;
  const amount = txamt === undefined ? '' : `${formatMoney(txamt, txcurrcd)} - `;
  const again = repeated ? ' (the number was used before: this is that order)' : '';
  return `${amount}${reason ?? headlines[outcome]}${again}`;
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

function codeRows({ respcd, message = '' }: PaymentFindings, words: Words, lang: Lang): [string, string][] {
  if (respcd === undefined || respcd === '0000') return [];
  return [
    ['respcd', `${respcd} ${message}`.trim()],
    ['meaning', explainRespcd(respcd, words, lang).meaning],
  ];
}
