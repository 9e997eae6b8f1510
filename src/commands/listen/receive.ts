import {
  type DeliveredMessage,
  type Delivery,
  type DeliveryTarget,
  deliver,
  headersPath,
  targetUrlFault,
} from '../../command/deliver.ts';
import { type FlagValues, toggle, value } from '../../command/flags.ts';
import type { Files } from '../../context/files.ts';
import type { Handler, ServedRequest, ServedResponse } from '../../context/network.ts';
import type { Context } from '../../context.ts';
import { ConfigError, type Fault, QfpayError } from '../../errors.ts';
import type { Cause } from '../../explanation/explain.ts';
import { t } from '../../language/t.ts';
import { acknowledgement } from '../../notification/notification.ts';
import { identityFields } from '../../notification/notification-kinds.ts';
import { type Notification, readNotification } from '../../notification/read-notification.ts';
import { type ClientKey, hashHex } from '../../signature/client-key.ts';
import { type PollPlan, pollFlags, readPollPlan } from './poll-plan.ts';

interface Receiving {
  readonly plan: ListenPlan;
  readonly key: ClientKey;
  readonly timeout_ms: number;
  readonly context: Context;
  readonly seen: SeenEvents;
  /** Told when the sender's answer is decided. */
  onEvent(event: ListenEvent): void;
}

type HandledNotification = Pick<NotificationEvent, 'answered' | 'saved' | 'save_problem' | 'forwarded'>;

const success: ListenAnswer = { status: 200, text: acknowledgement };

/** What answers QFPay: SUCCESS for what is signed right, and taken by the forward target where there is one. */
export function createReceiver(receiving: Receiving): Handler {
  const { plan, key, context, seen, onEvent } = receiving;

  async function take(
    notification: Notification,
    message: DeliveredMessage,
  ): Promise<HandledNotification & { is_duplicate: boolean }> {
    const fault = faultOf(notification);
    if (fault) return { answered: fault, ...keepInvalid(notification, message), is_duplicate: false };
    const work = () => handOn(notification, message, receiving);
    if (notification.event_key === undefined) return { ...(await work()), is_duplicate: false };
    const done = await seen.once(notification.event_key, work, ({ answered }) => answered === success);
    return done ? { ...done, is_duplicate: false } : { answered: success, is_duplicate: true };
  }

  let invalid_kept = 0;
  function keepInvalid(
    notification: Notification,
    message: DeliveredMessage,
  ): Pick<HandledNotification, 'saved' | 'save_problem'> {
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

function refusalOf({ method, path }: ServedRequest, plan: ListenPlan): ListenAnswer | undefined {
  if (plan.path !== undefined && path !== plan.path) return { status: 404, text: t`notifications go to ${plan.path}` };
  return method === 'POST' ? undefined : { status: 405, text: t`a notification is a POST` };
}

function faultOf({ is_valid, received, fields }: Notification): ListenAnswer | undefined {
  if (received === '') return { status: 401, text: t`there is no X-QF-SIGN` };
  if (!is_valid) return { status: 401, text: t`X-QF-SIGN does not match the body` };
  return fields ? undefined : { status: 400, text: t`the body is no JSON object` };
}

async function handOn(
  notification: Notification,
  message: DeliveredMessage,
  receiving: Receiving,
): Promise<HandledNotification> {
  const kept = keep(notification, message, receiving);
  const { plan, timeout_ms, context } = receiving;
  if (kept.save_problem !== undefined) return { ...kept, answered: { status: 500, text: t`it could not be saved` } };
  if (plan.forward_to === undefined) return { ...kept, answered: success };
  const forwarded = await handedOn(message, { url: plan.forward_to, timeout_ms }, context);
  return { ...kept, forwarded, answered: forwarded.acknowledged ? success : notTaken(forwarded) };
}

/** Whatever becomes of it, the sender gets an answer: an end of this process, or a proxy that is none, is no reason to keep him waiting. */
async function handedOn(message: DeliveredMessage, target: DeliveryTarget, context: Context): Promise<Delivery> {
  try {
    return await deliver(message, target, context);
  } catch (error) {
    if (!(error instanceof QfpayError)) throw error;
    return { url: target.url, ms: 0, problem: error.message, acknowledged: false };
  }
}

/** QFPay shall send it again. The words of the target stay here: they may be a page with its secrets. */
function notTaken(forwarded: Delivery): ListenAnswer {
  const reason = 'problem' in forwarded ? t`gave no answer` : `answered ${forwarded.status} without ${acknowledgement}`;
  return { status: 504, text: t`the forward target ${reason}` };
}

function keep(
  notification: Notification,
  message: DeliveredMessage,
  { plan, context }: Receiving,
): Pick<HandledNotification, 'saved' | 'save_problem'> {
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

function responseOf({ status, text }: ListenAnswer): ServedResponse {
  const headers = { 'content-type': 'text/plain; charset=UTF-8', ...(status === 405 ? { allow: 'POST' } : {}) };
  return { status, headers, body: text };
}

/** What the sender was told. */
interface ListenAnswer {
  readonly status: number;
  readonly text: string;
}

/** Something came, and this was done with it. */
export type ListenEvent = NotificationEvent | RefusedEvent;

export interface NotificationEvent {
  readonly kind: 'notification';
  readonly received_at: Date;
  readonly notification: Notification;
  /** The same event was acknowledged before: nothing was done with it again. */
  readonly is_duplicate: boolean;
  readonly answered: ListenAnswer;
  readonly saved?: string | undefined;
  /** Why it could not be kept. */
  readonly save_problem?: string | undefined;
  readonly forwarded?: Delivery | undefined;
  readonly confirmed?: Confirmation | undefined;
  /** Of one that is not valid: the likeliest reason, where one reproduces the signature. */
  readonly cause?: Cause | undefined;
}

/** No notification at all: another method or path, too long, too slow, or no HTTP. */
export interface RefusedEvent {
  readonly kind: 'refused';
  readonly received_at: Date;
  /** Both undefined where the sender never came to say so. */
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly answered: ListenAnswer;
}

/** What `query` says about a notification. */
export interface Confirmation {
  /** Undefined where the gateway could not be asked. */
  readonly agrees: boolean | undefined;
  /** What does not agree, or why nobody can tell. */
  readonly remarks: readonly string[];
}

export const defaultPort = 8080;

/** As typed. */
export const listenFlags = {
  port: value('<n>', () => t`where to listen; 0 takes a free port`, { default: String(defaultPort) }),
  host: value('<address>', () => t`an address of this machine (default: 127.0.0.1, this machine only)`),
  path: value('<path>', () => t`take notifications at this path only (default: any)`),
  forward_to: value('<url>', () => t`hand the same bytes and X-QF-* headers to your own endpoint`),
  save: value('<folder>', () => t`keep each body to the byte, its headers beside it, for qfpay notify replay`, {
    values: 'files',
  }),
  confirm: toggle(() => t`ask query whether the transaction is as the notification says`),
  ...pollFlags,
};

export type ListenOptions = FlagValues<typeof listenFlags>;

/** Where to listen, and what to do with what comes. */
export interface ListenPlan {
  readonly port: number;
  readonly host: string;
  /** Undefined takes any path. */
  readonly path?: string | undefined;
  readonly forward_to?: string | undefined;
  /** The folder that keeps what came. */
  readonly save?: string | undefined;
  readonly confirm: boolean;
  /** Nothing is listened for: `query` is asked instead. */
  readonly poll?: PollPlan | undefined;
}

const loopback = '127.0.0.1';

/** Pure. The plan means nothing where there are faults. */
export function readListenPlan(options: ListenOptions, now: Date): { plan: ListenPlan; faults: Fault[] } {
  const polled = readPollPlan(options, now);
  const { port = String(defaultPort), host = loopback, path, forward_to, save, confirm = false } = options;
  const plan = { port: Number(port), host, path, forward_to, save, confirm };
  const faults = [
    ...portFaults(port),
    ...pathFaults(path),
    ...folderFaults(save),
    ...forwardFaults(plan),
    ...polled.faults,
  ];
  return { plan: polled.poll ? { ...plan, poll: polled.poll } : plan, faults };
}

function portFaults(port: string): Fault[] {
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return [];
  return [{ field: 'port', value: port, rule: t`must be a number from 0 to 65535`, next: t`0 takes a free one` }];
}

function pathFaults(path: string | undefined): Fault[] {
  if (path === undefined || /^\/[^\s?#]*$/.test(path)) return [];
  return [{ field: 'path', value: path, rule: t`must begin with / and have no space, ? or #` }];
}

function folderFaults(save: string | undefined): Fault[] {
  return save === '' ? [{ field: 'save', value: save, rule: t`must name a folder` }] : [];
}

/** What it hands on to itself would go round for ever. */
function forwardFaults({ forward_to, host, port }: ListenPlan): Fault[] {
  if (forward_to === undefined) return [];
  const fault = targetUrlFault('forward_to', forward_to);
  if (fault) return [fault];
  const target = new URL(forward_to);
  const target_port = target.port || (target.protocol === 'https:' ? '443' : '80');
  const same = [host, 'localhost', loopback].includes(target.hostname) && target_port === String(port);
  return same ? [{ field: 'forward_to', value: forward_to, rule: t`must be another server than this one` }] : [];
}

/** As many events as are remembered in memory; the older half of more goes to files. */
const most = 10_000;

/** Events that were acknowledged, or are being handled just now. */
interface SeenEvents {
  /**
   * Does `work` once for an event, until it was acknowledged: a copy that comes meanwhile waits for it, and is done only where
   * it failed.
   * @returns what was done, or undefined for a copy of what was acknowledged before
   */
  once<T>(event_key: string, work: () => Promise<T>, isAcknowledged: (done: T) => boolean): Promise<T | undefined>;
  /** The run is over: its files are removed. */
  end(): void;
}

export function createSeenEvents(shelf: EventShelf): SeenEvents {
  const running = new Map<string, Promise<boolean>>();
  let done = new Set<string>();
  let limit = most;

  function remember(event_key: string): void {
    done.add(event_key);
    if (done.size <= limit) return;
    const keys = [...done];
    const isKept = shelf.put(keys.slice(0, -most / 2));
    if (isKept) done = new Set(keys.slice(-most / 2));
    // Where it cannot be kept, asking at each event would be all that is done.
    limit = isKept ? most : done.size * 2;
  }

  return {
    async once(event_key, work, isAcknowledged) {
      for (let earlier = running.get(event_key); earlier; earlier = running.get(event_key)) {
        if (await earlier) return undefined;
      }
      if (done.has(event_key) || shelf.has(event_key)) return undefined;
      let settle: (acknowledged: boolean) => void = () => {};
      running.set(event_key, new Promise((resolve) => (settle = resolve)));
      let acknowledged = false;
      try {
        const made = await work();
        acknowledged = isAcknowledged(made);
        return made;
      } finally {
        if (acknowledged) remember(event_key);
        // Forgotten before those who wait are told, so that one of them takes it on.
        running.delete(event_key);
        settle(acknowledged);
      }
    },
    end: shelf.end,
  };
}

/** What is remembered beyond what memory shall hold. */
interface EventShelf {
  /** False where it cannot be kept here. */
  put(event_keys: readonly string[]): boolean;
  has(event_key: string): boolean;
  end(): void;
}

/**
 * One file for each first byte of the events' digests, so that telling whether one is known reads a few kilobytes of a million.
 * Where nothing can be written, events stay in memory: forgotten is none.
 * @param prefix of the files' paths, which is nobody else's
 */
export function createEventShelf(files: Pick<Files, 'add' | 'readFrom' | 'remove'>, prefix: string): EventShelf {
  const made = new Set<string>();
  const lineOf = (event_key: string) => `${hashHex('SHA256', event_key).slice(0, 32)}\n`;
  const pathOf = (line: string) => `${prefix}${line.slice(0, 2)}`;
  return {
    put(event_keys) {
      const byPath = new Map<string, string>();
      for (const line of event_keys.map(lineOf)) byPath.set(pathOf(line), (byPath.get(pathOf(line)) ?? '') + line);
      try {
        for (const [path, lines] of byPath) {
          made.add(path);
          files.add(path, lines);
        }
        return true;
      } catch (error) {
        if (error instanceof ConfigError) return false;
        throw error;
      }
    },
    has(event_key) {
      const line = lineOf(event_key);
      const path = pathOf(line);
      return made.has(path) && Buffer.from(files.readFrom(path, 0) ?? []).includes(line);
    },
    end() {
      for (const path of made) files.remove(path);
      made.clear();
    },
  };
}

/**
 * Keeps the raw body to the byte, and its headers in a file beside it, for `notify replay` and `verify --input`. The same
 * bytes are kept once.
 * @returns the path of the body
 * @throws ConfigError what cannot be written
 */
export function keepNotification(
  folder: string,
  message: DeliveredMessage,
  notification: Notification,
  { files, secrets }: Pick<Context, 'files' | 'secrets'>,
): string {
  const path = `${folder.replace(/\/+$/, '')}/${fileName(message, secrets.maskValue(notification))}`;
  files.write(path, message.body);
  files.write(headersPath(path), `${JSON.stringify(message.headers, undefined, 2)}\n`);
  return path;
}

/** Its parts were written by whoever sent it: only letters, digits and `-` of them come into a name. */
function fileName({ body }: DeliveredMessage, { is_valid, fields }: Notification): string {
  const names = ['notify_type', ...identityFields(fields?.['notify_type'])];
  const parts = names.flatMap((name) => harmless(fields?.[name] ?? ''));
  const digest = hashHex('SHA256', body).slice(0, 8);
  return `${[...(is_valid ? [] : ['invalid']), ...parts, digest].join('-')}.json`;
}

function harmless(part: string): string[] {
  const left = part.replace(/[^A-Za-z0-9_]/g, '').slice(0, 40);
  return left === '' ? [] : [left];
}
