import type { Lang, Words } from '../catalog/words/words.ts';
import type { Outcome } from '../diagnosis/outcome.ts';
import { exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
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
  { env, simulated, outcome, respcd, transaction, answer, repeated }: PaymentFindings,
  warnings: readonly string[],
  words: Words,
  lang: Lang,
): Record<string, unknown> {
  return {
    env,
    ...(simulated ? { simulated } : {}),
    outcome,
    ...(respcd === undefined ? {} : { respcd, ...explainRespcd(respcd, words, lang, outcome, simulated) }),
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
    case 'paid':
      return simulated ? t`no real money moved` : t`the money moved`;
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

function paymentBlocks(findings: PaymentFindings, words: Words, lang: Lang): Block[] {
  const { outcome, resume, simulated } = findings;
  return [
    outcomeHeadline(outcome, headlineText(findings), simulated),
    {
      kind: 'rows',
      rows: [...receiptRows(findings, words), ...linkRows(findings), ...codeRows(findings, words, lang)],
    },
    ...(outcome === 'awaiting_payer' ? [{ kind: 'hint', text: resume } as const] : []),
  ];
}

function headlineText({ outcome, simulated, transaction, repeated, reason }: PaymentFindings): string {
  const { txamt, txcurrcd = '' } = transaction;
  const amount = txamt === undefined ? '' : `${formatMoney(txamt, txcurrcd)} - `;
  const said = reason ?? headlineOf(outcome, simulated);
  return `${amount}${repeated ? t`${said} (the number was used before: this is that order)` : said}`;
}

/** That a payment is one is not worth a line. Who made an order under a number that was used before is not known, nor his zone. */
function receiptRows({ transaction, repeated, timezone }: PaymentFindings, words: Words) {
  const { order_type = 'payment', ...rest } = transaction;
  const shown = order_type === 'payment' ? rest : transaction;
  return transactionRows(shown, words, repeated ? undefined : timezone);
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
    [t`meaning`, explainRespcd(respcd, words, lang).meaning],
  ];
}
