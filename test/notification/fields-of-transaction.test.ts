import { expect, test } from 'vitest';
import { fieldsOfTransaction, formatNotification, notifyTypeOf } from '../../src/notification/notification.ts';
import { readTransaction } from '../../src/transaction/transaction.ts';
import { recordedBody } from '../fixtures/bodies.ts';

test.each([
  ['a payment', { order_type: 'payment' }, 'payment'],
  ['a refund', { order_type: 'refund', orig_syssn: '1' }, 'refund'],
  ['what names its payment', { orig_syssn: '1' }, 'refund'],
  ['what says nothing', {}, 'payment'],
  ['a capture, which names its hold', { order_type: 'payment', pay_type: '801801', orig_syssn: '1' }, 'payment'],
  ['a capture that is called so', { order_type: 'capture', orig_syssn: '1' }, 'payment'],
  ['a release', { order_type: 'unfreeze', pay_type: '801801', orig_syssn: '1' }, 'unfreeze'],
  ['a hold, which is no payment', { order_type: 'payment', pay_type: '801801' }, undefined],
  ['a hold that does not say what it is', { pay_type: '801808' }, undefined],
  ['a card that is held', { order_type: 'preauth', pay_type: '802801' }, undefined],
  ['a reversal, of which QFPay sends nothing', { order_type: 'reversal', orig_syssn: '1' }, undefined],
])('is called after %s', (_what, transaction, notify_type) => {
  expect(notifyTypeOf(transaction)).toBe(notify_type);
});

test.each(['51-notify-payment-2020', '53-notify-refund-2019'])(
  'a transaction read from %s makes its fields again, but for those that no record has',
  (name) => {
    const recorded = JSON.parse(recordedBody(name));
    const transaction = readTransaction(recorded);
    const notify_type = recorded.notify_type;
    const made = JSON.parse(
      formatNotification(notify_type, fieldsOfTransaction(transaction, notify_type, 'SyNtHeTiC1')),
    );
    expect(made).toEqual({ ...recorded, ...(notify_type === 'payment' ? { cardcd: '' } : {}) });
  },
);
