import type { CatalogWords, Lang } from '../catalog/words/words.ts';
import type { Outcome } from '../diagnosis/outcome.ts';
import { exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import { explainMove, outcomeData } from './explain-respcd.ts';
import { recordTable } from './record-table.ts';
import type { RefundFindings } from './refund-findings.ts';
import { refundError, refundExit } from './refund-verdict.ts';
import type { Block, Report } from './report.ts';
import {
  answerData,
  outcomeHeadline,
  signatureWarnings,
  transactionData,
  transactionRows,
} from './transaction-report.ts';

/** A refund as a document and as a receipt. */
export function refundReport(findings: RefundFindings, words: CatalogWords, lang: Lang): Report {
  const { notices, warnings, answer } = findings;
  const exit_code = refundExit(findings);
  // The gateway has said on stderr that an answer's signature is wrong.
  const told = [...notices, ...signatureWarnings(answer ? [answer] : []), ...warnings];
  return {
    command: 'refund',
    exit_code,
    data: { ...refundData(findings, words, lang), ...(told.length > 0 ? { warnings: told } : {}) },
    blocks: refundBlocks(findings, words, lang),
    warnings,
    ...(exit_code === exitCodes.ok ? {} : { error: refundError(findings, words, lang) }),
  };
}

/** `transaction` is the refund itself, `original` the payment with what is left of it. */
export function refundData(findings: RefundFindings, words: CatalogWords, lang: Lang): Record<string, unknown> {
  const { transaction, answer, repeated, refunds } = findings;
  return {
    ...outcomeData(findings, 'refund', words, lang),
    repeated,
    transaction: transactionData(transaction),
    original: originalData(findings),
    ...(refunds.length > 0 ? { refunds: refunds.map(transactionData) } : {}),
    ...(answer ? answerData(answer) : {}),
  };
}

function originalData({ payment, refundable }: RefundFindings): Record<string, unknown> {
  const { out_trade_no, syssn, txamt } = payment;
  const entries = Object.entries({ out_trade_no, syssn, txamt, refundable });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function headlines(simulated = false): Readonly<Partial<Record<Outcome, string>>> {
  return {
    refunded: simulated ? t`given back, no real money` : t`given back`,
    pending: t`not given back yet; it is being processed`,
    declined: t`not given back`,
    unknown: t`nobody can say whether it was given back`,
  };
}

function refundBlocks(findings: RefundFindings, words: CatalogWords, lang: Lang): Block[] {
  const { outcome, simulated, transaction, refunds } = findings;
  const rows = [...transactionRows(transaction, words), ...originalRows(findings), ...codeRows(findings, words, lang)];
  return [
    outcomeHeadline(outcome, headlineText(findings), simulated),
    { kind: 'rows', rows },
    ...(refunds.length > 1 ? [recordTable(refunds)] : []),
    ...secondRefund(findings),
  ];
}

/** Whoever runs a refund again may mean another one of the same amount. */
function secondRefund({ outcome, repeated, refundable = '0' }: RefundFindings): Block[] {
  if (!repeated || outcome !== 'refunded' || refundable === '0') return [];
  return [
    { kind: 'hint', text: t`if a second refund of the same amount is meant, give it a number of its own: --refund-no` },
  ];
}

function headlineText({ outcome, simulated, transaction, repeated, reason }: RefundFindings): string {
  const { txamt, txcurrcd = '' } = transaction;
  const amount = txamt === undefined ? '' : `${formatMoney(txamt, txcurrcd)} - `;
  const again = repeated ? ` ${t`(made before: this time no money moved)`}` : '';
  return `${amount}${reason ?? headlines(simulated)[outcome] ?? outcome}${again}`;
}

function originalRows({ payment, refundable }: RefundFindings): [string, string][] {
  const { out_trade_no, txamt = '', txcurrcd = '' } = payment;
  return [
    ...(out_trade_no === undefined ? [] : [[t`payment`, out_trade_no] as [string, string]]),
    [t`payment amount`, formatMoney(txamt, txcurrcd)],
    ...(refundable === undefined ? [] : [[t`refundable`, formatMoney(refundable, txcurrcd)] as [string, string]]),
  ];
}

function codeRows({ respcd, message = '' }: RefundFindings, words: CatalogWords, lang: Lang): [string, string][] {
  if (respcd === undefined || respcd === '0000') return [];
  return [
    ['respcd', `${respcd} ${message}`.trim()],
    [t`meaning`, explainMove('refund', respcd, words, lang).meaning],
  ];
}
