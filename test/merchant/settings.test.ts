import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError, UsageError } from '../../src/errors.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { resolveSigner } from '../../src/merchant/settings.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';
import { failureOf, type MerchantWorld, merchantWorld, settingsOf } from './world.ts';

const credentials = { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox };
const shop = { env: 'test', app_code: 'SHOP', client_key: testKeys.other };

/** One setting, how each source gives it, and what the settings say of each. */
const settings = [
  {
    name: 'env',
    variable: 'QFPAY_ENV',
    flag: 'env',
    given: ['prod', 'test', 'sandbox'],
    read: ['prod', 'test', 'sandbox'],
    fallback: 'sandbox',
    field: 'env',
  },
  {
    name: 'base_url',
    variable: 'QFPAY_BASE_URL',
    flag: 'base_url',
    given: ['http://127.0.0.1:1', 'http://127.0.0.1:2/', 'http://127.0.0.1:3'],
    read: ['http://127.0.0.1:1', 'http://127.0.0.1:2', 'http://127.0.0.1:3'],
    fallback: 'https://openapi-int.qfapi.com',
    field: 'base_url',
  },
  {
    name: 'sign_type',
    variable: 'QFPAY_SIGN_TYPE',
    flag: 'sign_type',
    given: ['MD5', 'SHA256', 'MD5'],
    read: ['MD5', 'SHA256', 'MD5'],
    fallback: 'SHA256',
    field: 'sign_type',
  },
  {
    name: 'timezone',
    variable: 'QFPAY_TIMEZONE',
    flag: 'timezone',
    given: ['Asia/Tokyo', 'UTC', 'Europe/Berlin'],
    read: ['Asia/Tokyo', 'UTC', 'Europe/Berlin'],
    fallback: 'Asia/Hong_Kong',
    field: 'timezone',
  },
  {
    name: 'timeout',
    variable: 'QFPAY_TIMEOUT',
    flag: 'timeout',
    given: ['1', '2.5', '3600'],
    read: [1000, 2500, 3_600_000],
    fallback: 30_000,
    field: 'timeout_ms',
  },
] as const;

interface Sources {
  readonly flag: boolean;
  readonly environment: boolean;
  readonly dotenv: boolean;
  /** An empty variable in the environment, which counts as unset. */
  readonly empty: boolean;
}

const subsets = [0, 1].flatMap((flag) =>
  [0, 1].flatMap((environment) =>
    [0, 1].flatMap((dotenv) =>
      [0, 1].map((empty) => ({
        flag: !!flag,
        environment: !!environment,
        dotenv: !!dotenv,
        empty: !!empty && !environment,
      })),
    ),
  ),
);

describe.each(settings)('$name', ({ variable, flag, given, read, fallback, field, name }) => {
  test.each(subsets)('comes from the highest of %o', async ({ flag: typed, environment, dotenv, empty }: Sources) => {
    const resolved = await settingsOf(typed ? { [flag]: given[0] } : {}, {
      env: environment ? { [variable]: given[1] } : empty ? { [variable]: '' } : {},
      dotenv: { ...credentials, ...(dotenv ? { [variable]: given[2] } : {}) },
    });
    const index = [typed, environment, dotenv].indexOf(true);
    const sources = [`--${flag.replace('_', '-')}`, variable, `${variable} (.env)`];
    expect(resolved[field]).toBe(read[index] ?? fallback);
    expect(resolved.sources?.[name]).toBe(sources[index] ?? 'default');
  });
});

test('QFPAY_LOG names the log, and an empty one names none', async () => {
  expect((await settingsOf({}, { env: { ...credentials, QFPAY_LOG: '/tmp/q.log' } })).log).toBe('/tmp/q.log');
  expect((await settingsOf({}, { env: { ...credentials, QFPAY_LOG: '' } })).log).toBeUndefined();
});

const bad: readonly (readonly [flag: keyof GlobalOptions, variable: string, value: string])[] = [
  ['sign_type', 'QFPAY_SIGN_TYPE', 'SHA1'],
  ['sign_type', 'QFPAY_SIGN_TYPE', 'none'],
  ['timezone', 'QFPAY_TIMEZONE', 'Hong Kong'],
  ['timezone', 'QFPAY_TIMEZONE', '+08:00'],
  ['timezone', 'QFPAY_TIMEZONE', 'Asia/Kowloon'],
  ['timeout', 'QFPAY_TIMEOUT', 'abc'],
  ['timeout', 'QFPAY_TIMEOUT', '0'],
  ['timeout', 'QFPAY_TIMEOUT', '0.0001'],
  ['timeout', 'QFPAY_TIMEOUT', '-5'],
  ['timeout', 'QFPAY_TIMEOUT', '1e3'],
  ['timeout', 'QFPAY_TIMEOUT', 'Infinity'],
  ['timeout', 'QFPAY_TIMEOUT', '3601'],
];

test.each(bad)('a typed %s is a usage error, in %s a configuration error: %s', async (flag, variable, value) => {
  const typed = await failureOf(settingsOf({ [flag]: value }, { env: credentials }));
  const configured = await failureOf(settingsOf({}, { env: { ...credentials, [variable]: value } }));
  expect(typed).toBeInstanceOf(UsageError);
  expect(configured).toBeInstanceOf(ConfigError);
  expect(configured.message).toMatch(new RegExp(`^${variable} must be `));
  expect(configured.facts.details).toEqual([{ field: variable, value, rule: expect.stringMatching(/^must be /) }]);
});

test.each([
  ['--env', { env: 'produ' }, {}],
  ['QFPAY_ENV', {}, { QFPAY_ENV: 'PROD' }],
  ['--env', { env: '' }, {}],
])('an environment that is none of the four is a configuration error in %s', async (source, options, env) => {
  const error = await failureOf(settingsOf(options, { env: { ...credentials, ...env } }));
  expect(error).toBeInstanceOf(ConfigError);
  expect(error.message).toBe(`${source} must be one of prod, test, sandbox, local`);
});

test('all faults are told at once, and one that was typed makes it a usage error', async () => {
  const env = { QFPAY_TIMEOUT: 'soon', QFPAY_BASE_URL: 'ftp://example.com', QFPAY_APPCODE: testAppCode };
  const error = await failureOf(settingsOf({ sign_type: 'SHA1', timezone: 'Mars' }, { env }));
  expect(error).toBeInstanceOf(UsageError);
  expect(error.facts.details?.map((detail) => ('field' in detail ? detail.field : ''))).toEqual([
    'QFPAY_KEY',
    'QFPAY_BASE_URL',
    '--sign-type',
    '--timezone',
    'QFPAY_TIMEOUT',
  ]);
});

test('faults of variables alone make a configuration error', async () => {
  const error = await failureOf(settingsOf({}, { env: { QFPAY_TIMEOUT: 'soon', QFPAY_APPCODE: testAppCode } }));
  expect(error).toBeInstanceOf(ConfigError);
  expect(error.message).toBe('QFPAY_APPCODE is set, but QFPAY_KEY is not (and 1 more)');
  expect(error.facts.details).toContainEqual(expect.objectContaining({ field: 'QFPAY_TIMEOUT' }));
});

describe('the environment local', () => {
  const everything: MerchantWorld = {
    env: {
      QFPAY_APPCODE: testAppCode,
      QFPAY_MCHID: 'M1',
      QFPAY_PROFILE: 'nobody',
    },
    files: { '/home/tester/.config/qfpay/profiles.json': 'broken' },
  };

  test('needs no credentials', async () => {
    const { merchant, base_url } = await settingsOf({ env: 'local' }, {});
    expect(merchant).toEqual(localMerchant);
    expect(base_url).toBe('');
  });

  test('ignores configured ones, also half a set, and a profile that is not there', async () => {
    const settings = await settingsOf({ env: 'local' }, everything);
    expect(settings.merchant).toEqual(localMerchant);
    expect(settings.base_url).toBe('');
    expect(settings.warnings).toEqual([]);
  });

  test('can be named by QFPAY_ENV', async () => {
    expect((await settingsOf({}, { env: { ...credentials, QFPAY_ENV: 'local' } })).merchant).toEqual(localMerchant);
  });

  test.each([
    ['--profile', { profile: 'shop' }],
    ['--key-file', { key_file: 'key.txt' }],
  ])('does not go with a typed %s', async (flag, options) => {
    const error = await failureOf(settingsOf({ env: 'local', ...options }, { profiles: { shop } }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toContain(flag);
    expect(error.message).toContain('local');
  });

  test.each<[string, GlobalOptions, MerchantWorld]>([
    ['--base-url', { base_url: 'http://127.0.0.1:8437' }, {}],
    ['QFPAY_BASE_URL', {}, { env: { QFPAY_BASE_URL: 'http://127.0.0.1:8437' } }],
    ['QFPAY_BASE_URL (.env)', {}, { dotenv: { QFPAY_BASE_URL: 'http://127.0.0.1:8437' } }],
  ])('is the emulator that runs where %s says', async (source, options, world) => {
    const settings = await settingsOf({ env: 'local', ...options }, world);
    expect(settings).toMatchObject({ merchant: localMerchant, base_url: 'http://127.0.0.1:8437', warnings: [] });
    expect(settings.sources?.['base_url']).toBe(source);
  });

  test.each<[string, GlobalOptions, MerchantWorld]>([
    ['--base-url', { base_url: 'https://openapi-hk.qfapi.com' }, {}],
    ['QFPAY_BASE_URL', {}, { env: { QFPAY_BASE_URL: 'https://openapi-hk.qfapi.com' } }],
  ])('does not go with a %s of another machine', async (source, options, world) => {
    const error = await failureOf(settingsOf({ env: 'local', ...options }, world));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toContain(`${source} must be on loopback with the environment local`);
  });

  test('takes a typed mchid', async () => {
    expect((await settingsOf({ env: 'local', mchid: 'M2' }, everything)).merchant.mchid).toBe('M2');
  });
});

test('a base URL that is not the environment’s is told only with --verbose', async () => {
  const world = { env: { ...credentials, QFPAY_BASE_URL: 'http://localhost:8080/' } };
  expect((await settingsOf({}, world)).warnings).toEqual([]);
  expect((await settingsOf({ verbose: true }, world)).warnings).toEqual([
    'requests go to http://localhost:8080, as QFPAY_BASE_URL says',
  ]);
});

describe('what sign and verify need', () => {
  test('is the key alone', async () => {
    const signer = await resolveSigner({}, merchantWorld({ env: { QFPAY_KEY: testKeys.sandbox } }));
    expect(signer.client_key.reveal()).toBe(testKeys.sandbox);
    expect(signer.app_code).toBeUndefined();
    expect(signer).toMatchObject({ env: 'sandbox', base_url: 'https://openapi-int.qfapi.com', sign_type: 'SHA256' });
  });

  test('has an app code where one goes with the key, and says nothing about mchid', async () => {
    const env = { QFPAY_TEST_APPCODE: 'T', QFPAY_TEST_KEY: testKeys.other, QFPAY_MCHID: 'M1', QFPAY_ENV: 'test' };
    const signer = await resolveSigner({}, merchantWorld({ env }));
    expect(signer).toMatchObject({ env: 'test', app_code: 'T', warnings: [] });
  });

  test('is never halves of two sets', async () => {
    const env = { QFPAY_KEY: testKeys.sandbox, QFPAY_SANDBOX_APPCODE: 'A' };
    expect(await failureOf(resolveSigner({}, merchantWorld({ env })))).toBeInstanceOf(ConfigError);
  });

  test('is not an app code alone', async () => {
    const error = await failureOf(resolveSigner({}, merchantWorld({ env: { QFPAY_APPCODE: testAppCode } })));
    expect(error.message).toBe('QFPAY_APPCODE is set, but QFPAY_KEY is not');
  });

  test('comes from --key-file without any variable', async () => {
    const signer = await resolveSigner(
      { key_file: 'k' },
      merchantWorld({ files: { k: `${testKeys.other}\n` }, profiles: { shop }, current: 'shop' }),
    );
    expect(signer.client_key.reveal()).toBe(testKeys.other);
    expect(signer.app_code).toBeUndefined();
  });

  test('asks QFPAY_SIGN_TYPE for sign, and neither it nor the flag for verify', async () => {
    const env = { QFPAY_KEY: testKeys.sandbox, QFPAY_SIGN_TYPE: 'none' };
    expect(await failureOf(resolveSigner({}, merchantWorld({ env })))).toBeInstanceOf(ConfigError);
    const signer = await resolveSigner({ sign_type: 'none' }, merchantWorld({ env }), { asks_sign_type: false });
    expect(signer.sign_type).toBe('SHA256');
  });
});

const key = fc.constantFrom(...Object.values(testKeys));
const oddKey = fc
  .tuple(fc.constantFrom('', ' ', '"', '\uFEFF'), key, fc.constantFrom('', '\n', '"', ' '))
  .map((parts) => parts.join(''));
const names = ['', 'PROD_', 'TEST_', 'SANDBOX_'].flatMap((prefix) =>
  ['APPCODE', 'KEY', 'MCHID'].map((half) => `QFPAY_${prefix}${half}`),
);
const variables = fc
  .dictionary(fc.constantFrom(...names), oddKey, { noNullPrototype: true })
  .map((found) =>
    Object.fromEntries(Object.entries(found).map(([name, value]) => [name, name.endsWith('KEY') ? value : 'A1'])),
  );

/** `.env` of these tests is written in single quotes. */
function withoutQuotes(found: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => !value.includes("'")));
}

test('no error, warning or source ever holds a key, whatever is set where', async () => {
  const worlds = fc.record({
    env: fc.oneof(variables, fc.constantFrom({}, credentials)),
    dotenv: fc.oneof(fc.constant({}), variables.map(withoutQuotes)),
    profiles: fc.record({ shop: key.map((client_key) => ({ ...shop, client_key })) }),
    options: fc.oneof(
      fc.constantFrom<GlobalOptions>({}, { profile: 'shop' }, { key_file: 'key.txt' }),
      fc.record(
        {
          env: fc.constantFrom('test', 'test', 'sandbox', 'wrong'),
          profile: fc.constantFrom('shop', 'nobody'),
          key_file: fc.constantFrom('key.txt', 'nowhere', ...Object.values(testKeys)),
          timeout: fc.constantFrom('5', '6', 'soon'),
        },
        { requiredKeys: [] },
      ),
    ),
    content: oddKey,
    current: fc.constantFrom('shop', undefined),
  });
  const outcomes = { settled: 0, failed: 0 };
  await fc.assert(
    fc.asyncProperty(worlds, async ({ options, content, current, ...world }) => {
      const files = { 'key.txt': content };
      const settling = settingsOf(options, { ...world, files, ...(current ? { current } : {}) });
      const told = await settling.then(
        (settings) => {
          outcomes.settled += 1;
          return JSON.stringify(settings);
        },
        async () => {
          outcomes.failed += 1;
          return (await failureOf(settling)).told;
        },
      );
      expect(leakedKeys(told)).toEqual([]);
    }),
    { numRuns: 500 },
  );

  expect(outcomes.settled).toBeGreaterThan(20);
  expect(outcomes.failed).toBeGreaterThan(20);
});

describe('a base URL that is the host of another environment is a configuration error', () => {
  const prodUrl = 'https://openapi-hk.qfapi.com';
  const misled = { ...credentials, QFPAY_BASE_URL: prodUrl };

  test.each<[string, GlobalOptions, MerchantWorld]>([
    ['of the default environment', {}, { env: misled }],
    ['of a flag', { env: 'test', base_url: prodUrl }, { env: credentials }],
    ['of a profile', { profile: 'shop' }, { env: { QFPAY_BASE_URL: prodUrl }, profiles: { shop } }],
  ])('%s', async (_which, options, world) => {
    const error = await failureOf(settingsOf(options, world));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toMatch(/host of prod, while the environment is (sandbox|test)/);
    expect(await failureOf(resolveSigner(options, merchantWorld(world)))).toBeInstanceOf(ConfigError);
  });

  test('but not where it is the environment that is meant', async () => {
    expect((await settingsOf({ env: 'prod' }, { env: misled })).base_url).toBe(prodUrl);
  });
});
