import type { PayType } from '../catalog/pay-types.ts';
import type { Parameter } from '../signature/sign.ts';
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

/** Already refunded, paid, refunded, reversed, closed: said of an order that is there. */
const ofExistingOrder: readonly string[] = ['1125', '1260', '1262', '1263', '1264'];

/** Whether the answer to a payment speaks of an order that was made before under its number, and not of the one just sent. */
export function isOfExistingOrder(answer: Parameters<typeof isUsedNumber>[0]): boolean {
  return isUsedNumber(answer) || ofExistingOrder.includes(answer.respcd);
}

const identity = ['out_trade_no', 'txamt', 'txcurrcd'] as const;

/**
 * The first field by which an answer or a record is about something else than what was sent. A field that either side does not
 * have is not held against it.
 */
export function foreignField(
  found: Transaction,
  parameters: readonly Parameter[],
): (typeof identity)[number] | undefined {
  const sent = new Map(parameters);
  return identity.find((name) => found[name] !== undefined && sent.has(name) && found[name] !== sent.get(name));
}

/** Whether a record is a payment of the same number, amount and currency, whatever it was paid with. */
export function isSameSum(record: Transaction, parameters: readonly Parameter[]): boolean {
  const isPayment = record.order_type === undefined || record.order_type === 'payment';
  return isPayment && foreignField(record, parameters) === undefined;
}

/**
 * Whether a record on the gateway's books is the order that was to be made: amount, currency and pay type agree. The wallet of
 * an 800008 order is told in the answer, so any CPM code will do.
 */
export function isSameOrder(record: Transaction, parameters: readonly Parameter[], pay_type: PayType): boolean {
  return isSameSum(record, parameters) && hasSamePayType(record, pay_type);
}

function hasSamePayType(record: Transaction, { code }: PayType): boolean {
  const { pay_type = code } = record;
  return pay_type === code || (code === '800008' && pay_type.endsWith('08'));
}
