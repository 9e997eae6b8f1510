import type { Context } from '../../context.ts';
import { UnknownOutcomeError } from '../../errors.ts';
import type { Answer } from '../../gateway/answer.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import { isUsedNumber } from '../../payment/used-number.ts';
import type { RefundState } from '../../report/refund-findings.ts';
import { type DoubtfulRefund, patience, settleRefund, settleUsedNumber } from './settle.ts';
import { stateOfAnswer, stateOfLost } from './state.ts';

/** What came back of one sending, counted from 1. */
export interface Returned {
  readonly answer: Answer | UnknownOutcomeError;
  readonly sending: number;
  /** An earlier sending of the number may have been processed, or still be. */
  readonly in_doubt: boolean;
}

/** Refusals that an earlier refund can be the reason of: that of a lost answer, or of another machine a moment ago. */
const alreadyDone: readonly string[] = ['1125', '1262', '1263', '1264', '1272'];

/**
 * What an answer says of the refund, held against the gateway's books where they may know better. `unknown` leaves it open.
 * @throws CancelledError interrupted
 */
export async function understandRefund(
  returned: Returned,
  refund: DoubtfulRefund,
  gateway: Gateway,
  context: Context,
): Promise<RefundState> {
  const { answer, sending } = returned;
  if (answer instanceof UnknownOutcomeError) return stateOfLost(answer, refund);
  const state = stateOfAnswer(answer, refund);
  if (state.outcome !== 'declined' && !isUsedNumber(answer)) return state;
  const found = isUsedNumber(answer)
    ? await settleUsedNumber(refund, gateway, context)
    : await settleRefund(refund, gateway, context, patienceFor(returned, answer));
  if (found && found.outcome !== 'declined') return { ...found, repeated: sending === 1 };
  if (isUsedNumber(answer)) return found ? { ...found, is_earlier: true } : usedUnknown(state, refund);
  return returned.in_doubt ? refusedUnknown(state) : state;
}

function patienceFor({ in_doubt }: Returned, { respcd }: Answer): readonly number[] {
  return in_doubt || alreadyDone.includes(respcd) ? patience.short : patience.once;
}

function usedUnknown(state: RefundState, { out_trade_no }: DoubtfulRefund): RefundState {
  const reason = t`the gateway refuses out_trade_no ${out_trade_no} as used, and no answer of query shows it`;
  return { ...state, outcome: 'unknown', reason, is_refused: true, needs_number: true };
}

/** That it is refused now says nothing of the sending before, which may even be the reason. */
function refusedUnknown(state: RefundState): RefundState {
  const said = [state.respcd, state.message].filter((text) => text).join(' ');
  const reason = t`the gateway refuses it now (${said}), but what became of an earlier sending is not known`;
  return { ...state, outcome: 'unknown', reason, is_refused: true };
}
