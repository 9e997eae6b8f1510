import type { Context } from '../context.ts';
import { recordOutcome, recordSending } from './history.ts';
import type { Sending, Settled } from './history-entry.ts';

/** Where a call that moves money is written down: this machine's history, or the journal of a batch. */
export interface Records {
  /** On disk when it resolves; gives what the outcome is kept under. @throws ConfigError it cannot be written */
  sending(sending: Sending): Promise<string>;
  /** @throws ConfigError it cannot be written */
  outcome(id: string, settled: Settled): Promise<void>;
}

export function historyRecords(context: Context): Records {
  return {
    sending: (sending) => recordSending(context, sending),
    outcome: (id, settled) => recordOutcome(context, id, settled),
  };
}
