import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { BatchRow, CurrencyTotal } from '../../report/batch-findings.ts';
import { formatMoney } from '../../transaction/money.ts';
import { type PlannedRow, refundOf, unsentRow } from './planned-row.ts';

/** Every row as it stands before the batch. */
export function rowsBefore(planned: readonly PlannedRow[]): BatchRow[] {
  return planned.map((each) => ('known' in each ? each.known : unsentRow(each.row, refundOf(each.plan, each.row))));
}

/** By currency, in the order of the file. */
export function totalsOf(rows: readonly BatchRow[]): CurrencyTotal[] {
  const totals = new Map<string, CurrencyTotal>();
  for (const { txcurrcd = '', txamt, outcome } of rows) {
    const { rows, txamt: sum, rows_to_send, txamt_to_send } = totals.get(txcurrcd) ?? empty;
    const cents = Number(txamt);
    const [more, moreCents] = outcome === 'not_sent' ? [1, cents] : [0, 0];
    totals.set(txcurrcd, {
      ...{ txcurrcd, rows: rows + 1, txamt: sum + cents },
      ...{ rows_to_send: rows_to_send + more, txamt_to_send: txamt_to_send + moreCents },
    });
  }
  return [...totals.values()];
}

const empty = { rows: 0, txamt: 0, rows_to_send: 0, txamt_to_send: 0 };

/** The whole file counts, also what stands already: so a limit means the same in every run. */
export function totalFaults(totals: readonly CurrencyTotal[], limits: ReadonlyMap<string, number>): Fault[] {
  if (limits.size === 0) return [];
  return totals.flatMap(({ txcurrcd, txamt }): Fault[] => {
    const limit = limits.get(txcurrcd);
    const money = formatMoney(String(txamt), txcurrcd);
    if (limit === undefined)
      return [{ field: 'max_total', rule: t`says nothing of ${txcurrcd}: the file refunds ${money}` }];
    if (txamt <= limit) return [];
    const value = formatMoney(String(limit), txcurrcd);
    return [{ field: 'max_total', value, rule: t`is exceeded: the file refunds ${money}` }];
  });
}
