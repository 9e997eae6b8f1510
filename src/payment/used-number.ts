import type { PayType } from '../catalog/pay-types.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import type { Transaction } from '../transaction/transaction.ts';

/**
 * Whether the gateway refused a request because its `out_trade_no` was used before. 1102 and 2011 say so by name; 1251 is a
 * fault in the store's configuration by the table, and in the field a used number when its text says that.
 */
export function isUsedNumber({
  respcd,
  resperr,
  respmsg,
}: {
  respcd: string;
  resperr: string;
  respmsg: string;
}): boolean {
  if (respcd === '1102' || respcd === '2011') return true;
  return respcd === '1251' && /duplicat|\bused\b|repeat|重[复複]|已使用|已存在/i.test(`${resperr} ${respmsg}`);
}

/**
 * Whether a record on the gateway's books is the order that was to be made: amount, currency and pay type agree. A field that
 * the record does not have is not held against it. The wallet of an 800008 order is told in the answer, so any CPM code will do.
 */
export function isSameOrder(record: Transaction, parameters: readonly Parameter[], pay_type: PayType): boolean {
  const wanted = new Map(parameters);
  const isSame = (name: 'txamt' | 'txcurrcd') => record[name] === undefined || record[name] === wanted.get(name);
  const isPayment = record.order_type === undefined || record.order_type === 'payment';
  return isPayment && isSame('txamt') && isSame('txcurrcd') && hasSamePayType(record, pay_type);
}

function hasSamePayType(record: Transaction, { code }: PayType): boolean {
  const { pay_type = code } = record;
  return pay_type === code || (code === '800008' && pay_type.endsWith('08'));
}
