import { describe, expect, test } from 'vitest';
import { CancelledError, ConfigError, UsageError } from '../../src/errors.ts';
import { fileBook, type Traffic } from '../../src/gateway/traffic.ts';
import { memoryFiles } from '../support/memory-files.ts';

const path = '/state/traffic/a';
const slot = { owner: 'o', id: 1, is_background: false, since: 1_000, until: 2_000 };
const place = { owner: 'p', is_background: true, since: 3_000, until: 4_000 };

function book(files = memoryFiles(), onTrouble: (error: Error) => void = (error) => expect.fail(error.message)) {
  return fileBook({ files }, path, onTrouble);
}

const addSlot = (traffic: Traffic) => void traffic.slots.push({ ...slot, id: traffic.slots.length });

test('what one process writes, another reads', async () => {
  const files = memoryFiles();
  await book(files).update((traffic) => {
    traffic.slots.push(slot);
    traffic.queue.push(place);
    traffic.closed_until = 5_000;
  });
  expect(book(files).read()).toEqual({ slots: [slot], queue: [place], closed_until: 5_000 });
});

test('two at once do not overwrite each other', async () => {
  const files = memoryFiles();
  await Promise.all([book(files).update(addSlot), book(files).update(addSlot)]);
  expect(book(files).read().slots).toHaveLength(2);
});

test('of a slot that was added twice the last counts', () => {
  const files = memoryFiles();
  book(files).add({ ...slot, until: 9_000 });
  book(files).add({ ...slot, id: 2 });
  book(files).add(slot);
  expect(book(files).read().slots).toEqual([slot, { ...slot, id: 2 }]);
});

describe('a damaged file is started afresh', () => {
  test.each([
    ['empty', ''],
    ['zeroes', '\0\0\0\0\0\n\0'],
    ['no text', '\xff\xfe\x80 \xff'],
    ['something else', '{"slots": [1, 2]}\n[]\n'],
    ['cut off', 'slot o 1 1000 20'],
    ['lines of another kind', 'slit o 1 1 2 0\nslot o 1\nslot\n\n'],
    ['no numbers', 'slot o 1 a b 0\nslot o 1 1 1e999x 0\nclosed - 0 0 soon 0\n'],
    ['an end before the beginning', 'slot o 1 2 1 0\nplace o 0 2 1 1\n'],
  ])('%s', async (_what, text) => {
    const files = memoryFiles({ [path]: text });
    expect(book(files).read()).toEqual({ slots: [], queue: [], closed_until: 0 });
    await book(files).update(addSlot);
    expect(book(files).read().slots).toEqual([{ ...slot, id: 0 }]);
  });

  test('but of what is only partly damaged the rest counts', () => {
    const files = memoryFiles({ [path]: 'slot o 1 1000 2000 0\nslot o 7\n00 5 0\nplace p 0 3000 40' });
    expect(book(files).read().slots).toEqual([slot]);
  });
});

describe('a book that cannot be used', () => {
  const broken = {
    'cannot be locked': { lock: async () => Promise.reject(new ConfigError('no lock')) },
    'cannot be read': {
      readFrom: () => {
        throw new UsageError('no read');
      },
    },
    'cannot be written': {
      overwrite: () => {
        throw new ConfigError('no write');
      },
    },
    'cannot be added to': {
      add: () => {
        throw new ConfigError('no write');
      },
    },
  };

  test.each(Object.entries(broken))('because it %s is kept in memory, and said so once', async (_what, fault) => {
    const told: string[] = [];
    const alone = book({ ...memoryFiles(), ...fault }, ({ message }) => told.push(message));
    for (let id = 0; id < 3; id += 1) alone.add({ ...slot, id });
    for (let n = 0; n < 3; n += 1) await alone.update(addSlot);
    expect(told).toHaveLength(1);
    // The turn in which it broke is known to its own process alone.
    expect(alone.read().slots.length).toBeGreaterThanOrEqual(2);
  });

  test('is given up neither for an interruption nor for a bug', async () => {
    for (const error of [new CancelledError('interrupted'), new TypeError('bug')]) {
      const failing = book({ ...memoryFiles(), lock: () => Promise.reject(error) });
      await expect(failing.update(addSlot)).rejects.toBe(error);
    }
  });
});
