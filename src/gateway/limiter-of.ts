import type { Clock, Context } from '../context.ts';
import { t } from '../language/t.ts';
import { stateFolder } from '../merchant/folders.ts';
import type { Settings } from '../merchant/merchant.ts';
import { hashHex } from '../signature/client-key.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { RedisDoor, redisBook } from './redis-book.ts';
import {
  documentedWindows,
  fileBook,
  memoryBook,
  type RateWindow,
  type TrafficBook,
  type TrafficRule,
} from './traffic.ts';

/** How fast somebody means to go. */
export interface Pace {
  /** Of a batch: all batches of this merchant on this machine together stay below it, and leave some room to the tills. */
  readonly max_per_minute?: number;
  /** For tests and benchmarks: what the gateway allows. None: no limit at all, not even its own. */
  readonly windows?: readonly RateWindow[];
}

/** Finding the way through a proxy comes before the time limit of an exchange. */
const routing_ms = 10_000;
/** Shorter waits are not worth a word. */
const quiet_ms = 2_000;

const limiters = new WeakMap<Clock, Map<string, Limiter>>();

/**
 * One limiter for each merchant at each gateway and each pace, however many gateways are created. All processes of this
 * machine that keep the same state folder share what the gateway allows. QFPay does not say whether an agent's merchants
 * are limited together, so that an app code is taken for one merchant, whatever the mchid.
 */
export function limiterOf(settings: Settings, context: Context, pace: Pace = {}): Limiter {
  const { base_url, merchant } = settings;
  const byMerchant = limiters.get(context.clock) ?? new Map<string, Limiter>();
  limiters.set(context.clock, byMerchant);
  const key = JSON.stringify([base_url, merchant.app_code, pace]);
  const limiter = byMerchant.get(key) ?? openLimiter(settings, context, pace);
  byMerchant.set(key, limiter);
  return limiter;
}

/** A process has one connection to a Redis, and says once what is the matter with it, however many limiters go through it. */
const doors = new WeakMap<Context['openRedis'], Map<string, RedisDoor>>();

function openLimiter(settings: Settings, context: Context, pace: Pace): Limiter {
  const { clock, io, random } = context;
  const { max_per_minute } = pace;
  const is_background = max_per_minute !== undefined;
  const limits = { rules: rulesOf(pace), is_background, flight_ms: settings.timeout_ms + routing_ms };
  const owner = `${clock.now().getTime().toString(36)}${random.fraction().toString(36).slice(1)}`;
  const onWait = (ms: number) => {
    if (!is_background && ms >= quiet_ms) io.err(`${t`waiting ${(ms / 1000).toFixed(0)} s: ${limitWords(pace)}`}\n`);
  };
  // The gateway of `--env local` is this very process, and without a limit there is nothing to agree upon.
  const is_alone = settings.env === 'local' || limits.rules.length === 0;
  const book = is_alone ? memoryBook() : openBook(settings, context, owner);
  return createLimiter(limits, { clock, book, owner, onWait });
}

function openBook(settings: Settings, context: Context, owner: string): TrafficBook {
  const { base_url, merchant, verbose, limiter_url } = settings;
  const name = hashHex('SHA256', JSON.stringify([base_url, merchant.app_code])).slice(0, 16);
  const own = fileBook(context, `${stateFolder(context)}/traffic/${name}.txt`, ({ message }) => {
    if (verbose) context.io.err(`${t`note: limits are not shared with other qfpay processes: ${message}`}\n`);
  });
  if (limiter_url === undefined) return own;
  const { clock, random } = context;
  return redisBook({ door: doorOf(limiter_url, context), clock, random, name, owner, own });
}

function doorOf(url: string, { openRedis, io }: Context): RedisDoor {
  const byUrl = doors.get(openRedis) ?? new Map<string, RedisDoor>();
  doors.set(openRedis, byUrl);
  const door =
    byUrl.get(url) ??
    new RedisDoor(
      () => openRedis(url),
      (problem) => {
        const told = t`QFPAY_LIMITER_URL cannot be used: ${problem}; this machine keeps to the limits by itself, and other machines are not counted`;
        io.err(`${t`warning: ${told}`}\n`);
      },
    );
  byUrl.set(url, door);
  return door;
}

/** What holds for requests of this pace. A batch leaves a fortieth free, so that a till need not wait for it. */
export function rulesOf({ max_per_minute, windows = documentedWindows }: Pace): TrafficRule[] {
  if (windows.length === 0) return [];
  if (max_per_minute === undefined) return windows.map((window) => ({ ...window, counts: 'all' }));
  const left = windows.map(({ requests, ms }): TrafficRule => {
    return { requests: Math.max(1, requests - Math.ceil(requests / 40)), ms, counts: 'all' };
  });
  return [...left, { requests: max_per_minute, ms: 60_000, counts: 'background' }];
}

function limitWords({ windows = documentedWindows }: Pace): string {
  const words = windows.map(({ requests, ms }) => t`${requests} requests in ${ms / 1000} s`);
  return t`the gateway takes at most ${words.join(t` and `)}`;
}
