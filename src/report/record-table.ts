import { payTypes } from '../catalog/pay-types.ts';
import { outcomeInBook } from '../diagnosis/money-sums.ts';
import { outcomeWord } from '../diagnosis/outcome.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { Block } from './report.ts';
import { amountLook, type ColumnLook, csvText, namedColumns, tableOf } from './table-columns.ts';

/** The usual ones stand first. `outcome` and `time` are ours. */
export const recordColumnNames = [
  ...(['out_trade_no', 'of', 'syssn', 'order_type', 'outcome', 'txamt', 'pay_type', 'time'] as const),
  ...(['orig_syssn', 'orig_out_trade_no', 'respcd', 'cancel', 'txcurrcd', 'txdtm', 'sysdtm', 'paydtm'] as const),
  ...(['errmsg', 'goods_name', 'chnlsn', 'cash_fee', 'cash_fee_type', 'exchange_rate'] as const),
];

/** Records for a person, a line each. */
export function recordTable(
  records: readonly Transaction[],
  chosen?: readonly string[],
  window_days?: readonly [string, string],
): Block {
  const looks = { ...usualLooks(records), ...(window_days ? shortLooks(records, window_days) : {}), ...otherLooks() };
  return tableOf(namedColumns(recordColumnNames, looks), records, chosen);
}

/** A refund is told by the order that it belongs to, so that its type can be spared. */
function usualLooks(records: readonly Transaction[]) {
  const of = orderTeller(records);
  return {
    out_trade_no: plain('out_trade_no'),
    // A number that is cut still tells which of the orders above it is.
    of: {
      title: t`of`,
      cuts: 10,
      cell: of,
      ...(records.some((record) => of(record) !== '') ? {} : { extra: true as const }),
    },
    syssn: { ...plain('syssn'), spare: 2 },
    order_type: { ...plain('order_type', t`type`), spare: 1 },
    outcome: { title: t`outcome`, wraps: 10, cell: outcomeText },
    txamt: { title: t`amount`, align: 'right', cell: ({ txamt, txcurrcd }) => moneyText(txamt, txcurrcd) },
    pay_type: { title: t`wallet`, spare: 3, cell: walletName },
    time: { title: t`time (UTC+8)`, wraps: 10, cell: timeOf },
  } as const satisfies Readonly<Record<string, ColumnLook<Transaction>>>;
}

/** Of a window, whose heading names its time and zone: no date within one day, no currency where there is but one. */
function shortLooks(records: readonly Transaction[], [first, last]: readonly [string, string]) {
  // What was made before midnight may be paid after it.
  const is_one_day = first === last && records.every((record) => timeOf(record).startsWith(first));
  const is_one_year = records.every((record) => timeOf(record).startsWith(last.slice(0, 4)));
  const time = (record: Transaction) =>
    is_one_day ? timeOf(record).slice(11) : timeOf(record).slice(is_one_year ? 5 : 0, 16);
  return {
    txamt: amountLook(records),
    time: { title: t`time`, cell: time },
  } as const satisfies Readonly<Record<string, ColumnLook<Transaction>>>;
}

/** The order that a refund belongs to: its number where it is known, else QFPay's. */
function orderTeller(records: readonly Transaction[]): (record: Transaction) => string {
  const known = new Map(records.map(({ syssn, out_trade_no }) => [syssn, out_trade_no]));
  return ({ orig_syssn, orig_out_trade_no }) =>
    orig_out_trade_no ?? (orig_syssn === undefined ? '' : (known.get(orig_syssn) ?? orig_syssn));
}

function otherLooks() {
  return {
    orig_syssn: extra('orig_syssn'),
    orig_out_trade_no: extra('orig_out_trade_no'),
    respcd: extra('respcd'),
    cancel: extra('cancel'),
    txcurrcd: extra('txcurrcd'),
    txdtm: extra('txdtm'),
    sysdtm: extra('sysdtm', 'sysdtm (UTC+8)'),
    paydtm: extra('paydtm', 'paydtm (UTC+8)'),
    errmsg: { ...extra('errmsg'), wraps: 24 },
    goods_name: { ...extra('goods_name'), wraps: 24 },
    chnlsn: extra('chnlsn'),
    cash_fee: {
      ...extra('cash_fee', t`payer paid`),
      align: 'right',
      cell: ({ cash_fee, cash_fee_type }) => moneyText(cash_fee, cash_fee_type),
    },
    cash_fee_type: extra('cash_fee_type'),
    exchange_rate: { ...extra('exchange_rate'), align: 'right' },
  } as const satisfies Readonly<Record<string, ColumnLook<Transaction>>>;
}

type RecordTextField = Exclude<keyof Transaction, 'pay_params'>;

function plain(field: RecordTextField, title: string = field): ColumnLook<Transaction> {
  return { title, cell: (record) => record[field] ?? '' };
}

function extra(field: RecordTextField, title: string = field): ColumnLook<Transaction> {
  return { ...plain(field, title), extra: true };
}

function outcomeText(record: Transaction): string {
  const outcome = outcomeWord(outcomeInBook(record));
  const is_plain = record.respcd === undefined || record.respcd === '0000';
  return is_plain ? outcome : `${outcome} (${record.respcd})`;
}

function moneyText(txamt: string | undefined, txcurrcd = ''): string {
  return txamt === undefined ? '' : formatMoney(txamt, txcurrcd);
}

function walletName({ pay_type = '' }: Transaction): string {
  return payTypes.find(({ code }) => code === pay_type)?.alias ?? pay_type;
}

/** When it was paid, or else when it was made. */
function timeOf({ paydtm, sysdtm }: Transaction): string {
  return paydtm ?? sysdtm ?? '';
}

/** Scripts rely on the order: a new column comes at the end. `outcome` is ours, `sysdtm` and `paydtm` are in UTC+8. */
const columns = [
  'out_trade_no',
  'syssn',
  'orig_syssn',
  'order_type',
  'outcome',
  'respcd',
  'cancel',
  'txamt',
  'txcurrcd',
  'pay_type',
  'txdtm',
  'sysdtm',
  'paydtm',
  'errmsg',
  'goods_name',
] as const;

/**
 * Records as CSV (RFC 4180, lines ended by LF): a header, then a line each. Numbers stay as they are, digit for digit.
 * @param chosen instead of the usual columns
 */
export function recordCsv(records: readonly Transaction[], chosen: readonly string[] = columns): string {
  const lines = records.map((record) => {
    const fields: Record<string, unknown> = { ...record, outcome: outcomeInBook(record), time: timeOf(record) };
    return chosen.map((column) => String(fields[column] ?? ''));
  });
  return csvText([chosen, ...lines]);
}
