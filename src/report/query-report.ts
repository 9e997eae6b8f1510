import type { EnvName } from '../catalog/endpoints.ts';
import { findRespcd } from '../catalog/respcd.ts';
import { kindOfRecord, type MoneySums, outcomeInBook } from '../diagnosis/money-sums.ts';
import { decisiveRecord, doublePayments, groupByOrder, outcomeWord } from '../diagnosis/outcome.ts';
import { exitCodes, refusedSignatureText, signatureHint } from '../errors.ts';
import type { Answer } from '../gateway/gateway.ts';
import type { CatalogWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { recordCsv, recordTable } from './record-table.ts';
import type { Block, Report, ReportError } from './report.ts';
import {
  answerData,
  explainMove,
  explainRespcd,
  lapseRows,
  type MoveName,
  outcomeHeadline,
  signatureWarnings,
  transactionData,
  transactionRows,
} from './transaction-report.ts';

export function queryReport(findings: QueryFindings, words: CatalogWords): Report {
  const doubles = doubleWarnings(findings.records);
  const said = [...doubles, ...cutWarnings(findings)];
  const warnings = [...said, ...signatureWarnings(findings.answers)];
  const { exit_code, error } = queryVerdict(findings, words);
  return {
    command: 'query',
    exit_code,
    data: { ...queryData(findings, words), ...(warnings.length > 0 ? { warnings } : {}) },
    blocks: queryBlocks(findings, words),
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
function cutWarnings({ more, is_first, records }: QueryFindings): string[] {
  if (is_first) return [t`first ${records.length}; --all for totals`];
  return more
    ? [t`this is one page of ${records.length} records, and there may be more: add --all for every page`]
    : [];
}

function queryData(findings: QueryFindings, words: CatalogWords): Record<string, unknown> {
  const { env, simulated, records, answers, refusal, more } = findings;
  const [only, ...others] = records;
  const single = only && others.length === 0 && !refusal ? only : undefined;
  const respcd = refusal?.respcd ?? single?.respcd;
  const outcome = single && outcomeInBook(single);
  const [answer, ...further] = answers;
  return {
    env,
    ...(simulated ? { simulated } : {}),
    ...(outcome ? { outcome } : {}),
    ...(respcd === undefined ? {} : { respcd, ...explainMove(moveOf(single), respcd, words, outcome, simulated) }),
    transactions: records.map(recordData),
    ...(findings.totals ? { totals: findings.totals } : {}),
    ...(more ? { more } : {}),
    ...(answer && further.length === 0 ? answerData(answer) : {}),
    ...(further.length > 0 ? { responses: told(answers, refusal).map(answerData) } : {}),
  };
}

/** What the record's code is told for; a payment's own words have it that somebody wants to be paid. */
function moveOf(record: Transaction | undefined): MoveName | undefined {
  const kind = record && kindOfRecord(record);
  if (kind === 'capture' || kind === 'release') return 'hold';
  return kind === 'refund' ? kind : undefined;
}

/** Without the answers that hold no record: a number that is looked for month by month has a dozen. The last one stands for none. */
function told(answers: readonly Answer[], refusal: Answer | undefined): readonly Answer[] {
  const holding = answers.filter((answer) => answer === refusal || (answer.records?.length ?? 1) > 0);
  return holding.length > 0 ? holding : answers.slice(-1);
}

function recordData(record: Transaction): Record<string, unknown> {
  return { ...transactionData(record), outcome: outcomeInBook(record) };
}

function queryBlocks(findings: QueryFindings, words: CatalogWords): Block[] {
  const { records, csv, columns, more, simulated } = findings;
  if (csv) return [{ kind: 'text', text: recordCsv(records, columns) }];
  const hints = [...(more === undefined ? [] : [more.next]), ...(findings.hold_commands ?? [])];
  const [only, ...others] = records;
  if (!only) return findings.refusal || findings.missing.length > 0 ? [] : [nothing(findings.searched)];
  const is_table = others.length > 0 || columns !== undefined;
  const { window_days, searched = '', totals = [] } = findings;
  // A single record says so above everything else.
  if (simulated && is_table) hints.unshift(t`simulated: no gateway of QFPay's answered, and no real money moved`);
  return [
    ...(is_table && window_days ? [{ kind: 'text' as const, text: t`${searched}, ${records.length} records` }] : []),
    ...(is_table ? [recordTable(records, columns, window_days)] : recordBlocks(only, words, simulated)),
    ...(is_table && totals.length > 0 ? [{ kind: 'rows' as const, rows: totals.map(totalRow) }] : []),
    ...hints.map((text): Block => ({ kind: 'hint', text })),
  ];
}

/** A currency's line beneath the records. */
function totalRow(total: MoneySums): readonly [string, string] {
  const { txcurrcd, paid, paid_count, refunded, refunded_count, net, cancelled_count, held, held_count, unread_count } =
    total;
  const sum = (amount: string) => formatMoney(amount, txcurrcd);
  const said = [
    t`paid ${sum(paid)} (${paid_count}), refunded ${sum(refunded)} (${refunded_count}), net ${sum(net)}`,
    ...(held_count > 0 ? [t`held ${sum(held)} (${held_count})`] : []),
    ...(cancelled_count > 0 ? [t`${cancelled_count} reversed or closed`] : []),
    ...(unread_count > 0 ? [t`${unread_count} without an amount, in no sum`] : []),
  ];
  return [t`total`, said.join('; ')];
}

function nothing(searched = t`what was asked for`): Block {
  return { kind: 'text', text: t`No transaction in ${searched}.` };
}

function recordBlocks(record: Transaction, words: CatalogWords, simulated = false): Block[] {
  const outcome = outcomeInBook(record);
  const { respcd, errmsg, out_trade_no, syssn } = record;
  const explanation = respcd === undefined ? undefined : explainMove(moveOf(record), respcd, words);
  const rows = [
    ...transactionRows(record, words),
    ...lapseRows(record, outcome),
    ...(respcd === undefined || respcd === '0000' ? [] : [['respcd', `${respcd} ${errmsg ?? ''}`.trim()] as const]),
    ...(explanation && respcd !== '0000' ? [['meaning', explanation.meaning] as const] : []),
  ];
  return [
    outcomeHeadline(outcome, out_trade_no ?? syssn ?? '', simulated),
    { kind: 'rows', rows },
    ...(explanation && respcd !== '0000' ? [{ kind: 'hint' as const, text: explanation.next_step }] : []),
  ];
}

interface QueryVerdict {
  readonly exit_code: number;
  readonly error?: ReportError;
}

/** How a query ends: refused, something missing, by the state of the orders where that was asked for, else well. */
export function queryVerdict(findings: QueryFindings, words: CatalogWords): QueryVerdict {
  if (findings.refusal) return refused(findings.refusal, words);
  if (findings.missing.length > 0) return absent(findings);
  return findings.state_decides ? byState(findings) : { exit_code: exitCodes.ok };
}

/** A refused read says nothing about any order; one that another try may serve is no usable answer. */
function refused({ respcd, message }: Answer, words: CatalogWords): QueryVerdict {
  if (respcd === '1108') {
    const error = { message: refusedSignatureText(message, 'query'), hint: signatureHint() };
    return { exit_code: exitCodes.signature, error };
  }
  const told = [t`the gateway refused the query (${respcd})`, message].filter((text) => text !== '').join(': ');
  const exit_code = findRespcd(respcd)?.finality === 'final' ? exitCodes.declined : exitCodes.network;
  return { exit_code, error: { message: told, hint: explainRespcd(respcd, words).next_step } };
}

function absent({ missing }: QueryFindings): QueryVerdict {
  const details = missing.map(({ field, value, searched }) => ({
    field,
    value,
    rule: t`was not found in ${searched}`,
  }));
  const [first, ...others] = details;
  const only = first && others.length === 0 ? first : undefined;
  const message = only
    ? t`${only.field} ${only.value} was not found`
    : t`${missing.length} of the named transactions were not found`;
  const hint = t`check --env and --profile; an older order is found with --since`;
  return { exit_code: exitCodes.declined, error: { message, hint, details, ...numberOf(details) } };
}

/** The one order that an error is about. */
function numberOf(details: readonly { field: string; value: string }[]): { out_trade_no?: string } {
  const [first, ...others] = details;
  return first?.field === 'out_trade_no' && others.length === 0 ? { out_trade_no: first.value } : {};
}

/** What a script must not go on with, the worst first: no money, nobody knows, not yet. */
const severity: readonly number[] = [exitCodes.declined, exitCodes.unknown, exitCodes.pending];

function byState({ records, resume }: QueryFindings): QueryVerdict {
  const open = groupByOrder(records)
    .flatMap((order) => decisiveRecord(order) ?? [])
    .filter((record) => exitOfState(record) !== exitCodes.ok);
  const exit_code = severity.find((code) => open.some((record) => exitOfState(record) === code));
  if (exit_code === undefined) return { exit_code: exitCodes.ok };
  const details = open.map((record) => ({ ...nameOf(record), rule: t`is ${outcomeWord(stateOf(record))}` }));
  const [first] = details;
  const message =
    first && details.length === 1
      ? `${first.field} ${first.value} ${first.rule}`
      : t`${details.length} orders are not paid or refunded`;
  const go_on = exit_code === exitCodes.declined ? {} : { resume };
  return { exit_code, error: { message, details, ...numberOf(details), ...go_on } };
}

/** A reversed or closed order is finally without money, which a script that asks by exit status wants to know. */
function exitOfState(record: Transaction): number {
  switch (outcomeInBook(record)) {
    case 'paid':
    case 'captured':
    case 'released':
    case 'refunded':
    case 'authorized':
      return exitCodes.ok;
    case 'awaiting_payer':
    case 'pending':
      return exitCodes.pending;
    case 'unknown':
      return exitCodes.unknown;
    default:
      return exitCodes.declined;
  }
}

function nameOf({ out_trade_no, syssn = '' }: Transaction): { field: string; value: string } {
  return out_trade_no === undefined ? { field: 'syssn', value: syssn } : { field: 'out_trade_no', value: out_trade_no };
}

function stateOf(record: Transaction): string {
  const { respcd, errmsg } = record;
  const why = respcd === undefined || respcd === '0000' ? '' : ` (${[respcd, errmsg].filter(Boolean).join(' ')})`;
  return `${outcomeInBook(record)}${why}`;
}

/** What a query brought, and how it is to be told. */
export interface QueryFindings {
  readonly env: EnvName;
  /** No gateway of QFPay's answered: no real money is in it. */
  readonly simulated?: boolean;
  readonly records: readonly Transaction[];
  readonly answers: readonly Answer[];
  /** The answer that refused the query, where one did. */
  readonly refusal?: Answer;
  /** What was named and is not there. */
  readonly missing: readonly Missing[];
  /** The window, for a person; absent where none was asked for. */
  readonly searched?: string;
  /** Whether the orders' state decides the exit status. */
  readonly state_decides: boolean;
  /** The command to ask again with. */
  readonly resume: string;
  readonly csv: boolean;
  /** Of the table or the CSV, where they were chosen. */
  readonly columns?: readonly string[] | undefined;
  /** What can be done with the one record, where it is a hold. */
  readonly hold_commands?: readonly string[];
  /** There may be more records than these; the command for the next page. */
  readonly more?: { readonly next: string };
  /** It is the beginning of a window that was not read to its end. */
  readonly is_first?: boolean;
  /** The days of a window's two ends, where a window was asked for, and no order. */
  readonly window_days?: readonly [string, string];
  /** Of the whole window; absent where it was not read to its end. */
  readonly totals?: readonly MoneySums[];
}

export interface Missing {
  readonly field: 'out_trade_no' | 'syssn';
  readonly value: string;
  /** Where it was looked for, such as `this month and the 12 before it`. */
  readonly searched: string;
}
