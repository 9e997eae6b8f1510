import type { Endpoint } from '../catalog/endpoints.ts';
import type { HttpRequest, HttpResponse } from '../context/network.ts';
import type { Context } from '../context.ts';
import type { Settings } from '../merchant/merchant.ts';
import { createExchangeLog } from './exchange-log.ts';
import type { PreparedRequest } from './gateway.ts';
import { judgeError, judgeResponse, type Verdict } from './judge.ts';
import { createTrace } from './trace.ts';

/** One sending of a request, the first or a repeated one. */
export interface Sending {
  readonly endpoint: Endpoint;
  readonly prepared: PreparedRequest;
  /** From 1. */
  readonly attempt: number;
}

/** Sends once, judges what comes back, keeps the trace and the log. Fails on an interruption only. */
export function createExchange(settings: Settings, context: Context): (sending: Sending) => Promise<Verdict> {
  const { clock, http } = context;
  const trace = createTrace(settings, context);
  const log = createExchangeLog(settings, context);
  return async (sending) => {
    const { prepared } = sending;
    const started = clock.now();
    let response: HttpResponse | undefined;
    let verdict: Verdict | undefined;
    log.open();
    trace.request(prepared);
    try {
      response = await http(httpRequest(prepared, settings));
      trace.response(prepared, response);
      verdict = judgeResponse(response, { key: settings.merchant.client_key, now: clock.now(), sent: prepared.params });
    } catch (error) {
      verdict = judgeError(error);
      trace.failure(verdict.problem);
    } finally {
      log.write({ ...sending, started, http_status: response?.status, verdict });
    }
    return verdict;
  };
}

function httpRequest({ method, url, headers, body }: PreparedRequest, { env, timeout_ms }: Settings): HttpRequest {
  return { method, url, headers, ...(body === undefined ? {} : { body }), timeout_ms, direct: env === 'local' };
}
