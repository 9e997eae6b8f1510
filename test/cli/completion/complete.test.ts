import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { testContext } from '../../support/context.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const profiles = {
  schema_version: 1,
  profiles: {
    shop: { env: 'test', app_code: 'A', key_command: 'false' },
    '$(touch pwned)': { env: 'test', app_code: 'A', key_command: 'false' },
  },
};

async function complete(...words: readonly string[]): Promise<string[]> {
  const context = testContext({
    env: { QFPAY_CONFIG_DIR: '/config' },
    files: memoryFiles({ '/config/profiles.json': JSON.stringify(profiles) }),
  });
  expect(await main(['__complete', '--', ...words], () => context)).toBe(0);
  expect(context.written.err).toBe('');
  return context.written.out.split('\n').slice(0, -1);
}

test('no name that a shell would run is put on the line', async () => {
  expect(await complete('query', '--profile', '')).toEqual(['shop']);
  expect(await complete('profile', 'use', '')).toEqual(['shop']);
});

describe('at the place of the last word stands', () => {
  test.each([
    ['a command', ['refund-'], /^refund-batch\tgive back/],
    ['the help command', ['hel'], /^help$/],
    ['a documented call', ['api', 'POST', 'customer_c'], /^customer_create\tmakes a customer$/],
    ['a call by the path that is begun', ['api', '/customer/v1/c'], /^\/customer\/v1\/create\tmakes a customer$/],
    ['a parameter of it', ['api', 'product_create', 'name=Club', 'interval_'], /^interval_count=\trequired/],
    ['a topic of help', ['help', 'exit'], /^exit-codes$/],
    ['a flag of the command', ['pay', '--goods'], /^--goods-name\t/],
    ['a flag that every command takes', ['codes', '--tim'], /^--time(out|zone)\t/],
    ['an environment', ['pay', '--env', 'pr'], /^prod$/],
    ['an environment behind =', ['pay', '--env=pr'], /^--env=prod$/],
    ['a pay type by its alias', ['pay', '--pay-type', 'wechat-m'], /^wechat-m\S+\tWeChat/],
    ['a pay type by its code', ['pay', '--pay-type', '80020'], /^80020\d\t/],
    ['a currency', ['pay', '--currency', 'hk'], /^HKD\t/],
    ['a status code', ['codes', '1108', '114'], /^114\d\t/],
    ['a profile, whose command is not run', ['query', '--profile', 's'], /^shop$/],
    ['what profile does', ['profile', 'sh'], /^show$/],
    ['a name for it', ['profile', 'show', ''], /^shop$/],
    ['a kind of this command', ['verify', '--kind', 'res'], /^response$/],
    ['a category', ['codes', '--category', 'p'], /^p\w+$/],
    ['an outcome', ['query', '--outcome', 'ref'], /^refunded$/],
    ['what a report has rows of', ['report', '--by', ''], /^(pay-type|day|outcome)$/],
    ['a day', ['report', '--day', 'y'], /^yesterday$/],
    ['a month', ['query', '--month', 'l'], /^last-month$/],
    ['the beginning of a window', ['query', '--since', '7'], /^7d$/],
    ['a file', ['verify', '--input', 're'], /^:files$/],
  ])('%s', async (_what, words, first) => {
    const found = await complete(...words);
    expect(found.length).toBeGreaterThan(0);
    for (const line of found) expect(line).toMatch(first);
  });

  test('nothing that was given already, but for flags that repeat', async () => {
    const flags = (await complete('pay', '--txamt', '100', '-p', 'a=b', '--')).map((line) => line.split('\t')[0]);
    expect(flags).not.toContain('--txamt');
    expect(flags).toEqual(expect.arrayContaining(['--param', '--skip-rule', '--amount']));
  });

  test('behind a method, the calls of that method', async () => {
    const calls = async (method: string) => (await complete('api', method, '')).map((line) => line.split('\t')[0]);
    expect(await calls('GET')).toEqual(['close', 'trade_bill', 'wechat_oauth_code', 'wechat_openid']);
    expect((await calls('GET')).filter((name) => name === 'payment' || name === 'GET')).toEqual([]);
    expect(await calls('POST')).toEqual(expect.arrayContaining(['payment', 'customer_create']));
  });

  test.each([
    ['where only the person knows', ['pay', '--out-trade-no', '']],
    ['behind a command that there is not', ['frob', 'x']],
  ])('nothing %s', async (_what, words) => {
    expect(await complete(...words)).toEqual([]);
  });
});

test('the meaning is told in the reader’s language', async () => {
  const context = testContext({ env: { QFPAY_LANG: 'zh-Hant' } });
  await main(['__complete', '--', 'codes', '1108'], () => context);
  expect(context.written.out).toMatch(/^1108\t簽名/);
});
