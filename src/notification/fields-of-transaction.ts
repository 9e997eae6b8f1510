import type { Transaction } from '../transaction/transaction.ts';
import type { NotificationFields } from './format-notification.ts';
import type { NotifyType } from './notification-kinds.ts';

/** What QFPay would call a notification of this transaction; undefined where it sends none. */
export function notifyTypeOf({ order_type, orig_syssn }: Transaction): NotifyType | undefined {
  if (order_type === 'refund' || order_type === 'payment' || order_type === 'unfreeze') return order_type;
  if (order_type !== undefined) return undefined;
  return orig_syssn === undefined ? 'payment' : 'refund';
}

/** The fields of a notification that a transaction on QFPay's books tells. */
export function fieldsOfTransaction(
  transaction: Transaction,
  notify_type: NotifyType,
  mchid: string | undefined,
): NotificationFields {
  const { out_trade_no, syssn, txamt, txcurrcd, txdtm, sysdtm, respcd } = transaction;
  const common = { mchid, out_trade_no, syssn, txamt, txcurrcd, txdtm, sysdtm, respcd };
  if (notify_type === 'unfreeze') return { ...common, orig_syssn: transaction.orig_syssn };
  if (notify_type === 'refund') {
    const { orig_syssn, orig_out_trade_no } = transaction;
    return { ...common, orig_syssn, orig_out_trade_no };
  }
  const { pay_type, paydtm, goods_name, cancel, chnlsn } = transaction;
  return { ...common, pay_type, paydtm, goods_name, cancel, chnlsn };
}
