import { expect, test } from 'vitest';
import { type PayType, payTypeParameters, payTypes } from '../../src/catalog/pay-types.ts';

test('codes and aliases are unique, and a code has six digits', () => {
  for (const of of [(row: PayType) => row.code, (row: PayType) => row.alias]) {
    const values = payTypes.map(of);
    expect(new Set(values).size).toBe(values.length);
  }
  for (const { code } of payTypes) expect(code).toMatch(/^\d{6}$/);
});

test('a CPM type needs the payer’s code, and only one', () => {
  for (const { flow, required } of payTypes) {
    expect(required.filter((name) => name === 'auth_code')).toHaveLength(flow === 'cpm' ? 1 : 0);
  }
});

test('parameters are listed for pay types that exist, and none is both required and optional', () => {
  const known = payTypes.map(({ code }) => code);
  for (const code of Object.keys(payTypeParameters)) expect(known).toContain(code);
  for (const { required, optional } of payTypes) expect(required.filter((name) => optional.includes(name))).toEqual([]);
});

test('expired_time works for the documented codes and no other', () => {
  const codes = payTypes.filter(({ expired_time }) => expired_time).map(({ code }) => code);
  expect(codes.sort()).toEqual(
    [...['800101', '800201', '800213', '801010', '801101', '801107'], ...['801501', '801510', '801512']].sort(),
  );
});

test.each([
  ['800101', 'alipay-mpm', 'qrcode', 'reversal', 'payment'],
  ['800201', 'wechat-mpm', 'qrcode', 'close', 'payment'],
  ['800208', 'wechat-cpm', 'none', 'reversal', 'payment'],
  ['801512', 'alipay-hk-wap', 'pay_url', null, 'payment'],
  ['800213', 'wechat-mini-program', 'pay_params', null, 'payment'],
  ['802801', 'card-online', 'none', 'reversal', 'checkout'],
  ['802808', 'card-terminal', 'none', null, 'terminal'],
  ['806527', 'apple-pay-online', 'none', 'reversal', 'checkout'],
])('%s is %s, gives %s, is cancelled by %s and called by %s', (code, alias, result, cancel, via) => {
  expect(payTypes.find((row) => row.code === code)).toMatchObject({ alias, result, cancel, via });
});

test('37 pay types are documented today, 36 of them in the list and FPS app-to-app on a page of its own, and FPS cannot be refunded', () => {
  expect(payTypes.filter(({ documented }) => documented !== false)).toHaveLength(37);
  expect(payTypes.find(({ code }) => code === '802001')?.refund).toBe(false);
});
