import type { Context } from '../../context.ts';
import { DeclinedError, signatureHint, UsageError } from '../../errors.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import { findOrders, findSyssns } from '../../lookup/find-orders.ts';
import { monthTeller } from '../../lookup/month-of-order.ts';
import { type Lookup, refusalOf } from '../../lookup/pages.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import { resumeCommand } from '../resume-command.ts';

/**
 * The transaction of a number, QFPay's or the merchant's own.
 * @throws DeclinedError there is none
 * @throws UsageError QFPay sends no notification of it: it is not paid, or not done
 */
export async function findTransaction(
  number: string,
  gateway: Gateway,
  { context, options }: { readonly context: Context; readonly options: GlobalOptions },
): Promise<Transaction> {
  const lookup = await lookUp(number, gateway, context);
  const refusal = refusalOf(lookup);
  if (refusal) throw new DeclinedError(t`query was refused: ${refusal.respcd}`, { hint: signatureHint().reading });
  const [record] = lookup.records;
  if (!record) throw new DeclinedError(t`no transaction ${number} was found`, { hint: resumeCommand(number, options) });
  if (record.respcd !== '0000') {
    throw new UsageError(t`of must be a transaction that went through: ${number} stands at ${record.respcd}`, {
      hint: t`QFPay notifies of what was paid or refunded, and of nothing else`,
    });
  }
  return record;
}

async function lookUp(number: string, gateway: Gateway, context: Context): Promise<Lookup> {
  const named = looksLikeSyssn(number) ? await findSyssns(gateway, [number], {}) : undefined;
  if (named && (named.records.length > 0 || refusalOf(named))) return named;
  return findOrders(gateway, { out_trade_no: [number], now: context.clock.now(), monthOf: monthTeller(context) });
}

function looksLikeSyssn(number: string): boolean {
  return /^20\d{24}$/.test(number);
}
