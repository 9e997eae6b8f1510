import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError, UsageError } from '../../src/errors.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import { resolveSigner } from '../../src/merchant/settings.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';
import { failureOf, type MerchantWorld, merchantWorld, settingsOf } from './world.ts';

const plain = { QFPAY_APPCODE: 'PLAIN', QFPAY_KEY: testKeys.sandbox };
const own = { QFPAY_TEST_APPCODE: 'OWN', QFPAY_TEST_KEY: testKeys.other };
const shop = { env: 'test', app_code: 'SHOP', client_key: testKeys.prod, mchid: 'MSHOP' };

async function appCodeOf(options: GlobalOptions, world: MerchantWorld): Promise<string> {
  return (await settingsOf(options, world)).merchant.app_code;
}

describe('the set that signs', () => {
  /** Each source alone wins over all that stand after it. */
  const ladder = [
    { source: 'an explicit profile', options: { profile: 'shop' }, app_code: 'SHOP', key: testKeys.prod },
    { source: 'the variables of the environment', env: own, app_code: 'OWN', key: testKeys.other },
    { source: 'the plain variables', env: plain, app_code: 'PLAIN', key: testKeys.sandbox },
    { source: 'the current profile', current: 'shop', app_code: 'SHOP', key: testKeys.prod },
  ] as const;

  const pairs = ladder.flatMap((higher, index) =>
    ladder.slice(index + 1).map((lower) => [higher.source, lower.source, higher, lower] as const),
  );

  function together(rungs: readonly (typeof ladder)[number][]): [GlobalOptions, MerchantWorld] {
    const options = Object.assign({ env: 'test' }, ...rungs.map((rung) => ('options' in rung ? rung.options : {})));
    const env = Object.assign({}, ...rungs.map((rung) => ('env' in rung ? rung.env : {})));
    const has_current = rungs.some((rung) => 'current' in rung);
    return [options, { env, profiles: { shop }, ...(has_current ? { current: 'shop' } : {}) }];
  }

  test.each(pairs)('is that of %s before that of %s', async (_higher, _lower, higher, lower) => {
    const { merchant } = await settingsOf(...together([lower, higher]));
    expect([merchant.app_code, merchant.client_key.reveal()]).toEqual([higher.app_code, higher.key]);
  });

  test('is the highest of whatever is there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...ladder], { minLength: 1 }), async (rungs) => {
        const { merchant } = await settingsOf(...together(rungs));
        expect(merchant.app_code).toBe(rungs[0]?.app_code);
        expect(merchant.client_key.reveal()).toBe(rungs[0]?.key);
      }),
    );
  });

  test('counts an empty variable as unset', async () => {
    const env = { ...plain, QFPAY_TEST_APPCODE: '', QFPAY_TEST_KEY: '' };
    expect(await appCodeOf({ env: 'test' }, { env })).toBe('PLAIN');
  });

  test('may come from .env, the whole or one half of it', async () => {
    expect(await appCodeOf({}, { dotenv: plain })).toBe('PLAIN');
    const halves = { env: { QFPAY_KEY: testKeys.sandbox }, dotenv: { QFPAY_APPCODE: 'PLAIN' } };
    const settings = await settingsOf({}, halves);
    expect(settings.sources).toMatchObject({ app_code: 'QFPAY_APPCODE (.env)', client_key: 'QFPAY_KEY' });
    expect(settings.warnings).toEqual([]);
  });

  test('is taken from the environment where .env has the same variable', async () => {
    expect(await appCodeOf({}, { env: plain, dotenv: { QFPAY_APPCODE: 'BENEATH', QFPAY_KEY: testKeys.other } })).toBe(
      'PLAIN',
    );
  });

  test('is warned about when the environment replaces one half of a whole set in .env', async () => {
    const dotenv = { QFPAY_APPCODE: 'BENEATH', QFPAY_KEY: testKeys.other };
    const { merchant, warnings } = await settingsOf({}, { env: { QFPAY_APPCODE: 'ABOVE' }, dotenv });
    expect(merchant.app_code).toBe('ABOVE');
    expect(warnings).toEqual([
      'QFPAY_APPCODE of the environment replaces another one in .env: check that QFPAY_APPCODE and QFPAY_KEY (.env) belong together',
    ]);
  });
});

describe('half a set or a mixture', () => {
  test.each([
    ['an app code alone', { QFPAY_APPCODE: 'A' }, ['QFPAY_APPCODE', 'QFPAY_KEY']],
    ['a key alone', { QFPAY_KEY: testKeys.sandbox }, ['QFPAY_KEY', 'QFPAY_APPCODE']],
    ['an mchid alone', { QFPAY_MCHID: 'M' }, ['QFPAY_MCHID', 'QFPAY_APPCODE', 'QFPAY_KEY']],
    ['the environment’s app code alone', { QFPAY_TEST_APPCODE: 'A' }, ['QFPAY_TEST_APPCODE', 'QFPAY_TEST_KEY']],
    ['the environment’s key alone', { QFPAY_TEST_KEY: testKeys.other }, ['QFPAY_TEST_KEY', 'QFPAY_TEST_APPCODE']],
    [
      'its app code with the plain key',
      { QFPAY_TEST_APPCODE: 'A', QFPAY_KEY: testKeys.sandbox },
      ['QFPAY_TEST_APPCODE', 'QFPAY_KEY', 'QFPAY_TEST_KEY'],
    ],
    [
      'its key with the plain app code',
      { QFPAY_TEST_KEY: testKeys.other, QFPAY_APPCODE: 'A' },
      ['QFPAY_TEST_KEY', 'QFPAY_APPCODE', 'QFPAY_TEST_APPCODE'],
    ],
    [
      'its app code beside a whole plain set',
      { QFPAY_TEST_APPCODE: 'A', ...plain },
      ['QFPAY_TEST_APPCODE', 'QFPAY_KEY', 'QFPAY_TEST_KEY'],
    ],
  ])('%s is refused and names the variables', async (_what, env, names) => {
    const error = await failureOf(settingsOf({ env: 'test' }, { env, profiles: { shop }, current: 'shop' }));
    expect(error).toBeInstanceOf(ConfigError);
    for (const name of names) expect(`${error.message} ${error.facts.hint}`).toContain(name);
    expect(leakedKeys(error.told)).toEqual([]);
  });
});

describe('an explicit profile', () => {
  test.each([
    ['--profile', { profile: 'shop' }, {}],
    ['QFPAY_PROFILE', {}, { QFPAY_PROFILE: 'shop' }],
  ])('named by %s is used whole', async (_source, options, env) => {
    const settings = await settingsOf(options, { env: { ...plain, QFPAY_MCHID: 'M1', ...env }, profiles: { shop } });
    expect(settings).toMatchObject({ env: 'test', base_url: 'https://test-openapi-hk.qfapi.com', profile: 'shop' });
    expect(settings.merchant).toMatchObject({ app_code: 'SHOP', mchid: 'MSHOP' });
    expect(settings.sources).toMatchObject({
      env: 'profile shop',
      app_code: 'profile shop',
      client_key: 'profile shop',
      mchid: 'profile shop',
    });
  });

  test('brings its mchid or none, not the variable’s', async () => {
    const { mchid: _mchid, ...direct } = shop;
    const { merchant } = await settingsOf(
      { profile: 'shop' },
      { env: { QFPAY_MCHID: 'M1' }, profiles: { shop: direct } },
    );
    expect(merchant.mchid).toBeUndefined();
  });

  test.each(['prod', 'local', 'nonsense'])('ignores QFPAY_ENV=%s', async (QFPAY_ENV) => {
    expect((await settingsOf({ profile: 'shop' }, { env: { QFPAY_ENV }, profiles: { shop } })).env).toBe('test');
  });

  test('takes the same --env', async () => {
    expect((await settingsOf({ profile: 'shop', env: 'test' }, { profiles: { shop } })).env).toBe('test');
  });

  test.each([
    ['--profile', { profile: 'shop', env: 'prod' }, {}],
    ['QFPAY_PROFILE', { env: 'prod' }, { QFPAY_PROFILE: 'shop' }],
  ])('of %s refuses another --env', async (source, options, env) => {
    const error = await failureOf(settingsOf(options, { env, profiles: { shop } }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toBe('--env must be test, the environment of the profile shop');
    expect(error.facts.hint).toContain(source);
  });

  test('that was never saved is a configuration error with those that were', async () => {
    const error = await failureOf(settingsOf({ profile: 'nowhere' }, { profiles: { shop, other: shop } }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toBe('--profile must name a saved profile');
    expect(error.facts.details).toEqual([
      { field: '--profile', value: 'nowhere', rule: 'must name a saved profile', next: 'saved: shop, other' },
    ]);
  });

  test('does not go with --key-file', async () => {
    const world = { files: { k: testKeys.other }, profiles: { shop } };
    const error = await failureOf(settingsOf({ profile: 'shop', key_file: 'k' }, world));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toContain('--key-file');
  });

  test('takes its key from the variable that key_env names', async () => {
    const profiles = { shop: { env: 'prod', app_code: 'SHOP', key_env: 'SHOP_SECRET' } };
    const settings = await settingsOf({ profile: 'shop' }, { env: { SHOP_SECRET: testKeys.other }, profiles });
    expect(settings.merchant.client_key.reveal()).toBe(testKeys.other);
    expect(settings.sources?.['client_key']).toBe('profile shop, SHOP_SECRET');
    const error = await failureOf(settingsOf({ profile: 'shop' }, { profiles }));
    expect(error.message).toBe('profile shop takes its key from SHOP_SECRET, which is not set');
  });

  test('has its key told by its key_command', async () => {
    const profiles = { shop: { env: 'prod', app_code: 'SHOP', key_command: 'pass show qfpay' } };
    const runCommand = async () => ({
      stdout: Buffer.from(`${testKeys.other}\n`),
      stderr: new Uint8Array(),
      exit_code: 0,
    });
    const settings = await settingsOf({ profile: 'shop' }, { profiles, runCommand });
    expect(settings.merchant.client_key.reveal()).toBe(testKeys.other);
    expect(settings.sources?.['client_key']).toBe('profile shop');
    const signer = await resolveSigner({}, merchantWorld({ profiles, current: 'shop', runCommand }));
    expect(signer.client_key.reveal()).toBe(testKeys.other);
  });
});

describe('a profile without an mchid', () => {
  const { mchid: _mchid, ...bare } = shop;
  const saved = { profiles: { shop: bare } };

  test.each(['QFPAY_MCHID', 'QFPAY_TEST_MCHID'])('sends none, and says that %s is ignored', async (name) => {
    const settings = await settingsOf({ profile: 'shop' }, { ...saved, env: { [name]: 'M1' } });
    expect(settings.merchant).not.toHaveProperty('mchid');
    expect(settings.warnings).toEqual([`${name} is ignored: profile shop is used whole, and has no mchid`]);
  });

  test.each([{ QFPAY_PROD_MCHID: 'M1' }, {}])('says nothing of what is not its own: %j', async (env) => {
    expect((await settingsOf({ profile: 'shop' }, { ...saved, env })).warnings).toEqual([]);
  });

  test.each(['', 'M2'])('says nothing where --mchid decides: %j', async (mchid) => {
    const settings = await settingsOf({ profile: 'shop', mchid }, { ...saved, env: { QFPAY_MCHID: 'M1' } });
    expect(settings.warnings).toEqual([]);
  });
});

describe('who only signs', () => {
  test.each([{}, { QFPAY_MCHID: 'M1' }])('is asked for the key alone, beside %j', async (env) => {
    const error = await failureOf(resolveSigner({}, merchantWorld({ env })));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.told).toContain('QFPAY_KEY');
    expect(error.told).not.toContain('QFPAY_APPCODE');
  });
});

describe('the current profile', () => {
  const saved = { profiles: { shop }, current: 'shop' };

  test('is used, with its environment, when nothing else is said', async () => {
    expect(await settingsOf({}, saved)).toMatchObject({ env: 'test', profile: 'shop' });
  });

  test('is used where its environment is named', async () => {
    expect((await settingsOf({}, { ...saved, env: { QFPAY_ENV: 'test' } })).profile).toBe('shop');
  });

  test.each([
    ['--env', { env: 'prod' }, {}],
    ['QFPAY_ENV', {}, { QFPAY_ENV: 'prod' }],
  ])('is not used where %s names another environment, and the error says so', async (_source, options, env) => {
    const error = await failureOf(settingsOf(options, { ...saved, env }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toContain('credentials for prod are missing');
    expect(error.message).toContain('the current profile shop is for test');
  });

  test('does not lend its environment to credentials of variables', async () => {
    const settings = await settingsOf({}, { ...saved, env: plain });
    expect(settings.env).toBe('sandbox');
    expect(settings.profile).toBeUndefined();
  });

  test('is used only when no credential variable at all is set', async () => {
    const error = await failureOf(settingsOf({}, { ...saved, env: { QFPAY_PROD_KEY: testKeys.prod } }));
    expect(error.message).toContain(
      'QFPAY_PROD_KEY serves another environment, and the current profile shop is used only when no credential variable',
    );
  });
});

describe('missing credentials', () => {
  test('say what is missing, the two ways to set it, and that local needs none', async () => {
    const error = await failureOf(settingsOf({}, {}));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toBe(
      'credentials for sandbox are missing: QFPAY_APPCODE and QFPAY_KEY are not set, and no profile is marked current',
    );
    expect(JSON.stringify(error.facts.details)).toContain(
      'qfpay profile add <name> --env sandbox --appcode <app code> --key-file <file> --use',
    );
    expect(JSON.stringify(error.facts.details)).toContain('.env');
    expect(error.facts.hint).toContain('--env local');
  });

  test('name the profiles that would do', async () => {
    const error = await failureOf(settingsOf({ env: 'test' }, { profiles: { shop, other: { ...shop, env: 'prod' } } }));
    expect(error.message).toMatch(/, but --profile can name shop$/);
  });
});

describe('mchid', () => {
  test.each([
    ['the flag', { mchid: 'FLAG' }, { ...plain, QFPAY_MCHID: 'P', QFPAY_TEST_MCHID: 'T' }, 'FLAG', 0],
    ['nothing after an empty flag', { mchid: '' }, { ...plain, QFPAY_MCHID: 'P' }, undefined, 0],
    ['nothing when no variable is set', {}, plain, undefined, 0],
    ['nothing when the variable is empty', {}, { ...plain, QFPAY_MCHID: '' }, undefined, 0],
    ['the plain variable of a plain set', {}, { ...plain, QFPAY_MCHID: 'P' }, 'P', 0],
    ['the environment’s own', {}, { ...own, QFPAY_MCHID: 'P', QFPAY_TEST_MCHID: 'T' }, 'T', 0],
    ['the plain one for the environment’s set, with a warning', {}, { ...own, QFPAY_MCHID: 'P' }, 'P', 1],
    ['the environment’s own for a plain set, with a warning', {}, { ...plain, QFPAY_TEST_MCHID: 'T' }, 'T', 1],
  ])('is %s', async (_what, options, env, mchid, warnings) => {
    const settings = await settingsOf({ env: 'test', ...options }, { env });
    expect(settings.merchant.mchid).toBe(mchid);
    expect('mchid' in settings.merchant).toBe(mchid !== undefined);
    expect(settings.warnings).toHaveLength(warnings);
  });

  test('of the other set is told by the names of both variables', async () => {
    const { warnings } = await settingsOf({ env: 'test' }, { env: { ...own, QFPAY_MCHID: 'P' } });
    expect(warnings).toEqual(['QFPAY_MCHID is used with QFPAY_TEST_APPCODE: check that they belong together']);
  });

  test('is not told about when the flag replaces it', async () => {
    expect((await settingsOf({ env: 'test', mchid: 'F' }, { env: { ...own, QFPAY_MCHID: 'P' } })).warnings).toEqual([]);
  });

  test('of the flag beats that of a profile', async () => {
    expect((await settingsOf({ profile: 'shop', mchid: 'F' }, { profiles: { shop } })).merchant.mchid).toBe('F');
  });

  test('with white space is refused', async () => {
    expect(await failureOf(settingsOf({ mchid: 'a b' }, { env: plain }))).toBeInstanceOf(UsageError);
    expect(await failureOf(settingsOf({}, { env: { ...plain, QFPAY_MCHID: 'a\n' } }))).toBeInstanceOf(ConfigError);
  });
});

describe('--key-file', () => {
  const files = { 'key.txt': `${testKeys.other}\n` };

  test.each([
    ['the plain variables', { QFPAY_APPCODE: 'P' }, 'P'],
    ['the environment’s variables first', { QFPAY_APPCODE: 'P', QFPAY_SANDBOX_APPCODE: 'S' }, 'S'],
    ['the variables, whose key it replaces', plain, 'PLAIN'],
  ])('takes the app code from %s', async (_what, env, app_code) => {
    const settings = await settingsOf({ key_file: 'key.txt' }, { env, files });
    expect(settings.merchant.app_code).toBe(app_code);
    expect(settings.merchant.client_key.reveal()).toBe(testKeys.other);
    expect(settings.sources?.['client_key']).toBe('--key-file');
  });

  test('does not take the app code of the current profile', async () => {
    const error = await failureOf(settingsOf({ key_file: 'key.txt' }, { files, profiles: { shop }, current: 'shop' }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toBe(
      '--key-file gives the key, but the app code is missing: set QFPAY_SANDBOX_APPCODE or QFPAY_APPCODE',
    );
  });
});

test('an app code that cannot stand in a header is refused without showing it, as a key may be pasted into it', async () => {
  const env = { QFPAY_APPCODE: `A ${testKeys.other}`, QFPAY_KEY: testKeys.sandbox };
  const error = await failureOf(settingsOf({}, { env }));
  expect(error.message).toBe('QFPAY_APPCODE must have visible ASCII characters only, as it travels in a header');
  expect(leakedKeys(error.told)).toEqual([]);
});

describe('an mchid of more than 16 characters', () => {
  const long = 'ZaMVg123451234567';

  test.each<[string, GlobalOptions, MerchantWorld, typeof ConfigError | typeof UsageError]>([
    ['as a flag is a usage error', { mchid: long }, { env: plain }, UsageError],
    ['of a variable is one of configuration', {}, { env: { ...plain, QFPAY_MCHID: long } }, ConfigError],
    ['of a profile as well', { profile: 'long' }, { profiles: { long: { ...shop, mchid: long } } }, ConfigError],
  ])('%s, by its rule, and is not shown', async (_what, options, world, kind) => {
    const error = await failureOf(settingsOf(options, world));
    expect(error).toBeInstanceOf(kind);
    expect(error.facts.details?.[0]).toMatchObject({
      rule: 'must have at most 16 characters',
      rule_id: 'mchid-length',
    });
    expect(error.told).not.toContain(long);
    const { merchant } = await settingsOf({ ...options, skip_rule: ['mchid-length'] }, world);
    expect(merchant.mchid).toBe(long);
  });

  test('of 16 is one', async () => {
    expect((await settingsOf({ mchid: long.slice(0, 16) }, { env: plain })).merchant.mchid).toBe(long.slice(0, 16));
  });
});
