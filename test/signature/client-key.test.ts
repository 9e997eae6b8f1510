import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { ClientKey, isHeldIn, localKey } from '../../src/signature/client-key.ts';
import { testKeys } from '../support/keys.ts';

const key = new ClientKey(testKeys.sandbox);

test.each([
  ['as text', `${key}`],
  ['as JSON', JSON.stringify({ key })],
  ['inspected', inspect({ key }, { depth: 9, showHidden: true })],
  ['in an error', new Error(`with ${key}`).message],
])('shows its fingerprint and no character of itself %s', (_how, text) => {
  expect(text).toContain(`<key ${key.fingerprint}>`);
  expect(text).not.toContain(testKeys.sandbox);
});

test('its fingerprint is the start of its SHA-256', () => {
  expect(new ClientKey('abcd1234').fingerprint).toBe('e9cee71a');
});

test('finds and masks itself inside another text, wherever it stands', () => {
  const text = `a=${testKeys.sandbox}&b=${testKeys.sandbox}`;
  expect(key.isIn(text)).toBe(true);
  expect(key.mask(text)).toBe(`a=${key}&b=${key}`);
  expect(key.mask('a=1')).toBe('a=1');
});

test('a short key is found only as a whole text, since an amount may hold it by chance', () => {
  const short = new ClientKey('100');
  expect(short.isIn('1000')).toBe(false);
  expect(short.isIn('100')).toBe(true);
  expect(new ClientKey('').isIn('')).toBe(false);
});

test('the emulator’s key is public, and its length is that of any key', () => {
  expect([new ClientKey(localKey).is_public, new ClientKey(`${localKey}x`).is_public]).toEqual([true, false]);
  expect(localKey).toHaveLength(32);
});

test('the fingerprint is the beginning of the key’s SHA256', () => {
  const secret = '0123456789abcdef0123456789abcdef';
  expect(new ClientKey(secret).fingerprint).toBe(createHash('sha256').update(secret).digest('hex').slice(0, 8));
});

test('a key of eight characters is looked for inside a text, one of seven is not', () => {
  expect([isHeldIn('abcdefgh', 'x-abcdefgh-x'), isHeldIn('abcdefg', 'x-abcdefg-x')]).toEqual([true, false]);
});
