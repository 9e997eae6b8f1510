import type { EnvName } from '../../catalog/endpoints.ts';
import { outcomeWord } from '../../diagnosis/outcome-word.ts';
import { t } from '../../language/t.ts';
import type { Lookup } from '../../lookup/pages.ts';
import type { CancelFindings } from '../../report/cancel-findings.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import type { MoneyMove } from '../confirm-amount.ts';
import { amountOf, type CancelOrder, payTypeOf } from './order.ts';
import { type CancelRequest, cancelWords, refundCommand } from './request.ts';
import type { CancelDecision } from './rules.ts';
import type { Cancelled } from './send.ts';

/** The order was over before, so that nothing was sent. */
export function findingsOfOver(
  request: CancelRequest,
  { record, outcome }: Extract<CancelDecision, { kind: 'over' }>,
  { answers }: Lookup,
  env: EnvName,
): CancelFindings {
  const { respcd, errmsg } = record;
  const answer = answers.at(-1);
  const isDead = outcome === 'declined';
  return {
    ...commonOf(request, record),
    env,
    outcome,
    ...(respcd === undefined ? {} : { respcd }),
    ...(errmsg === undefined ? {} : { message: errmsg }),
    ...(isDead ? {} : { repeated: true as const }),
    reason: isDead
      ? t`it is over, and was never paid: nothing was sent`
      : t`it was ${outcomeWord(outcome)} before: nothing was sent`,
    order: record,
    ...(answer ? { answer } : {}),
    notices: [],
    warnings: [],
  };
}

export function findingsOfCancelled(
  request: CancelRequest,
  { record }: CancelOrder,
  { state, after, answer = after?.answer, cancellation, warnings }: Cancelled,
  told: Pick<CancelFindings, 'env' | 'notices'>,
): CancelFindings {
  return {
    ...commonOf(request, record),
    ...told,
    ...state,
    order: after?.record ?? record,
    ...(answer ? { answer } : {}),
    ...(cancellation ? { cancellation } : {}),
    warnings,
  };
}

function commonOf(request: CancelRequest, record: Transaction) {
  return { command: request.name, resume: cancelWords('query', request), refund: refundCommand(request, record) };
}

/** What the person is asked about. */
export function moveOf({ name, value }: CancelRequest, { record, is_void }: CancelOrder): MoneyMove {
  const { pay_type = t`an unknown pay type`, paydtm, sysdtm = '' } = record;
  const { alias } = payTypeOf(record) ?? {};
  const amount = amountOf(record);
  const order =
    alias === undefined ? t`${value}, ${amount} by ${pay_type}` : t`${value}, ${amount} by ${pay_type} (${alias})`;
  const what = is_void
    ? t`VOID the paid order ${order}, paid ${paydtm ?? sysdtm}: the money goes back to the payer`
    : t`${name} the order ${order}, which nobody has paid yet`;
  return { what, amount };
}
