import { expect, test } from 'vitest';
import { ConfigError, UsageError } from '../../src/errors.ts';
import { together } from '../../src/merchant/settings.ts';
import { failureOf } from './world.ts';

function failing(error: Error): () => never {
  return () => {
    throw error;
  };
}

test('gives what every step gave, in their order', async () => {
  expect(await together([() => 1, async () => 'two', () => undefined])).toEqual([1, 'two', undefined]);
});

test('one fault is thrown as it is', async () => {
  const only = new ConfigError('one', { hint: 'mend it' });
  await expect(together([() => 1, failing(only)])).rejects.toBe(only);
});

test('several become one, a usage error as soon as one of them is, with the first hint and every detail', async () => {
  const first = new ConfigError('one', { details: [{ field: 'a', rule: 'r' }] });
  const second = new UsageError('two', { hint: 'mend it', details: [{ field: 'b', rule: 's' }] });
  const error = await failureOf(together([failing(first), failing(second)]));
  expect(error).toBeInstanceOf(UsageError);
  expect(error.message).toBe('one (and 1 more)');
  expect(error.facts).toMatchObject({ hint: 'mend it', details: [{ field: 'a' }, { field: 'b' }] });
});

test('what has no details is told as one, and what says how many there are is counted anew', async () => {
  const details = [
    { field: 'a', rule: 'r' },
    { field: 'b', rule: 's' },
  ];
  const several = new UsageError('a r (and 1 more)', { details });
  const error = await failureOf(together([failing(several), failing(new UsageError('stdin is a terminal'))]));
  expect(error.message).toBe('a r (and 2 more)');
  expect(error.facts.details).toEqual([...details, { message: 'stdin is a terminal' }]);
});

test('what is no fault of an input is not dressed up as one', async () => {
  const bug = new TypeError('a bug');
  await expect(together([failing(new UsageError('one')), failing(bug)])).rejects.toBe(bug);
});
