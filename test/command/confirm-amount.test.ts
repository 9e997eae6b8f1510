import { expect, test } from 'vitest';
import { confirmAmount, type MoveToConfirm } from '../../src/command/asking.ts';
import { CancelledError, UsageError } from '../../src/errors.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { formatMoney } from '../../src/transaction/money.ts';
import { type TestWorld, testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';

const prod: Settings = {
  env: 'prod',
  base_url: 'https://openapi-hk.qfapi.com',
  merchant: { app_code: testAppCode, client_key: new ClientKey(testKeys.prod), mchid: 'ZaMVg12345' },
  sign_type: 'SHA256',
  timezone: 'Asia/Hong_Kong',
  timeout_ms: 30_000,
  lang: 'en',
  verbose: false,
  warnings: [],
  sources: {},
};
const move = { what: 'pay HKD 12.80 by 800201 (wechat-mpm)', amount: 'HKD 12.80' };

function confirm(world: TestWorld, options = {}, settings: Partial<Settings> = {}, meant: MoveToConfirm = move) {
  const context = testContext(world);
  return { context, confirming: confirmAmount(meant, { ...prod, ...settings }, options, context) };
}

test.each(['12.80', 'HKD 12.80', ' hkd12.80 '])('in prod, %j typed goes ahead', async (typed) => {
  await confirm({ is_tty: true, answers: [typed] }).confirming;
});

test.each(['', 'y', 'yes', '12.8', '1280', '12.81', 'USD 12.80'])('in prod, %j typed sends nothing', async (typed) => {
  await expect(confirm({ is_tty: true, answers: [typed] }).confirming).rejects.toThrow(CancelledError);
});

const strange: MoveToConfirm = { what: 'refund', amount: formatMoney('1280', 'XYZ') };

test.each(['1280', 'XYZ 1280', strange.amount])(
  'of a currency without known digits, %j typed goes ahead',
  async (typed) => {
    await confirm({ is_tty: true, answers: [typed] }, {}, {}, strange).confirming;
  },
);

test.each(['12.80', '128', 'XYZ', '(smallest unit)'])('of such a currency, %j typed sends nothing', async (typed) => {
  await expect(confirm({ is_tty: true, answers: [typed] }, {}, {}, strange).confirming).rejects.toThrow(CancelledError);
});

test('what the gateway wrote does not steer the terminal that asks', async () => {
  const what = 'refund \u001b[2J of the payment';
  const { context, confirming } = confirm(
    { is_tty: true, answers: ['12.80'] },
    {},
    {},
    { ...move, what, lines: ['\r0.01'] },
  );
  await confirming;
  expect(context.written.err).not.toMatch(/[^\P{Cc}\n]/u);
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
