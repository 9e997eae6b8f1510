import { expect, test } from 'vitest';
import { createSeenEvents } from '../../../src/commands/listen/receive.ts';

const isTaken = (done: string) => done === 'taken';

test('does an event until it was taken, and not again', async () => {
  const seen = createSeenEvents();
  const results = ['failed', 'failed', 'taken', 'never'];
  const done: (string | undefined)[] = [];
  for (const result of results) done.push(await seen.once('payment 1', async () => result, isTaken));
  expect(done).toEqual(['failed', 'failed', 'taken', undefined]);
});

test('a copy waits for the first, and does it only where that failed', async () => {
  const seen = createSeenEvents();
  let running = 0;
  const results = ['failed', 'taken'];
  const work = async () => {
    running += 1;
    expect(running).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return results.shift() ?? 'too often';
  };
  const done = await Promise.all([1, 2, 3, 4].map(() => seen.once('payment 1', work, isTaken)));
  expect(done).toEqual(['failed', 'taken', undefined, undefined]);
});

test('an event whose work broke is not taken for done', async () => {
  const seen = createSeenEvents();
  const broken = seen.once('payment 1', async () => Promise.reject(new Error('interrupted')), isTaken);
  await expect(broken).rejects.toThrow('interrupted');
  expect(await seen.once('payment 1', async () => 'taken', isTaken)).toBe('taken');
});

test('two events have nothing to do with each other', async () => {
  const seen = createSeenEvents();
  expect(await seen.once('payment 1', async () => 'taken', isTaken)).toBe('taken');
  expect(await seen.once('refund 1', async () => 'taken', isTaken)).toBe('taken');
});

test('remembers ten thousand events, and forgets the oldest first', async () => {
  const seen = createSeenEvents();
  for (let count = 0; count <= 10_000; count += 1) await seen.once(`payment ${count}`, async () => 'taken', isTaken);
  expect(await seen.once('payment 1', async () => 'taken', isTaken)).toBeUndefined();
  expect(await seen.once('payment 0', async () => 'taken', isTaken)).toBe('taken');
});
