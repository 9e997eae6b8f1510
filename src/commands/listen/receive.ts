import type { Handler, ServedRequest, ServedResponse } from '../../context/network.ts';
import type { Context } from '../../context.ts';
import { ConfigError, QfpayError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { acknowledgement } from '../../notification/acknowledgement.ts';
import { type Notification, readNotification } from '../../notification/read-notification.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { type Delivery, deliver, type Message, type Target } from '../deliver.ts';
import type { ListenEvent, NotificationEvent, Told } from './event.ts';
import { keepNotification } from './keep.ts';
import type { ListenPlan } from './options.ts';
import { createSeenEvents } from './seen-events.ts';

export interface Receiving {
  readonly plan: ListenPlan;
  readonly key: ClientKey;
  readonly timeout_ms: number;
  readonly context: Context;
  /** Told when the sender's answer is decided. */
  onEvent(event: ListenEvent): void;
}

type Handled = Pick<NotificationEvent, 'answered' | 'saved' | 'save_problem' | 'forwarded'>;

const success: Told = { status: 200, text: acknowledgement };

/** What answers QFPay: SUCCESS for what is signed right, and taken by the forward target where there is one. */
export function createReceiver(receiving: Receiving): Handler {
  const { plan, key, context, onEvent } = receiving;
  const seen = createSeenEvents();

  async function take(notification: Notification, message: Message): Promise<Handled & { is_duplicate: boolean }> {
    const fault = faultOf(notification);
    if (fault) return { answered: fault, ...keepInvalid(notification, message), is_duplicate: false };
    const work = () => handOn(notification, message, receiving);
    if (notification.event_key === undefined) return { ...(await work()), is_duplicate: false };
    const done = await seen.once(notification.event_key, work, ({ answered }) => answered === success);
    return done ? { ...done, is_duplicate: false } : { answered: success, is_duplicate: true };
  }

  let invalid_kept = 0;
  function keepInvalid(notification: Notification, message: Message): Pick<Handled, 'saved' | 'save_problem'> {
    if (invalid_kept >= mostInvalidKept) return {};
    invalid_kept += 1;
    return keep(notification, message, receiving);
  }

  return async (request) => {
    const received_at = context.clock.now();
    const refusal = refusalOf(request, plan);
    if (refusal) {
      const { method, path } = request;
      onEvent({ kind: 'refused', received_at, method, path, answered: refusal });
      return responseOf(refusal);
    }
    const notification = readNotification(request, key);
    const handled = await take(notification, { body: request.body, headers: signedHeaders(request) });
    onEvent({ kind: 'notification', received_at, notification, ...handled });
    return responseOf(handled.answered);
  };
}

/** Anybody can send what is not valid: a disk is not filled by it. */
const mostInvalidKept = 100;

function refusalOf({ method, path }: ServedRequest, plan: ListenPlan): Told | undefined {
  if (plan.path !== undefined && path !== plan.path) return { status: 404, text: t`notifications go to ${plan.path}` };
  return method === 'POST' ? undefined : { status: 405, text: t`a notification is a POST` };
}

function faultOf({ is_valid, received, fields }: Notification): Told | undefined {
  if (received === '') return { status: 401, text: t`there is no X-QF-SIGN` };
  if (!is_valid) return { status: 401, text: t`X-QF-SIGN does not match the body` };
  return fields ? undefined : { status: 400, text: t`the body is no JSON object` };
}

async function handOn(notification: Notification, message: Message, receiving: Receiving): Promise<Handled> {
  const kept = keep(notification, message, receiving);
  const { plan, timeout_ms, context } = receiving;
  if (kept.save_problem !== undefined) return { ...kept, answered: { status: 500, text: t`it could not be saved` } };
  if (plan.forward_to === undefined) return { ...kept, answered: success };
  const forwarded = await handedOn(message, { url: plan.forward_to, timeout_ms }, context);
  return { ...kept, forwarded, answered: forwarded.acknowledged ? success : notTaken(forwarded) };
}

/** Whatever becomes of it, the sender gets an answer: an end of this process, or a proxy that is none, is no reason to keep him waiting. */
async function handedOn(message: Message, target: Target, context: Context): Promise<Delivery> {
  try {
    return await deliver(message, target, context);
  } catch (error) {
    if (!(error instanceof QfpayError)) throw error;
    return { url: target.url, ms: 0, problem: error.message, acknowledged: false };
  }
}

/** QFPay shall send it again. The words of the target stay here: they may be a page with its secrets. */
function notTaken(forwarded: Delivery): Told {
  const reason = 'problem' in forwarded ? t`gave no answer` : `answered ${forwarded.status} without ${acknowledgement}`;
  return { status: 504, text: t`the forward target ${reason}` };
}

function keep(
  notification: Notification,
  message: Message,
  { plan, context }: Receiving,
): Pick<Handled, 'saved' | 'save_problem'> {
  if (plan.save === undefined) return {};
  try {
    return { saved: keepNotification(plan.save, message, notification, context) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { save_problem: error.message };
  }
}

/** What belongs to the bytes: their type and QFPay's own headers. A tunnel's are nobody's business. */
function signedHeaders({ headers }: ServedRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name === 'content-type' || name.startsWith('x-qf-')),
  );
}

function responseOf({ status, text }: Told): ServedResponse {
  const headers = { 'content-type': 'text/plain; charset=UTF-8', ...(status === 405 ? { allow: 'POST' } : {}) };
  return { status, headers, body: text };
}
