import type { Context } from '../../context.ts';
import { CancelledError, type Fault, QfpayError, refuse } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { nightFault, payTypeFaults, refundRules } from '../../refund/refund-rules.ts';
import type { PaymentFindings } from '../../report/payment-findings.ts';
import type { RefundFindings } from '../../report/refund-findings.ts';
import { liftRules } from '../../transaction/lift-rules.ts';
import { hasNights, type Target } from '../has-nights.ts';
import type { RefundRequest } from '../refund/request.ts';
import { runRefund } from '../refund/run.ts';
import type { Session } from '../session.ts';
import type { PayRequest, RefundPlan } from './request.ts';

/**
 * What would keep a payment from being given back is said before it is made.
 * @throws UsageError with every fault at once
 */
export function checkRefundAfter({ refunds, pay_type, refund_skips }: RefundPlan, target: Target, now: Date): void {
  if (!refunds) return;
  const night = hasNights(target) ? nightFault(now) : undefined;
  const found: Fault[] = [
    ...(target.env === 'prod' ? [{ field: 'refund_after', rule: t`is for rehearsals: it is refused in prod` }] : []),
    ...(pay_type ? payTypeFaults({ pay_type: pay_type.code }) : []),
    ...(night ? [night] : []),
  ];
  const { faults } = liftRules(found, refund_skips, refundRules);
  refuse(faults, 'qfpay pay --help');
}

/**
 * Gives a payment back that has just been made, or was made by the same command before. An error is what became of the
 * refund; the payment stands.
 * @throws CancelledError interrupted; `context.interruption.resume` says how to give it back
 */
export async function refundAfter(
  { outcome, transaction: { syssn } }: PaymentFindings,
  request: PayRequest,
  session: Session,
  context: Context,
): Promise<RefundFindings | QfpayError | undefined> {
  if (!request.refunds || syssn === undefined || !['paid', 'refunded'].includes(outcome)) return undefined;
  try {
    return await runRefund(refundRequest(syssn, request), session, context);
  } catch (error) {
    if (error instanceof QfpayError && !(error instanceof CancelledError)) return error;
    throw error;
  }
}

/** With the flags that say whose payment it is, and none that were said of the payment itself. */
function refundRequest(value: string, { options, refund_skips }: PayRequest): RefundRequest {
  const { env, profile, mchid, base_url, sign_type, key_file, yes } = options;
  const connection = Object.entries({ env, profile, mchid, base_url, sign_type, key_file, yes });
  const given = Object.fromEntries(connection.filter(([, flag]) => flag !== undefined));
  return {
    named: { field: 'syssn', value },
    sum: 'full',
    wait: true,
    options: { ...given, wait: true, full: true, skip_rule: refund_skips },
    warnings: [],
    lifted: [],
  };
}
