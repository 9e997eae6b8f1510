import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

const settings = '--timezone Asia/Tokyo --sign-type MD5 --base-url https://jp.example/ --timeout 5 --lang zh-Hant';
const pay = 'pay --pay-type wechat-mpm --txamt 1280 --out-trade-no A-1 --dry-run --json';

/** A machine with a saved profile `jp`, which says the settings that are given. */
async function machine(said = settings) {
  const files = memoryFiles();
  async function run(line: string, env: Record<string, string> = {}, stdin = '') {
    const context = testContext({ files, env: { QFPAY_CONFIG_DIR: '/config', ...env }, stdin });
    const exit_code = await main(line.split(' ').filter(Boolean), () => context);
    return { exit_code, out: context.written.out, err: context.written.err };
  }
  const add = `profile add jp --env sandbox --appcode ${testAppCode} --key-file - ${said}`;
  expect(await run(add, {}, testKeys.sandbox)).toMatchObject({ exit_code: 0 });
  /** Where and how a payment would be sent. */
  async function sent(line: string, env: Record<string, string> = {}) {
    const ran = await run(`${pay} ${line}`, env);
    const { request, error } = JSON.parse(ran.out);
    if (!request) return { exit_code: ran.exit_code, error };
    const { url, headers, params } = request;
    return { host: new URL(url).host, sign_type: headers['X-QF-SIGNTYPE'], hour: params.txdtm.slice(11, 13) };
  }
  return { run, sent };
}

const tokyo = { host: 'jp.example', sign_type: 'MD5', hour: '16' };

describe('a profile that was named', () => {
  test('is used with all that it says', async () => {
    const { sent } = await machine();
    expect(await sent('--profile jp')).toEqual(tokyo);
    expect(await sent('', { QFPAY_PROFILE: 'jp' })).toEqual(tokyo);
  });

  test('comes before the variables, and after the flags', async () => {
    const { sent } = await machine();
    const variables = { QFPAY_TIMEZONE: 'UTC', QFPAY_SIGN_TYPE: 'SHA256' };
    expect(await sent('--profile jp', variables)).toEqual(tokyo);
    expect(
      await sent('--profile jp --timezone UTC --sign-type SHA256 --base-url https://x.example', variables),
    ).toEqual({
      ...{ host: 'x.example', sign_type: 'SHA256', hour: '07' },
    });
  });

  test('leaves to the variables what it does not say', async () => {
    const { sent } = await machine('--sign-type MD5');
    expect(await sent('--profile jp', { QFPAY_TIMEZONE: 'UTC' })).toEqual({
      ...{ host: 'openapi-int.qfapi.com', sign_type: 'MD5', hour: '07' },
    });
  });

  test('refuses another QFPAY_BASE_URL beside it, and takes the same', async () => {
    const { sent } = await machine();
    const other = await sent('--profile jp', { QFPAY_BASE_URL: 'https://other.example' });
    expect(other).toMatchObject({ exit_code: 3, error: { message: expect.stringContaining('https://jp.example') } });
    expect(await sent('--profile jp', { QFPAY_BASE_URL: 'https://jp.example' })).toEqual(tokyo);
  });
});

describe('the profile that is marked current', () => {
  test('comes after the variables', async () => {
    const { run, sent } = await machine();
    await run('profile use jp');
    expect(await sent('')).toEqual(tokyo);
    expect(await sent('', { QFPAY_TIMEZONE: 'UTC' })).toEqual({ ...tokyo, hour: '07' });
  });

  test('says nothing where variables give the credentials', async () => {
    const { run, sent } = await machine();
    await run('profile use jp');
    const variables = { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.other };
    expect(await sent('', variables)).toEqual({ host: 'openapi-int.qfapi.com', sign_type: 'SHA256', hour: '15' });
  });

  test('says its language to a person, and none to a program', async () => {
    const { run } = await machine();
    await run('profile use jp');
    expect((await run('currencies')).out).toContain('港');
    expect((await run('currencies', { QFPAY_LANG: 'en' })).out).not.toContain('港');
    expect((await run('currencies --json')).out).not.toContain('港');
    expect((await run('pay --bad-flag')).err).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('each setting that a profile keeps', () => {
  test.each([
    ['timezone', 'Asia/Tokyo', 'UTC'],
    ['sign_type', 'MD5', 'SHA256'],
    ['timeout', '5', '9'],
    ['lang', 'zh-Hant', 'en'],
  ])('%s is used where the profile is named, and else where no variable says otherwise', async (name, kept, other) => {
    const { run } = await machine();
    const variables = { [`QFPAY_${name.toUpperCase()}`]: other };
    const flag = `--${name.replace('_', '-')} ${other}`;
    const settingOf = async (line: string, env: Record<string, string> = {}) => {
      const { settings } = JSON.parse((await run(`profile show jp --json ${line}`, env)).out);
      return settings.find((each: { name: string }) => each.name === name);
    };
    expect(await settingOf('--profile jp', variables)).toMatchObject({ value: kept, source: 'profile jp' });
    expect(await settingOf(`--profile jp ${flag}`, variables)).toMatchObject({
      value: other,
      source: expect.stringMatching(/^--/),
    });
    await run('profile use jp');
    const doctor = async (env: Record<string, string>) => {
      const { checks } = JSON.parse((await run('doctor --offline --json', env)).out);
      return checks.find(({ id }: { id: string }) => id === name)?.found;
    };
    expect(await doctor({})).toMatch(new RegExp(`^${kept} from profile jp`));
    expect(await doctor(variables)).toMatch(new RegExp(`^${other} from QFPAY_`));
  });
});

test('what cannot be meant is not saved, and all of it is told at once', async () => {
  const { run } = await machine('');
  const bad = '--timezone Mars --sign-type SHA1 --base-url ftp://x --timeout 0 --lang xx';
  const refused = await run(`profile add bad --env prod --appcode A --key-file - ${bad} --json`, {}, testKeys.prod);
  const { error } = JSON.parse(refused.out);
  const fields = error.details.map(({ field }: { field: string }) => field).sort();
  expect(fields).toEqual(['--base-url', '--lang', '--sign-type', '--timeout', '--timezone']);
  expect((await run('profile list')).out).not.toContain('bad');
});

test("another environment's host is no base URL of a profile", async () => {
  const { run } = await machine('');
  const line = `profile add x --env test --appcode A --key-file - --base-url https://openapi-hk.qfapi.com`;
  expect(await run(line, {}, testKeys.prod)).toMatchObject({ exit_code: 3 });
});

test('profile show says where each value comes from, and doctor too', async () => {
  const { run } = await machine();
  const shown = JSON.parse((await run('profile show jp --json', { QFPAY_TIMEZONE: 'UTC' })).out);
  const timezone = shown.settings.find(({ name }: { name: string }) => name === 'timezone');
  expect(timezone).toMatchObject({ value: 'Asia/Tokyo', source: 'profile jp', unused: ['QFPAY_TIMEZONE'] });
  expect(shown.profile).toMatchObject({ timezone: 'Asia/Tokyo', sign_type: 'MD5', base_url: 'https://jp.example' });
  const doctor = await run('doctor --offline --profile jp --lang en --json');
  expect(doctor.out).toContain('Asia/Tokyo from profile jp');
});
