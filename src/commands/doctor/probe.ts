import { endpoints } from '../../catalog/endpoints.ts';
import type { HttpResponse } from '../../context/network.ts';
import type { Context } from '../../context.ts';
import { createExchange } from '../../gateway/exchange.ts';
import type { Verdict } from '../../gateway/judge.ts';
import { prepareRequest } from '../../gateway/prepare-request.ts';
import type { Settings } from '../../merchant/merchant.ts';
import { crockfordAlphabet } from '../../transaction/out-trade-no.ts';

/** What one harmless query came to. */
export interface Probed {
  readonly verdict: Verdict;
  /** From before the request left until the answer was there. */
  readonly from: Date;
  readonly until: Date;
  readonly status?: number;
  /** The answering machine's own clock. */
  readonly date?: string;
}

/** Sends one signed query for a number that nobody can have used. It is not repeated, whatever comes back. */
export async function probe(settings: Settings, context: Context): Promise<Probed> {
  let response: HttpResponse | undefined;
  const http: Context['http'] = async (request) => {
    response = await context.http(request);
    return response;
  };
  const prepared = prepareRequest(settings, endpoints.query, [['out_trade_no', impossibleNumber(context)]]);
  const exchange = createExchange(settings, { ...context, http });
  const from = context.clock.now();
  const verdict = await exchange({ endpoint: endpoints.query, prepared, attempt: 1 });
  const date = response?.headers['date'];
  return {
    verdict,
    from,
    until: context.clock.now(),
    ...(response ? { status: response.status } : {}),
    ...(date === undefined ? {} : { date }),
  };
}

/** 110 random bits after a word that no number of ours begins with. */
function impossibleNumber({ random }: Pick<Context, 'random'>): string {
  return `DOCTOR${Array.from(random.bytes(22), (byte) => crockfordAlphabet.charAt(byte & 31)).join('')}`;
}

/** Codes that a query for nothing is answered with when its signature is right: nothing found, in three ways. */
const accepting = ['0000', '1136', '1268'];

export function isAccepted({ verdict }: Probed): boolean {
  return verdict.kind === 'answer' && accepting.includes(verdict.answer.respcd);
}

export function isRefused({ verdict }: Probed): boolean {
  return verdict.kind === 'answer' && verdict.answer.respcd === '1108';
}
