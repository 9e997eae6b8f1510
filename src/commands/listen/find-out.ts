import type { Context } from '../../context.ts';
import { type Cause, findCauses } from '../../diagnosis/find-causes.ts';
import { CancelledError } from '../../errors.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import type { Notification } from '../../notification/read-notification.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { confirmByQuery } from './confirm.ts';
import type { Confirmation, ListenEvent } from './event.ts';

export interface Finding {
  readonly key: ClientKey;
  readonly gateway?: Gateway | undefined;
}

/** Larger than any notification of QFPay's: what is longer is not worth thousands of digests. */
const largestBody = 8 * 1024;
/** Anybody can send what is not valid: looking for its cause shall not keep this process from its work. */
const leastPause_ms = 500;

/** What can be found out about an event once its sender has his answer: why it is not valid, what `query` says. */
export function createFinder(
  { key, gateway }: Finding,
  { clock }: Pick<Context, 'clock'>,
): (event: ListenEvent) => Promise<ListenEvent> {
  let last = Number.NEGATIVE_INFINITY;

  function causeOf({ received, announced, attempts }: Notification): Cause | undefined {
    const body = Buffer.from(attempts[0].content);
    const now = clock.now().getTime();
    if (received === '' || body.length > largestBody || now - last < leastPause_ms) return undefined;
    const { causes } = findCauses({ kind: 'notification', received, announced, attempts, body }, key);
    last = clock.now().getTime();
    return causes[0];
  }

  return async (event) => {
    if (event.kind === 'refused') return event;
    // The answer goes out first.
    await clock.sleep(0).catch(() => {});
    const { notification, is_duplicate } = event;
    if (!notification.is_valid) return { ...event, cause: causeOf(notification) };
    if (!gateway || !notification.fields || is_duplicate) return event;
    return { ...event, confirmed: await confirmation(notification.fields, gateway) };
  };
}

/** An end in the middle of it is no reason to tell nothing. */
async function confirmation(fields: Readonly<Record<string, string>>, gateway: Gateway): Promise<Confirmation> {
  try {
    return await confirmByQuery(fields, gateway);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    return { agrees: undefined, remarks: ['interrupted before query answered'] };
  }
}
