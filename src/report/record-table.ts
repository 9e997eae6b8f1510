import { payTypes } from '../catalog/pay-types.ts';
import { outcomeOfRecord } from '../diagnosis/outcome.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { Block, Column } from './report.ts';

const columns: readonly Column[] = [
  { title: 'out_trade_no' },
  { title: 'syssn' },
  { title: 'type' },
  { title: 'outcome' },
  { title: 'amount', align: 'right' },
  { title: 'wallet' },
  { title: t`time (UTC+8)` },
];

/** Records for a person, a line each. */
export function recordTable(records: readonly Transaction[]): Block {
  return { kind: 'table', columns, rows: records.map(tableRow) };
}

function tableRow(record: Transaction): string[] {
  const { out_trade_no = '', syssn = '', order_type = '', txamt, txcurrcd = '', pay_type = '' } = record;
  const outcome = outcomeOfRecord(record);
  const is_plain = record.respcd === undefined || record.respcd === '0000';
  return [
    out_trade_no,
    syssn,
    order_type,
    is_plain ? outcome : `${outcome} (${record.respcd})`,
    txamt === undefined ? '' : formatMoney(txamt, txcurrcd),
    payTypes.find(({ code }) => code === pay_type)?.alias ?? pay_type,
    record.paydtm ?? record.sysdtm ?? '',
  ];
}
