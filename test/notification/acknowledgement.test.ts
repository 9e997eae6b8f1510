import { expect, test } from 'vitest';
import { isAcknowledged } from '../../src/notification/notification.ts';

test.each<[string, number, string, boolean]>([
  ['200 with the word', 200, 'SUCCESS', true],
  ['a line end after it', 200, 'SUCCESS\r\n', true],
  ['another status', 201, 'SUCCESS', false],
  ['no body', 200, '', false],
  ['small letters', 200, 'success', false],
  ['a byte order mark before it', 200, '\ufeffSUCCESS', false],
  ['a no-break space after it', 200, 'SUCCESS\u00a0', false],
  ['quotes', 200, '"SUCCESS"', false],
  ['more words', 200, 'SUCCESS, thank you', false],
])('%s', (_what, status, body, acknowledged) => {
  expect(isAcknowledged({ status, body })).toBe(acknowledged);
  expect(isAcknowledged({ status, body: Buffer.from(body) })).toBe(acknowledged);
});
