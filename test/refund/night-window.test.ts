import { expect, test } from 'vitest';
import { nightWindowEnd } from '../../src/refund/refund-rules.ts';

const at = (time: string) => new Date(`2026-03-02T${time}+08:00`);

test.each([
  ['23:29:59', undefined],
  ['23:30:00', '2026-03-02T16:30:00.000Z'],
  ['23:59:59', '2026-03-02T16:30:00.000Z'],
  ['00:00:00', '2026-03-01T16:30:00.000Z'],
  ['00:29:59', '2026-03-01T16:30:00.000Z'],
  ['00:30:00', undefined],
  ['12:00:00', undefined],
])('at %s in Hong Kong, nothing is refunded until %s', (time, end) => {
  expect(nightWindowEnd(at(time))?.toISOString()).toBe(end);
});

test('a clock before 1970 is reckoned the same', () => {
  expect(nightWindowEnd(new Date('1969-12-31T23:45:00+08:00'))?.toISOString()).toBe('1969-12-31T16:30:00.000Z');
});
