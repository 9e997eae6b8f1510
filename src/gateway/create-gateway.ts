import type { Endpoint } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import { type Answer, signatureProblem } from './answer.ts';
import { createExchange } from './exchange.ts';
import type { Gateway, PreparedRequest } from './gateway.ts';
import type { Limiter } from './limiter.ts';
import { limiterOf } from './limiter-of.ts';
import { noAnswerError } from './no-answer.ts';
import { prepareRequest } from './prepare-request.ts';
import { type Failure, retryDelay } from './retry.ts';

/** What a caller brings along. */
export interface GatewayWishes {
  /** How fast requests go; the merchant's own on this machine when it is not said. */
  readonly limiter?: Limiter;
  /** Hears of each answer. */
  readonly onAnswer?: (answer: Answer) => void;
  /** Hears of a request whose signature was refused (1108), as it left. */
  readonly onRefused?: (sent: PreparedRequest, answer: Answer) => void;
}

/** The gateway as this merchant speaks with it. All waiting goes through `context.clock`. */
export function createGateway(settings: Settings, context: Context, wishes: GatewayWishes = {}): Gateway {
  const { limiter = limiterOf(settings, context), onAnswer, onRefused } = wishes;
  const { clock, io, random } = context;
  const exchange = createExchange(settings, context);
  let has_warned = false;

  function warnOfSignature({ signature }: Answer) {
    const problem = signatureProblem(signature);
    if (has_warned || problem === undefined) return;
    has_warned = true;
    io.err(`${t`warning: ${problem}`}\n`);
  }

  async function send(endpoint: Endpoint, parameters: readonly Parameter[]): Promise<Answer> {
    const prepared = prepareRequest(settings, endpoint, parameters);
    const failures: Failure[] = [];
    for (;;) {
      const attempt = failures.length + 1;
      const verdict = await limiter.run(() => exchange({ endpoint, prepared, attempt }));
      if (verdict.kind === 'answer') {
        warnOfSignature(verdict.answer);
        onAnswer?.(verdict.answer);
        if (verdict.answer.respcd === '1108') onRefused?.(prepared, verdict.answer);
        return verdict.answer;
      }
      failures.push(verdict);
      const delay = retryDelay(failures, { moves_money: endpoint.moves_money, fraction: random.fraction() });
      if (delay === undefined) throw noAnswerError({ settings, endpoint, params: prepared.params, failure: verdict });
      if (verdict.kind === 'rate-limited') {
        limiter.pause(delay);
        io.err(`${endpoint.name}: ${verdict.problem}; waiting ${seconds(delay)}\n`);
      }
      await clock.sleep(delay);
    }
  }

  return { settings, send, prepare: (endpoint, parameters) => prepareRequest(settings, endpoint, parameters) };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
