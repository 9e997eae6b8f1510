import type { Context } from '../context.ts';
import { type Fault, TransportError } from '../errors.ts';
import { t } from '../language/t.ts';
import { isAcknowledged } from '../notification/notification.ts';
import { beginning } from '../report/beginning.ts';

/** The bytes of a notification and the headers that belong to them. */
export interface DeliveredMessage {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

export interface DeliveryTarget {
  readonly url: string;
  readonly timeout_ms: number;
}

/** What came of handing a notification to an endpoint. */
export type Delivery = TargetAnswer | Unanswered;

interface TargetAnswer {
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
export async function deliver(
  message: DeliveredMessage,
  { url, timeout_ms }: DeliveryTarget,
  context: Context,
): Promise<Delivery> {
  const started = context.clock.monotonic();
  const elapsed = () => Math.round(context.clock.monotonic() - started);
  try {
    const answer = await context.http({
      method: 'POST',
      url,
      headers: asQfpaySpells(message.headers),
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

const spellings: Readonly<Record<string, string>> = {
  'content-type': 'Content-Type',
  'x-qfpay-made-by': 'X-QFPAY-Made-By',
};

/** QFPay writes `X-QF-SIGN`; what reads headers raw is to see it so, and the tool's own header as it is documented. */
function asQfpaySpells(headers: DeliveredMessage['headers']): Record<string, string> {
  const spelled = (name: string) => spellings[name] ?? name.replace(/^x-qf-.*/, (own) => own.toUpperCase());
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [spelled(name), value]));
}

/** For a person: `200 SUCCESS (12 ms)`, or why there is no answer. */
export function describeDelivery(delivery: Delivery): string {
  if ('problem' in delivery) return delivery.problem;
  const { status, body, ms } = delivery;
  return `${status} ${body === '' ? t`(empty body)` : body} (${ms} ms)`;
}

/**
 * An endpoint of the user's own, where notifications go: http or https, as QFPay calls both ports 80 and 443.
 * @returns why it cannot be one
 */
export function targetUrlFault(field: string, text: string): Fault | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    const rule = t`must be a whole URL that begins with http:// or https://`;
    return {
      field,
      value: text,
      rule,
      ...(!text.includes('://') && URL.canParse(`http://${text}`) ? { next: t`such as http://${text}` } : {}),
    };
  }
  // The value is not shown: it holds a password.
  if (url.username || url.password) return { field, rule: t`must have no user name or password` };
  return undefined;
}

/** Where the headers of a kept notification stand, beside its body. */
export function headersPath(body_path: string): string {
  return `${body_path.replace(/\.json$/, '')}.headers.json`;
}
