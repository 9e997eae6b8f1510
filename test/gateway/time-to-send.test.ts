import { expect, test } from 'vitest';
import { rulesOf } from '../../src/gateway/create-gateway.ts';
import { timeToSend } from '../../src/gateway/limiter.ts';
import { noTraffic } from '../../src/gateway/traffic.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';

const now = 1_000_000;

function seconds(requests: number, max_per_minute: number, traffic = noTraffic()): number {
  return timeToSend(requests, traffic, rulesOf({ max_per_minute }), now) / 1000;
}

test.each([
  [0, 200, 0],
  [1, 200, 0],
  [97, 200, 0],
  [98, 200, 1.002],
  [200, 200, 2.004],
  [201, 200, 60.061],
  [10_000, 200, 49 * 60.061 + 2.004],
  [430, 400, 60.061],
])('%d requests at %d a minute take %d s', (requests, max_per_minute, expected) => {
  expect(seconds(requests, max_per_minute)).toBeCloseTo(expected, 6);
});

test('what was sent before counts, and so does a pause', () => {
  const slots = Array.from({ length: 200 }, (_none, id) => {
    return { owner: 'o', id, since: now - 20_000, until: now - 20_000, is_background: true };
  });
  expect(seconds(1, 200, { ...noTraffic(), slots })).toBeCloseTo(40.061, 6);
  expect(seconds(1, 200, { ...noTraffic(), closed_until: now + 7_000 })).toBe(7);
});

test('ten thousand are foreseen in a moment', () => {
  expect(cpuSeconds(() => seconds(10_000, 200))).toBeLessThan(0.5);
});
