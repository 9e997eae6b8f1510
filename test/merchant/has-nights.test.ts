import { expect, test } from 'vitest';
import { hasNights } from '../../src/merchant/base-url.ts';

test.each([
  ['prod', 'https://openapi-hk.qfapi.com', true],
  ['test', 'https://test-openapi-hk.qfapi.com', true],
  ['sandbox', 'https://proxy.shop.example/qfpay', true],
  ['sandbox', 'http://127.0.0.1:8437', false],
  ['test', 'http://localhost:8437', false],
  ['prod', 'http://localhost:8437', true],
  ['local', '', false],
] as const)('%s at %j has nights: %s', (env, base_url, expected) => {
  expect(hasNights({ env, base_url })).toBe(expected);
});
