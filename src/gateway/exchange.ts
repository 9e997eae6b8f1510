import type { Endpoint } from '../catalog/endpoints.ts';
import type { HttpRequest, HttpResponse } from '../context/network.ts';
import type { Context } from '../context.ts';
import type { Settings } from '../merchant/merchant.ts';
import { canonicalText, selectSigned } from '../signature/canonical-text.ts';
import { createExchangeLog } from './exchange-log.ts';
import type { PreparedRequest } from './gateway.ts';
import { type Judging, judgeError, judgeResponse, type Verdict } from './judge.ts';
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
  const { clock, http, secrets } = context;
  const key = settings.merchant.client_key;
  secrets.add(key);
  const trace = createTrace(settings, context);
  const log = createExchangeLog(settings, context);
  return async (sending) => {
    const { prepared } = sending;
    const started = clock.now();
    let response: HttpResponse | undefined;
    let verdict: Verdict | undefined;
    // So that the numbers in it are known for what they are wherever a text repeats them.
    secrets.maskValue(Object.fromEntries(prepared.params));
    log.open();
    trace.request(prepared);
    try {
      response = await http(httpRequest(sending, settings));
      trace.response(prepared, response);
      verdict = judgeResponse(response, judgingOf(prepared, settings, context));
    } catch (error) {
      verdict = judgeError(error);
      trace.failure(verdict.problem);
    } finally {
      log.write({ ...sending, started, http_status: response?.status, verdict });
    }
    return verdict;
  };
}

function judgingOf({ params, headers }: PreparedRequest, { merchant }: Settings, { clock, secrets }: Context): Judging {
  const text = canonicalText(selectSigned(params).kept);
  const sent_signature = { digest: headers['X-QF-SIGN'] ?? '', text };
  return { key: merchant.client_key, now: clock.now(), sent: params, sent_signature, secrets };
}

function httpRequest({ endpoint, prepared }: Sending, { timeout_ms }: Settings): HttpRequest {
  const { method, url, headers, body } = prepared;
  return { method, url, headers, ...(body === undefined ? {} : { body }), timeout_ms, fresh: endpoint.moves_money };
}
