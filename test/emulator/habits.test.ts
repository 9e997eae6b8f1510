import { expect, test } from 'vitest';
import type { EmulatorExchange } from '../../src/emulator/emulator-options.ts';
import { emulated, type Fields, qrOrder, signed } from './emulated.ts';

const wechat: Fields = { ...qrOrder, pay_type: '800201' };
const query: Fields = { out_trade_no: 'ORD-20260302-0007' };
const { out_trade_no = '', txamt = '', txdtm = '' } = qrOrder;

function formOf(fields: Fields): string {
  return new URLSearchParams(fields).toString();
}

const inUrl = signed('query', query, { query: formOf(query), body: new Uint8Array() });
const byGet = signed('query', query, { method: 'GET', query: formOf(query), body: new Uint8Array() });
const part = 'Content-Disposition: form-data; name="out_trade_no"';
const multipart = signed('query', query, {
  body: Buffer.from(`--b\r\n${part}\r\n\r\n${out_trade_no}\r\n--b--\r\n`),
  headers: { ...signed('query', query).headers, 'content-type': 'multipart/form-data; boundary=b' },
});
const reversed = { out_trade_no: 'NEVER', txamt, txdtm };
const reversal = signed('reversal', reversed, { method: 'GET', query: formOf(reversed), body: new Uint8Array() });
const posted = signed('close', reversed, { method: 'POST', query: '', body: Buffer.from(formOf(reversed)) });

/** What clients of the field send, what the gateway answers, what the log remarks, and what a strict one answers. */
const habits = [
  ['parameters in the URL of a POST', inUrl, '0000', 'in the URL of a POST', '1103'],
  ['a multipart body', multipart, '0000', 'a multipart body', '1103'],
  ['a query by GET', byGet, '0000', 'sent by GET', 'HTTP 405'],
  ['a reversal by GET', reversal, '1136', 'sent by GET', 'HTTP 405'],
  ['a close by POST', posted, '1136', 'sent by POST', 'HTTP 405'],
  ['a query that names nothing', signed('query', {}), '0000', 'names no transaction', '1104'],
  ['a query by a pay type alone', signed('query', { pay_type: '800101' }), '0000', 'names no transaction', '1104'],
  [
    'a close with another time',
    signed('close', { out_trade_no, txamt, txdtm: '2026-03-02 15:09:09' }),
    '0000',
    'another txamt or txdtm',
    '1267',
  ],
  [
    'a close with another amount',
    signed('close', { out_trade_no, txdtm, txamt: '1' }),
    '0000',
    'another txamt or txdtm',
    '1266',
  ],
  [
    'a goods_name of 23 characters',
    signed('payment', { ...qrOrder, out_trade_no: 'G1', goods_name: 'x'.repeat(23) }),
    '0000',
    'goods_name',
    '1104',
  ],
  [
    'a goods_name with punctuation',
    signed('payment', { ...qrOrder, out_trade_no: 'G2', goods_name: 'No. #1' }),
    '0000',
    'goods_name',
    '1104',
  ],
] as const;

test.each(habits)(
  '%s is read, with a remark in the log; --strict refuses it',
  async (_what, request, respcd, remark, strict) => {
    for (const is_strict of [false, true]) {
      const told: EmulatorExchange[] = [];
      const gateway = emulated({ is_strict, auto_pay_ms: undefined, onExchange: (exchange) => told.push(exchange) });
      await gateway.call('payment', wechat);
      const { status, body } = await gateway.send(request);
      expect(status === 200 ? JSON.parse(body).respcd : `HTTP ${status}`).toBe(is_strict ? strict : respcd);
      const { remarks } = told.at(-1) ?? {};
      // What is not found has no remark but that on its way.
      if (!is_strict) expect(remarks?.join()).toContain(remark);
    }
  },
);

test('what is sent as the documents say is no remark, and a strict gateway takes it', async () => {
  const told: EmulatorExchange[] = [];
  const gateway = emulated({ is_strict: true, auto_pay_ms: undefined, onExchange: (exchange) => told.push(exchange) });
  expect(await gateway.call('payment', { ...wechat, goods_name: '奶茶 No. 1' })).toMatchObject({ respcd: '0000' });
  expect(await gateway.call('query', query)).toMatchObject({ respcd: '0000' });
  expect(await gateway.call('close', { out_trade_no, txamt, txdtm })).toMatchObject({ respcd: '0000' });
  expect(told.map(({ remarks }) => remarks)).toEqual([undefined, undefined, undefined]);
});

test('a multipart body with a wrong signature is refused like any other', async () => {
  const forged = { ...multipart, headers: { ...multipart.headers, 'x-qf-sign': 'A'.repeat(32) } };
  expect(JSON.parse((await emulated().send(forged)).body)).toMatchObject({ respcd: '1108' });
});
