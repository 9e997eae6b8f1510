import type { Endpoint } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import { ownFiles } from '../merchant/folders.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { PreparedRequest } from './gateway.ts';
import type { Verdict } from './judge.ts';

/** One HTTP exchange, as it is written to the file of QFPAY_LOG. */
export interface Exchange {
  readonly endpoint: Endpoint;
  readonly prepared: PreparedRequest;
  readonly started: Date;
  /** From 1. */
  readonly attempt: number;
  readonly http_status?: number | undefined;
  /** Absent for an exchange that was interrupted. */
  readonly verdict?: Verdict | undefined;
}

export interface ExchangeLog {
  /** Sees to it that there is a file to write to; to be called before anything is sent. Does nothing the second time. */
  open(): void;
  write(exchange: Exchange): void;
}

/** Appends a line of JSON for each exchange. A log that cannot be written is a warning, once: a payment matters more. */
export function createExchangeLog(settings: Settings, context: Context): ExchangeLog {
  const { log } = settings;
  if (log === undefined) return { open: () => {}, write: () => {} };
  const { io, files, clock } = context;
  let state: 'new' | 'open' | 'unusable' = 'new';
  let has_warned = false;
  function attempt(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!has_warned) io.err(`${t`warning: QFPAY_LOG cannot be written: ${reason}`}\n`);
      has_warned = true;
      return false;
    }
  }
  return {
    open() {
      if (state === 'new') state = attempt(() => openLog(log, context)) ? 'open' : 'unusable';
    },
    write(exchange) {
      const line = () => `${JSON.stringify(logEntry(exchange, settings, clock.now()))}\n`;
      if (state === 'open') attempt(() => files.append(log, line()));
    },
  };
}

/**
 * Makes the file, or looks whether what is there is a log: whatever else the variable names, a line in it would spoil it.
 * @throws why nothing may be written there
 */
function openLog(path: string, context: Context): void {
  const { files } = context;
  if (!files.hasFolder(path)) throw new Error(t`its folder is not there`);
  const isOwn = ownFiles(context).some((own) => files.isSame(own, path));
  if (isOwn || path.endsWith('.lock')) throw new Error(t`${path} is a file that qfpay keeps for itself`);
  const fault = files.writeFault(path);
  if (fault !== undefined) throw new Error(fault);
  const beginning = Buffer.from(files.readFrom(path, 0, longestLine) ?? []).toString('utf8');
  if (beginning !== '' && !isLogEntry(beginning.split('\n')[0] ?? ''))
    throw new Error(t`${path} holds something else than such a log: name a new file`);
  files.append(path, '');
}

const longestLine = 4096;

function isLogEntry(line: string): boolean {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null && 'endpoint' in entry && 'duration_ms' in entry;
  } catch {
    return false;
  }
}

/** Numbers and codes only: nothing of the payer, no text of the gateway, no secret. */
function logEntry(
  { endpoint, prepared, started, attempt, http_status, verdict }: Exchange,
  settings: Settings,
  now: Date,
) {
  const { env } = settings;
  const sent = new Map(prepared.params);
  const kind = verdict?.kind ?? 'interrupted';
  const answered = verdict?.kind === 'answer' ? verdict.answer : undefined;
  const number = (name: string) => {
    const value = sent.get(name) ?? answered?.fields[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    time: started.toISOString(),
    env,
    endpoint: endpoint.name,
    out_trade_no: number('out_trade_no'),
    syssn: number('syssn'),
    http_status,
    respcd: answered?.respcd,
    duration_ms: now.getTime() - started.getTime(),
    attempt,
    error: kind === 'answer' ? undefined : kind,
  };
}
