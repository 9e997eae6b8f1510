import type { Context } from '../../context.ts';
import { exitOfOutcome, type Outcome } from '../../diagnosis/outcome.ts';
import { exitCodes, type QfpayError } from '../../errors.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { attemptsOf, type HistoryEntry } from '../../history/history-entry.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { ResumedEntry } from '../../report/resume-report.ts';
import { isOpen, listed } from '../history/listed-entry.ts';
import { keepOutcome } from '../money-call.ts';
import { tell } from '../tell.ts';
import { lookUpEntry } from './look.ts';
import { nextCommand } from './next.ts';

/**
 * Asks about one call, and writes down what is new.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function resumedBy(
  entry: HistoryEntry,
  options: GlobalOptions,
  gateway: Gateway,
  context: Context,
): Promise<ResumedEntry> {
  const looked = await lookUpEntry(entry, gateway, context.clock.now());
  // What was written down before was not seen now: that a fresh order waits for its payer is no success of one that is gone.
  if (!looked)
    return { ...resumedAs(entry, options), message: t`the gateway does not know the number`, exit: exitCodes.unknown };
  const { outcome, record } = looked;
  const { respcd, errmsg } = record;
  const isItself = record.out_trade_no === entry.out_trade_no && record.syssn !== entry.orig_syssn;
  const syssn = entry.settled?.syssn ?? (isItself ? record.syssn : undefined);
  const settled = { outcome, ...(respcd === undefined ? {} : { respcd }), ...(syssn === undefined ? {} : { syssn }) };
  // Of each sending that is open: the history tells what became of a call by all of them.
  const news = attemptsOf(entry).filter((each) => isOpen(each) && each.settled?.outcome !== outcome);
  for (const { id } of news)
    for (const warning of await keepOutcome(context, id, settled)) tell(context, t`warning: ${warning}`);
  const now = { ...entry, settled: { ...settled, time: context.clock.now().toISOString() } };
  return {
    ...resumedAs(now, options),
    before: entry.settled?.outcome ?? 'unknown',
    ...(errmsg === undefined ? {} : { message: errmsg }),
  };
}

/** A call as it was written down; with the failure, where the gateway could not be asked about it. */
export function resumedAs(entry: HistoryEntry, options: GlobalOptions, failure?: QfpayError): ResumedEntry {
  const told = listed(entry);
  const next = nextCommand(entry, told.outcome, options);
  return {
    ...told,
    before: told.outcome,
    ...(next === undefined ? {} : { next }),
    ...(failure ? { problem: failure.message } : {}),
    exit: failure?.exit_code ?? exitOf(entry, told.outcome),
  };
}

/** A call that belongs to other settings is left alone, and stays as open as it was; that it is open is all that is known of it. */
export function resumedWithout(entry: HistoryEntry, options: GlobalOptions, needs: string): ResumedEntry {
  const resumed = resumedAs(entry, options);
  return { ...resumed, needs, exit: resumed.exit === exitCodes.unknown ? exitCodes.unknown : exitCodes.pending };
}

/** Whether what was wanted came about: an order that is over is no payment, and one that is paid was not ended. */
function exitOf({ endpoint }: HistoryEntry, outcome: string): number {
  if (outcome === 'not_sent') return exitCodes.network;
  const isOver = outcome === 'closed' || outcome === 'reversed' || outcome === 'refunded';
  const isCancel = endpoint === 'reversal' || endpoint === 'close';
  if ((endpoint === 'payment' && isOver) || (isCancel && outcome === 'paid')) return exitCodes.declined;
  return exitOfOutcome(outcome as Outcome);
}
