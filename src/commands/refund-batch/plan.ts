import type { Context } from '../../context.ts';
import type { Fault } from '../../errors.ts';
import type { JournalFile, JournalKeeper } from '../../journal/journal-entry.ts';
import { t } from '../../language/t.ts';
import type { RefundRow } from '../../refund-list/refund-row.ts';
import type { PlanFindings } from '../../report/batch-findings.ts';
import { loadMac } from '../../signature/hasher.ts';
import { keyFaults, refuseKey } from '../../signature/key-guard.ts';
import { ruleError } from '../refund/rule-error.ts';
import type { Session } from '../session.ts';
import type { BatchSession } from './batch-session.ts';
import { planFindings } from './plan-findings.ts';
import { planRows } from './plan-rows.ts';
import type { PlannedRow } from './planned-row.ts';
import { lineError } from './read-file.ts';
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
  rows: readonly RefundRow[],
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
    const exceeded = totalFaults(totals, request.max_total);
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

/** Here, and not only as each is sent: a batch that ends in the middle for it has moved half of its money. */
function keyFaultsOf(each: PlannedRow, keys: readonly Parameters<typeof refuseKey>[1][]): Fault[] {
  if (!('plan' in each)) return [];
  const { out_trade_no, txamt, payment } = each.plan;
  const sent = { refund_no: out_trade_no, txamt, syssn: payment.syssn };
  return keyFaults(Object.entries(sent), ...keys).map((fault) => ({ ...fault, line: each.row.line }));
}
