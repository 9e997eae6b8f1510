import { payTypes } from '../../catalog/pay-types.ts';
import { t } from '../../language/t.ts';
import { formatMoney } from '../../transaction/money.ts';
import type { MoneyMove } from '../confirm-amount.ts';
import type { RefundPlan } from './planning.ts';

/** What a person has to see before the amount is typed. */
export function moveOf({ payment, txamt, left, out_trade_no }: RefundPlan): MoneyMove {
  const { txcurrcd = '', pay_type = '', paydtm, sysdtm = '' } = payment;
  const alias = payTypes.find(({ code }) => code === pay_type)?.alias ?? '?';
  const amount = formatMoney(txamt, txcurrcd);
  const before = typeof left === 'string' ? t`not known` : formatMoney(String(left.refunded), txcurrcd);
  return {
    what: t`refund ${amount}`,
    amount,
    lines: [
      t`payment ${payment.out_trade_no ?? ''} (syssn ${payment.syssn})`,
      t`${formatMoney(payment.txamt, txcurrcd)} by ${pay_type} (${alias}), paid ${paydtm ?? sysdtm} UTC+8`,
      t`already refunded: ${before}`,
      t`refund number ${out_trade_no}`,
    ],
  };
}
