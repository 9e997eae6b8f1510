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

const always = { start: 0, end: 0, isWanted: () => true };

test('looks through an owner’s entries by time, the latest first', () => {
  const other = { ...paid, syssn: '4', owner: 'B/' };
  const reversed = { ...closed, syssn: '5', kind: 'reversal' as const };
  const book = filled(paid, other, refunded, closed, reversed);
  expect(book.search('A/', always)).toEqual([reversed, closed, refunded, paid]);
  expect(book.search('A/', { ...always, skip: 2 })).toEqual([refunded, paid]);
  expect(book.search('A/', { ...always, skip: 1, limit: 2 })).toEqual([closed, refunded]);
  expect(book.search('A/', { ...always, isWanted: ({ kind }) => kind === 'refund' })).toEqual([refunded]);
  expect(book.search('B/', always)).toEqual([other]);
  expect(book.search('C/', always)).toEqual([]);
  expect(book.search('A/', { ...always, start: 1, end: 2 })).toEqual([]);
});

test('a search by a code finds an entry as it stands then, when it was put again or cancelled since', () => {
  const book = filled({ ...paid, expires_at: 100 });
  const found = (respcd: string, ms: number) =>
    book.search('A/', { ...always, end: 200, standing: { respcd, at: new Date(ms) } }).map(({ kind }) => kind);
  expect([found('1143', 99), found('1181', 99), found('1181', 100)]).toEqual([['payment'], [], ['payment']]);
  book.put({ ...paid, expires_at: 100, pays_at: 50 });
  expect([found('1143', 49), found('0000', 50), found('1143', 50)]).toEqual([['payment'], ['payment'], []]);
  book.put({ ...closed, made_at: 20 });
  expect([found('1142', 60), found('0000', 19)]).toEqual([['payment'], []]);
});

test('all that hold a number are told of, as they stand, and the last of them holds it', () => {
  const again = { ...paid, syssn: '6' };
  const book = filled(paid, again);
  const changed = { ...paid, txamt: 7 };
  book.put(changed);
  expect(book.allByNumber('A/', 'N1')).toEqual([changed, again]);
  expect(book.findByNumber('A/', 'N1')).toBe(again);
  expect(book.allByNumber('A/', 'N2')).toEqual([]);
});

test('a search reads no entry but those that it gives: a hundred thousand lie all over the memory', () => {
  let reads = 0;
  const book = createBook();
  for (let serial = 0; serial < 100; serial += 1) {
    book.put(
      new Proxy<BookEntry>(
        { ...paid, syssn: `S${serial}`, out_trade_no: `N${serial}` },
        { get: (entry, name) => ++reads && Reflect.get(entry, name) },
      ),
    );
  }
  reads = 0;
  const standing = { respcd: '0000', at: new Date(0) };
  expect(book.search('A/', { ...always, standing })).toEqual([]);
  expect(book.search('A/', { ...always, skip: 100 })).toEqual([]);
  expect(reads).toBe(0);
});
