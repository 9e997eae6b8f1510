import { expect, test } from 'vitest';
import type { BookEntry } from '../../src/emulator/book.ts';
import { createMemoryLedger } from '../../src/emulator/ledger.ts';

const entry: BookEntry = {
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

test('keeps what a decision writes, and hands its answer back', async () => {
  const ledger = createMemoryLedger();
  expect(await ledger.transact(() => ({ answer: 'done', entry }))).toBe('done');
  expect((await ledger.read()).find('1')).toEqual(entry);
});

test('a decision that writes nothing leaves the books as they were', async () => {
  const ledger = createMemoryLedger();
  expect(await ledger.transact((book) => ({ answer: book.size }))).toBe(0);
  expect((await ledger.read()).size).toBe(0);
});
