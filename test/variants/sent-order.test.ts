import { expect, test } from 'vitest';
import { inSentOrder } from '../../src/variants/sent-order.ts';
import { parametersOf } from './signed-request.ts';

test.each([
  ['what was sorted stands as it was sent', 'c=1&a=2&b=3', 'a=2&b=3&c=1', 'c=1&a=2&b=3'],
  ['what was not signed leaves no gap', 'c=1&a=&b=3', 'b=3&c=1', 'c=1&b=3'],
  ['what was not sent comes last', 'c=1&b=3', 'a=0&b=3&c=1', 'c=1&b=3&a=0'],
  ['of a name that comes twice, each value stands in its own place', 'u=1&a=2&u=3', 'a=2&u=1&u=3', 'u=1&a=2&u=3'],
  ['a changed value keeps its place', 'c=1&a=2', 'a=9&c=1', 'c=1&a=9'],
])('%s', (_what, sent, sorted, expected) => {
  expect(inSentOrder(parametersOf(sent))(parametersOf(sorted))).toEqual(parametersOf(expected));
});
