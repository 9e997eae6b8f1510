import type { RateWindow } from '../../src/gateway/traffic.ts';
import { type Answering, answerRecords, type FaultServer, faultServer } from './fault-server.ts';

export interface EnforcingServer extends FaultServer {
  /** When each request came, in milliseconds of a clock that is never set; refused ones too. */
  readonly arrivals: number[];
  /** How many were answered 429. */
  refused: number;
}

/**
 * A real server on loopback that holds sliding windows as the gateway does: at the arrival of a request, both ends of the
 * window counted, refused requests too. What is let in is answered by `answer`.
 */
export async function enforcingServer(
  windows: readonly RateWindow[],
  answer: Answering = (_request, response) => answerRecords(response),
): Promise<EnforcingServer> {
  const arrivals: number[] = [];
  const facts = { arrivals, refused: 0 };
  const server = await faultServer((request, response, count) => {
    const now = performance.now();
    arrivals.push(now);
    if (windows.every((window) => arrivedWithin(arrivals, window, now) <= window.requests)) {
      return answer(request, response, count);
    }
    facts.refused += 1;
    response.writeHead(429, { 'content-type': 'text/plain' }).end('slow down');
  });
  return Object.assign(facts, server);
}

function arrivedWithin(arrivals: readonly number[], { ms }: RateWindow, now: number): number {
  const before = arrivals.findLastIndex((at) => at < now - ms);
  return arrivals.length - 1 - before;
}

/** The most arrivals within any span of this length, both ends counted. */
export function busiest(arrivals: readonly number[], { ms }: RateWindow): number {
  return Math.max(0, ...arrivals.map((first) => arrivals.filter((at) => at >= first && at <= first + ms).length));
}
