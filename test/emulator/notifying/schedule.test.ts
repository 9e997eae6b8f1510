import { expect, test } from 'vitest';
import type { BookEntry } from '../../../src/emulator/book.ts';
import { dueAt, waits } from '../../../src/emulator/notifying/teller.ts';

const minute = 60_000;
const paid: BookEntry = {
  ...{ kind: 'payment', syssn: '1', owner: 'A/', out_trade_no: 'N1', txamt: 100, txcurrcd: 'HKD' },
  ...{ pay_type: '800101', txdtm: '2026-03-02 15:04:05', made_at: 0, pays_at: 5000 },
};

test('the waits are those that QFPay documents: 2, 10, 10, 60 minutes, 2, 6, 15 hours', () => {
  expect(waits.map((ms) => ms / minute)).toEqual([2, 10, 10, 60, 120, 360, 900]);
});

test.each<[string, Partial<BookEntry>, number | undefined]>([
  ['a payment, when it is paid', {}, 5000],
  ['an order that nobody will pay, never', { pays_at: undefined as never }, undefined],
  ['a payment that failed, never', { respcd: '1201' }, undefined],
  ['a refund, when it is made', { kind: 'refund', pays_at: undefined as never, made_at: 7 }, 7],
  ['a refund in progress, when it is done', { kind: 'refund' }, 5000],
  ['a release, when it is made', { kind: 'unfreeze', pays_at: undefined as never, made_at: 7 }, 7],
  ['a hold, never', { pay_type: '801801' }, undefined],
  ['a reversal, never', { kind: 'reversal' }, undefined],
  ['a close, never', { kind: 'close' }, undefined],
  ['a late one, two minutes late', { notification_fault: 'late' }, 5000 + 2 * minute],
  ['a silent one, never', { notification_fault: 'never' }, undefined],
  ['what was not taken once, 2 minutes after', { notified: told(1) }, 1000 + 2 * minute],
  ['what was not taken seven times, 15 hours after', { notified: told(7) }, 1000 + 900 * minute],
  ['what was not taken eight times, never again', { notified: told(8) }, undefined],
  ['what was taken, never again', { notified: { ...told(1), is_over: true } }, undefined],
])('is told of: %s', (_what, own, due) => {
  expect(dueAt({ ...paid, ...own }, 1)).toBe(due);
});

test('a time scale divides every wait', () => {
  expect(dueAt({ ...paid, notified: told(1) }, 60)).toBe(1000 + 2000);
  expect(dueAt({ ...paid, notification_fault: 'late' }, 120)).toBe(5000 + 1000);
});

function told(attempts: number) {
  return { attempts, last_at: 1000, is_over: false };
}
