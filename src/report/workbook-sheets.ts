import { type MoneySums, outcomeInBook, type SumRow } from '../diagnosis/money-sums.ts';
import { outcomeWord } from '../diagnosis/outcome.ts';
import type { CatalogWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import type { WorkbookCell, WorkbookSheet } from '../spreadsheet/write-workbook.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import type { BatchRow } from './batch-findings.ts';
import type { ListedEntry } from './history-report.ts';

function text(value = ''): WorkbookCell {
  return { text: value };
}

function money(cents = '', txcurrcd = ''): WorkbookCell {
  return cents === '' ? { text: '' } : { cents, txcurrcd };
}

/** `2026-03-02T07:04:05.000Z` on the gateway's clock. */
function wallTime(iso = ''): WorkbookCell {
  const moment = new Date(iso);
  return Number.isNaN(moment.getTime()) ? { text: iso } : { time: formatGatewayTime(moment) };
}

/** Records of a query, a row each; sums only of what was read whole. */
export function recordSheet(
  records: readonly Transaction[],
  totals: readonly MoneySums[],
  words: CatalogWords,
): WorkbookSheet {
  const titles = [
    ...['out_trade_no', t`refund of`, 'syssn', t`type`, t`outcome`, t`amount`, t`currency`, t`wallet`, t`time (UTC+8)`],
    ...['respcd', 'cancel', 'goods_name', 'chnlsn'],
  ];
  const rows = records.map((record) => {
    const { out_trade_no, orig_out_trade_no, orig_syssn, syssn, order_type, txamt, txcurrcd, pay_type = '' } = record;
    const { sysdtm, paydtm, respcd, cancel, goods_name, chnlsn } = record;
    return [
      ...[text(out_trade_no), text(orig_out_trade_no ?? orig_syssn), text(syssn), text(order_type)],
      ...[text(outcomeWord(outcomeInBook(record))), money(txamt, txcurrcd), text(txcurrcd)],
      ...[text(words.pay_type[pay_type] ?? pay_type), { time: sysdtm ?? paydtm ?? '' }],
      ...[text(respcd), text(cancel), text(goods_name), text(chnlsn)],
    ];
  });
  return { name: t`records`, titles, rows, totals: totals.flatMap((sums) => totalRows(sums, titles.length)) };
}

/** What a currency came to, beneath its amounts. */
function totalRows({ txcurrcd, paid, refunded, net }: MoneySums, width: number): WorkbookCell[][] {
  const row = (title: string, cents: string) => [
    ...[text(`${t`total`}: ${title}`), text(), text(), text(), text(), money(cents, txcurrcd), text(txcurrcd)],
    ...Array.from({ length: width - 7 }, () => text()),
  ];
  return [row(t`paid`, paid), row(t`refunded`, refunded), row(t`net`, net)];
}

/** The sums of a report. */
export function sumSheet(rows: readonly SumRow[], totals: readonly MoneySums[], by: string): WorkbookSheet {
  const titles = [
    ...[by, t`currency`, t`paid`, t`paid, how many`, t`refunded`, t`refunded, how many`, t`net`],
    ...[t`declined`, t`pending`, t`unknown`, t`cancelled`, t`held`],
  ];
  const line = (name: string, sums: MoneySums): WorkbookCell[] => [
    ...[text(name), text(sums.txcurrcd), money(sums.paid, sums.txcurrcd), { count: sums.paid_count }],
    ...[money(sums.refunded, sums.txcurrcd), { count: sums.refunded_count }, money(sums.net, sums.txcurrcd)],
    ...[{ count: sums.declined_count }, { count: sums.pending_count }, { count: sums.unknown_count }],
    ...[{ count: sums.cancelled_count }, money(sums.held, sums.txcurrcd)],
  ];
  return {
    ...{ name: t`sums`, titles, rows: rows.map((row) => line(row.by, row)) },
    totals: totals.map((sums) => line(t`total`, sums)),
  };
}

/** What this machine has sent. */
export function historySheet(entries: Iterable<ListedEntry>): WorkbookSheet {
  const rows: WorkbookCell[][] = [];
  const moved = new Map<string, bigint>();
  for (const entry of entries) {
    const {
      time,
      command,
      env,
      out_trade_no,
      txamt,
      txcurrcd = '',
      outcome,
      syssn,
      orig_syssn,
      respcd,
      pay_type,
    } = entry;
    rows.push([
      ...[wallTime(time), text(command), text(env), text(out_trade_no), money(txamt, txcurrcd), text(txcurrcd)],
      ...[text(outcomeWord(outcome)), text(syssn), text(orig_syssn), text(respcd), text(pay_type)],
    ]);
    const sign = outcome === 'paid' ? 1n : outcome === 'refunded' ? -1n : 0n;
    if (sign !== 0n && /^\d+$/.test(txamt ?? ''))
      moved.set(txcurrcd, (moved.get(txcurrcd) ?? 0n) + sign * BigInt(txamt ?? 0));
  }
  const titles = [
    ...[t`time (UTC+8)`, t`command`, 'env', 'out_trade_no', t`amount`, t`currency`, t`outcome`, 'syssn', 'orig_syssn'],
    ...['respcd', t`pay type`],
  ];
  const totals = [...moved].map(([txcurrcd, net]) => [
    ...[text(t`paid less refunded`), text(), text(), text(), money(String(net), txcurrcd), text(txcurrcd)],
    ...Array.from({ length: 5 }, () => text()),
  ]);
  return { name: t`history`, titles, rows, totals };
}

/** What became of a batch's rows. */
export function batchSheet(found: readonly BatchRow[]): WorkbookSheet {
  const refunded = new Map<string, bigint>();
  const rows = found.map((row): WorkbookCell[] => {
    const {
      line,
      refund_no,
      orig_syssn,
      orig_out_trade_no,
      txamt,
      txcurrcd = '',
      outcome,
      respcd,
      message,
      repeated,
    } = row;
    if (outcome === 'refunded' && /^\d+$/.test(txamt))
      refunded.set(txcurrcd, (refunded.get(txcurrcd) ?? 0n) + BigInt(txamt));
    return [
      ...[{ count: line }, text(refund_no), text(orig_syssn), text(orig_out_trade_no), money(txamt, txcurrcd)],
      ...[
        text(txcurrcd),
        text(outcomeWord(outcome)),
        text(respcd),
        text(repeated ? t`refunded before` : ''),
        text(message),
      ],
    ];
  });
  const titles = [
    ...[t`line`, 'refund_no', 'orig_syssn', 'orig_out_trade_no', t`amount`, t`currency`, t`outcome`, 'respcd'],
    ...[t`repeated`, t`message`],
  ];
  const totals = [...refunded].map(([txcurrcd, sum]) => [
    ...[text(t`refunded`), text(), text(), text(), money(String(sum), txcurrcd), text(txcurrcd)],
    ...Array.from({ length: 4 }, () => text()),
  ]);
  return { name: t`refunds`, titles, rows, totals };
}
