import { expect, test } from 'vitest';
import { readPayment } from '../../src/payment/read-payment.ts';

test('flags become parameters under their wire names, HKD unless another currency is named', () => {
  const read = readPayment({
    pay_type: 'WeChat-MPM',
    amount: '12.80',
    goods_name: 'Tea',
    param: ['limit_pay=no_credit'],
  });
  expect(read.faults).toEqual([]);
  expect(read.pay_type?.code).toBe('800201');
  expect(read.parameters).toEqual([
    ['txamt', '1280'],
    ['txcurrcd', 'HKD'],
    ['pay_type', '800201'],
    ['goods_name', 'Tea'],
    ['limit_pay', 'no_credit'],
  ]);
});

test('only the first equals sign of -p parts name and value', () => {
  const read = readPayment({ pay_type: 'payme-web', txamt: '1280', param: ['return_url=https://shop.example/?a=b'] });
  expect(read.parameters).toContainEqual(['return_url', 'https://shop.example/?a=b']);
});

test.each([
  ['neither txamt nor amount', { pay_type: '800201' }, ['txamt']],
  ['both txamt and amount', { pay_type: '800201', txamt: '1280', amount: '12.80' }, ['amount']],
  ['no pay type', { txamt: '1280' }, ['pay_type']],
  ['an unknown pay type', { pay_type: 'paypal', txamt: '1280' }, ['pay_type']],
  ['yen in major units', { pay_type: '800201', amount: '100', currency: 'JPY' }, ['amount']],
  ['a lower-case currency only', { pay_type: '800201', amount: '12.80', currency: 'hkd' }, ['txcurrcd']],
  ['-p without an equals sign', { pay_type: '800201', txamt: '1280', param: ['goods_name'] }, ['-p']],
  ['-p without a name', { pay_type: '800201', txamt: '1280', param: ['=x'] }, ['-p']],
  ['an amount by -p', { pay_type: '800201', txamt: '1280', param: ['txamt=1'] }, ['txamt']],
  ['a currency by -p', { pay_type: '800201', txamt: '1280', param: ['txcurrcd=USD'] }, ['txcurrcd']],
  ['a store by -p', { pay_type: '800201', txamt: '1280', param: ['mchid=x'] }, ['mchid']],
  ['a signature by -p', { pay_type: '800201', txamt: '1280', param: ['sign=x'] }, ['sign']],
  ['a flag again by -p', { pay_type: '800201', txamt: '1280', udid: 'a', param: ['udid=b'] }, ['udid']],
  ['nothing at all', {}, ['pay_type', 'txamt']],
])('refuses %s and names nothing else', (_what, options, fields) => {
  expect(readPayment(options).faults.map(({ field }) => field)).toEqual(fields);
});

test('the fault of a reserved parameter says where it is given', () => {
  expect(readPayment({ pay_type: '800201', txamt: '1280', param: ['mchid=x'] }).faults[0]?.next).toContain('--mchid');
});

test('what was typed after -p without a name is not repeated: it may be a key', () => {
  const { faults } = readPayment({ pay_type: '800201', txamt: '1280', param: ['=s3cret', 's3cret'] });
  expect(faults).toHaveLength(2);
  expect(JSON.stringify(faults)).not.toContain('s3cret');
});
