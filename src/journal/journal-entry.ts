import { parseObject } from '../history/history-entry.ts';

/** Whose journal it is. The number of a refund is derived from all of these, so another one's tells nothing. */
export interface JournalOwner {
  readonly env: string;
  readonly app_code: string;
  readonly mchid?: string | undefined;
}

/** What makes a refund of a batch this one: the merchant's numbers and the amount, nothing of the payer. */
export interface JournalRefund {
  readonly refund_no: string;
  /** QFPay's number of the payment. */
  readonly orig_syssn: string;
  readonly orig_out_trade_no?: string | undefined;
  /** Cents. */
  readonly txamt: string;
  readonly txcurrcd?: string | undefined;
  /** The number is the merchant's own. */
  readonly is_given?: true | undefined;
  /** All that was left was asked for. */
  readonly is_full?: true | undefined;
}

/** What became of it. */
export interface JournalOutcome {
  /** An outcome of the contract, or `not_sent`. */
  readonly outcome: string;
  readonly respcd?: string | undefined;
  /** Of the refund itself. */
  readonly syssn?: string | undefined;
  readonly message?: string | undefined;
}

export interface JournalEntry extends JournalRefund {
  /** When it was last about to be sent, ISO 8601; absent for one that was found on the gateway's books. */
  readonly sent_at?: string;
  /** The last outcome; absent while nothing is known of the last sending. */
  readonly settled?: JournalOutcome;
  /** When it was sent before that, where nobody knows what became of it then. */
  readonly in_doubt_since?: string;
}

/** Sent, and nobody knows what became of it: its number has to be asked for before it is sent again. */
export function isOpen({ settled, sent_at }: Partial<JournalEntry>): boolean {
  return settled === undefined
    ? sent_at !== undefined
    : !['refunded', 'declined', 'not_sent'].includes(settled.outcome);
}

export interface JournalFile {
  readonly owner?: JournalOwner;
  /** By refund number, in the order they were first written. */
  readonly entries: ReadonlyMap<string, JournalEntry>;
  /** Numbers (from 1) of lines that cannot be read. */
  readonly damaged: readonly number[];
}

/** The lines of a journal, put together. A last line without its end counts when it is whole, and is no damage when it is not. */
export function foldJournal(text: string): JournalFile {
  const entries = new Map<string, JournalEntry>();
  const damaged: number[] = [];
  let owner: JournalOwner | undefined;
  const lines = text.split('\n');
  const unfinished = lines.pop() ?? '';
  for (const [index, content] of [...lines, unfinished].entries()) {
    const line = parseObject(content);
    if (line?.['kind'] === 'journal') owner ??= readOwner(line);
    else if (!fold(entries, line) && content !== '' && index < lines.length) damaged.push(index + 1);
  }
  return { ...(owner ? { owner } : {}), entries, damaged };
}

function fold(entries: Map<string, JournalEntry>, line: Record<string, unknown> | undefined): boolean {
  if (!line || !isRefund(line)) return false;
  const { kind, time, outcome, respcd, syssn, message, ...refund } = line;
  const entry: Partial<JournalEntry> = entries.get(refund.refund_no) ?? {};
  const { settled: _settled, in_doubt_since, ...before } = entry;
  if (kind === 'sending' && typeof time === 'string') {
    const doubt = isOpen(entry) ? before.sent_at : in_doubt_since;
    entries.set(refund.refund_no, { ...before, ...refund, sent_at: time, ...(doubt ? { in_doubt_since: doubt } : {}) });
    return true;
  }
  if (kind !== 'outcome' || typeof outcome !== 'string') return false;
  const settled = { outcome, respcd, syssn, message } as JournalOutcome;
  const is_doubtful = outcome === 'not_sent' && in_doubt_since !== undefined;
  // That it did not leave this time says nothing of the time before.
  const known = is_doubtful ? { sent_at: in_doubt_since, settled: { outcome: 'unknown' } } : { settled };
  entries.set(refund.refund_no, { ...before, ...refund, ...known });
  return true;
}

function isRefund(line: Record<string, unknown>): line is Record<string, unknown> & JournalRefund {
  return ['refund_no', 'orig_syssn', 'txamt'].every((name) => typeof line[name] === 'string' && line[name] !== '');
}

function readOwner({ env, app_code, mchid }: Record<string, unknown>): JournalOwner | undefined {
  if (typeof env !== 'string' || typeof app_code !== 'string') return undefined;
  return { env, app_code, ...(typeof mchid === 'string' ? { mchid } : {}) };
}
