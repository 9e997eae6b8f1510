import { createHash } from 'node:crypto';
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

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex').toUpperCase();

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
  ['zh-Hans', 'bad', '无效', '签名不一致', ['原因', '依据', '修复'], ['类型', '签名方式', '收到', '应为']],
  ['zh-Hant', 'bad', '無效', '簽名不一致', ['原因', '依據', '修正'], ['類型', '簽名方式', '收到', '應為']],
  [
    'en',
    'bad',
    'invalid',
    'the signature does not match',
    ['cause', 'evidence', 'fix'],
    ['kind', 'scheme', 'received', 'expected'],
  ],
])('in %s the verdict and all labels are of that language', async (lang, tone, word, text, labels, facts) => {
  const { blocks, error } = await run({ lang, explain: true });
  expect(blocks[0]).toEqual({ kind: 'headline', tone, word, text });
  const rows = blocks.flatMap((block) => (block.kind === 'rows' ? [block.rows.map(([label]) => label)] : []));
  expect(rows.slice(0, 2)).toEqual([labels, facts]);
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

/** What a person reads, block by block: the verdict in a word, the labels of rows, the first words of text. */
function outline(blocks: Awaited<ReturnType<typeof run>>['blocks']): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'headline') return [block.word];
    if (block.kind === 'rows') return [block.rows.map(([label]) => label).join(' ')];
    if (block.kind === 'aligned') return [block.lines.map(({ label, text }) => `${label} ${text}`.trim()).join(' | ')];
    return 'text' in block ? [block.text] : [];
  });
}

describe('on the screen', () => {
  const strings = 'signed txamt=1.00 | right txamt=100 | &txcurrcd=HKD<key';

  test('the verdict comes first, then cause and fix, then the strings, then what they rest on', async () => {
    const said = outline((await run({})).blocks);
    expect(said.slice(0, 3)).toEqual(['invalid', 'cause evidence fix', 'What was signed, and what has to be signed']);
    expect(said[3]).toContain(strings);
    expect(said.slice(4)).toEqual(['kind scheme received expected']);
  });

  test('nothing is said twice: the report tells the error itself', async () => {
    expect(await run({})).toMatchObject({ is_told: true, error: { message: expect.any(String) } });
  });

  test('remarks wait for --explain where a cause is proven, and are counted', async () => {
    const lower = { signature: signature.toLowerCase() };
    const [plain, explained] = [await run(lower), await run({ ...lower, explain: true })];
    expect(outline(plain.blocks)).toContain('Remarks left out: 1. --explain shows them.');
    expect(outline(plain.blocks).join()).not.toContain('remark ');
    expect(outline(explained.blocks)).toContain('kind scheme received expected remark');
    expect(plain.data).toMatchObject({ remarks: [expect.stringContaining('lower case')] });
  });

  test('a wrong order is shown as two lists of names', async () => {
    const unsorted = sha256(`txcurrcd=HKD&txamt=100${testKeys.sandbox}`);
    const given = ['txcurrcd=HKD', 'txamt=100'];
    const context = testContext({ env: { QFPAY_KEY: testKeys.sandbox } });
    const { blocks } = await verifyCommand.run({ signature: unsorted, sign_type: 'SHA256' }, given, context);
    expect(blocks).toContainEqual({
      kind: 'rows',
      rows: [
        ['signed', 'txcurrcd, txamt'],
        ['right', 'txamt, txcurrcd'],
      ],
    });
    expect(blocks.filter(({ kind }) => kind === 'aligned')).toEqual([]);
  });

  test('names in capitals are held against those that were signed', async () => {
    const given = ['TXAMT=1', 'PAY_TYPE=8'];
    const right = sha256(`pay_type=8&txamt=1${testKeys.sandbox}`);
    const context = testContext({ env: { QFPAY_KEY: testKeys.sandbox } });
    const { blocks, data } = await verifyCommand.run({ signature: right, sign_type: 'SHA256' }, given, context);
    expect(data).toMatchObject({ diagnosis: { causes: [{ id: 'names-changed', parameters: ['TXAMT', 'PAY_TYPE'] }] } });
    expect(blocks).toContainEqual({
      kind: 'rows',
      rows: [
        ['signed', 'pay_type, txamt'],
        ['read', 'PAY_TYPE, TXAMT'],
      ],
    });
  });

  test('of many differences the first are shown, and the rest with --explain', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const given = names.map((name) => `${name}=x y`);
    const wrong = sha256(`${names.map((name) => `${name}=x+y`).join('&')}${testKeys.sandbox}`);
    const context = testContext({ env: { QFPAY_KEY: testKeys.sandbox } });
    const marks = async (explain: boolean) => {
      const options = { signature: wrong, sign_type: 'SHA256', explain };
      const { blocks } = await verifyCommand.run(options, given, context);
      const aligned = blocks.flatMap((block) => (block.kind === 'aligned' ? block.lines : []));
      return [aligned.filter(({ mark }) => mark).length, outline(blocks).some((text) => text.includes('2 more'))];
    };
    expect(await marks(false)).toEqual([8, true]);
    expect(await marks(true)).toEqual([12, false]);
  });
});
