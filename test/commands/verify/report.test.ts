import { describe, expect, test } from 'vitest';
import { verifyCommand } from '../../../src/commands/verify.ts';
import { ClientKey } from '../../../src/signature/client-key.ts';
import { sign } from '../../../src/signature/sign.ts';
import { testContext } from '../../support/context.ts';
import { testKeys } from '../../support/keys.ts';

const key = new ClientKey(testKeys.sandbox);
const sent = ['txamt=100', 'txcurrcd=HKD'];
/** Signed with an amount in dollars, sent with one in cents. */
const signature = sign(
  [
    ['txamt', '1.00'],
    ['txcurrcd', 'HKD'],
  ],
  key,
  'SHA256',
);

type Options = Parameters<typeof verifyCommand.run>[0];

function run(options: Options, env: Readonly<Record<string, string>> = {}) {
  const context = testContext({ env: { QFPAY_KEY: testKeys.sandbox, ...env } });
  return verifyCommand.run({ signature, sign_type: 'SHA256', ...options }, sent, context);
}

const english = {
  id: 'number-format',
  title: 'A number is written differently in the signature',
  evidence: 'txamt was signed as 1.00; sent is 100.',
  fix: expect.stringContaining('a whole number of cents'),
};
const traditional = {
  id: 'number-format',
  title: '簽名時數字的寫法不同',
  evidence: 'txamt 簽名用 1.00，發送的是 100。',
  fix: expect.stringContaining('以分為單位的整數'),
};
const simplified = {
  id: 'number-format',
  title: '签名时数字的写法不同',
  evidence: 'txamt 签名用 1.00，发送的是 100。',
  fix: expect.stringContaining('以分为单位的整数'),
};

describe('the cause of a mismatch', () => {
  test.each([
    ['nothing', {}, {}, english],
    ['--lang zh-Hant', { lang: 'zh-Hant' }, {}, traditional],
    ['--lang zh-Hans', { lang: 'zh-Hans' }, {}, simplified],
    ['QFPAY_LANG', {}, { QFPAY_LANG: 'zh-Hant' }, traditional],
    ['the locale', {}, { LANG: 'zh_CN.UTF-8' }, simplified],
    ['--lang in JSON', { lang: 'zh-Hant', json: true }, {}, traditional],
    ['QFPAY_LANG in JSON, which is English for programs', { json: true }, { QFPAY_LANG: 'zh-Hant' }, english],
    ['the locale in JSON, which is English for programs', { json: true }, { LANG: 'zh_HK.UTF-8' }, english],
  ])('is told in the language of %s', async (_what, options, env, cause) => {
    const { data, blocks, error } = await run(options, env);
    expect(data).toMatchObject({ valid: false, diagnosis: { causes: [cause] } });
    expect(blocks).toContainEqual(
      expect.objectContaining({ rows: expect.arrayContaining([[expect.any(String), cause.evidence]]) }),
    );
    expect(error?.message).toContain(cause.title);
  });

  test('keeps ids and what was found in every language', async () => {
    const { data } = await run({ lang: 'zh-Hant' });
    const { diagnosis, ...rest } = (await run({})).data;
    expect(data).toMatchObject(rest);
    expect(Object.keys(data['diagnosis'] as object)).toEqual(Object.keys(diagnosis as object));
  });
});

test.each([
  ['zh-Hans', 'bad', '无效', '签名不一致', ['类型', '签名方式', '收到', '应为', '原因', '依据', '修复']],
  ['zh-Hant', 'bad', '無效', '簽名不一致', ['類型', '簽名方式', '收到', '應為', '原因', '依據', '修正']],
  [
    'en',
    'bad',
    'invalid',
    'the signature does not match',
    ['kind', 'scheme', 'received', 'expected', 'cause', 'evidence', 'fix'],
  ],
])('in %s the verdict and all labels are of that language', async (lang, tone, word, text, labels) => {
  const { blocks, error } = await run({ lang, explain: true });
  expect(blocks[0]).toEqual({ kind: 'headline', tone, word, text });
  expect(blocks[1]?.kind === 'rows' && blocks[1].rows.map(([label]) => label)).toEqual(labels);
  expect(error?.message.startsWith(text)).toBe(true);
  expect(JSON.stringify(blocks)).toContain({ en: 'What is signed', 'zh-Hans': '待签名', 'zh-Hant': '待簽名' }[lang]);
});

describe('where nothing is found', () => {
  test('the questions and what was ruled out are Chinese, too', async () => {
    const { data, blocks } = await run({ lang: 'zh-Hant', signature: 'A'.repeat(64) });
    expect(data).toMatchObject({
      diagnosis: {
        ruled_out: expect.arrayContaining([expect.objectContaining({ family: 'order', title: '參數次序' })]),
        questions: expect.arrayContaining([expect.stringContaining(`密鑰是 ${key} 嗎`)]),
      },
    });
    expect(JSON.stringify(blocks)).toContain('已排除');
  });
});

test('a valid signature that is refused all the same is answered in Chinese', async () => {
  const right = sign(
    [
      ['txamt', '100'],
      ['txcurrcd', 'HKD'],
    ],
    key,
    'SHA256',
  );
  const { data, blocks } = await run({ lang: 'zh-Hans', signature: right });
  expect(blocks[0]).toMatchObject({ tone: 'good', word: '有效', text: '签名一致' });
  expect(data).toMatchObject({ valid: true, if_refused: expect.arrayContaining([expect.stringContaining('代理商')]) });
});
