import type { Lang } from '../../catalog/words/words.ts';
import type { Context } from '../../context.ts';
import { CancelledError } from '../../errors.ts';
import type { Cause } from '../../explanation/explain.ts';
import { loadExplanationWords } from '../../explanation/words/load-words.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import type { Signer } from '../../merchant/merchant.ts';
import type { Notification } from '../../notification/read-notification.ts';
import { diagnose } from '../verify/diagnose.ts';
import { confirmByQuery } from './confirm.ts';
import type { Confirmation, ListenEvent } from './event.ts';

export interface Finding {
  readonly signer: Signer;
  /** Of what is told about causes. */
  readonly lang: Lang;
  readonly gateway?: Gateway | undefined;
}

/** Larger than any notification of QFPay's: what is longer is not worth a hundred thousand digests. */
const largestBody = 8 * 1024;
/**
 * Anybody can send what is not valid: looking for its cause keeps this process from its work, so it does so for a tenth of
 * the time at most.
 */
const restAfterSearch = 9;

/** What can be found out about an event once its sender has his answer: why it is not valid, what `query` says. */
export function createFinder(finding: Finding, context: Context): (event: ListenEvent) => Promise<ListenEvent> {
  const { clock } = context;
  let next = Number.NEGATIVE_INFINITY;

  async function causeOf(notification: Notification): Promise<Cause | undefined> {
    const started = clock.monotonic();
    const isWorthIt = notification.received !== '' && bodyOf(notification).length <= largestBody;
    if (!isWorthIt || started < next) return undefined;
    next = Number.POSITIVE_INFINITY;
    const cause = await firstCause(notification, finding, context);
    const ended = clock.monotonic();
    next = ended + restAfterSearch * (ended - started);
    return cause;
  }

  return async (event) => {
    if (event.kind === 'refused') return event;
    // The answer goes out first.
    await clock.sleep(0).catch(() => {});
    const { notification, is_duplicate } = event;
    if (!notification.is_valid) return { ...event, cause: await causeOf(notification) };
    if (!finding.gateway || !notification.fields || is_duplicate) return event;
    return { ...event, confirmed: await confirmation(notification.fields, finding.gateway) };
  };
}

function bodyOf({ attempts: [{ content }] }: Notification): Uint8Array {
  return Buffer.from(content);
}

/** As `verify` finds it. Keys of other profiles are tried as well, those that a command tells excepted. */
async function firstCause(
  notification: Notification,
  { signer, lang }: Finding,
  context: Context,
): Promise<Cause | undefined> {
  const { received, announced, attempts } = notification;
  const body = bodyOf(notification);
  // Most who listen never need it, and it is the largest part of all that they would load.
  const { readInput } = await import('../../reading/reading.ts');
  const reading = readInput(body);
  const known = { kind: 'notification', received, source: 'X-QF-SIGN', announced, remarks: [] } as const;
  const task = { ...known, parameters: reading.parameters, body, reading };
  const words = await loadExplanationWords(lang);
  const judged = { task, attempts, counting: [] };
  return (await diagnose({ judged, signer, all_keys: false }, words, context)).causes[0];
}

/** An end in the middle of it is no reason to tell nothing. */
async function confirmation(fields: Readonly<Record<string, string>>, gateway: Gateway): Promise<Confirmation> {
  try {
    return await confirmByQuery(fields, gateway);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    return { agrees: undefined, remarks: [t`interrupted before query answered`] };
  }
}
