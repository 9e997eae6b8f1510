import { expect, test } from 'vitest';
import { readListenPlan } from '../../../src/commands/listen/receive.ts';

test.each([
  ['80', 'http://localhost/notify', ['must be another server than this one']],
  ['443', 'https://127.0.0.1/notify', ['must be another server than this one']],
  ['8080', 'http://127.0.0.1:8080', ['must be another server than this one']],
  ['80', 'https://localhost/notify', []],
  ['80', 'http://localhost:8080/notify', []],
  ['80', 'http://shop.example/notify', []],
])('listening at port %s and handing on to %s: %j', (port, forward_to, rules) => {
  expect(readListenPlan({ port, forward_to }, new Date(0)).faults.map(({ rule }) => rule)).toEqual(rules);
});
