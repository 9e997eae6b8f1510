import { array, assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { commaLists } from '../../src/lookup/query.ts';

const numbers = array(string({ minLength: 1, maxLength: 127 }).filter((text) => !text.includes(',')));

test('no list is longer than 127 characters, and no number is lost, doubled or moved', () => {
  assert(
    property(numbers, (values) => {
      const lists = commaLists(values);
      expect(lists.every((list) => list.join(',').length <= 127)).toBe(true);
      expect(lists.flat()).toEqual([...new Set(values)]);
    }),
  );
});

test('a list is as long as it may be', () => {
  assert(
    property(numbers, (values) => {
      const lists = commaLists(values);
      for (const [index, list] of lists.slice(1).entries()) {
        expect([...(lists[index] ?? []), list[0]].join(',').length).toBeGreaterThan(127);
      }
    }),
  );
});

test('four syssns of 26 digits go together, a fifth goes alone', () => {
  const syssns = [1, 2, 3, 4, 5].map((last) => `2026030218050002000000000${last}`);
  expect(commaLists(syssns).map((list) => list.length)).toEqual([4, 1]);
});

test('a number that is too long for any list is still asked for, alone', () => {
  expect(commaLists(['A', 'B'.repeat(128), 'C'])).toEqual([['A'], ['B'.repeat(128)], ['C']]);
});
