import { expect, test } from 'vitest';
import { remembered } from '../../src/variants/remembered.ts';

function counted() {
  let count = 0;
  const write = remembered((value) => {
    count += 1;
    return `"${value}"`;
  });
  return { write, times: () => count };
}

test('a value that is written again is written once', () => {
  const { write, times } = counted();
  expect([write('a'), write('b'), write('a'), write('')]).toEqual(['"a"', '"b"', '"a"', '""']);
  expect(times()).toBe(3);
});

test('what one search does not need is not kept, neither many values nor a long one', () => {
  const { write, times } = counted();
  const long = 'x'.repeat(1_001);
  expect([write(long), write(long)]).toEqual([`"${long}"`, `"${long}"`]);
  expect(times()).toBe(2);
  for (let at = 0; at < 1_000; at += 1) write(`${at}`);
  write('999');
  expect(times()).toBe(1_002);
  write('another');
  write('0');
  expect(times()).toBe(1_004);
});
