import { expect, test } from 'vitest';
import { createBook } from '../../src/emulator/book.ts';
import { channelNumber, makeSyssn } from '../../src/emulator/moment.ts';

test('a syssn begins with the day in UTC+8 and has 26 digits', () => {
  expect(makeSyssn(new Date('2026-03-02T15:59:59Z'), createBook())).toBe('20260302180500020000000001');
  expect(makeSyssn(new Date('2026-03-02T16:00:00Z'), createBook())).toBe('20260303180500020000000001');
});

test('the channel number keeps the day and the serial number', () => {
  expect(channelNumber('20260302180500020000000001')).toBe('2026030222001400000000000001');
});
