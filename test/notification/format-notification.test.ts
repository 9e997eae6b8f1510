import { expect, test } from 'vitest';
import { formatNotification, signNotification } from '../../src/notification/notification.ts';
import { type NotifyType, notifyTypes } from '../../src/notification/notification-kinds.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { recordedBody, recordedSignature } from '../fixtures/bodies.ts';

/** What is left out here was recorded with the text that stands for nothing. */
const payment = {
  pay_type: '800101',
  sysdtm: '2026-03-02 15:04:06',
  paydtm: '2026-03-02 15:04:30',
  txcurrcd: 'HKD',
  txdtm: '2026-03-02 15:04:05',
  mchid: 'SyNtHeTiC1',
  txamt: '1280',
  out_trade_no: 'ORD-20260302-0007',
  syssn: '20260302180500020000000001',
  chnlsn: '2026030222001400000000000001',
  cardcd: '2088000000000000',
};

const refund = {
  sysdtm: '2026-03-02 18:00:01',
  txcurrcd: 'HKD',
  orig_out_trade_no: 'ORD-20260302-0007',
  mchid: 'SyNtHeTiC1',
  txdtm: '2026-03-02 18:00:00',
  txamt: '1280',
  orig_syssn: '20260302180500020000000001',
  out_trade_no: 'RFD-0007',
  syssn: '20260302180500020000000002',
};

test.each<[string, NotifyType, Record<string, string>]>([
  ['51-notify-payment-2020', 'payment', payment],
  ['53-notify-refund-2019', 'refund', refund],
])('prints the very bytes of %s, and signs them alike', (name, notify_type, fields) => {
  const body = formatNotification(notify_type, fields);
  expect(body).toBe(recordedBody(name));
  expect(signNotification(body, new ClientKey('KEY1abcdef'))).toBe(recordedSignature(name));
});

test('spells what is not ASCII as QFPay does', () => {
  expect(formatNotification('payment', { goods_name: '奶茶' })).toContain('"goods_name": "\\u5976\\u8336"');
});

test('leaves out what is not known, and what the merchant has not: an mchid', () => {
  const fields = JSON.parse(formatNotification('payment', { ...payment, mchid: undefined }));
  expect(fields).not.toHaveProperty('mchid');
  expect(JSON.parse(formatNotification('refund', refund))).not.toHaveProperty('status');
});

test('puts a field that it does not know at the end, whatever its name', () => {
  expect(formatNotification('refund', { ...refund, clisn: '7' })).toMatch(/"notify_type": "refund", "clisn": "7"\}$/);
});

test.each(notifyTypes)('a %s says so, unless it is told otherwise', (notify_type) => {
  expect(JSON.parse(formatNotification(notify_type, {}))).toMatchObject({ notify_type });
  expect(JSON.parse(formatNotification(notify_type, { notify_type: 'x' }))).toMatchObject({ notify_type: 'x' });
});
