import { expect, test } from 'vitest';
import { readWords } from '../../src/reading/vocabulary.ts';

test('splits at the first = and leaves the rest raw', () => {
  expect(readWords(['a==b', 'c=', 'goods_name= x%20+ ']).parameters).toEqual([
    ['a', '=b'],
    ['c', ''],
    ['goods_name', ' x%20+ '],
  ]);
});

test('tells all words at fault at once, by their place', () => {
  expect(readWords(['foo', 'a=1', '=b']).faults).toEqual([
    { field: 'argument 1', value: 'foo', rule: 'must be name=value' },
    { field: 'argument 3', value: '=b', rule: 'must have a name before the =' },
  ]);
});
