import { expect, test } from 'vitest';
import { emptyNames, meantVariable, unknownNames } from '../../src/merchant/unknown-variables.ts';

test.each([
  ['QFPAYAPPCODE', 'QFPAY_APPCODE'],
  ['QFPAYKEY', 'QFPAY_KEY'],
  ['QFPAYSANDBOXKEY', 'QFPAY_SANDBOX_KEY'],
  ['QFPAY_APP_CODE', 'QFPAY_APPCODE'],
  ['qfpay_key', 'QFPAY_KEY'],
  ['QFPAY_CLIENT_KEY', 'QFPAY_KEY'],
  ['QFPAY_TEST_CLIENT_KEY', 'QFPAY_TEST_KEY'],
  ['QFPAY_SIGNTYPE', 'QFPAY_SIGN_TYPE'],
  ['QFPAY_ENVIRONMENT', 'QFPAY_ENV'],
  ['CLIENT_KEY', 'QFPAY_KEY'],
])('%s was meant as %s', (name, meant) => {
  expect(meantVariable(name)).toBe(meant);
});

test.each(['DATABASE_URL', 'NODE_ENV', 'QFPAY_COLOUR', 'PATH'])('%s was meant as none of ours', (name) => {
  expect(meantVariable(name)).toBeUndefined();
});

test('what looks like ours and is none is unknown; a variable that a profile reads is known', () => {
  const names = ['QFPAY_KEY', 'QFPAYKEY', 'QFPAY_SHOP_KEY', 'QF_APPCODE', 'PATH', 'QFPAY_PROD_MCHID'];
  expect(unknownNames(names, ['QFPAY_SHOP_KEY'])).toEqual(['QFPAYKEY', 'QF_APPCODE']);
});

test('empty variables are found in both layers', () => {
  const found = emptyNames({ env: { QFPAY_KEY: '', QFPAY_ENV: 'test', HOME: '' }, dotenv: { QFPAY_MCHID: '' } });
  expect(found).toEqual(['QFPAY_KEY', 'QFPAY_MCHID (.env)']);
});
