import type { Lang, Words } from '../catalog/words/words.ts';
import { doublePayments } from '../diagnosis/order.ts';
import { outcomeOfRecord } from '../diagnosis/outcome.ts';
import { t } from '../language/t.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { explainRespcd } from './explain-respcd.ts';
import { outcomeHeadline } from './outcome-words.ts';
import type { QueryFindings } from './query-findings.ts';
import { queryVerdict } from './query-verdict.ts';
import { recordCsv } from './record-csv.ts';
import { recordTable } from './record-table.ts';
import type { Block, Report } from './report.ts';
import { answerData, signatureWarnings, transactionData, transactionRows } from './transaction-report.ts';

export function queryReport(findings: QueryFindings, words: Words, lang: Lang): Report {
  const doubles = doubleWarnings(findings.records);
  const said = [...doubles, ...cutWarnings(findings)];
  const warnings = [...said, ...signatureWarnings(findings.answers)];
  const { exit_code, error } = queryVerdict(findings, words, lang);
  return {
    command: 'query',
    exit_code,
    data: { ...queryData(findings, words, lang), ...(warnings.length > 0 ? { warnings } : {}) },
    blocks: queryBlocks(findings, words, lang),
    // On stderr the gateway has warned of a wrong signature already.
    warnings: said,
    ...(error ? { error } : {}),
  };
}

/** Money came in twice under one number: somebody has to give it back. */
function doubleWarnings(records: readonly Transaction[]): string[] {
  return doublePayments(records).map(
    (number) => t`order ${number} was PAID MORE THAN ONCE: see each syssn, and refund what is too much`,
  );
}

/** A page that is taken for the whole makes a wrong sum. */
function cutWarnings({ more, records }: QueryFindings): string[] {
  return more
    ? [t`this is one page of ${records.length} records, and there may be more: add --all for every page`]
    : [];
}

function queryData(findings: QueryFindings, words: Words, lang: Lang): Record<string, unknown> {
  const { env, simulated, records, answers, refusal, more } = findings;
  const [only, ...others] = records;
  const single = only && others.length === 0 && !refusal ? only : undefined;
  const respcd = refusal?.respcd ?? single?.respcd;
  const outcome = single && outcomeOfRecord(single);
  const [answer, ...further] = answers;
  return {
    env,
    ...(simulated ? { simulated } : {}),
    ...(outcome ? { outcome } : {}),
    ...(respcd === undefined ? {} : { respcd, ...explainRespcd(respcd, words, lang, outcome, simulated) }),
    transactions: records.map(recordData),
    ...(more ? { more } : {}),
    ...(answer && further.length === 0 ? answerData(answer) : {}),
    ...(further.length > 0 ? { responses: answers.map(answerData) } : {}),
  };
}

function recordData(record: Transaction): Record<string, unknown> {
  return { ...transactionData(record), outcome: outcomeOfRecord(record) };
}

function queryBlocks(findings: QueryFindings, words: Words, lang: Lang): Block[] {
  const { records, csv, columns, more, simulated } = findings;
  if (csv) return [{ kind: 'text', text: recordCsv(records, columns) }];
  const hints = more === undefined ? [] : [more.next];
  const [only, ...others] = records;
  if (!only) return findings.refusal || findings.missing.length > 0 ? [] : [nothing(findings.searched)];
  const is_table = others.length > 0 || columns !== undefined;
  // A single record says so above everything else.
  if (simulated && is_table) hints.unshift(t`simulated: no gateway of QFPay's answered, and no real money moved`);
  return [
    ...(is_table ? [recordTable(records, columns)] : recordBlocks(only, words, lang, simulated)),
    ...hints.map((text): Block => ({ kind: 'hint', text })),
  ];
}

function nothing(searched = t`what was asked for`): Block {
  return { kind: 'text', text: t`No transaction in ${searched}.` };
}

function recordBlocks(record: Transaction, words: Words, lang: Lang, simulated = false): Block[] {
  const outcome = outcomeOfRecord(record);
  const { respcd, errmsg, out_trade_no, syssn } = record;
  const explanation = respcd === undefined ? undefined : explainRespcd(respcd, words, lang);
  const rows = [
    ...transactionRows(record, words),
    ...(respcd === undefined || respcd === '0000' ? [] : [['respcd', `${respcd} ${errmsg ?? ''}`.trim()] as const]),
    ...(explanation && respcd !== '0000' ? [['meaning', explanation.meaning] as const] : []),
  ];
  return [
    outcomeHeadline(outcome, out_trade_no ?? syssn ?? '', simulated),
    { kind: 'rows', rows },
    ...(explanation && respcd !== '0000' ? [{ kind: 'hint' as const, text: explanation.next_step }] : []),
  ];
}
