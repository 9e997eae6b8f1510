import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { expect, test } from 'vitest';
import { failureOf, settingsOf } from './world.ts';

const text = readFileSync(join(import.meta.dirname, '..', '..', '.env.example'), 'utf8');

const documented = [
  ...['QFPAY_ENV', 'QFPAY_PROFILE', 'QFPAY_BASE_URL', 'QFPAY_SIGN_TYPE', 'QFPAY_TIMEZONE', 'QFPAY_TIMEOUT'],
  'QFPAY_LANG',
  ...['', 'PROD_', 'TEST_', 'SANDBOX_'].flatMap((env) =>
    ['APPCODE', 'KEY', 'MCHID'].map((half) => `QFPAY_${env}${half}`),
  ),
];

test('.env.example has every variable that a .env may set, and no other', () => {
  expect(Object.keys(parse(text.replace(/^#(?=QFPAY_)/gm, ''))).sort()).toEqual(documented.sort());
});

test('.env.example names what a .env does not set, and where that goes', () => {
  for (const name of ['LOG', 'CONFIG_DIR', 'STATE_DIR', 'CACHE_DIR', 'LIMITER_URL'])
    expect(text).toContain(`QFPAY_${name}`);
  expect(text).toContain('export them');
});

test('.env.example as it stands leaves the credentials to be filled in', async () => {
  expect((await failureOf(settingsOf({}, { files: { '/shop/.env': text } }))).message).toMatch(
    /^credentials for sandbox are missing/,
  );
});

test('every value that .env.example suggests is one that is taken', async () => {
  const filled = text
    .replace(/^#(?=QFPAY_)/gm, '')
    .replace('QFPAY_APPCODE=\n', 'QFPAY_APPCODE=A\n')
    .replace("QFPAY_KEY=''\n", "QFPAY_KEY='K'\n");
  expect(await settingsOf({}, { files: { '/shop/.env': filled } })).toMatchObject({
    env: 'sandbox',
    base_url: 'http://127.0.0.1:8080',
    sign_type: 'SHA256',
    timezone: 'Asia/Hong_Kong',
    timeout_ms: 30_000,
  });
});
