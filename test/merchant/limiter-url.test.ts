import { describe, expect, test } from 'vitest';
import { secretsOfVariables } from '../../src/cli/guard.ts';
import { ConfigError } from '../../src/errors.ts';
import { chooseLimiterUrl, resolveSettings } from '../../src/merchant/settings.ts';
import { testAppCode, testKeys } from '../support/keys.ts';
import { failureOf, merchantWorld, settingsOf } from './world.ts';

const credentials = { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox };
const urlOf = (value: string) => chooseLimiterUrl({ env: { QFPAY_LIMITER_URL: value } })?.value;

describe('QFPAY_LIMITER_URL', () => {
  test.each([
    'redis://127.0.0.1:6379',
    'redis://cache',
    'rediss://user:p%40ss@cache.example:6380/15',
    'REDIS://[::1]:7000/',
    'redis://:p@ss@cache',
  ])('may be %s', (value) => {
    expect(urlOf(value)).toBe(value);
  });

  test.each([
    ['cache:6379', 'must begin with redis:// or rediss://'],
    ['http://:hunter2hunter2@cache', 'must begin with redis:// or rediss://'],
    ['redis://', 'must name a host'],
    ['redis://cache:port', 'must be a whole address'],
    ['redis://:hunter2/hunter2@cache', 'must be a whole address'],
    ['redis://:hunter2#hunter2@cache', 'must be a whole address'],
    ['redis://:hunter2?hunter2@cache', 'must be a whole address'],
    ['redis://:hunter2%zzhunter2@cache', 'must have a user and a password whose % are followed by two hex digits'],
    ['redis://cache?tls=false', 'must have no query and no fragment'],
    ['redis://cache/limits', 'must have nothing but the number of a database after the host'],
  ])('%s is refused, and not repeated: it may hold a password', (value, rule) => {
    const error = (() => {
      try {
        return urlOf(value);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(ConfigError);
    const { message, facts } = error as ConfigError;
    expect(message).toContain(`QFPAY_LIMITER_URL ${rule}`);
    expect(message + JSON.stringify(facts)).not.toContain('hunter2');
  });

  test('is unset when it is empty', () => {
    expect(chooseLimiterUrl({ env: { QFPAY_LIMITER_URL: '' } })).toBeUndefined();
  });

  test('is taken from the environment, and from no .env', async () => {
    const url = 'redis://127.0.0.1:6379';
    expect((await settingsOf({}, { env: { ...credentials, QFPAY_LIMITER_URL: url } })).limiter_url).toBe(url);
    const written = { env: credentials, dotenv: { QFPAY_LIMITER_URL: url } };
    expect((await settingsOf({}, written)).limiter_url).toBeUndefined();
  });

  test('is told beside the other faults of a configuration, and nothing is sent', async () => {
    const env = { ...credentials, QFPAY_LIMITER_URL: 'cache:6379', QFPAY_TIMEOUT: 'long' };
    const { facts } = await failureOf(resolveSettings({}, merchantWorld({ env })));
    expect(facts.details).toEqual(
      ['QFPAY_TIMEOUT', 'QFPAY_LIMITER_URL'].map((field) => expect.objectContaining({ field })),
    );
  });

  test.each([
    ['redis://:pass/word-1@cache', 'pass/word-1'],
    ['rediss://user:pass#word@2@cache:1/0', 'pass#word@2'],
  ])('has its password kept secret also where it is written as it may not be: %s', (value, password) => {
    const secrets = secretsOfVariables({ env: { QFPAY_LIMITER_URL: value } }).map((secret) => secret.reveal());
    expect(secrets).toContain(password);
  });
});
