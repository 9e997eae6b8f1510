import { expect, test } from 'vitest';
import { refuse, UsageError } from '../src/errors.ts';

function refused(...rules: string[]): unknown {
  try {
    return refuse(
      rules.map((rule) => ({ field: 'txamt', rule })),
      'qfpay pay --help',
    );
  } catch (error) {
    return error;
  }
}

test.each([
  [['must be whole'], 'txamt must be whole'],
  [['must be whole', 'must be 1 or more', 'must be short'], 'txamt must be whole (and 2 more)'],
])('faults %j are one usage error: the first as a sentence, and the number of the others', (rules, message) => {
  const error = refused(...rules);
  expect(error).toBeInstanceOf(UsageError);
  expect(error).toMatchObject({
    message,
    facts: { hint: 'qfpay pay --help', details: rules.map((rule) => ({ rule })) },
  });
});

test('no fault is no error', () => {
  expect(refused()).toBeUndefined();
});
