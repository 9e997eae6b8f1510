import { t } from './language/t.ts';

/** One fault of an input: which field, what it held, the rule it breaks, and what to do. */
export interface Fault {
  /** Of the file that it stands in, from 1. */
  readonly line?: number;
  readonly field: string;
  readonly value?: string;
  readonly rule: string;
  readonly next?: string;
  /** The id for `--skip-rule`, where the rule is a documented limit that may be out of date. */
  readonly rule_id?: string;
}

export interface ErrorFacts {
  readonly hint?: string;
  readonly details?: readonly (Fault | Readonly<Record<string, string>>)[];
  readonly out_trade_no?: string;
  /** The command to go on with. */
  readonly resume?: string;
  /** What is known all the same; printed beside `error` in JSON. */
  readonly known?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The exit codes of the command-line contract, by name. */
export const exitCodes = {
  ok: 0,
  internal: 1,
  usage: 2,
  config: 3,
  declined: 4,
  pending: 5,
  signature: 6,
  network: 7,
  unknown: 8,
  'rate-limited': 9,
  interrupted: 130,
} as const;

export type ExitName = keyof typeof exitCodes;

/** A failure we foresee: what happened (message), what to do (hint), how the process ends. */
export abstract class QfpayError extends Error {
  abstract readonly code: Exclude<ExitName, 'ok'>;
  readonly facts: ErrorFacts;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.facts = facts;
  }

  get exit_code(): number {
    return exitCodes[this.code];
  }

  /** The number of the call, where there is one: what `query` is asked for. */
  get out_trade_no(): string | undefined {
    return this.facts.out_trade_no;
  }

  /** What to do. */
  get hint(): string | undefined {
    return this.facts.hint;
  }

  /** The same failure with facts that it does not have itself. */
  beside(facts: ErrorFacts): QfpayError {
    const Kind = this.constructor as new (message: string, facts: ErrorFacts) => QfpayError;
    return new Kind(this.message, { ...facts, ...this.facts });
  }
}

/** What was typed cannot be meant, or the API's rules forbid it. Nothing was sent. */
export class UsageError extends QfpayError {
  readonly code = 'usage';
}

/** The first fault as a sentence, and how many more there are: `txamt must be 1 or more (and 2 more)`. */
export function faultsMessage(faults: readonly Fault[], sentence = `${faults[0]?.field} ${faults[0]?.rule}`): string {
  return sentence + andMore(faults.length - 1);
}

/** How many more there are than the one that was told; nothing where there is none. */
export function andMore(count: number): string {
  return count > 0 ? t` (and ${count} more)` : '';
}

/**
 * All faults at once; nothing when there is none.
 * @throws UsageError
 */
export function refuse(faults: readonly Fault[], hint?: string): void {
  if (faults.length === 0) return;
  throw new UsageError(faultsMessage(faults), { ...(hint === undefined ? {} : { hint }), details: faults });
}

/** No merchant, or one that cannot be read. Nothing was sent. */
export class ConfigError extends QfpayError {
  readonly code = 'config';
}

/**
 * Reads one of the tool's own files, which nobody named: where that cannot be done, it is no fault of the command line.
 * @throws ConfigError in place of a UsageError
 */
export function readingOwnFile<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof UsageError ? new ConfigError(error.message, error.facts) : error;
  }
}

/** What was named does not exist, or the gateway finally said no, where nothing else can be reported. */
export class DeclinedError extends QfpayError {
  readonly code = 'declined';
}

/** The gateway refused the signature (1108) where nothing else can be reported. */
export class SignatureError extends QfpayError {
  readonly code = 'signature';
}

/** What to do about a refused signature (1108). */
export function signatureHint(): string {
  return t`qfpay doctor: it checks key, mchid and environment, and tries the others that are configured`;
}

/** That a signature was refused, and the gateway's words where they say more than that. */
export function refusedSignatureText(message: string, of: 'request' | 'query' = 'request'): string {
  const told =
    of === 'query'
      ? t`the gateway refused the signature of the query (1108)`
      : t`the gateway refused the signature (1108)`;
  return message === '' || message === '签名错误' ? told : `${told}: ${message}`;
}

/** The request was surely not processed, or it only reads: safe to repeat. */
export class NetworkError extends QfpayError {
  readonly code = 'network';
}

/** The request may have been processed, and nobody can tell. */
export class UnknownOutcomeError extends QfpayError {
  readonly code = 'unknown';
}

/** Still 429 after every back-off. */
export class RateLimitedError extends QfpayError {
  readonly code = 'rate-limited';
}

/** The person said no, or pressed Ctrl-C. */
export class CancelledError extends QfpayError {
  readonly code = 'interrupted';
}

/** The same while no request of the call was in the air, and none before was processed: it has surely not happened. */
export class CancelledUnsentError extends CancelledError {}

/** What broke an exchange; the gateway decides by it whether a reading call is worth another try. */
export type TransportFault = 'refused' | 'dns' | 'unreachable' | 'tls' | 'proxy' | 'timeout' | 'reset' | 'other';

/**
 * One HTTP exchange gave no answer. Thrown by `context.http` alone; the gateway turns it into a NetworkError or asks `query`.
 * `connected` is false only when no byte of the request can have left: refused, DNS, TLS.
 */
export class TransportError extends Error {
  readonly connected: boolean;
  readonly fault: TransportFault;

  constructor(message: string, facts: { connected: boolean; fault?: TransportFault; cause?: unknown }) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.connected = facts.connected;
    this.fault = facts.fault ?? 'other';
  }
}

/** The ids that a command's rules have, for `--skip-rule`. */
export interface KnownRules {
  readonly command: string;
  readonly rule_ids: readonly string[];
}

export interface Lifted {
  readonly faults: readonly Fault[];
  /** For stderr: what is sent against which rule. */
  readonly warnings: readonly string[];
  /** The rules that would have refused it. */
  readonly lifted: readonly string[];
}

/** Lifts the faults of the named rules, and no other. A rule that nobody knows is a fault itself. */
export function liftRules(faults: readonly Fault[], asked: readonly string[], known: KnownRules): Lifted {
  const isLifted = ({ rule_id }: Fault) => rule_id !== undefined && asked.includes(rule_id);
  const found = faults.filter(isLifted);
  return {
    faults: [...faults.filter((fault) => !isLifted(fault)), ...unknownRules(asked, known)],
    warnings: found.map(({ field, rule, rule_id }) => t`rule ${rule_id} is skipped: ${field} ${rule}`),
    lifted: [...new Set(found.flatMap(({ rule_id }) => rule_id ?? []))],
  };
}

/** Rules of whose account it is, which every command has. */
const everywhere: readonly string[] = ['mchid-length'];

export function unknownRules(asked: readonly string[], { command, rule_ids: own }: KnownRules): Fault[] {
  const rule_ids = [...own, ...everywhere];
  const unknown = asked.filter((id) => !rule_ids.includes(id));
  const facts = { field: 'skip_rule', rule: t`names no rule of ${command}`, next: t`one of ${rule_ids.join(', ')}` };
  return unknown.map((value) => ({ ...facts, value }));
}
