import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDueList } from '../../../src/emulator/notifying/notifier.ts';

test('gives the earliest first, of the same time the one that came first, and nothing before its time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(20), (dues, now) => {
      const list = createDueList();
      for (const [index, due] of dues.entries()) list.add(due, String(index));
      expect(list.next()).toBe(dues.length === 0 ? undefined : Math.min(...dues));
      const taken: string[] = [];
      for (let name = list.take(now); name !== undefined; name = list.take(now)) taken.push(name);
      const expected = dues
        .map((due, index) => ({ due, index }))
        .filter(({ due }) => due <= now)
        .sort((a, b) => a.due - b.due || a.index - b.index)
        .map(({ index }) => String(index));
      expect(taken).toEqual(expected);
    }),
  );
});
