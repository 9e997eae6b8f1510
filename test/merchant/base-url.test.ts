import { describe, expect, test } from 'vitest';
import type { EnvName } from '../../src/catalog/endpoints.ts';
import { ConfigError } from '../../src/errors.ts';
import { overridingBaseUrl, refuseOtherHost } from '../../src/merchant/base-url.ts';
import { everythingTold } from './world.ts';

function refusal(act: () => unknown): ConfigError {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('it was expected to fail');
}

test.each([
  ['https://gateway.example', 'https://gateway.example'],
  ['https://gateway.example/', 'https://gateway.example'],
  ['https://gateway.example/qf//', 'https://gateway.example/qf'],
  ['https://gateway.example:8443', 'https://gateway.example:8443'],
  ['http://127.0.0.1:9', 'http://127.0.0.1:9'],
  ['http://127.8.8.8', 'http://127.8.8.8'],
  ['http://localhost:9/', 'http://localhost:9'],
  ['http://[::1]:9', 'http://[::1]:9'],
  ['https://localhost', 'https://localhost'],
])('takes %s as %s', (typed, base_url) => {
  expect(overridingBaseUrl({ base_url: typed }, { env: {} })).toEqual({
    value: base_url,
    source: '--base-url',
    from: 'flag',
  });
});

describe('refuses, as a configuration error,', () => {
  test.each([
    ['plain http to another machine', 'http://gateway.example', /must begin with https/],
    ['a name that only looks like loopback', 'http://localhost.example', /must begin with https/],
    ['an address that only looks like loopback', 'http://127.0.0.1.example', /must begin with https/],
    ['another protocol', 'ftp://localhost', /must begin with http/],
    ['a file', 'file:///etc/passwd', /must begin with https/],
    ['a user name', 'https://me@gateway.example', /no user name or password/],
    ['a password', 'https://me:secret@gateway.example', /no user name or password/],
    ['a query', 'https://gateway.example/?a=secret', /no query/],
    ['an empty query', 'https://gateway.example?', /no query/],
    ['a fragment', 'https://gateway.example/#secret', /no query/],
    ['no URL', 'gateway', /must be a whole URL/],
    ['an empty flag', '', /must be a whole URL/],
  ])('%s', (_what, base_url, message) => {
    const typed = refusal(() => overridingBaseUrl({ base_url }, { env: {} }));
    expect(typed.message).toMatch(message);
    expect(typed.message).toMatch(/^--base-url /);
    expect(everythingTold(typed)).not.toContain('secret');
  });

  test('a wrong variable, by its name', () => {
    const error = refusal(() => overridingBaseUrl({}, { env: { QFPAY_BASE_URL: 'http://gateway.example' } }));
    expect(error.message).toMatch(/^QFPAY_BASE_URL must /);
  });

  test('from .env whatever is not loopback, also https', () => {
    const dotenv = { QFPAY_BASE_URL: 'https://gateway.example' };
    const error = refusal(() => overridingBaseUrl({}, { env: {}, dotenv }));
    expect(error.message).toMatch(/^QFPAY_BASE_URL \(.env\) must be on loopback/);
  });
});

test('takes loopback from .env', () => {
  const dotenv = { QFPAY_BASE_URL: 'http://127.0.0.1:9' };
  expect(overridingBaseUrl({}, { env: {}, dotenv })?.source).toBe('QFPAY_BASE_URL (.env)');
});

test('does not look at .env when a flag or variable says otherwise', () => {
  const dotenv = { QFPAY_BASE_URL: 'https://gateway.example' };
  const env = { QFPAY_BASE_URL: 'https://other.example' };
  expect(overridingBaseUrl({}, { env, dotenv })?.value).toBe('https://other.example');
});

test('overrides nothing when nobody says so', () => {
  expect(overridingBaseUrl({}, { env: { QFPAY_BASE_URL: '' }, dotenv: {} })).toBeUndefined();
});

describe('the host of another environment is refused', () => {
  const hosts = [
    ['prod', 'https://openapi-hk.qfapi.com'],
    ['test', 'https://test-openapi-hk.qfapi.com'],
    ['sandbox', 'https://openapi-int.qfapi.com'],
  ] as const;
  const check = (value: string, env: EnvName) =>
    refuseOtherHost({ value, source: 'QFPAY_BASE_URL' }, { value: env, source: 'default' });

  test.each(hosts.flatMap(([owner, url]) => hosts.filter(([env]) => env !== owner).map(([env]) => [owner, url, env])))(
    "%s's, %s, in %s: both are named",
    (owner, url, env) => {
      const error = refusal(() => check(url, env as EnvName));
      expect(error.message).toBe(`QFPAY_BASE_URL is the host of ${owner}, while the environment is ${env} (default)`);
      expect(error.facts.hint).toContain(`--env ${owner}`);
    },
  );

  test.each([
    ['with a port', 'https://openapi-hk.qfapi.com:444'],
    ['with a path', 'https://openapi-hk.qfapi.com/x'],
    ['with a dot at its end', 'https://openapi-hk.qfapi.com.'],
  ])('%s too', (_how, url) => {
    expect(() => check(url, 'sandbox')).toThrow('host of prod');
  });

  test.each([...hosts, ['sandbox', 'https://gateway.example'], ['prod', 'http://127.0.0.1:9']] as const)(
    'but not in %s %s',
    (env, url) => {
      expect(() => check(url, env)).not.toThrow();
    },
  );
});
