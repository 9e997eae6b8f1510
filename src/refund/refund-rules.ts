import { type PayType, payTypes } from '../catalog/pay-types.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { formatGatewayTime, parseGatewayTime } from '../transaction/txdtm.ts';
import type { RefundablePayment } from './refund-record.ts';

/** Rules that are documented limits and may be out of date; `--skip-rule` lifts the one that is named. */
export const refundRules = {
  command: 'refund',
  rule_ids: ['refund-exceeds-left', 'fps-refund', 'card-same-day-full', 'refund-window', 'out-trade-no-characters'],
} as const;

/** A refund that is about to be sent. */
interface PlannedRefund {
  readonly payment: RefundablePayment;
  readonly txamt: string;
  /** Cents; undefined where it is not known. */
  readonly left?: number | undefined;
}

/** What QFPay's documents say would be refused, all at once; the night has a rule of its own, for it passes. */
export function refundFaults(planned: PlannedRefund, now: Date): Fault[] {
  return [...exceedingFaults(planned), ...payTypeFaults(planned.payment), ...cardFaults(planned, now)];
}

function exceedingFaults({ payment: { txcurrcd = '' }, txamt, left }: PlannedRefund): Fault[] {
  if (left === undefined || Number(txamt) <= left) return [];
  const rule = t`is more than is left to refund: ${formatMoney(String(left), txcurrcd)} (txamt ${left})`;
  const next = left === 0 ? t`nothing is left` : t`txamt ${left} gives back all that is left`;
  return [{ field: 'txamt', value: txamt, rule, next, rule_id: 'refund-exceeds-left' }];
}

/** FPS first of all, which some merchants have seen refunded within 29 days all the same. */
export function payTypeFaults({ pay_type }: Transaction): Fault[] {
  const known = payTypeOf(pay_type);
  if (!known || known.refund) return [];
  const rule = t`is documented as not refundable (${known.alias})`;
  const next = t`give the money back outside QFPay`;
  return [{ field: 'pay_type', value: known.code, rule, next, rule_id: 'fps-refund' }];
}

/** A card refund on the day of the payment is a void, and that has no parts. */
function cardFaults({ payment, txamt }: PlannedRefund, now: Date): Fault[] {
  if (!isCard(payTypeOf(payment.pay_type)) || txamt === payment.txamt) return [];
  const paid = paidAt(payment);
  if (paid === undefined || dayOf(paid) !== dayOf(now)) return [];
  const total = formatMoney(payment.txamt, payment.txcurrcd ?? '');
  const rule = t`must be the full amount (${total}) on the day that a card was charged`;
  const next = t`--full today, or a part of it tomorrow (UTC+8)`;
  return [{ field: 'txamt', value: txamt, rule, next, rule_id: 'card-same-day-full' }];
}

/** The fault of the night, with when it ends; undefined by day. */
export function nightFault(now: Date): Fault | undefined {
  const end = nightWindowEnd(now);
  if (!end) return undefined;
  const opens = formatGatewayTime(end).slice(0, 16);
  const rule = t`is refused by QFPay from 23:30 to 00:30 Hong Kong time; it is possible again at ${opens} (UTC+8)`;
  return { field: 'refund', rule, next: t`run it again then, or add --wait`, rule_id: 'refund-window' };
}

/** Days after which wallets were seen to refuse, by merchants and not by QFPay's documents: so nothing is held up. */
const longestDays: Readonly<Record<string, number>> = { wechat: 365, alipay: 365, payme: 90, fps: 29 };
const cardDays = 365;

/** What may be refused, for stderr. */
export function refundWarnings(payment: RefundablePayment, now: Date): string[] {
  const paid = paidAt(payment);
  if (!paid) return [];
  const pay_type = payTypeOf(payment.pay_type);
  const most = isCard(pay_type) ? cardDays : longestDays[pay_type?.wallet ?? ''];
  const days = Math.floor((now.getTime() - paid.getTime()) / 86_400_000);
  const name = pay_type?.alias ?? '';
  return [
    ...(most !== undefined && days > most
      ? [
          t`the payment is ${days} days old, and ${name} is known to be refunded for ${most} days only (1265 after that)`,
        ]
      : []),
    ...(nightWindowEnd(paid)
      ? [t`the payment was made between 23:30 and 00:30 Hong Kong time: QFPay may refuse to refund it (1265)`]
      : []),
  ];
}

/** Undefined where the gateway did not tell. */
function paidAt({ paydtm = '', sysdtm = '' }: Transaction): Date | undefined {
  return parseGatewayTime(paydtm) ?? parseGatewayTime(sysdtm);
}

function dayOf(time: Date): string {
  return formatGatewayTime(time).slice(0, 10);
}

function isCard(pay_type: PayType | undefined): boolean {
  return ['card-online', 'card-offline', 'apple-pay'].includes(pay_type?.flow ?? '');
}

function payTypeOf(code: string | undefined): PayType | undefined {
  return payTypes.find((row) => row.code === code);
}

const minute = 60_000;
const day = 24 * 60 * minute;
const gatewayOffset = 8 * 60 * minute;

const start = (23 * 60 + 30) * minute;
const length = 60 * minute;

/** QFPay documents that nothing is refunded from 23:30 to 00:30 Hong Kong time: when that ends; undefined outside it. */
export function nightWindowEnd(now: Date): Date | undefined {
  const wall = now.getTime() + gatewayOffset;
  const since = (((wall - start) % day) + day) % day;
  return since < length ? new Date(now.getTime() - since + length) : undefined;
}
