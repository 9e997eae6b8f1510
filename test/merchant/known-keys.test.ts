import { expect, test } from 'vitest';
import { maskKnownKeys } from '../../src/merchant/known-keys.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';

test.each(['QFPAY_KEY', 'QFPAY_PROD_KEY', 'QFPAY_TEST_KEY', 'QFPAY_SANDBOX_KEY'])('the key of %s is masked', (name) => {
  const text = `a ${testKeys.sandbox} b ${testKeys.sandbox}`;
  for (const world of [{ env: { [name]: testKeys.sandbox } }, { env: {}, dotenv: { [name]: testKeys.sandbox } }]) {
    const masked = maskKnownKeys(text, world);
    expect(leakedKeys(masked)).toEqual([]);
    expect(masked).toMatch(/^a <key \w{8}> b <key \w{8}>$/);
  }
});

test('every key is masked, and nothing else', () => {
  const env = { QFPAY_KEY: testKeys.sandbox, QFPAY_PROD_KEY: testKeys.prod, QFPAY_APPCODE: testAppCode };
  const masked = maskKnownKeys(`${testKeys.prod} ${testKeys.sandbox} ${testAppCode} txamt`, { env });
  expect(leakedKeys(masked)).toEqual([]);
  expect(masked).toContain(` ${testAppCode} txamt`);
});
