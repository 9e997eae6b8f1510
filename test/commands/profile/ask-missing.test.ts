import { describe, expect, test } from 'vitest';
import type { ProfileOptions } from '../../../src/command/profile-view.ts';
import { askMissing } from '../../../src/commands/profile/add.ts';
import { ConfigError } from '../../../src/errors.ts';
import { failureOf, type MerchantWorld, merchantWorld, profilesFile } from '../../merchant/world.ts';
import { leakedKeys, testAppCode, testKeys } from '../../support/keys.ts';

const mchidQuestion = 'Store number (mchid); Enter if the mail has none:';
const saved = { shop: { env: 'test', app_code: 'A', client_key: testKeys.other } };

/** As it was said, before it was broken for the screen. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

async function ask(answers: readonly string[], options: ProfileOptions = {}, name?: string, world: MerchantWorld = {}) {
  const context = merchantWorld({ is_tty: true, answers, ...world });
  const told = await askMissing(options, name, context);
  expect(leakedKeys(context.written.err)).toEqual([]);
  return { ...told, asked: context.asked, err: context.written.err };
}

describe('on a terminal', () => {
  test('everything is asked for, and what will not do asked again', async () => {
    const answers = ['', 'my shop', 'shop', 'my-shop', 'sand', 'A B', ` ${testAppCode} `, '', testKeys.other, ' S-1 '];
    const { name, options, key, asked, err } = await ask(answers, {}, undefined, { profiles: saved });
    expect([name, options.env, options.appcode, options.mchid]).toEqual(['my-shop', 'sandbox', testAppCode, 'S-1']);
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
    const { asked, key } = await ask([''], { env: 'test', appcode: 'A', key_env: 'SHOP_KEY' }, 'shop');
    expect([asked, key?.key]).toEqual([[mchidQuestion], { kind: 'key_env', key_env: 'SHOP_KEY' }]);
  });

  test('a key from stdin is typed', async () => {
    const { asked } = await ask([testKeys.other, ''], { env: 'test', appcode: 'A', key_file: '-' }, 'shop');
    expect(asked).toEqual(['Client key, which is not shown:', mchidQuestion]);
  });

  test('a key that looks wrong is kept, and told', async () => {
    const { key } = await ask([`"${testKeys.other}"`, 'y', ''], { env: 'test', appcode: 'A' }, 'shop');
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
    const { err } = await ask(['\ufffd\ufffd', testKeys.other, ''], { env: 'test', appcode: 'A' }, 'shop');
    expect(err).toBe('> must hold UTF-8 text\n');
  });

  test('a name that is taken will do with --force', async () => {
    const { name } = await ask(['', 'test', 'A', testKeys.other, ''], { force: true }, 'shop', { profiles: saved });
    expect(name).toBe('shop');
  });
});

describe("QFPay's mail", () => {
  const mail = `Dear merchant,\nApp code: ${testAppCode}\nClient key: ${testKeys.other}\nMCHID: ZaMVg12345\n`;

  test('answers for what it says, and nothing more is asked but name and environment', async () => {
    const { options, key, asked, err } = await ask([mail, 'shop', 'sand']);
    expect([options.appcode, options.mchid]).toEqual([testAppCode, 'ZaMVg12345']);
    expect(key?.key.kind === 'client_key' && key.key.client_key.reveal()).toBe(testKeys.other);
    expect(asked).toHaveLength(3);
    expect(oneLine(err)).toBe('found: app code, 32 characters; client key, 32 characters; store number, 10 characters');
  });

  test('without labels leaves it to the person which of two values is the key, by their places, and shows neither', async () => {
    const bare = `Hello\n${testKeys.other}\n\n${testAppCode}`;
    const { options, key, asked, err } = await ask([bare, '1', 'shop', 'sand', '']);
    expect(options.appcode).toBe(testAppCode);
    expect(key?.key.kind === 'client_key' && key.key.client_key.reveal()).toBe(testKeys.other);
    expect(asked[1]).toBe('The mail has 2 values of 32 characters without a label. Which one is the client key?');
    const told = asked.join('\n') + err;
    for (const value of [testKeys.other, testAppCode]) expect(told).not.toContain(value.slice(0, 5));
  });

  test('that has two environments is asked for again', async () => {
    const twice = `${mail}App code: ${testKeys.prod}\n`;
    const { options, err } = await ask([twice, mail, 'shop', 'sand']);
    expect(options.appcode).toBe(testAppCode);
    expect(oneLine(err)).toContain(
      'several values have the same label (app code): paste the part for one environment only',
    );
  });

  test('that has one value under both labels is believed in neither', async () => {
    const same = `App code: ${testKeys.other}\nKey: ${testKeys.other}`;
    const { options, err } = await ask([same, 'shop', 'sand', testAppCode, testAppCode, testKeys.other, '']);
    expect(options.appcode).toBe(testAppCode);
    expect(err).toContain('app code and key are the same value there');
    expect(err).toContain('> must not be the same text as the other: app code and key are two');
  });

  test('with a key that lost a character leads to a question, and no to the key again', async () => {
    const short = mail.replace(testKeys.other, testKeys.other.slice(1));
    const { key, asked } = await ask([short, 'shop', 'sand', 'n', testKeys.other]);
    expect(asked).toContain("client key: 31 characters; QFPay's keys have 32. Save it all the same? (y/N)");
    expect(key?.key.kind === 'client_key' && key.key.client_key.reveal()).toBe(testKeys.other);
  });

  test('of a sample is not taken for one', async () => {
    const sample = 'App code: your_app_code_here\nClient key: your_client_key_here';
    const { options } = await ask([sample, 'shop', 'sand', testAppCode, testKeys.other, '']);
    expect(options.appcode).toBe(testAppCode);
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
