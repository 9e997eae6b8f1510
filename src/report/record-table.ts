import { payTypes } from '../catalog/pay-types.ts';
import { outcomeOfRecord } from '../diagnosis/outcome.ts';
import { outcomeWord } from '../diagnosis/outcome-word.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { Block, Column } from './report.ts';

function columns(): readonly Column[] {
  return [
    { title: 'out_trade_no' },
    { title: 'syssn' },
    { title: t`type` },
    { title: t`outcome` },
    { title: t`amount`, align: 'right' },
    { title: t`wallet` },
    { title: t`time (UTC+8)` },
  ];
}

/** Records for a person, a line each. */
export function recordTable(records: readonly Transaction[]): Block {
  return { kind: 'table', columns: columns(), rows: records.map(tableRow) };
}

function tableRow(record: Transaction): string[] {
  const { out_trade_no = '', syssn = '', order_type = '', txamt, txcurrcd = '', pay_type = '' } = record;
  const outcome = outcomeOfRecord(record);
  const is_plain = record.respcd === undefined || record.respcd === '0000';
  return [
    out_trade_no,
    syssn,
    order_type,
    is_plain ? outcomeWord(outcome) : `${outcomeWord(outcome)} (${record.respcd})`,
    txamt === undefined ? '' : formatMoney(txamt, txcurrcd),
    payTypes.find(({ code }) => code === pay_type)?.alias ?? pay_type,
    record.paydtm ?? record.sysdtm ?? '',
  ];
}
