import { expect, test } from 'vitest';
import { keepNotification } from '../../../src/commands/listen/receive.ts';
import { readNotification } from '../../../src/notification/read-notification.ts';
import { ClientKey } from '../../../src/signature/client-key.ts';
import { testContext } from '../../support/context.ts';
import { testKeys } from '../../support/keys.ts';

test('a file that is kept is not named by a key that was sent as a number; its bytes stay as they came', () => {
  const key = new ClientKey(testKeys.sandbox);
  const context = testContext();
  context.secrets.add(key);
  const message = { body: Buffer.from(JSON.stringify({ notify_type: 'payment', syssn: key.reveal() })), headers: {} };
  const path = keepNotification('/kept', message, readNotification(message, key), context);
  expect(path).toMatch(new RegExp(`^/kept/invalid-payment-key${key.fingerprint}-\\w{8}\\.json$`));
  expect(Buffer.from(context.files.read(path) ?? []).equals(message.body)).toBe(true);
});
