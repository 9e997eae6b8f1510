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

/**
 * Makes the MAC of a line's text for the journal of this id. Only who has the client key can make it, so that a line which has it
 * was written by a qfpay with this key, for this merchant, at this gateway and in this journal.
 */
export type LineSealer = (journal_id: string) => (text: string) => string;

/** Whose journal it has to be, and by what its lines are known. */
export interface JournalKeeper {
  readonly owner: JournalOwner;
  readonly sealer: LineSealer;
}

export interface JournalEntry extends JournalRefund {
  /** All that is said here was written by this merchant's own key. Of any other the gateway is asked before it counts. */
  readonly is_vouched?: true;
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
  /** Random, from its head; absent in one of an older version. */
  readonly journal_id?: string;
  /** By refund number, in the order they were first written. */
  readonly entries: ReadonlyMap<string, JournalEntry>;
  /** Numbers (from 1) of lines that cannot be read. */
  readonly damaged: readonly number[];
}

/** The lines of a journal, put together. A last line without its end counts when it is whole, and is no damage when it is not. */
export function foldJournal(text: string, sealer: LineSealer): JournalFile {
  const entries = new Map<string, JournalEntry>();
  const damaged: number[] = [];
  let owner: JournalOwner | undefined;
  let journal_id: string | undefined;
  let seal: ReturnType<LineSealer> | undefined;
  const lines = text.split('\n');
  const unfinished = lines.pop() ?? '';
  for (const [index, content] of [...lines, unfinished].entries()) {
    const line = parseObject(content);
    if (line?.['kind'] === 'journal') {
      owner ??= readOwner(line);
      journal_id ??= textOf(line, 'journal_id');
      seal ??= journal_id === undefined ? undefined : sealer(journal_id);
    } else if (!fold(entries, line, isSealed(content, seal)) && content !== '' && index < lines.length)
      damaged.push(index + 1);
  }
  return { ...(owner ? { owner } : {}), ...(journal_id === undefined ? {} : { journal_id }), entries, damaged };
}

/** A line with the MAC of all that stands before it, as its last member. */
export function sealedLine(line: object, seal: ReturnType<LineSealer>): string {
  const text = JSON.stringify(line);
  return `${text.slice(0, -1)},"mac":"${seal(text)}"}\n`;
}

function isSealed(content: string, seal: ReturnType<LineSealer> | undefined): boolean {
  const at = content.lastIndexOf(',"mac":"');
  if (!seal || at === -1) return false;
  return content.slice(at) === `,"mac":"${seal(`${content.slice(0, at)}}`)}"}`;
}

function fold(
  entries: Map<string, JournalEntry>,
  line: Record<string, unknown> | undefined,
  is_sealed: boolean,
): boolean {
  const refund = line && readRefund(line);
  if (!refund) return false;
  const entry: Partial<JournalEntry> = entries.get(refund.refund_no) ?? {};
  const { settled: _settled, in_doubt_since, is_vouched, ...before } = entry;
  // What a line says that nobody vouches for is never carried over into one that somebody does.
  const kept = is_sealed && !is_vouched ? sentAt(before) : before;
  const facts = { ...kept, ...refund, ...(is_sealed ? ({ is_vouched: true } as const) : {}) };
  const { kind } = line;
  const [time, outcome] = [textOf(line, 'time'), textOf(line, 'outcome')];
  if (kind === 'sending' && time !== undefined) {
    const doubt = isOpen(entry) ? before.sent_at : in_doubt_since;
    entries.set(refund.refund_no, { ...facts, sent_at: time, ...(doubt ? { in_doubt_since: doubt } : {}) });
    return true;
  }
  if (kind !== 'outcome' || outcome === undefined) return false;
  // That it did not leave this time says nothing of the time before.
  const is_doubtful = outcome === 'not_sent' && in_doubt_since !== undefined;
  const known = is_doubtful
    ? { sent_at: in_doubt_since, settled: { outcome: 'unknown' } }
    : { settled: { outcome, ...textsOf(line, ['respcd', 'syssn', 'message']) } };
  entries.set(refund.refund_no, { ...facts, ...known });
  return true;
}

function sentAt({ sent_at }: Partial<JournalEntry>): Pick<JournalEntry, 'sent_at'> {
  return sent_at === undefined ? {} : { sent_at };
}

/** By name and kind: what else a line has is nobody's, for any hand may have written it. */
function readRefund(line: Readonly<Record<string, unknown>>): JournalRefund | undefined {
  const { refund_no = '', orig_syssn = '', txamt = '' } = textsOf(line, ['refund_no', 'orig_syssn', 'txamt']);
  if (refund_no === '' || orig_syssn === '' || txamt === '') return undefined;
  return {
    ...{ refund_no, orig_syssn, txamt },
    ...textsOf(line, ['orig_out_trade_no', 'txcurrcd']),
    ...(line['is_given'] === true ? { is_given: true } : {}),
    ...(line['is_full'] === true ? { is_full: true } : {}),
  };
}

function readOwner(line: Readonly<Record<string, unknown>>): JournalOwner | undefined {
  const { env, app_code, mchid } = textsOf(line, ['env', 'app_code', 'mchid']);
  if (env === undefined || app_code === undefined) return undefined;
  return { env, app_code, ...(mchid === undefined ? {} : { mchid }) };
}

function textOf(line: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const { [name]: value } = line;
  return typeof value === 'string' ? value : undefined;
}

function textsOf<Name extends string>(
  line: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const text = textOf(line, name);
    if (text !== undefined) found[name] = text;
  }
  return found;
}
