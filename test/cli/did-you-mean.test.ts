import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

const shop = { env: 'test', app_code: 'A', client_key: testKeys.other };
const profiles = JSON.stringify({ schema_version: 1, current: null, profiles: { 'shop-hk': shop } });
const ours = { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox, QFPAY_CONFIG_DIR: '/c' };
const pay = ['pay', '--no-input', '--txamt', '1280', '--pay-type'];

async function failure(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const files = memoryFiles({ '/c/profiles.json': profiles, 'rules.json': '[{"fault":"late","endpoint":"refnd"}]' });
  const context = testContext({ files, env: { ...ours, ...env } });
  const exit_code = await main(argv, () => context);
  return { exit_code, err: context.written.err };
}

test.each([
  ['--env', ['query', 'A1', '--env', 'sandbx'], 'sandbox'],
  ['--env in capitals', ['query', 'A1', '--env', 'PROD'], 'prod'],
  ['--env of the history', ['history', '--env', 'prd'], 'prod'],
  ['--lang', ['codes', '--lang', 'zh-Hnt'], 'zh-Hant'],
  ['--sign-type', ['sign', 'a=1', '--sign-type', 'SHA265'], 'SHA256'],
  ['--category', ['codes', '--category', 'signtaure'], 'signature'],
  ['--kind of sign', ['sign', 'a=1', '--kind', 'notifcation'], 'notification'],
  ['--kind of verify', ['verify', 'a=1', 'sign=A', '--kind', 'respnse'], 'response'],
  ['--endpoint', ['sign', 'a=1', '--endpoint', 'refnd'], 'refund'],
  ['an action of profile', ['profile', 'lst'], 'list'],
  ['an action of notify', ['notify', 'replya'], 'replay'],
  ['a profile of a command', ['query', 'A1', '--profile', 'shop-kh'], 'shop-hk'],
  ['a profile to show', ['profile', 'show', 'shp-hk'], 'shop-hk'],
  ['a pay type', [...pay, 'wechat-mpn'], 'wechat-mpm'],
  ['a currency to pay in', [...pay, 'wechat-mpm', '--currency', 'HKX'], 'HKD'],
  ['a currency to look up', ['currencies', 'hkx'], 'HKD'],
  ['a column', ['codes', '--columns', 'categry'], 'category'],
  ['a command of the history', ['history', '--command', 'refnd'], 'refund'],
  ['an endpoint of a fault rule', ['emulator', '--rules', 'rules.json'], 'refund'],
])('a slip in %s is told what may have been meant', async (_what, argv, meant) => {
  const { exit_code, err } = await failure(argv);
  expect([2, 3]).toContain(exit_code);
  expect(err).toMatch(new RegExp(`did you mean ([\\w, -]+, )?${meant}\\b`));
});

test('a slip in a variable, too', async () => {
  expect((await failure(['query', 'A1'], { QFPAY_ENV: 'snadbox' })).err).toContain('did you mean sandbox?');
});

test('a code that there is not has the next ones beside it', async () => {
  expect((await failure(['codes', '1109'])).err).toContain('qfpay codes 1108 ');
});

test('what is near nothing gets no suggestion', async () => {
  expect((await failure(['query', 'A1', '--env', 'nowhere'])).err).not.toContain('did you mean');
});
