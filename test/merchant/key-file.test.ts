import { describe, expect, test } from 'vitest';
import { ConfigError, UsageError } from '../../src/errors.ts';
import { keyWarnings, readKeyFile } from '../../src/merchant/identity.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';
import { failureOf, merchantWorld } from './world.ts';

const key = testKeys.other;

async function keyOf(content: string | Uint8Array): Promise<string> {
  const world = merchantWorld();
  world.files.write('k', content);
  return (await readKeyFile('k', world)).client_key.reveal();
}

test.each([
  ['no line end', key, key],
  ['a line end', `${key}\n`, key],
  ['a Windows line end', `${key}\r\n`, key],
  ['only one of two line ends', `${key}\n\n`, `${key}\n`],
  ['no space', ` ${key} \n`, ` ${key} `],
  ['no quote', `"${key}"\n`, `"${key}"`],
  ['no byte order mark', `\uFEFF${key}\n`, `\uFEFF${key}`],
  ['nothing of odd characters', `${testKeys.nasty}\n`, testKeys.nasty],
])('drops %s', async (_what, content, read) => {
  expect(await keyOf(content)).toBe(read);
});

test('reads stdin for -', async () => {
  expect((await readKeyFile('-', merchantWorld({ stdin: `${key}\n` }))).client_key.reveal()).toBe(key);
});

test('does not read a key from a terminal, which would show it', async () => {
  expect(await failureOf(readKeyFile('-', merchantWorld({ is_tty: true })))).toBeInstanceOf(UsageError);
});

test.each([
  ['an empty file', ''],
  ['a line end alone', '\n'],
  ['UTF-16', Buffer.from(`\uFEFF${key}`, 'utf16le')],
])('refuses %s', async (_what, content) => {
  expect(await failureOf(keyOf(content))).toBeInstanceOf(ConfigError);
});

test('does not show what was typed for the path: it may be the key', async () => {
  const error = await failureOf(readKeyFile(key, merchantWorld()));
  expect(error).toBeInstanceOf(ConfigError);
  expect(leakedKeys(error.told)).toEqual([]);
});

describe('a key is warned about, and never shown,', () => {
  test.each([
    ['with a space before it', ` ${key}`, 'has white space around it'],
    ['with a line end after it', `${key}\n`, 'has white space around it'],
    ['in double quotes', `"${key}"`, 'stands in quotes'],
    ['in single quotes', `'${key}'`, 'stands in quotes'],
    ['in typographic quotes', `“${key}”`, 'stands in quotes'],
    ['with a byte order mark', `\uFEFF${key}`, 'begins with a byte order mark'],
    ['with a line end in it', `${key}\n${key}`, 'has a line end or a control character in it'],
    [
      'with all of it',
      `\uFEFF "${key}" `,
      'begins with a byte order mark and has white space around it and stands in quotes',
    ],
  ])('%s', (_what, found, words) => {
    const [warning, ...more] = keyWarnings(found, 'QFPAY_KEY');
    expect(more).toEqual([]);
    expect(warning).toContain(`the client key of QFPAY_KEY ${words}; it is used as it is`);
    expect(leakedKeys(warning ?? '')).toEqual([]);
  });

  test.each([key, testKeys.nasty, '"', "it's"])('but not when it is sound', (found) => {
    expect(keyWarnings(found, 'QFPAY_KEY')).toEqual([]);
  });
});
