import type { Endpoint } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
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

export type ExchangeLog = (exchange: Exchange) => void;

/** Appends a line of JSON for each exchange. A log that cannot be written is a warning, once: a payment matters more. */
export function createExchangeLog(settings: Settings, { io, files, clock }: Context): ExchangeLog {
  const { log } = settings;
  if (log === undefined) return () => {};
  let has_warned = false;
  return (exchange) => {
    try {
      if (!files.hasFolder(log)) throw new Error(t`its folder is not there`);
      files.append(log, `${JSON.stringify(logEntry(exchange, settings, clock.now()))}\n`);
    } catch (error) {
      if (!has_warned)
        io.err(
          `${t`warning: QFPAY_LOG cannot be written: ${error instanceof Error ? error.message : String(error)}`}\n`,
        );
      has_warned = true;
    }
  };
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
