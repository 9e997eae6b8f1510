import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimeline } from '../../src/emulator/book.ts';

test('gives what is taken of what lies between two times, both included, the latest first', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(50)),
      fc.nat(50),
      fc.nat(50),
      fc.integer({ min: 1, max: 3 }),
      (times, start, end, nth) => {
        const timeline = createTimeline();
        for (const [index, time] of times.entries()) timeline.add(time, index);
        const expected = times
          .map((time, index) => ({ time, index }))
          .filter(({ time }) => start <= time && time <= end)
          .sort((a, b) => b.time - a.time || b.index - a.index)
          .map(({ index }) => index);
        const takes = (place: number) => place % nth === 0;
        expect(timeline.between(start, end, { takes, limit: Number.POSITIVE_INFINITY })).toEqual(
          expected.filter(takes),
        );
        expect(timeline.between(start, end, { takes, limit: 2 })).toEqual(expected.filter(takes).slice(0, 2));
      },
    ),
  );
});
