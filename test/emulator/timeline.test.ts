import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimeline } from '../../src/emulator/book.ts';

test('gives what lies between two times, both included, the latest first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(50), fc.nat(50), (times, start, end) => {
      const timeline = createTimeline();
      for (const [index, time] of times.entries()) timeline.add(time, String(index));
      const expected = times
        .map((time, index) => ({ time, index }))
        .filter(({ time }) => start <= time && time <= end)
        .sort((a, b) => b.time - a.time || b.index - a.index)
        .map(({ index }) => String(index));
      expect([...timeline.between(start, end)]).toEqual(expected);
    }),
  );
});
