import { describe, expect, test } from 'vitest';
import { askMissing } from '../../../src/commands/profile/add.ts';
import type { ProfileOptions } from '../../../src/commands/profile/view.ts';
import { ConfigError } from '../../../src/errors.ts';
import { failureOf, type MerchantWorld, merchantWorld, profilesFile } from '../../merchant/world.ts';
import { leakedKeys, testAppCode, testKeys } from '../../support/keys.ts';

const saved = { shop: { env: 'test', app_code: 'A', client_key: testKeys.other } };

async function ask(answers: readonly string[], options: ProfileOptions = {}, name?: string, world: MerchantWorld = {}) {
  const context = merchantWorld({ is_tty: true, answers, ...world });
  const told = await askMissing(options, name, context);
  expect(leakedKeys(context.written.err)).toEqual([]);
  return { ...told, asked: context.asked, err: context.written.err };
}

describe('on a terminal', () => {
  test('everything is asked for, and what will not do asked again', async () => {
    const answers = ['my shop', 'shop', 'my-shop', 'sand', 'A B', ` ${testAppCode} `, '', testKeys.other];
    const { name, options, key, asked, err } = await ask(answers, {}, undefined, { profiles: saved });
    expect([name, options.env, options.appcode]).toEqual(['my-shop', 'sandbox', testAppCode]);
    expect(key?.key.kind === 'client_key' && key.key.client_key.reveal()).toBe(testKeys.other);
    expect(asked).toHaveLength(answers.length);
    expect(err.split('\n')).toEqual([
      '> must have letters, digits and . _ - only, at most 64',
      '> must be a new one',
      '> must have visible ASCII characters only',
      '> must not be empty',
      '',
    ]);
  });

  test('what was given is not', async () => {
    const { asked, key } = await ask([], { env: 'test', appcode: 'A', key_env: 'SHOP_KEY' }, 'shop');
    expect([asked, key?.key]).toEqual([[], { kind: 'key_env', key_env: 'SHOP_KEY' }]);
  });

  test('a key from stdin is typed', async () => {
    const { asked } = await ask([testKeys.other], { env: 'test', appcode: 'A', key_file: '-' }, 'shop');
    expect(asked).toEqual(['Client key, which is not shown:']);
  });

  test('a key that looks wrong is kept, and told', async () => {
    const { key } = await ask([`"${testKeys.other}"`], { env: 'test', appcode: 'A' }, 'shop');
    expect(key?.warnings.join()).toMatch(/the client key of the terminal stands in quotes/);
    expect(leakedKeys(JSON.stringify(key))).toEqual([]);
  });

  test.each<[string, ProfileOptions, string]>([
    ['a name that is taken', {}, 'the profile shop is there already'],
    ['an environment that there is not', { env: 'live', force: true }, '--env must be one of'],
    ['two keys', { key_env: 'A', key_command: 'b', force: true }, 'must be the only source of the key'],
  ])('%s is refused before anything is asked', async (_what, options, message) => {
    expect((await failureOf(ask([], options, 'shop', { profiles: saved }))).message).toContain(message);
  });

  test('a key file that can be read but once is read once', async () => {
    const { files, ...context } = merchantWorld({ is_tty: true, files: { pipe: testKeys.other } });
    const read: string[] = [];
    const counting = {
      ...files,
      read: (path: string, limit?: number) => {
        read.push(path);
        return files.read(path, limit);
      },
    };
    const options = { env: 'test', appcode: 'A', key_file: 'pipe', mchid: '' };
    const { key } = await askMissing(options, 'shop', { ...context, files: counting });
    expect(key?.key.kind).toBe('client_key');
    expect(read).toEqual(['pipe']);
  });

  test('profiles that cannot be read are told before anything is asked', async () => {
    const error = await failureOf(ask([], {}, undefined, { files: { [profilesFile]: '{broken' } }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.told).toContain(profilesFile);
  });

  test('a key that is no text is asked for again', async () => {
    const { err } = await ask(['\ufffd\ufffd', testKeys.other], { env: 'test', appcode: 'A' }, 'shop');
    expect(err).toBe('> must hold UTF-8 text\n');
  });

  test('a name that is taken will do with --force', async () => {
    const { name } = await ask(['test', 'A', testKeys.other], { force: true }, 'shop', { profiles: saved });
    expect(name).toBe('shop');
  });
});

test.each<[string, ProfileOptions, MerchantWorld]>([
  ['in a pipe', {}, { is_tty: false }],
  ['after --no-input', { input: false }, {}],
  ['with --json', { json: true }, {}],
  ['on a CI machine', {}, { env: { CI: 'true' } }],
])('nobody is asked %s', async (_where, options, world) => {
  const { asked, ...told } = await ask([], options, undefined, world);
  expect(asked).toEqual([]);
  expect(told).toEqual({ name: undefined, options, err: '' });
});
