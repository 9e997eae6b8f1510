import { expect, test } from 'vitest';
import { textOf } from '../../src/reading/json-values.ts';

test.each([
  ['UTF-8', Buffer.from('咖'), 0],
  ['UTF-8 with a byte order mark', Buffer.from('\uFEFF咖'), 1],
  ['UTF-16 as PowerShell writes it', Buffer.from('\uFEFF咖', 'utf16le'), 1],
  ['UTF-16 with its bytes the other way round', Buffer.from('\uFEFF咖', 'utf16le').swap16(), 1],
])('reads %s, and says what is not plain', (_what, bytes, notes) => {
  expect(textOf(bytes)?.text).toBe('咖');
  expect(textOf(bytes)?.notes).toHaveLength(notes);
});

test('other bytes are no text', () => {
  expect(textOf(Buffer.from([0xd6, 0xd0]))).toBeUndefined();
});
