import { expect, test } from 'vitest';
import { createEventShelf, createSeenEvents } from '../../../src/commands/listen/receive.ts';
import { ConfigError } from '../../../src/errors.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const shelf = () => createEventShelf(memoryFiles(), 'state/listen/a-');

const isTaken = (done: string) => done === 'taken';

test('does an event until it was taken, and not again', async () => {
  const seen = createSeenEvents(shelf());
  const results = ['failed', 'failed', 'taken', 'never'];
  const done: (string | undefined)[] = [];
  for (const result of results) done.push(await seen.once('payment 1', async () => result, isTaken));
  expect(done).toEqual(['failed', 'failed', 'taken', undefined]);
});

test('a copy waits for the first, and does it only where that failed', async () => {
  const seen = createSeenEvents(shelf());
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
  const seen = createSeenEvents(shelf());
  const broken = seen.once('payment 1', async () => Promise.reject(new Error('interrupted')), isTaken);
  await expect(broken).rejects.toThrow('interrupted');
  expect(await seen.once('payment 1', async () => 'taken', isTaken)).toBe('taken');
});

test('two events have nothing to do with each other', async () => {
  const seen = createSeenEvents(shelf());
  expect(await seen.once('payment 1', async () => 'taken', isTaken)).toBe('taken');
  expect(await seen.once('refund 1', async () => 'taken', isTaken)).toBe('taken');
});

test('forgets no event while it runs, keeps a bounded number in memory, and leaves no file behind', async () => {
  const files = memoryFiles();
  const seen = createSeenEvents(createEventShelf(files, 'state/listen/a-'));
  const count = 25_000;
  for (let n = 0; n < count; n += 1) await seen.once(`payment ${n}`, async () => 'taken', isTaken);
  expect(files.entries.size).toBeGreaterThan(200);
  for (const n of [0, 1, 4999, 5000, 12_345, count - 1]) {
    expect(await seen.once(`payment ${n}`, async () => 'taken', isTaken)).toBeUndefined();
  }
  expect(await seen.once('payment new', async () => 'taken', isTaken)).toBe('taken');
  seen.end();
  expect(files.entries.size).toBe(0);
});

test('where nothing can be written, events stay in memory and are not forgotten', async () => {
  const add = () => {
    throw new ConfigError('the disk is full');
  };
  const full = { ...memoryFiles(), add };
  const seen = createSeenEvents(createEventShelf(full, 'state/listen/a-'));
  for (let n = 0; n < 12_000; n += 1) await seen.once(`payment ${n}`, async () => 'taken', isTaken);
  expect(await seen.once('payment 0', async () => 'taken', isTaken)).toBeUndefined();
});
