import type { Endpoint } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { CancelledError, CancelledUnsentError } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import { refuseKey } from '../signature/key-guard.ts';
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
  const { clock, io, random, secrets } = context;
  const exchange = createExchange(settings, context);
  let has_warned = false;

  function warnOfSignature({ signature }: Answer) {
    const problem = signatureProblem(signature);
    if (has_warned || problem === undefined) return;
    has_warned = true;
    io.err(`${t`warning: ${problem}`}\n`);
  }

  /** @throws UsageError a parameter holds a key, of this merchant or of another */
  function prepare(endpoint: Endpoint, parameters: readonly Parameter[]): PreparedRequest {
    refuseKey(parameters, secrets);
    return prepareRequest(settings, endpoint, parameters);
  }

  async function send(endpoint: Endpoint, parameters: readonly Parameter[]): Promise<Answer> {
    const prepared = prepare(endpoint, parameters);
    const failures: Failure[] = [];
    for (;;) {
      const verdict = await unlessWaiting(endpoint, (onLeave) =>
        limiter.run(() => {
          onLeave();
          return exchange({ endpoint, prepared, attempt: failures.length + 1 });
        }),
      );
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
      await unlessWaiting(endpoint, () => clock.sleep(delay));
    }
  }

  return { settings, send, prepare };
}

/**
 * Work that may wait before a request leaves. A call that moves money is repeated after HTTP 429 alone, which was not processed: so
 * an interruption while it only waits finds nothing of it done.
 * @throws CancelledUnsentError in place of a CancelledError
 */
async function unlessWaiting<T>(endpoint: Endpoint, work: (onLeave: () => void) => Promise<T>): Promise<T> {
  let has_left = false;
  const onLeave = () => {
    has_left = true;
  };
  try {
    return await work(onLeave);
  } catch (error) {
    if (!(error instanceof CancelledError) || has_left || !endpoint.moves_money) throw error;
    throw new CancelledUnsentError(error.message, error.facts);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
