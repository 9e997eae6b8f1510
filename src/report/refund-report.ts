import { exitOfOutcome, type Outcome, outcomeWord } from '../diagnosis/outcome.ts';
import { exitCodes, refusedSignatureText, signatureHint } from '../errors.ts';
import type { CatalogWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import { recordTable } from './record-table.ts';
import type { RefundCommands, RefundFindings } from './refund-findings.ts';
import type { Block, Report, ReportError } from './report.ts';
import {
  answerData,
  explainMove,
  outcomeData,
  outcomeHeadline,
  signatureWarnings,
  transactionData,
  transactionRows,
} from './transaction-report.ts';

/** A refund as a document and as a receipt. */
export function refundReport(findings: RefundFindings, words: CatalogWords): Report {
  const { notices, warnings, answer } = findings;
  const exit_code = refundExit(findings);
  // The gateway has said on stderr that an answer's signature is wrong.
  const told = [...notices, ...signatureWarnings(answer ? [answer] : []), ...warnings];
  return {
    command: 'refund',
    exit_code,
    data: { ...refundData(findings, words), ...(told.length > 0 ? { warnings: told } : {}) },
    blocks: refundBlocks(findings, words),
    warnings,
    ...(exit_code === exitCodes.ok ? {} : { error: refundError(findings, words) }),
  };
}

/** `transaction` is the refund itself, `original` the payment with what is left of it. */
export function refundData(findings: RefundFindings, words: CatalogWords): Record<string, unknown> {
  const { transaction, answer, repeated, refunds } = findings;
  return {
    ...outcomeData(findings, 'refund', words),
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

function refundBlocks(findings: RefundFindings, words: CatalogWords): Block[] {
  const { outcome, simulated, transaction, refunds } = findings;
  const rows = [...transactionRows(transaction, words), ...originalRows(findings), ...codeRows(findings, words)];
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

function codeRows({ respcd, message = '' }: RefundFindings, words: CatalogWords): [string, string][] {
  if (respcd === undefined || respcd === '0000') return [];
  return [
    ['respcd', `${respcd} ${message}`.trim()],
    [t`meaning`, explainMove('refund', respcd, words).meaning],
  ];
}

function refundExit({ outcome, respcd }: RefundFindings): number {
  return exitOfOutcome(outcome, outcome === 'declined' ? respcd : undefined);
}

/** Why the exit status is not 0, and how to go on. */
function refundError(findings: RefundFindings, words: CatalogWords): ReportError {
  const { outcome, respcd, message = '', reason, transaction, commands } = findings;
  const { out_trade_no } = transaction;
  const number = out_trade_no === undefined ? {} : { out_trade_no };
  const said = [respcd, message].filter((text) => text).join(' ');
  const told = reason ?? [t`the refund is ${outcomeWord(outcome)}`, ...(said === '' ? [] : [`(${said})`])].join(' ');
  if (respcd === '1108' && outcome === 'declined') {
    return { message: refusedSignatureText(message), hint: signatureHint(), ...number };
  }
  return { message: told, ...number, ...wayOn(findings, commands, words) };
}

function wayOn(
  { outcome, respcd, needs_number }: RefundFindings,
  commands: RefundFindings['commands'],
  words: CatalogWords,
): Pick<ReportError, 'hint' | 'resume'> {
  if (needs_number) return { hint: newNumberHint(outcome), resume: commands.query ?? commands.again };
  if (outcome === 'pending') return { resume: commands.query ?? commands.again };
  if (outcome === 'unknown') {
    return {
      hint: t`the same command asks first, and sends the same number: it cannot pay twice`,
      resume: commands.again,
    };
  }
  const next_step = respcd === undefined ? undefined : explainMove('refund', respcd, words).next_step;
  const advice = refundAdvice(respcd, commands);
  const hint = [next_step, advice?.words].filter((text) => text).join(' ');
  return { ...(hint === '' ? {} : { hint }), ...(advice ? { resume: advice.command } : {}) };
}

function newNumberHint(outcome: RefundFindings['outcome']): string {
  if (outcome !== 'unknown') return t`to try once more, give a number of your own: --refund-no`;
  return t`ask again in some minutes; only when it is certain that nothing was given back, give a new number: --refund-no`;
}

/** What a refused refund can be followed by, beyond the words of its code; the command says it best. */
function refundAdvice(
  respcd: string | undefined,
  { again, full }: RefundCommands,
): { readonly words: string; readonly command: string } | undefined {
  if (['1265', '1269'].includes(respcd ?? '') && again) {
    const words = t`To try again, run the same command: it sends the same number.`;
    return { words, command: again };
  }
  if (['1270', '1271'].includes(respcd ?? '') && full)
    return { words: t`Nothing was given back. All that is left can be refunded at once.`, command: full };
  return undefined;
}
