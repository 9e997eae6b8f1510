import type { EnvName } from '../catalog/endpoints.ts';
import { payTypes } from '../catalog/pay-types.ts';
import { type MoneySums, outcomeInBook, type SumKey, type SumRow } from '../diagnosis/money-sums.ts';
import { outcomeWord } from '../diagnosis/outcome.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import type { Block, Column, Report } from './report.ts';
import { csvText } from './table-columns.ts';
import { transactionData } from './transaction-report.ts';

/** What a window came to, and how it is to be told. */
export interface MoneyFindings {
  readonly env: EnvName;
  /** No gateway of QFPay's answered: no real money is in it. */
  readonly simulated?: boolean;
  readonly since: Date;
  readonly until: Date;
  readonly by: SumKey;
  readonly rows: readonly SumRow[];
  readonly totals: readonly MoneySums[];
  /** What may still change. */
  readonly open: readonly Transaction[];
  /** How many records were read. */
  readonly count: number;
  readonly csv: boolean;
  /** Of the answers' signatures; said on stderr before. */
  readonly warnings: readonly string[];
}

/** Scripts rely on the order: a new column comes at the end. Amounts count the currency's smallest unit. */
const csvColumns = [
  ...(['by', 'txcurrcd', 'paid', 'paid_count', 'refunded', 'refunded_count', 'net'] as const),
  ...(['declined_count', 'pending_count', 'unknown_count', 'cancelled_count', 'held', 'held_count'] as const),
  'unread_count' as const,
];

/** The sums of a window, as a table, a document or CSV. */
export function moneyReport(findings: MoneyFindings): Report {
  const { env, simulated, since, until, by, rows, totals, open, count } = findings;
  const said = unreadWarnings(totals);
  const warnings = [...said, ...findings.warnings];
  return {
    command: 'report',
    exit_code: 0,
    data: {
      env,
      ...(simulated ? { simulated } : {}),
      ...{ since: isoTime(since), until: isoTime(until), grouped_by: by, records: count },
      ...{
        rows,
        totals,
        open: open.map((record) => ({ ...transactionData(record), outcome: outcomeInBook(record) })),
      },
      ...(warnings.length > 0 ? { warnings } : {}),
    },
    blocks: findings.csv ? [{ kind: 'text', text: sumsCsv(rows) }] : sumBlocks(findings),
    warnings: said,
  };
}

/** A sum that leaves something out says so. */
function unreadWarnings(totals: readonly MoneySums[]): string[] {
  return totals
    .filter(({ unread_count }) => unread_count > 0)
    .map(
      ({ unread_count, txcurrcd }) =>
        t`${unread_count} records in ${txcurrcd || '?'} have no amount that can be read: they are in no sum`,
    );
}

/** The gateway's zone, said. */
function isoTime(moment: Date): string {
  return `${formatGatewayTime(moment).replace(' ', 'T')}+08:00`;
}

export function sumsCsv(rows: readonly SumRow[]): string {
  return csvText([csvColumns, ...rows.map((row) => csvColumns.map((column) => String(row[column])))]);
}

function sumBlocks(findings: MoneyFindings): Block[] {
  const { since, until, simulated, count } = findings;
  const window = t`${formatGatewayTime(since)} to ${formatGatewayTime(until)} (UTC+8)`;
  if (count === 0) return [{ kind: 'text', text: t`No transaction in ${window}.` }];
  const hints = [
    ...(simulated ? [t`simulated: no gateway of QFPay's answered, and no real money moved`] : []),
    ...notCounted(findings.totals),
  ];
  return [
    { kind: 'text', text: t`${window}, ${count} records` },
    sumTable(findings),
    ...hints.map((text): Block => ({ kind: 'hint', text })),
    ...openBlocks(findings.open),
  ];
}

/** What stands in no sum, and what somebody may miss there. */
function notCounted(totals: readonly MoneySums[]): string[] {
  const sum = (name: 'cancelled_count' | 'unknown_count') => totals.reduce((all, total) => all + total[name], 0);
  const [cancelled, unknown] = [sum('cancelled_count'), sum('unknown_count')];
  const held = totals.filter(({ held_count }) => held_count > 0);
  const sums = held.map((total) => formatMoney(total.held, total.txcurrcd)).join(', ');
  return [
    ...(cancelled > 0 ? [t`not in paid: ${cancelled} reversed or closed`] : []),
    ...(held.length > 0 ? [t`not in paid: holds of ${sums} in all; a capture counts on its own day`] : []),
    ...(unknown > 0
      ? [t`in no sum: ${unknown} whose outcome is not known: ask about them before you rely on these`]
      : []),
  ];
}

function sumTable({ by, rows, totals }: MoneyFindings): Block {
  const columns: readonly Column[] = [
    { title: titleOf(by), wraps: 10 },
    { title: '' },
    ...[t`paid`, t`refunded`, t`net`, t`declined`, t`pending`].map((title) => ({ title, align: 'right' as const })),
  ];
  const lines = rows.map((row) => [nameOf(row.by, by), ...sumCells(row)]);
  // A total of one row would say the same again.
  const foot = rows.length > totals.length ? totals.map((total) => [t`total`, ...sumCells(total)]) : [];
  return { kind: 'table', columns, rows: [...lines, ...foot] };
}

/** The currency has a column of its own, so that amounts are short; how many they are stands behind. */
function sumCells(sums: MoneySums): string[] {
  const { txcurrcd, paid, paid_count, refunded, refunded_count, net, declined_count, pending_count } = sums;
  const counted = (amount: string, count: number) => (count === 0 ? '-' : `${short(amount, txcurrcd)} (${count})`);
  return [
    txcurrcd,
    counted(paid, paid_count),
    counted(refunded, refunded_count),
    short(net, txcurrcd),
    declined_count === 0 ? '-' : String(declined_count),
    pending_count === 0 ? '-' : String(pending_count),
  ];
}

function short(amount: string, txcurrcd: string): string {
  const said = formatMoney(amount, txcurrcd);
  return txcurrcd !== '' && said.startsWith(`${txcurrcd} `) ? said.slice(txcurrcd.length + 1) : said;
}

function titleOf(by: SumKey): string {
  if (by === 'pay-type') return t`pay type`;
  return by === 'day' ? t`day` : t`outcome`;
}

function nameOf(group: string, by: SumKey): string {
  if (group === '') return t`(none)`;
  if (by === 'outcome') return outcomeWord(group);
  return (by === 'pay-type' ? payTypes.find(({ code }) => code === group)?.alias : undefined) ?? group;
}

/** A screen has room for the beginning; the document has all of them. */
const mostOpen = 10;

function openBlocks(open: readonly Transaction[]): Block[] {
  if (open.length === 0) return [];
  const columns = ['out_trade_no', t`outcome`, t`amount`, t`time (UTC+8)`].map(
    (title, at): Column => ({ title, ...(at === 2 ? { align: 'right' } : {}) }),
  );
  const rows = open.slice(0, mostOpen).map((record) => {
    const { out_trade_no, syssn = '', txamt = '', txcurrcd = '', sysdtm = '' } = record;
    const amount = formatMoney(txamt, txcurrcd);
    return [out_trade_no ?? syssn, outcomeWord(outcomeInBook(record)), amount, sysdtm];
  });
  const more = open.length - rows.length;
  return [
    { kind: 'text', text: `\n${t`still open: ${open.length}`}` },
    { kind: 'table', columns, rows },
    ...(more > 0 ? [{ kind: 'hint' as const, text: t`and ${more} more: --json has all of them` }] : []),
  ];
}
