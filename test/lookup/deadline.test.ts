import { expect, test } from 'vitest';
import { type Awaited, waitDeadline } from '../../src/lookup/wait.ts';

const now = new Date('2026-03-02T15:10:00+08:00');
const made_at = new Date('2026-03-02T15:00:00+08:00');

test.each<[string, Omit<Awaited, 'made_at'>, string]>([
  ['60 s from now for a refund', { pay_type: '800201', order_type: 'refund' }, '2026-03-02T15:11:00+08:00'],
  [
    "90 s from now for a scanned payer's code",
    { pay_type: '800208', order_type: 'payment' },
    '2026-03-02T15:11:30+08:00',
  ],
  ['half an hour after a QR order was made', { pay_type: '800201' }, '2026-03-02T15:30:00+08:00'],
  ['the expiry that the order was given', { pay_type: '800201', expired_minutes: 120 }, '2026-03-02T17:00:00+08:00'],
  ['half an hour where the type is not known', {}, '2026-03-02T15:30:00+08:00'],
])('waits until %s', (_what, awaited, expected) => {
  expect(waitDeadline({ ...awaited, made_at }, now)).toEqual(new Date(expected));
});
