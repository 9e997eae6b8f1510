import { expect, test } from 'vitest';
import { inHashMapOrder } from '../../src/variants/rules/joining-rules.ts';

const namesOf = (names: string) =>
  inHashMapOrder(names.split(' ').map((name): [string, string] => [name, ''])).map(([name]) => name);

test('names come in the order that Java 17 prints for a HashMap filled with them', () => {
  expect(namesOf('udid txamt mchid')).toEqual(['mchid', 'udid', 'txamt']);
});

test('names of one bucket stay in the order in which they were put in', () => {
  // "Aa" and "BB" have the same hash code.
  expect(namesOf('Aa BB')).toEqual(['Aa', 'BB']);
  expect(namesOf('BB Aa')).toEqual(['BB', 'Aa']);
});

test('a map that has grown has more buckets', () => {
  // One letter is its own code: 'a' is 97, bucket 1 of 16 and bucket 1 of 32; 'q' is 113, bucket 1 of 16 and 17 of 32.
  expect(namesOf('q a b')).toEqual(['q', 'a', 'b']);
  expect(namesOf('q a b c d e f g h i j k l')).toEqual([...'abcdefghijklq']);
});
