import type { EndpointName, EnvName } from '../catalog/endpoints.ts';

/**
 * A call that moves money, written down before it is sent. The merchant's numbers and the amount and nothing of the payer:
 * no auth_code, openid, goods_name or extend_info, and never the key.
 */
export interface Sending {
  readonly command: string;
  readonly env: EnvName;
  readonly base_url: string;
  readonly app_code: string;
  readonly mchid?: string;
  readonly endpoint: EndpointName;
  /** Empty for an order that never had one, which a terminal can make; `orig_syssn` names it then. */
  readonly out_trade_no: string;
  readonly pay_type?: string;
  readonly txamt?: string;
  readonly txcurrcd?: string;
  /** Of the transaction that a refund, reversal or close is about. */
  readonly orig_syssn?: string;
  /** What `--skip-rule` lifted. */
  readonly skipped_rules?: readonly string[];
}

/** What became of it. Without a respcd when no answer could be had. */
export interface Settled {
  /** An outcome of the contract, or `not_sent`: the gateway was not reached, or said that it did not look (HTTP 429). */
  readonly outcome: string;
  readonly respcd?: string;
  readonly syssn?: string;
}

export interface HistoryEntry extends Sending {
  readonly id: string;
  /** ISO 8601, UTC: when it was about to be sent. */
  readonly time: string;
  /** The last outcome that was written down; absent while nothing is known. */
  readonly settled?: Settled & { readonly time: string };
}

export interface HistoryFile {
  readonly entries: readonly HistoryEntry[];
  /** Numbers (from 1) of the lines that cannot be read, for a warning: money may hang on them. */
  readonly damaged: readonly number[];
}

interface Line {
  readonly kind: 'sending' | 'outcome';
  readonly id: string;
  readonly time: string;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };
type Entries = Map<string, Mutable<HistoryEntry>>;

/**
 * Puts the outcomes to their sendings, in the order of the file. A last line without its end is one that is being written, or
 * was when its machine died: it counts when it is whole, and is no damage when it is not, since its request has not left.
 */
export function foldHistory(text: string): HistoryFile {
  const entries: Entries = new Map();
  const damaged: number[] = [];
  const lines = text.split('\n');
  const unfinished = readLine(lines.pop() ?? '');
  for (const [index, content] of lines.entries()) {
    if (content !== '' && !fold(entries, readLine(content))) damaged.push(index + 1);
  }
  fold(entries, unfinished);
  shareOutcomes(entries);
  endOrders(entries);
  return { entries: [...entries.values()], damaged };
}

const done: readonly string[] = ['paid', 'refunded', 'reversed', 'closed'];
/** What an order cannot leave any more. */
const settledForGood: readonly string[] = [...done, 'declined', 'not_sent'];

/** A command that was run again went on under the same number: what it brought about closes the sending that was cut off. */
function shareOutcomes(entries: Entries): void {
  const known = new Map<string, HistoryEntry['settled']>();
  for (const entry of [...entries.values()].reverse()) {
    const { env, app_code, mchid = '', endpoint, out_trade_no, txamt = '', settled } = entry;
    const call = JSON.stringify([env, app_code, mchid, endpoint, out_trade_no, txamt]);
    const later = known.get(call);
    if (settled && done.includes(settled.outcome)) known.set(call, settled);
    else if (!settled && later) entry.settled = later;
  }
}

/** Nothing more can come of an order that was closed or reversed afterwards: those commands look whether it is. */
function endOrders(entries: Entries): void {
  const ended = new Map<string, HistoryEntry['settled']>();
  for (const entry of [...entries.values()].reverse()) {
    const { env, app_code, mchid = '', endpoint, out_trade_no, settled } = entry;
    const order = JSON.stringify([env, app_code, mchid, out_trade_no]);
    const isEnd = endpoint === 'close' || endpoint === 'reversal';
    if (isEnd && settled && ['closed', 'reversed'].includes(settled.outcome)) ended.set(order, settled);
    const end = endpoint === 'payment' && out_trade_no !== '' ? ended.get(order) : undefined;
    if (end && !(settled && settledForGood.includes(settled.outcome))) entry.settled = end;
  }
}

function fold(entries: Entries, line: Line | undefined): boolean {
  if (!line) return false;
  const { kind, id, ...rest } = line;
  const sent = entries.get(id);
  if (kind === 'outcome' && sent) sent.settled = rest as HistoryEntry['settled'] & object;
  else if (kind === 'sending' && !sent) entries.set(id, { id, ...rest } as HistoryEntry);
  else return false;
  return true;
}

/** A line with all that its kind needs; undefined for any other. */
function readLine(content: string): Line | undefined {
  const line = parseObject(content);
  if (!line || !hasText(line, ['id', 'time'])) return undefined;
  const isWhole = line.kind === 'sending' ? isSending(line) : line.kind === 'outcome' && hasText(line, ['outcome']);
  return isWhole ? (line as unknown as Line) : undefined;
}

function isSending(line: Record<string, unknown>): boolean {
  const isNamed = hasText(line, ['out_trade_no']) || (line.out_trade_no === '' && hasText(line, ['orig_syssn']));
  return isNamed && hasText(line, ['command', 'env', 'endpoint']);
}

function hasText(line: Record<string, unknown>, names: readonly string[]): boolean {
  return names.every((name) => typeof line[name] === 'string' && line[name] !== '');
}

/** Undefined for what is no JSON object. */
export function parseObject(content: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
