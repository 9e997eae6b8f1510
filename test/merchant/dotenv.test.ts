import { expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { dotenvFault, withDotenv } from '../../src/merchant/dotenv.ts';
import { findVariable } from '../../src/merchant/given.ts';
import { testContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

async function read(content: string | Uint8Array): Promise<Readonly<Record<string, string>> | undefined> {
  const files = memoryFiles();
  files.write('/shop/.env', content);
  return (await withDotenv(testContext({ files }))).dotenv;
}

test('only QFPAY_ variables of .env are read', async () => {
  expect(await read('QFPAY_ENV=test\nHTTPS_PROXY=http://evil\nexport QFPAY_MCHID="a b"\nPATH=/evil\n')).toEqual({
    QFPAY_ENV: 'test',
    QFPAY_MCHID: 'a b',
  });
});

test('a folder without .env has none', async () => {
  expect((await withDotenv(testContext())).dotenv).toEqual({});
});

test('.env is read once', async () => {
  const files = memoryFiles({ '/shop/.env': 'QFPAY_ENV=test\n' });
  const world = await withDotenv(testContext({ files }));
  files.write('/shop/.env', 'QFPAY_ENV=prod\n');
  expect((await withDotenv(world)).dotenv).toEqual({ QFPAY_ENV: 'test' });
});

test.each([
  ['Windows line ends', Buffer.from('QFPAY_ENV=test\r\nQFPAY_LANG=en\r\n')],
  ['a byte order mark', Buffer.from('\uFEFFQFPAY_ENV=test\nQFPAY_LANG=en\n')],
  ['UTF-16, as PowerShell writes it', Buffer.from('\uFEFFQFPAY_ENV=test\r\nQFPAY_LANG=en\r\n', 'utf16le')],
])('.env may have %s', async (_what, content) => {
  expect(await read(content)).toEqual({ QFPAY_ENV: 'test', QFPAY_LANG: 'en' });
});

test('a variable of the environment stands above the one of .env, unless it is empty', () => {
  const dotenv = { QFPAY_ENV: 'test' };
  expect(findVariable({ env: { QFPAY_ENV: 'prod' }, dotenv }, 'QFPAY_ENV')).toMatchObject({
    value: 'prod',
    from: 'environment',
    source: 'QFPAY_ENV',
  });
  expect(findVariable({ env: { QFPAY_ENV: '' }, dotenv }, 'QFPAY_ENV')).toMatchObject({
    value: 'test',
    from: '.env',
    source: 'QFPAY_ENV (.env)',
  });
  expect(findVariable({ env: {}, dotenv: { QFPAY_ENV: '' } }, 'QFPAY_ENV')).toBeUndefined();
});

test('one that is there and cannot be read stops the command: what it says of the merchant must not be passed over', async () => {
  const memory = memoryFiles({ '/shop/.env': 'QFPAY_ENV=test\n' });
  const files = {
    ...memory,
    readSettings: () => {
      throw new ConfigError('/shop/.env cannot be read: permission denied');
    },
  };
  await expect(withDotenv(testContext({ files }))).rejects.toThrow('/shop/.env cannot be read: permission denied');
});

test('one that is a pipe or a device is not opened, and said', async () => {
  const files = memoryFiles();
  files.entries.set('/shop/.env', { bytes: Buffer.from('QFPAY_ENV=prod\n'), mode: 0o600, is_regular: false });
  const readSettings = () => {
    throw new Error('it was opened');
  };
  const context = testContext({ files: { ...files, readSettings } });
  expect((await withDotenv(context)).dotenv).toEqual({});
  expect(dotenvFault(context)).toBe('/shop/.env is not read: it is no regular file');
  expect(dotenvFault(testContext({ files: memoryFiles({ '/shop/.env': '' }) }))).toBeUndefined();
  expect(dotenvFault(testContext())).toBeUndefined();
});
