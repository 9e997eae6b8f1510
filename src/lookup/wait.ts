import type { Resume } from '../context.ts';
import { decisiveRecord } from '../diagnosis/order.ts';
import { isFinal, type Outcome, outcomeOfRecord } from '../diagnosis/outcome.ts';
import { SignatureError, signatureHint } from '../errors.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { pollUntilDone, type Waiting, type WaitingContext } from './poll.ts';
import { type Found, type QueryFilter, tryQuery } from './query.ts';

/** One order that is waited for. */
export interface WaitTarget extends Waiting {
  /** Its syssn; or its number, with a window around its sending, since a month may end meanwhile. */
  readonly filter: QueryFilter;
  /** Whether a record that the filter brings is the order, where the filter alone cannot tell. */
  readonly isOurs?: (record: Transaction) => boolean;
  /** What is known before the first poll. Not read off a record: the 0000 of a new QR order is no payment. */
  readonly outcome: Outcome;
}

/** The last state that was seen. */
export interface Waited {
  readonly outcome: Outcome;
  /** The record that decides, and the poll that showed it; absent while no poll has shown one. */
  readonly seen?: Seen;
}

export interface Seen extends Found {
  readonly record: Transaction;
}

/**
 * Polls with back-off until the order's outcome is final or the time is up. A poll that gets no usable answer, or is limited,
 * does not end the wait.
 * @throws SignatureError the gateway refuses the signature (1108): no later poll would fare better
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
export async function waitForFinal(gateway: Gateway, context: WaitingContext, target: WaitTarget): Promise<Waited> {
  let waited: Waited = { outcome: target.outcome };
  if (isFinal(waited.outcome)) return waited;
  await pollUntilDone(gateway.settings.env, context, target, async () => {
    const seen = readPoll(await pollOnce(gateway, target.filter, target.resume), target);
    if (seen) waited = { outcome: outcomeOfRecord(seen.record), seen };
    return isFinal(waited.outcome);
  });
  return waited;
}

/**
 * One poll; undefined when the gateway could not be asked just now.
 * @throws SignatureError
 */
export async function pollOnce(gateway: Gateway, filter: QueryFilter, resume: Resume): Promise<Found | undefined> {
  const found = await tryQuery(gateway, filter);
  if (found?.answer.respcd === '1108') throw refusedSignature(found.answer.message, resume);
  return found;
}

/** Undefined for a poll that says nothing about the order: no answer, a refusal, or no record yet. */
function readPoll(found: Found | undefined, { filter, isOurs = () => true }: WaitTarget): Seen | undefined {
  const records = found?.records.filter((record) => isAskedFor(record, filter) && isOurs(record)) ?? [];
  const record = decisiveRecord(records);
  return found && record && { ...found, records, record };
}

/** A gateway that answers with another order must not settle this one. */
export function isAskedFor({ out_trade_no = '', syssn = '' }: Transaction, filter: QueryFilter): boolean {
  return filter.syssn ? filter.syssn.includes(syssn) : (filter.out_trade_no ?? []).includes(out_trade_no);
}

function refusedSignature(message: string, { out_trade_no, command }: Resume): SignatureError {
  return new SignatureError(t`the gateway refused the signature of the query (1108): ${message}`, {
    hint: signatureHint().reading,
    resume: command,
    ...(out_trade_no === undefined ? {} : { out_trade_no }),
  });
}
