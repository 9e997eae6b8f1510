import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearNames } from '../../src/language/near-names.ts';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['wechat', 'wechat', 0],
  ['wechat', 'wechta', 1],
  ['kitten', 'sitting', 3],
  ['shpo', 'shop', 1],
  ['ca', 'abc', 3],
  ['咖啡', '啡咖', 1],
  ['txatm', 'txamt', 1],
])('from %j to %j it is %i letters', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test('the distance is the same both ways and never more than the longer word', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max([...a].length, [...b].length));
    }),
  );
});

test('gives the nearest first and nothing that is far off', () => {
  expect(nearNames('goods_nam', ['goods_info', 'goods_name', 'udid'])).toEqual(['goods_name', 'goods_info']);
  expect(nearNames('zzz', ['goods_info', 'udid'])).toEqual([]);
});
