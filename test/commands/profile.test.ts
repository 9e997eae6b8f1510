import { Command as Commander } from 'commander';
import { describe, expect, test } from 'vitest';
import { declareCommand } from '../../src/command/command.ts';
import type { ProfileOptions } from '../../src/command/profile-view.ts';
import { profileCommand } from '../../src/commands/profile.ts';
import { CancelledError, ConfigError, UsageError } from '../../src/errors.ts';
import { renderText } from '../../src/render/text.ts';
import { failureOf, merchantWorld, profilesFile, type TestContext } from '../merchant/world.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';

const files = { 'key.txt': `${testKeys.other}\n`, 'prod.txt': testKeys.prod, 'sample.txt': 'your_client_key_here\n' };
const whole = { env: 'test', appcode: testAppCode, key_file: 'key.txt' };
const fingerprint = /^<key [0-9a-f]{8}>$/;

function run(world: TestContext, words: string, options: ProfileOptions = {}) {
  return profileCommand.run(options, words.split(' '), world);
}

function saved(world: TestContext) {
  return JSON.parse(Buffer.from(world.files.read(profilesFile) ?? []).toString());
}

async function twoShops(): Promise<TestContext> {
  const world = merchantWorld({ files });
  await run(world, 'add shop', { ...whole, mchid: 'M1', use: true });
  await run(world, 'add shop-prod', { env: 'prod', appcode: 'P', key_file: 'prod.txt' });
  return world;
}

test('without an action lists what is saved', async () => {
  const world = await twoShops();
  const listed = await run(world, 'list');
  expect(await profileCommand.run({}, [], world)).toEqual(listed);
});

describe('profile add', () => {
  test('saves a merchant in a file of its owner’s only', async () => {
    const world = merchantWorld({ files });
    const report = await run(world, 'add shop', { ...whole, mchid: 'M1' });
    expect(saved(world)).toEqual({
      schema_version: 1,
      profiles: { shop: { env: 'test', app_code: testAppCode, mchid: 'M1', client_key: testKeys.other } },
    });
    expect(world.files.facts(profilesFile)?.mode).toBe(0o600);
    expect(report).toMatchObject({
      command: 'profile',
      exit_code: 0,
      data: {
        profile: {
          name: 'shop',
          env: 'test',
          app_code: testAppCode,
          mchid: 'M1',
          key: expect.stringMatching(fingerprint),
          key_source: 'client_key',
          current: false,
        },
        replaced: false,
      },
    });
    expect(leakedKeys(JSON.stringify(report))).toEqual([]);
  });

  test('takes the key from stdin', async () => {
    const world = merchantWorld({ stdin: `${testKeys.other}\r\n` });
    await run(world, 'add shop', { ...whole, key_file: '-' });
    expect(saved(world).profiles.shop.client_key).toBe(testKeys.other);
  });

  test('makes it the current one only with --use', async () => {
    expect(saved(await twoShops()).current).toBe('shop');
  });

  test('saves a key with white space as it is, and says so', async () => {
    const world = merchantWorld({ files: { 'key.txt': ` ${testKeys.other}\n` } });
    const { warnings = [] } = await run(world, 'add shop', whole);
    expect(saved(world).profiles.shop.client_key).toBe(` ${testKeys.other}`);
    expect(warnings.join()).toContain('white space');
    expect(leakedKeys(warnings.join())).toEqual([]);
  });

  test('sends no empty mchid into the file', async () => {
    const world = merchantWorld({ files });
    await run(world, 'add shop', { ...whole, mchid: '' });
    expect(saved(world).profiles.shop).not.toHaveProperty('mchid');
  });

  test('refuses a name that is taken, and replaces it with --force', async () => {
    const world = await twoShops();
    const again = { env: 'sandbox', appcode: 'NEW', key_file: 'key.txt' };
    const error = await failureOf(run(world, 'add shop', again));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.facts.hint).toContain('--force');
    expect(saved(world).profiles.shop.app_code).toBe(testAppCode);
    const report = await run(world, 'add shop', { ...again, force: true });
    expect(report.data['replaced']).toBe(true);
    expect(saved(world).profiles.shop).toEqual({ env: 'sandbox', app_code: 'NEW', client_key: testKeys.other });
    expect(saved(world).current).toBe('shop');
  });

  test('off a terminal saves a key that lost a character, and says how long it is', async () => {
    const world = merchantWorld({ files: { 'key.txt': testKeys.other.slice(1) } });
    const { warnings = [] } = await run(world, 'add shop', whole);
    expect(saved(world).profiles.shop.client_key).toBe(testKeys.other.slice(1));
    expect(warnings).toEqual(["client key: 31 characters; QFPay's keys have 32. It is saved as it is"]);
  });

  test('leads to doctor and a first call with what was saved', async () => {
    const { blocks } = await run(merchantWorld({ files }), 'add shop', whole);
    expect(JSON.stringify(blocks)).toContain('qfpay doctor --profile shop');
    expect(JSON.stringify(blocks)).toContain('qfpay query --profile shop --since 2026-03-02');
  });

  test('tells everything that is missing at once', async () => {
    const error = await failureOf(run(merchantWorld(), 'add'));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.facts.details?.map((detail) => ('field' in detail ? detail.field : ''))).toEqual([
      'name',
      '--env',
      '--appcode',
      '--key-file',
    ]);
  });

  test.each([
    ['a name with a space', 'my shop', {}, UsageError],
    ['a name with a slash', '../shop', {}, UsageError],
    ['an empty name', '', {}, UsageError],
    ['an app code with a space', 'shop', { appcode: 'A B' }, UsageError],
    ['an mchid with a space', 'shop', { mchid: 'A B' }, UsageError],
    ['an mchid that is longer than any', 'shop', { mchid: 'M2345678901234567' }, UsageError],
    ['a placeholder for the app code', 'shop', { appcode: 'your_app_code_here' }, UsageError],
    ['a placeholder for the key', 'shop', { key_file: 'sample.txt' }, UsageError],
    ['the key as the app code', 'shop', { appcode: testKeys.other }, UsageError],
    ['an unknown environment', 'shop', { env: 'live' }, ConfigError],
    ['the environment local, which has its own', 'shop', { env: 'local' }, ConfigError],
    ['a key file that is not there', 'shop', { key_file: 'nowhere' }, ConfigError],
  ])('refuses %s and saves nothing', async (_what, name, options, kind) => {
    const world = merchantWorld({ files });
    const error = await failureOf(profileCommand.run({ ...whole, ...options }, ['add', name], world));
    expect(error).toBeInstanceOf(kind);
    expect(world.files.read(profilesFile)).toBeUndefined();
  });
});

describe('profile list', () => {
  test("of another user's file shows nothing of the variable that it names, and runs nothing", async () => {
    const env = { env: 'test', app_code: 'A' };
    const profiles = { named: { ...env, key_env: 'AWS_SECRET' }, told: { ...env, key_command: 'exit 1' } };
    const world = merchantWorld({ profiles, env: { AWS_SECRET: testKeys.other } });
    const bytes = world.files.read(profilesFile) ?? Buffer.from('');
    world.files.entries.set(profilesFile, { bytes, mode: 0o600, is_foreign: true });
    const { data, blocks } = await run(world, 'list');
    expect(data['profiles']).toEqual([
      { name: 'named', ...env, key_source: 'key_env', key_env: 'AWS_SECRET', is_used: false, current: false },
      { name: 'told', ...env, key_source: 'key_command', is_used: false, current: false },
    ]);
    expect(JSON.stringify(blocks)).toContain('AWS_SECRET, not used');
  });

  test('is a table on 80 columns: an app code is cut rather than the table taken apart', async () => {
    const world = await twoShops();
    await run(world, 'add shop-two', { ...whole, mchid: 'ZaMVg12345' });
    const { blocks } = await run(world, 'list');
    const lines = (await renderText(blocks, { is_tty: true, columns: 80, color: 0 })).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^profile +env +app_code +mchid +key +current$/);
    expect(lines).toHaveLength(4);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test('has every profile with its fingerprint, and the current one marked', async () => {
    const { data } = await run(await twoShops(), 'list');
    expect(data).toEqual({
      current: 'shop',
      profiles: [
        expect.objectContaining({ name: 'shop', env: 'test', mchid: 'M1', current: true }),
        {
          name: 'shop-prod',
          env: 'prod',
          app_code: 'P',
          key: expect.stringMatching(fingerprint),
          key_source: 'client_key',
          current: false,
        },
      ],
    });
  });

  test('is empty, and no failure, when nothing is saved', async () => {
    expect(await run(merchantWorld(), 'list')).toMatchObject({ exit_code: 0, data: { current: null, profiles: [] } });
  });

  test('tells where a key is that is not in the file', async () => {
    const profiles = {
      set: { env: 'test', app_code: 'A', key_env: 'SHOP_KEY' },
      unset: { env: 'test', app_code: 'A', key_env: 'NO_KEY' },
      run: { env: 'test', app_code: 'A', key_command: 'pass show qfpay' },
    };
    const { data, blocks } = await run(merchantWorld({ profiles, env: { SHOP_KEY: testKeys.other } }), 'list');
    expect(data['profiles']).toMatchObject([
      { name: 'set', key: expect.stringMatching(fingerprint), key_source: 'key_env', key_env: 'SHOP_KEY' },
      { name: 'unset', key_source: 'key_env', key_env: 'NO_KEY' },
      { name: 'run', key_source: 'key_command' },
    ]);
    expect(JSON.stringify(blocks)).toContain('NO_KEY, which is not set');
  });
});

describe('profile show', () => {
  test.each([
    ['the named one', 'show shop-prod', {}, {}, 'shop-prod'],
    ['that of --profile', 'show', { profile: 'shop-prod' }, {}, 'shop-prod'],
    ['that of QFPAY_PROFILE', 'show', {}, { QFPAY_PROFILE: 'shop-prod' }, 'shop-prod'],
    ['the current one', 'show', {}, {}, 'shop'],
  ])('shows %s', async (_what, words, options, env, name) => {
    const world = await twoShops();
    const { data } = await run({ ...world, env }, words, options);
    expect(data).toMatchObject({ profile: { name }, file: profilesFile });
  });

  test('tells for every value where it comes from, also without any profile', async () => {
    const { data } = await run(merchantWorld(), 'show', { env: 'prod', timeout: '5' });
    expect(data).not.toHaveProperty('profile');
    expect(data['settings']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'env', value: 'prod', source: '--env' }),
        expect.objectContaining({ name: 'base_url', value: 'https://openapi-hk.qfapi.com', source: 'default' }),
        expect.objectContaining({ name: 'timeout', value: '5', source: '--timeout' }),
      ]),
    );
  });

  test('tells of a key that a command would tell, and does not run it', async () => {
    const world = merchantWorld({ files });
    await run(world, 'add vault', { env: 'test', appcode: 'A', key_command: 'pass qfpay', use: true });
    expect(saved(world).profiles.vault).toEqual({ env: 'test', app_code: 'A', key_command: 'pass qfpay' });
    const { data } = await run(world, 'show');
    const key = (data['settings'] as { name: string }[]).find(({ name }) => name === 'client_key');
    expect(key).toMatchObject({ source: 'profile vault', key_source: 'key_command' });
    expect(key).not.toHaveProperty('value');
  });
});

describe('profile use', () => {
  test('marks another one', async () => {
    const world = await twoShops();
    await run(world, 'use shop-prod');
    expect(saved(world).current).toBe('shop-prod');
  });

  test('says when variables go before it', async () => {
    const world = { ...(await twoShops()), env: { QFPAY_APPCODE: 'A' } };
    expect((await run(world, 'use shop')).warnings).toEqual([
      'QFPAY_APPCODE: set, and used before the current profile',
    ]);
  });
});

describe('profile remove', () => {
  test.each([
    ['y', ['shop']],
    ['n', ['shop', 'shop-prod']],
    ['', ['shop', 'shop-prod']],
  ])('on a terminal asks first: after %j these are left: %j', async (answer, left) => {
    const { files: saved_files } = await twoShops();
    const world = { ...merchantWorld({ is_tty: true, answers: [answer] }), files: saved_files };
    await run(world, 'remove shop-prod').catch((error) => expect(error).toBeInstanceOf(CancelledError));
    expect(world.asked).toHaveLength(1);
    expect(Object.keys(saved(world).profiles)).toEqual(left);
  });

  test('with --yes asks nobody', async () => {
    const { files: saved_files } = await twoShops();
    const world = { ...merchantWorld({ is_tty: true }), files: saved_files };
    expect((await run(world, 'remove shop-prod', { yes: true })).exit_code).toBe(0);
  });

  test('takes the key out of the file', async () => {
    const world = await twoShops();
    expect((await run(world, 'remove shop-prod')).data).toEqual({ removed: 'shop-prod', current: 'shop' });
    expect(Object.keys(saved(world).profiles)).toEqual(['shop']);
  });

  test('of the current one leaves none current', async () => {
    const world = await twoShops();
    const { data, blocks } = await run(world, 'remove shop');
    expect(data).toEqual({ removed: 'shop', current: null });
    expect(JSON.stringify(blocks)).toContain('no profile is current now');
    expect(saved(world)).not.toHaveProperty('current');
  });
});

describe('an unknown name', () => {
  test.each(['use', 'show', 'remove'])(
    'of %s is a configuration error with what may have been meant',
    async (action) => {
      const world = await twoShops();
      const before = saved(world);
      const error = await failureOf(run(world, `${action} shop-prd`));
      expect(error).toBeInstanceOf(ConfigError);
      expect(JSON.stringify(error.facts.details)).toContain('did you mean shop-prod?');
      expect(saved(world)).toEqual(before);
    },
  );
});

test.each([
  ['an unknown action', 'ad', 'qfpay profile add'],
  ['a property of every object', 'constructor', 'qfpay profile --help'],
])('%s is a usage error with the nearest one', async (_what, word, hint) => {
  const error = await failureOf(run(merchantWorld(), word));
  expect(error).toBeInstanceOf(UsageError);
  expect(error.facts.hint).toBe(hint);
});

test('list takes no name', async () => {
  expect(await failureOf(run(merchantWorld(), 'list shop'))).toBeInstanceOf(UsageError);
});

test('the action and the name are positional, the rest flags', () => {
  const command = new Commander('profile').exitOverride();
  declareCommand(command, profileCommand);
  command.action(() => {}).parse(['add', 'shop', '--appcode', 'A', '--use', '--force'], { from: 'user' });
  expect(command.args).toEqual(['add', 'shop']);
  expect(command.opts()).toEqual({ appcode: 'A', use: true, force: true });
});

describe('a broken profile', () => {
  const broken = { env: 'live' };
  const good = { env: 'test', app_code: 'A', client_key: testKeys.other };

  test('is listed as such', async () => {
    const report = await run(merchantWorld({ profiles: { good, broken } }), 'list');
    expect(report.data).toMatchObject({
      profiles: [{ name: 'good' }],
      broken: [{ name: 'broken', rule: expect.stringContaining('an env') }],
    });
    expect(JSON.stringify(report.blocks)).toContain('BROKEN');
  });

  test('can be removed', async () => {
    const world = merchantWorld({ profiles: { good, broken } });
    await run(world, 'remove broken');
    expect(Object.keys(saved(world).profiles)).toEqual(['good']);
  });

  test('is replaced with --force only', async () => {
    const world = merchantWorld({ profiles: { broken }, files });
    await expect(run(world, 'add broken', whole)).rejects.toThrow('is there already');
    await run(world, 'add broken', { ...whole, force: true });
    expect(saved(world).profiles.broken).toMatchObject({ app_code: whole.appcode });
  });
});
