import type { Redis, RedisReply } from '../../src/context/network.ts';
import type { Clock } from '../../src/context.ts';
import { NetworkError } from '../../src/errors.ts';
import { enterScript, leaveScript } from '../../src/gateway/redis-book.ts';

export interface MemoryRedis extends Redis {
  /** Keys and what they hold; what has expired is gone. */
  readonly kept: Map<string, { readonly text: string; readonly until: number }>;
  /** Commands so far. */
  readonly sent: string[][];
  /** What befalls a command: before it is carried out, or on the way back. */
  fate?: (count: number) => 'lost' | 'answer lost' | undefined;
}

/**
 * The two scripts of the limiter as a Redis carries them out, its clock so much ahead of the others'. Each way there and back
 * takes `way_ms`.
 */
export function memoryRedis(clock: Clock, { ahead_ms = 0, way_ms = 0 } = {}): MemoryRedis {
  const kept: MemoryRedis['kept'] = new Map();
  const now = () => clock.now().getTime() + ahead_ms;
  const get = (key: string) => {
    const found = kept.get(key);
    return found && found.until > now() ? found.text : undefined;
  };
  const put = (key: string, text: string, ms: string) => kept.set(key, { text, until: now() + Number(ms) });

  function carryOut([name, script, count, lock = '', book = '', token = '', ...rest]: readonly string[]): RedisReply {
    if (name !== 'EVAL' || count !== '2') throw new Error(`a memory Redis does not know ${name} ${count}`);
    const [first = '', second = ''] = rest;
    if (script === enterScript) {
      if (get(lock) !== undefined) return null;
      put(lock, token, first);
      return [`${Math.floor(now() / 1000)}`, `${(now() % 1000) * 1000}`, get(book) ?? null];
    }
    if (script !== leaveScript) throw new Error('a memory Redis knows two scripts');
    if (get(lock) !== token) return 0;
    put(book, first, second);
    kept.delete(lock);
    return 1;
  }

  const redis: MemoryRedis = {
    place: 'redis.example:6379',
    kept,
    sent: [],
    async send(command) {
      redis.sent.push([...command]);
      const fate = redis.fate?.(redis.sent.length);
      if (way_ms > 0) await clock.sleep(way_ms);
      if (fate === 'lost') throw new NetworkError('connection refused by redis.example:6379');
      const reply = carryOut(command);
      if (way_ms > 0) await clock.sleep(way_ms);
      if (fate === 'answer lost') throw new NetworkError('the connection to redis.example:6379 broke off');
      return reply;
    },
    close: () => {},
  };
  return redis;
}
