import type { Context } from '../../context.ts';
import type { Fault } from '../../errors.ts';
import type { JournalFile, JournalKeeper } from '../../journal/journal-entry.ts';
import { t } from '../../language/t.ts';
import { choosePayment } from '../../refund/choose-payment.ts';
import { sumKey } from '../../refund/refund-sum.ts';
import type { RefundRow } from '../../refund-list/refund-row.ts';
import type { FileShare } from '../../refund-list/shards.ts';
import type { BatchRow, PlanFindings } from '../../report/batch-findings.ts';
import { loadMac } from '../../signature/hasher.ts';
import { keyFaults, refuseKey } from '../../signature/key-guard.ts';
import { ruleError } from '../refund/rule-error.ts';
import type { Session } from '../session.ts';
import type { BatchSession } from './batch-session.ts';
import { planFindings } from './plan-findings.ts';
import { planRows } from './plan-rows.ts';
import type { PlannedRow } from './planned-row.ts';
import { lineError } from './read-file.ts';
import { readPayments } from './read-payments.ts';
import type { BatchRequest } from './request.ts';
import { rowsBefore, totalFaults, totalsOf } from './totals.ts';

export interface BatchPlan {
  readonly planned: readonly PlannedRow[];
  readonly plan: PlanFindings;
}

/**
 * Whose journal it is: all that the number of a refund is derived from. Its lines are vouched for by the client key, and only
 * as what this gateway has answered: an emulator may have been asked under the same app code.
 */
export async function journalKeeper({ settings: { env, base_url, merchant } }: Session): Promise<JournalKeeper> {
  const { app_code, mchid, client_key } = merchant;
  const mac = await loadMac(client_key, 'qfpay refund-batch journal 1');
  // The embedded emulator is the same one at whatever port it is.
  const gateway = env === 'local' ? env : base_url;
  return {
    owner: { env, app_code, mchid },
    sealer: (journal_id) => mac([env, gateway, app_code, mchid ?? '', journal_id]),
  };
}

/**
 * Understands and checks every row with what the gateway knows, and sends none.
 * @throws UsageError with every fault of every line at once
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function planBatch(
  { own: rows, others }: FileShare,
  journal: JournalFile,
  request: BatchRequest,
  { session, context }: { readonly session: BatchSession; readonly context: Context },
): Promise<BatchPlan> {
  const { client_key } = session.settings.merchant;
  for (const { refund_no = '' } of rows) refuseKey([['refund_no', refund_no]], client_key, context.secrets);
  const progress = context.progress(t`looking up ${rows.length} payments`);
  try {
    const plans = await planRows(rows, journal, request, { session, context });
    const faults = [...plans.faults, ...plans.rows.flatMap((each) => keyFaultsOf(each, [client_key, context.secrets]))];
    if (faults.length > 0) throw lineError(faults);
    const before = rowsBefore(plans.rows);
    const totals = totalsOf(before);
    const elsewhere = request.max_total.size > 0 ? await readOthers(others, session.gateway, context) : [];
    const exceeded = totalFaults(totalsOf([...before, ...elsewhere]), request.max_total);
    if (exceeded.length > 0) throw lineError(exceeded);
    if (plans.night && !request.options.dry_run) throw ruleError([plans.night.fault]);
    return {
      planned: plans.rows,
      plan: planFindings(plans, before, totals, { request, session }),
    };
  } finally {
    progress.stop();
  }
}

/**
 * What the other runners' rows come to: a limit is for the whole file, else each runner would give back as much. Whatever is wrong
 * with such a row its own runner refuses.
 */
async function readOthers(
  others: readonly RefundRow[],
  gateway: Session['gateway'],
  context: Context,
): Promise<Pick<BatchRow, 'txamt' | 'txcurrcd' | 'outcome'>[]> {
  const payments = await readPayments(
    others.map(({ named }) => named),
    gateway,
    context,
  );
  return others.flatMap(({ named, sum }) => {
    const choice = choosePayment(
      payments.filter(({ [named.field]: number }) => number === named.value),
      named,
    );
    if (!('payment' in choice)) return [];
    const { txamt, txcurrcd } = choice.payment;
    return [{ txamt: sum === 'full' ? txamt : sumKey(sum), txcurrcd, outcome: 'refunded' as const }];
  });
}

/** Here, and not only as each is sent: a batch that ends in the middle for it has moved half of its money. */
function keyFaultsOf(each: PlannedRow, keys: readonly Parameters<typeof refuseKey>[1][]): Fault[] {
  if (!('plan' in each)) return [];
  const { out_trade_no, txamt, payment } = each.plan;
  const sent = { refund_no: out_trade_no, txamt, syssn: payment.syssn };
  return keyFaults(Object.entries(sent), ...keys).map((fault) => ({ ...fault, line: each.row.line }));
}
