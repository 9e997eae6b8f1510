import { expect, test } from 'vitest';
import { confirmAmount } from '../../src/commands/confirm-amount.ts';
import { CancelledError, UsageError } from '../../src/errors.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { type TestWorld, testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';

const prod: Settings = {
  env: 'prod',
  base_url: 'https://openapi-hk.qfapi.com',
  merchant: { app_code: testAppCode, client_key: new ClientKey(testKeys.prod), mchid: 'ZaMVg12345' },
  sign_type: 'SHA256',
  timezone: 'Asia/Hong_Kong',
  timeout_ms: 30_000,
  verbose: false,
  warnings: [],
  sources: {},
};
const move = { what: 'pay HKD 12.80 by 800201 (wechat-mpm)', amount: 'HKD 12.80' };

function confirm(world: TestWorld, options = {}, settings: Partial<Settings> = {}) {
  const context = testContext(world);
  return { context, confirming: confirmAmount(move, { ...prod, ...settings }, options, context) };
}

test.each(['12.80', 'HKD 12.80', ' hkd12.80 '])('in prod, %j typed goes ahead', async (typed) => {
  await confirm({ is_tty: true, answers: [typed] }).confirming;
});

test.each(['', 'y', 'yes', '12.8', '1280', '12.81', 'USD 12.80'])('in prod, %j typed sends nothing', async (typed) => {
  await expect(confirm({ is_tty: true, answers: [typed] }).confirming).rejects.toThrow(CancelledError);
});

test('the question shows what, where and for whom', async () => {
  const { context, confirming } = confirm({ is_tty: true, answers: ['12.80'] });
  await confirming;
  for (const shown of [move.what, prod.base_url, testAppCode, 'ZaMVg12345'])
    expect(context.written.err).toContain(shown);
});

test.each([
  ['off a terminal', {}, {}],
  ['with --no-input', { is_tty: true }, { input: false }],
  ['on a CI machine', { is_tty: true, env: { CI: 'true' } }, {}],
])('in prod %s, --yes is asked for by name', async (_what, world, options) => {
  await expect(confirm(world, options).confirming).rejects.toThrow(UsageError);
  await expect(confirm(world, options).confirming).rejects.toThrow('--yes');
});

test.each([
  ['--yes in prod', { yes: true }, {}],
  ['test', {}, { env: 'test' as const }],
  ['sandbox', {}, { env: 'sandbox' as const }],
  ['local', {}, { env: 'local' as const }],
])('%s is not asked about', async (_what, options, settings) => {
  await confirm({ is_tty: true }, options, settings).confirming;
});
