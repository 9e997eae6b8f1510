import type { Context } from '../context.ts';
import { UnknownOutcomeError } from '../errors.ts';
import type { Answer } from '../gateway/answer.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { isUsedNumber } from '../payment/used-number.ts';
import type { RefundState } from '../report/refund-findings.ts';
import { type DoubtfulRefund, patience, settleRefund, settleUsedNumber } from './refund-settle.ts';
import { stateOfAnswer, stateOfLost } from './refund-state.ts';

/** What came back of one sending, counted from 1. */
export interface Returned {
  readonly answer: Answer | UnknownOutcomeError;
  readonly sending: number;
}

/** Refusals that an earlier refund can be the reason of: that of a lost answer, or of another machine a moment ago. */
const alreadyDone: readonly string[] = ['1125', '1262', '1263', '1264', '1272'];

/**
 * What an answer says of the refund, held against the gateway's books where they may know better. `unknown` leaves it open.
 * @throws CancelledError interrupted
 */
export async function understandRefund(
  { answer, sending }: Returned,
  refund: DoubtfulRefund,
  gateway: Gateway,
  context: Context,
): Promise<RefundState> {
  if (answer instanceof UnknownOutcomeError) return stateOfLost(answer, refund);
  const state = stateOfAnswer(answer, refund);
  const repeated = sending === 1;
  if (isUsedNumber(answer)) {
    const found = await settleUsedNumber(refund, gateway, context);
    return found ? { ...found, repeated: repeated && isStanding(found) } : usedUnknown(state, refund);
  }
  if (state.outcome === 'declined' && answer.respcd !== '1108') {
    const is_suspect = !repeated || alreadyDone.includes(answer.respcd);
    const found = await settleRefund(refund, gateway, context, is_suspect ? patience.short : patience.once);
    return found && isStanding(found) ? { ...found, repeated } : state;
  }
  return state;
}

/** The refund was made, or may still be. */
function isStanding({ outcome }: RefundState): boolean {
  return outcome !== 'declined';
}

function usedUnknown(state: RefundState, { out_trade_no }: DoubtfulRefund): RefundState {
  const reason = `the gateway refuses out_trade_no ${out_trade_no} as used, and query does not know it`;
  return { ...state, outcome: 'unknown', reason, needs_number: true };
}
