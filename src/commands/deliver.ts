import type { Context } from '../context.ts';
import { TransportError } from '../errors.ts';
import { t } from '../language/t.ts';
import { isAcknowledged } from '../notification/acknowledgement.ts';
import { beginning } from '../report/beginning.ts';

/** The bytes of a notification and the headers that belong to them. */
export interface Message {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Target {
  readonly url: string;
  readonly timeout_ms: number;
}

/** What came of handing a notification to an endpoint. */
export type Delivery = Answered | Unanswered;

interface Answered {
  readonly url: string;
  readonly ms: number;
  readonly status: number;
  /** The first characters of what it said. */
  readonly body: string;
  /** 200 with SUCCESS. */
  readonly acknowledged: boolean;
}

interface Unanswered {
  readonly url: string;
  readonly ms: number;
  readonly problem: string;
  readonly acknowledged: false;
}

/**
 * One POST, never repeated and never redirected.
 * @throws CancelledError interrupted
 */
export async function deliver(message: Message, { url, timeout_ms }: Target, context: Context): Promise<Delivery> {
  const started = context.clock.monotonic();
  const elapsed = () => Math.round(context.clock.monotonic() - started);
  try {
    const answer = await context.http({
      method: 'POST',
      url,
      headers: message.headers,
      bytes: message.body,
      timeout_ms,
      fresh: true,
    });
    const acknowledged = isAcknowledged(answer);
    return {
      url,
      ms: elapsed(),
      status: answer.status,
      body: beginning(context.secrets.mask(Buffer.from(answer.body).toString('utf8'))),
      acknowledged,
    };
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return { url, ms: elapsed(), problem: error.message, acknowledged: false };
  }
}

/** For a person: `200 SUCCESS (12 ms)`, or why there is no answer. */
export function describeDelivery(delivery: Delivery): string {
  if ('problem' in delivery) return delivery.problem;
  const { status, body, ms } = delivery;
  return `${status} ${body === '' ? t`(empty body)` : body} (${ms} ms)`;
}
