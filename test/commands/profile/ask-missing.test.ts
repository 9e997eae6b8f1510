import { describe, expect, test } from 'vitest';
import { askMissing } from '../../../src/commands/profile/ask-missing.ts';
import type { ProfileOptions } from '../../../src/commands/profile/options.ts';
import { failureOf, type MerchantWorld, merchantWorld } from '../../merchant/world.ts';
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
    expect([asked, key]).toEqual([[], undefined]);
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
