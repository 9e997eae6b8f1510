import { expect, test } from 'vitest';
import type { NotificationEvent } from '../../../src/commands/listen/receive.ts';
import { createFinder } from '../../../src/commands/listen.ts';
import { signNotification } from '../../../src/notification/notification.ts';
import { readNotification } from '../../../src/notification/read-notification.ts';
import { ClientKey } from '../../../src/signature/client-key.ts';
import { testContext } from '../../support/context.ts';

const client_key = new ClientKey('a key of sixteen');
const signer = { env: 'sandbox', base_url: '', client_key, sign_type: 'SHA256', warnings: [] } as const;

/** One that got a line end on its way, which is found at once. */
function event(text = '{"notify_type": "payment", "syssn": "1"}', received?: string): NotificationEvent {
  const headers = { 'x-qf-sign': received ?? signNotification(text, client_key) };
  const notification = readNotification({ body: Buffer.from(`${text}\n`), headers }, client_key);
  const answered = { status: 401, text: '' };
  return { kind: 'notification', received_at: new Date(0), notification, is_duplicate: false, answered };
}

/** A finder on a clock that only grows and says these times, one after the other, and then the last one for ever. */
function finder(...times: readonly number[]) {
  const left = [...times];
  const { clock, ...rest } = testContext();
  const monotonic = () => (left.length > 1 ? left.shift() : left[0]) ?? 0;
  const find = createFinder({ signer, lang: 'en' }, { ...rest, clock: { ...clock, monotonic } });
  return async (asked: NotificationEvent) => {
    const found = await find(asked);
    return found.kind === 'notification' ? found.cause?.id : undefined;
  };
}

test('looks for a cause for a tenth of the time at most, as anybody can send what is not valid', async () => {
  // A search from 0 to 100 ms; one is asked for at 999 ms, in vain; the next from 1000 ms on.
  const find = finder(0, 100, 999, 1000, 1100);
  expect([await find(event()), await find(event()), await find(event())]).toEqual([
    'bom-or-crlf',
    undefined,
    'bom-or-crlf',
  ]);
});

test('looks for one cause at a time', async () => {
  const find = finder(0);
  expect(await Promise.all([find(event()), find(event())])).toEqual(['bom-or-crlf', undefined]);
});

test.each<[string, NotificationEvent]>([
  ['without a signature', event('{}', '')],
  ['larger than any notification', event(`{"a": "${'x'.repeat(8 * 1024)}"}`)],
])('looks for no cause of one %s', async (_what, asked) => {
  expect(await finder(0)(asked)).toBeUndefined();
});
