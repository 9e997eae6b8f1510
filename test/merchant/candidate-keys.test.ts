import { expect, test } from 'vitest';
import { CancelledError } from '../../src/errors.ts';
import { candidateKeys } from '../../src/merchant/configured-keys.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';
import { type MerchantWorld, merchantWorld, profilesFile } from './world.ts';

const all_keys = false;

function namesOf({ keys }: Awaited<ReturnType<typeof candidateKeys>>): string[] {
  return keys.map(({ name }) => name);
}

test('every variable, layer and profile is a candidate, with its environment and app code', async () => {
  const world: MerchantWorld = {
    env: { QFPAY_TEST_KEY: 'key of test', QFPAY_TEST_APPCODE: 'A-TEST', QFPAY_KEY: 'plain key' },
    dotenv: { QFPAY_KEY: 'key of dotenv', QFPAY_APPCODE: 'A-DOTENV' },
    profiles: { shop: { env: 'prod', app_code: 'A-SHOP', mchid: 'M-SHOP', client_key: testKeys.prod } },
  };
  const { keys, skipped } = await candidateKeys(merchantWorld(world), { all_keys });
  expect(keys.map(({ client_key, ...key }) => ({ ...key, key: client_key.reveal() }))).toEqual([
    { name: 'QFPAY_TEST_KEY', env: 'test', app_code: 'A-TEST', mchids: [], key: 'key of test' },
    { name: 'QFPAY_KEY', app_code: 'A-DOTENV', mchids: [], key: 'plain key' },
    { name: 'QFPAY_KEY (.env)', app_code: 'A-DOTENV', mchids: [], key: 'key of dotenv' },
    { name: 'profile shop', env: 'prod', app_code: 'A-SHOP', mchids: ['M-SHOP'], key: testKeys.prod },
  ]);
  expect(skipped).toEqual([]);
});

test('an app code of the same layer is the one of a key', async () => {
  const env = { QFPAY_KEY: 'one', QFPAY_APPCODE: 'A-ENV' };
  const dotenv = { QFPAY_KEY: 'two', QFPAY_APPCODE: 'A-DOTENV' };
  const { keys } = await candidateKeys(merchantWorld({ env, dotenv }), { all_keys });
  expect(keys.map(({ app_code }) => app_code)).toEqual(['A-ENV', 'A-DOTENV']);
});

test('an empty variable is no candidate', async () => {
  const found = await candidateKeys(merchantWorld({ env: { QFPAY_KEY: '', QFPAY_PROD_KEY: 'k' } }), { all_keys });
  expect(namesOf(found)).toEqual(['QFPAY_PROD_KEY']);
});

test('equal keys are one candidate under all their names, without the environment that they do not share', async () => {
  const world: MerchantWorld = {
    env: { QFPAY_KEY: testKeys.sandbox, QFPAY_APPCODE: 'A-1' },
    profiles: {
      shop: { env: 'sandbox', app_code: 'A-1', client_key: testKeys.sandbox },
      mixed: { env: 'prod', app_code: 'A-1', key_env: 'QFPAY_KEY' },
    },
  };
  const { keys } = await candidateKeys(merchantWorld(world), { all_keys });
  expect(keys.map(({ client_key: _, ...key }) => key)).toEqual([
    { name: 'QFPAY_KEY, profile shop, profile mixed', app_code: 'A-1', mchids: [] },
  ]);
});

test('what cannot be read is skipped with its reason, and the rest is still found', async () => {
  const profiles = {
    good: { env: 'sandbox', app_code: 'A-1', client_key: testKeys.sandbox },
    broken: { env: 'moon', app_code: 'A-1', client_key: testKeys.other },
    unset: { env: 'sandbox', app_code: 'A-1', key_env: 'SHOP_KEY' },
  };
  const found = await candidateKeys(merchantWorld({ profiles }), { all_keys });
  expect(namesOf(found)).toEqual(['profile good']);
  expect(found.skipped).toEqual([
    { name: 'profile broken', reason: expect.stringContaining('must give the profile broken an env') },
    { name: 'profile unset', reason: 'SHOP_KEY is not set' },
  ]);
});

test('a file of profiles that others can read hides none of the variables', async () => {
  const context = merchantWorld({ env: { QFPAY_KEY: 'k' }, profiles: {} });
  const entry = context.files.entries.get(profilesFile);
  if (entry) entry.mode = 0o644;
  const found = await candidateKeys(context, { all_keys });
  expect(namesOf(found)).toEqual(['QFPAY_KEY']);
  expect(found.skipped).toEqual([
    { name: profilesFile, reason: expect.stringContaining('must be readable by its owner only') },
  ]);
});

const shown = { env: 'test', app_code: 'A-1', key_command: 'pass show qfpay' };

test('a key command is not run, and named, unless all keys are asked for', async () => {
  const found = await candidateKeys(merchantWorld({ profiles: { vault: shown } }), { all_keys });
  expect(found.keys).toEqual([]);
  expect(found.skipped).toEqual([{ name: 'profile vault', reason: 'a command tells its key; --all-keys runs it' }]);
});

test('with all keys a key command is run, and what a failing one printed is not shown', async () => {
  const runCommand = async (command: string) => ({
    stderr: new Uint8Array(),
    stdout: Buffer.from(`${testKeys.other}\n`),
    exit_code: command === 'false' ? 1 : 0,
  });
  const profiles = { vault: shown, locked: { ...shown, key_command: 'false' } };
  const found = await candidateKeys(merchantWorld({ profiles, runCommand }), { all_keys: true });
  expect(found.keys.map(({ name, env, client_key }) => [name, env, client_key.reveal()])).toEqual([
    ['profile vault', 'test', testKeys.other],
  ]);
  expect(found.skipped).toEqual([
    { name: 'profile locked', reason: expect.stringContaining('ended with exit code 1') },
  ]);
  expect(leakedKeys(JSON.stringify(found))).toEqual([]);
});

test('an interrupted key command ends the whole search', async () => {
  const runCommand = async () => {
    throw new CancelledError('interrupted');
  };
  const search = candidateKeys(merchantWorld({ profiles: { vault: shown }, runCommand }), { all_keys: true });
  await expect(search).rejects.toThrow(CancelledError);
});
