import { describe, expect, test } from 'vitest';
import { createLimiter, documentedLimits } from '../../src/emulator/limiter.ts';

describe('the documented limits', () => {
  test('take 100 in a second and make the next one wait for the second to be over', () => {
    const limiter = createLimiter(documentedLimits);
    const waits = Array.from({ length: 100 }, (_each, index) => limiter('A', 1000 + index));
    expect(new Set(waits)).toEqual(new Set([0]));
    expect(limiter('A', 1500)).toBe(500);
    expect(limiter('A', 1999)).toBe(1);
    expect(limiter('A', 2000)).toBe(0);
  });

  test('take 400 in a minute, however they are spread', () => {
    const limiter = createLimiter(documentedLimits);
    const waits = Array.from({ length: 400 }, (_each, index) => limiter('A', index * 100));
    expect(new Set(waits)).toEqual(new Set([0]));
    expect(limiter('A', 40_000)).toBe(20_000);
    expect(limiter('A', 60_000)).toBe(0);
  });

  test('are those of one merchant: another one is not held back', () => {
    const limiter = createLimiter([{ count: 1, ms: 1000 }]);
    expect([limiter('A', 0), limiter('A', 0), limiter('B', 0)]).toEqual([0, 1000, 0]);
  });
});

test('what was refused does not count, so whoever waits as told is served', () => {
  const limiter = createLimiter([{ count: 2, ms: 1000 }]);
  expect([0, 100, 200, 300, 900, 1000].map((now) => limiter('A', now))).toEqual([0, 0, 800, 700, 100, 0]);
});

test('a clock that was set back holds nobody', () => {
  const limiter = createLimiter([{ count: 1, ms: 60_000 }]);
  expect([limiter('A', 1_000_000), limiter('A', 0)]).toEqual([0, 0]);
});
