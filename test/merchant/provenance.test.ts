import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QfpayError } from '../../src/errors.ts';
import { withDotenv } from '../../src/merchant/dotenv.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import { readProfiles } from '../../src/merchant/profiles.ts';
import { provenance } from '../../src/merchant/provenance.ts';
import { resolveSettings } from '../../src/merchant/settings.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';
import { type MerchantWorld, merchantWorld } from './world.ts';

async function originsOf(options: GlobalOptions, world: MerchantWorld) {
  const context = await withDotenv(merchantWorld(world));
  const origins = provenance({ options, context, saved: readProfiles(context) });
  return Object.fromEntries(origins.map((origin) => [origin.name, origin]));
}

test('a flag comes before the environment, that before .env, that before the default', async () => {
  const world = { env: { QFPAY_SIGN_TYPE: 'MD5' }, dotenv: { QFPAY_SIGN_TYPE: 'SHA256', QFPAY_TIMEOUT: '5' } };
  const { sign_type, timeout, timezone } = await originsOf({ sign_type: 'SHA256' }, world);
  expect(sign_type).toMatchObject({
    chosen: { source: '--sign-type', value: 'SHA256' },
    beaten: [{ source: 'QFPAY_SIGN_TYPE', value: 'MD5' }, { source: 'QFPAY_SIGN_TYPE (.env)' }],
  });
  expect(timeout).toMatchObject({ chosen: { source: 'QFPAY_TIMEOUT (.env)' }, beaten: [] });
  expect(timezone).toMatchObject({ chosen: { source: 'default', value: 'Asia/Hong_Kong' } });
});

test('half a set of an environment is not filled up by the plain one', async () => {
  const env = { QFPAY_SANDBOX_APPCODE: 'A', QFPAY_APPCODE: 'B', QFPAY_KEY: testKeys.sandbox };
  const { client_key, app_code } = await originsOf({}, { env });
  expect(client_key?.chosen).toBeUndefined();
  expect(client_key?.beaten).toMatchObject([{ source: 'QFPAY_KEY', value: expect.stringMatching(/^<key \w{8}>$/) }]);
  expect(app_code).toMatchObject({ chosen: { value: 'A' }, beaten: [{ value: 'B' }] });
});

test('a profile that is named is used whole', async () => {
  const world: MerchantWorld = {
    env: { QFPAY_ENV: 'prod', QFPAY_KEY: testKeys.other },
    profiles: { shop: { env: 'test', app_code: 'A-SHOP', client_key: testKeys.sandbox } },
  };
  const { env, client_key, mchid } = await originsOf({ profile: 'shop' }, world);
  expect(env).toMatchObject({ chosen: { source: 'profile shop', value: 'test' }, beaten: [{ source: 'QFPAY_ENV' }] });
  expect(client_key).toMatchObject({ chosen: { source: 'profile shop' }, beaten: [{ source: 'QFPAY_KEY' }] });
  expect(mchid?.chosen).toBeUndefined();
  expect(leakedKeys(JSON.stringify([env, client_key, mchid]))).toEqual([]);
});

test('the current profile is what profile use made it', async () => {
  const profiles = { shop: { env: 'test', app_code: 'A-SHOP', client_key: testKeys.sandbox } };
  const { profile, env } = await originsOf({}, { profiles, current: 'shop' });
  expect(profile).toMatchObject({ chosen: { source: 'qfpay profile use', value: 'shop' }, beaten: [] });
  expect(env).toMatchObject({ chosen: { source: 'profile shop', value: 'test' } });
});

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const text = fc.constantFrom('one', 'two', '');
const env_name = fc.constantFrom('sandbox', 'test', 'prod', 'local');
const layer = fc.record(
  {
    QFPAY_ENV: env_name,
    QFPAY_APPCODE: text,
    QFPAY_KEY: text,
    QFPAY_MCHID: text,
    QFPAY_SANDBOX_APPCODE: text,
    QFPAY_SANDBOX_KEY: text,
    QFPAY_TEST_MCHID: text,
    QFPAY_PROFILE: fc.constantFrom('shop', ''),
    QFPAY_SIGN_TYPE: fc.constantFrom('MD5', 'SHA256'),
    QFPAY_BASE_URL: fc.constant('http://127.0.0.1:1'),
  },
  { requiredKeys: [] },
);

test('whatever is configured, the source that is told is the one that is used', async () => {
  let settled = 0;
  await fc.assert(
    fc.asyncProperty(
      layer,
      layer,
      fc.record({ env: maybe(env_name), profile: maybe(fc.constant('shop')), mchid: maybe(fc.constantFrom('M', '')) }),
      fc.boolean(),
      async (env, dotenv, typed, is_current) => {
        const options = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined));
        const profiles = { shop: { env: 'test', app_code: 'A', mchid: 'P', client_key: 'k' } };
        const world = { env, dotenv, profiles, ...(is_current ? { current: 'shop' } : {}) };
        const used = await resolveSettings(options, merchantWorld(world)).catch((error: unknown) => {
          if (error instanceof QfpayError) return undefined;
          throw error;
        });
        if (!used) return;
        settled += 1;
        const origins = await originsOf(options, world);
        for (const [name, source] of Object.entries(used.sources ?? {})) {
          if (name === 'profile') expect(origins[name]?.chosen?.value, name).toBe('shop');
          else expect(origins[name]?.chosen?.source, name).toBe(source);
        }
      },
    ),
    { numRuns: 1_000 },
  );
  expect(settled).toBeGreaterThan(100);
}, 60_000);
