import { t } from '../../language/t.ts';
import { beginning } from '../../report/beginning.ts';
import { formatMoney } from '../../transaction/money.ts';
import { readTransaction } from '../../transaction/transaction.ts';
import { describeDelivery } from '../deliver.ts';
import type { Confirmation, NotificationEvent } from './event.ts';

type Row = readonly [label: string, value: string];

/** What it is about, as far as it says so. */
export function transactionRows({ notification: { fields } }: NotificationEvent): Row[] {
  if (!fields) return [];
  const { out_trade_no, txamt, txcurrcd = '', pay_type, orig_syssn, goods_name } = readTransaction(fields);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['out_trade_no', out_trade_no],
    ['amount', txamt && formatMoney(txamt, txcurrcd)],
    ['pay_type', pay_type],
    ['orig_syssn', orig_syssn],
    ['goods_name', goods_name],
  ];
  return rows.flatMap(([label, value]) => (value ? [[label, beginning(value)] as const] : []));
}

/** What was done with it, and what was found out. */
export function doneRows(event: NotificationEvent): Row[] {
  const { answered, saved, save_problem, forwarded, confirmed, cause } = event;
  return [
    ...(cause
      ? ([
          ['cause', `${cause.title} (${cause.id})`],
          ['evidence', cause.evidence],
          ['fix', cause.fix],
        ] as const)
      : []),
    ...(forwarded ? [['forwarded', describeDelivery(forwarded)] as const] : []),
    ...(saved === undefined ? [] : [['saved', saved] as const]),
    ...(save_problem === undefined ? [] : [[t`not saved`, save_problem] as const]),
    ...(confirmed ? [['query', describeConfirmation(confirmed)] as const] : []),
    ['answered', `${answered.status} ${answered.text}`],
  ];
}

function describeConfirmation({ agrees, remarks }: Confirmation): string {
  if (agrees) return 'agrees';
  return `${agrees === false ? t`DOES NOT AGREE` : t`could not be asked`}: ${remarks.join('; ')}`;
}
