import { expect, test } from 'vitest';
import { passwordOf, secretsOfProfiles, secretsOfVariables } from '../../src/cli/guard.ts';
import { testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

const revealed = (secrets: ReturnType<typeof secretsOfVariables>) => secrets.map((secret) => secret.reveal());

test.each(['QFPAY_KEY', 'QFPAY_PROD_KEY', 'QFPAY_TEST_KEY', 'QFPAY_SANDBOX_KEY'])('the key of %s is known', (name) => {
  for (const world of [{ env: { [name]: testKeys.sandbox } }, { env: {}, dotenv: { [name]: testKeys.sandbox } }])
    expect(revealed(secretsOfVariables(world))).toEqual([testKeys.sandbox]);
});

test('a key of .env is known beside that of the environment which stands before it', () => {
  const world = { env: { QFPAY_KEY: testKeys.sandbox }, dotenv: { QFPAY_KEY: testKeys.prod } };
  expect(revealed(secretsOfVariables(world))).toEqual([testKeys.sandbox, testKeys.prod]);
});

test('no app code is taken for a secret', () => {
  expect(secretsOfVariables({ env: { QFPAY_APPCODE: testAppCode, QFPAY_MCHID: 'M1' } })).toEqual([]);
});

test.each([
  ['HTTPS_PROXY', 'http://me:p%40ssword9@proxy:8080', ['p%40ssword9', 'p@ssword9']],
  ['http_proxy', 'me:hunter2hunter2@proxy:8080', ['hunter2hunter2']],
  ['QFPAY_LIMITER_URL', 'rediss://:only-a-password@redis:6379/0', ['only-a-password']],
  ['QFPAY_BASE_URL', 'https://u:pw@host', ['pw']],
  ['HTTPS_PROXY', 'http://proxy:8080', []],
  ['HTTPS_PROXY', 'http://me@proxy:8080', []],
])('the password in %s=%s is known', (name, value, passwords) => {
  expect(revealed(secretsOfVariables({ env: { [name]: value } }))).toEqual(passwords);
  expect(passwordOf(value).map(String)).toEqual(passwords.map(() => '***'));
});

test('every key that stands in the profile file is known, of profiles that are broken too, and of no command', () => {
  const profiles = {
    shop: { env: 'prod', app_code: 'A', client_key: testKeys.prod },
    broken: { client_key: testKeys.other },
    elsewhere: { env: 'test', app_code: 'B', key_env: 'VAULT_KEY' },
    asked: { env: 'test', app_code: 'B', key_command: 'exit 1' },
  };
  const path = '/home/tester/.config/qfpay/profiles.json';
  const files = memoryFiles({ [path]: JSON.stringify({ schema_version: 1, profiles }) });
  const context = testContext({ files, env: { VAULT_KEY: testKeys.sandbox } });
  expect(revealed(secretsOfProfiles(context))).toEqual([testKeys.prod, testKeys.other, testKeys.sandbox]);
});

test.each([undefined, '', '[]', '{"profiles":[1,null]}', '{"client_key":'])(
  'a profile file that holds %j knows no key',
  (text) => {
    const files = memoryFiles(text === undefined ? {} : { '/home/tester/.config/qfpay/profiles.json': text });
    expect(secretsOfProfiles(testContext({ files }))).toEqual([]);
  },
);
