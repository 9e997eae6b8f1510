import { expect, test } from 'vitest';
import { type BookEntry, createBook } from '../../src/emulator/book.ts';

const paid: BookEntry = {
  kind: 'payment',
  syssn: '1',
  owner: 'A/',
  out_trade_no: 'N1',
  txamt: 100,
  txcurrcd: 'HKD',
  pay_type: '800101',
  txdtm: '2026-03-02 15:04:05',
  made_at: 0,
};
const refunded: BookEntry = { ...paid, kind: 'refund', syssn: '2', out_trade_no: 'R1', orig_syssn: '1' };
const closed: BookEntry = { ...paid, kind: 'close', syssn: '3', orig_syssn: '1' };

function filled(...entries: BookEntry[]) {
  const book = createBook();
  for (const entry of entries) book.put(entry);
  return book;
}

test('finds payments and refunds by their own numbers, and a cancellation by its syssn only', () => {
  const book = filled(paid, refunded, closed);
  expect(book.findByNumber('A/', 'N1')).toBe(paid);
  expect(book.findByNumber('A/', 'R1')).toBe(refunded);
  expect(book.find('3')).toBe(closed);
});

test('keeps the numbers of two merchants apart', () => {
  expect(filled(paid).findByNumber('B/', 'N1')).toBeUndefined();
});

test('tells what a payment led to, oldest first', () => {
  expect(filled(paid, refunded, closed).about('1')).toEqual([refunded, closed]);
  expect(filled(paid).about('1')).toEqual([]);
});

test('lets the latest entry of a syssn stand for it, without counting it twice', () => {
  const later = { ...refunded, txamt: 50 };
  const book = filled(paid, refunded, later);
  expect(book.size).toBe(2);
  expect(book.find('2')).toBe(later);
  expect(book.about('1')).toEqual([later]);
  expect([...book.all()]).toEqual([paid, later]);
});

test('looks through an owner’s entries by time, the latest first, and tells of each how it ended', () => {
  const other = { ...paid, syssn: '4', owner: 'B/' };
  const reversed = { ...closed, syssn: '5', kind: 'reversal' as const };
  const book = filled(paid, other, refunded, closed, reversed);
  const seen: unknown[] = [];
  const takes = (...each: unknown[]) => seen.push(each) > 2;
  expect([...book.between('A/', 0, 0, takes)]).toEqual([refunded, paid]);
  expect(seen).toEqual([
    [reversed, undefined],
    [closed, undefined],
    [refunded, undefined],
    [paid, closed],
  ]);
  expect([...book.between('B/', 0, 0)]).toEqual([other]);
  expect([...book.between('C/', 0, 0)]).toEqual([]);
  expect([...book.between('A/', 1, 2)]).toEqual([]);
});
