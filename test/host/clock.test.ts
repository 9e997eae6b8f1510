import { expect, test } from 'vitest';
import { CancelledError } from '../../src/errors.ts';
import { createClock } from '../../src/host/context.ts';

const hour = 3_600_000;

test('a sleep is ended without an error by its own signal, and with one by the person', async () => {
  const [person, own] = [new AbortController(), new AbortController()];
  const { sleep } = createClock(person.signal);
  const ended = sleep(hour, own.signal);
  const broken = sleep(hour, new AbortController().signal);
  own.abort();
  await ended;
  person.abort();
  await expect(broken).rejects.toThrow(CancelledError);
});

test('a signal that has fired already ends a sleep at once', async () => {
  const { sleep } = createClock(new AbortController().signal);
  await sleep(hour, AbortSignal.abort());
});

test('a sleep that is over leaves nothing behind on its signals', async () => {
  const own = new AbortController();
  const { sleep } = createClock(new AbortController().signal);
  await sleep(1, own.signal);
  own.abort();
});
