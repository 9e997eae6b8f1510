import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { type TestWorld, testContext } from '../support/context.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

async function run(argv: readonly string[], world: TestWorld = {}) {
  const context = testContext(world);
  return { exit_code: await main(argv, () => context), ...context.written };
}

interface Overview {
  readonly configured: boolean;
  readonly settings: readonly { name: string; value?: string; source?: string }[];
  readonly problems: readonly string[];
  readonly next: readonly { command: string }[];
}

async function overview(world: TestWorld, argv: readonly string[] = []): Promise<Overview> {
  const { exit_code, out, err } = await run([...argv, '--json'], world);
  expect([exit_code, err]).toEqual([0, '']);
  return JSON.parse(out) as Overview;
}

const ours = { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox };

function profiles(entry: object, current = 'shop', mode = 0o600) {
  const files = memoryFiles();
  files.write(
    '/home/user/.config/qfpay/profiles.json',
    JSON.stringify({ schema_version: 1, current, profiles: { shop: entry } }),
    mode,
  );
  return { files, env: { QFPAY_CONFIG_DIR: '/home/user/.config/qfpay' } };
}

describe('without a command', () => {
  test('whoever has nothing configured is told what to try, and where every command is listed', async () => {
    const { exit_code, out, err } = await run([]);
    expect([exit_code, err]).toEqual([0, '']);
    expect(out).toMatch(/^env +sandbox +default$/m);
    expect(out.match(/(?<=^ {2}\$ qfpay )\S+/gm)).toEqual(['pay', 'profile', 'codes']);
    expect(out).toContain('qfpay --help');
  });

  test('whoever has is told the values, where each comes from, and to see whether they hold', async () => {
    const { configured, settings, problems, next } = await overview({ env: { ...ours, QFPAY_ENV: 'test' } });
    expect(configured).toBe(true);
    expect(problems).toEqual([]);
    expect(settings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'env', value: 'test', source: 'QFPAY_ENV' }),
        expect.objectContaining({ name: 'app_code', value: testAppCode, source: 'QFPAY_APPCODE' }),
        expect.objectContaining({ name: 'client_key', source: 'QFPAY_KEY' }),
        expect.objectContaining({ name: 'base_url', value: 'https://test-openapi-hk.qfapi.com' }),
      ]),
    );
    expect(next.map(({ command }) => command.split(' ')[1])).toEqual(['doctor', 'pay', 'query']);
  });

  test('the transactions to look up are those of the month, which begins in UTC+8', async () => {
    const { next } = await overview({ env: ours, now: new Date('2026-11-30T16:00:00.000Z') });
    expect(next.at(-1)?.command).toBe('qfpay query --since 2026-12-01');
  });

  test('flags count as for any command', async () => {
    const { settings } = await overview({}, ['--env', 'local', '--lang', 'zh-Hant']);
    expect(settings).toContainEqual(expect.objectContaining({ name: 'env', value: 'local', source: '--env' }));
    expect(settings).toContainEqual(expect.objectContaining({ name: 'lang', value: 'zh-Hant', source: '--lang' }));
  });

  test('a key is known by its fingerprint, and one that a command would tell is not asked for', async () => {
    const { out } = await run([], { env: ours });
    expect(leakedKeys(out)).toEqual([]);
    const world = profiles({ env: 'prod', app_code: 'A', key_command: 'pass show qfpay' });
    const runCommand = () => {
      throw new Error('a command was run');
    };
    const { settings, problems } = await overview({ ...world, runCommand });
    expect(problems).toEqual([]);
    expect(settings).toContainEqual(
      expect.objectContaining({ name: 'client_key', source: 'profile shop', key_source: 'key_command' }),
    );
  });

  test('a key that stands in another variable is not shown', async () => {
    for (const argv of [[], ['--json'], ['--env', testKeys.sandbox]]) {
      const { out, err } = await run(argv, { env: { ...ours, QFPAY_BASE_URL: testKeys.sandbox } });
      expect(leakedKeys(out + err)).toEqual([]);
    }
  });

  test('it is in the language of the reader', async () => {
    const { out } = await run(['--lang', 'zh-Hant'], { env: { QFPAY_ENV: 'nowhere' } });
    expect(out).toContain('→ 全部指令：qfpay --help');
    expect(out).toMatch(/^問題 {2}QFPAY_ENV /m);
  });
});

describe('a configuration that is broken is told of in a line, and is no failure', () => {
  const key = testKeys.sandbox;
  test.each<[string, TestWorld, string]>([
    ['an environment that there is not', { env: { ...ours, QFPAY_ENV: 'nowhere' } }, 'QFPAY_ENV must be one of'],
    ['half of the credentials', { env: { QFPAY_APPCODE: testAppCode } }, 'QFPAY_APPCODE is set, but'],
    ['a profile that is not saved', { env: { QFPAY_PROFILE: 'gone' } }, 'QFPAY_PROFILE must name a saved profile'],
    [
      'profiles that others can read',
      profiles({ env: 'test', app_code: 'A', client_key: key }, 'shop', 0o644),
      'chmod 600',
    ],
    [
      'profiles that are no JSON',
      { files: memoryFiles({ '/c/profiles.json': '{' }), env: { QFPAY_CONFIG_DIR: '/c' } },
      'profiles.json',
    ],
    ['a .env that cannot be read', { files: memoryFiles({ '/shop/.env': 'x'.repeat(1_000_001) }) }, '.env'],
  ])('%s', async (_what, world, told) => {
    const { problems } = await overview(world);
    expect(problems).toEqual([expect.stringContaining(told)]);
  });

  test('a .env that is a pipe, once', async () => {
    const files = memoryFiles();
    files.entries.set('/shop/.env', { bytes: Buffer.from('QFPAY_ENV=prod'), mode: 0o600, is_regular: false });
    const { problems } = await overview({ files });
    expect(problems).toEqual(['/shop/.env is not read: it is no regular file']);
  });

  test('a language that there is not, in English', async () => {
    const { exit_code, out } = await run([], { env: { ...ours, QFPAY_LANG: 'klingon' } });
    expect(exit_code).toBe(0);
    expect(out).toMatch(/^problem {2}QFPAY_LANG must be one of en, zh-Hans, zh-Hant/m);
  });
});
