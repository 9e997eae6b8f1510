import { expect, test } from 'vitest';
import { payTypes } from '../../src/catalog/pay-types.ts';
import { payTypesCommand } from '../../src/commands/pay-types.ts';
import { UsageError } from '../../src/errors.ts';
import { renderText } from '../../src/render/text.ts';
import { widthOf } from '../../src/render/wrap-text.ts';
import { testContext } from '../support/context.ts';

type Options = Parameters<typeof payTypesCommand.run>[0];

function run(args: readonly string[], options: Options = {}) {
  return payTypesCommand.run(options, args, testContext());
}

async function found(args: readonly string[]) {
  return ((await run(args)).data['pay_types'] as { code: string }[]).map(({ code }) => code);
}

test('an entry has all that the catalogue knows', async () => {
  expect((await run(['801512'])).data).toEqual({
    pay_types: [
      {
        code: '801512',
        alias: 'alipay-hk-wap',
        name: 'Alipay WAP (HK merchants)',
        wallet: 'alipay',
        flow: 'wap',
        region: 'HK',
        required: ['return_url', 'notify_url', 'goods_name'],
        optional: ['expired_time', 'limit_pay'],
        result: 'pay_url',
        expired_time: true,
        refund: true,
        cancel: null,
        via: 'payment',
        currencies: ['HKD'],
        documented: true,
      },
    ],
  });
});

test('without a word it is the whole table', async () => {
  expect(await found([])).toEqual(payTypes.map(({ code }) => code));
});

test.each([
  [['alipay-hk-wap'], ['801512']],
  [['fps'], ['802001', '802010']],
  [['转数快'], ['802001', '802010']],
  [['轉數快', 'MPM'], ['802001']],
  [['wechat', 'mini'], ['800213']],
  [
    ['payme', 'cpm'],
    ['800008', '805808'],
  ],
])('%j finds %j', async (words, codes) => {
  expect(await found(words)).toEqual(codes);
});

test('one is told in rows with the command that tries it, several in a table', async () => {
  expect((await run(['801512'])).blocks).toMatchObject([
    { kind: 'rows' },
    {
      kind: 'hint',
      text: 'qfpay pay --pay-type alipay-hk-wap --txamt 1280 --return-url … --notify-url … --goods-name …',
    },
  ]);
  expect((await run(['fps'])).blocks.map(({ kind }) => kind)).toEqual(['table']);
});

test('a card is not tried by pay, since it goes through the checkout page', async () => {
  expect((await run(['802801'])).blocks.map(({ kind }) => kind)).toEqual(['rows']);
});

test('names come in the language of the reader', async () => {
  expect(JSON.stringify((await run(['802001'], { lang: 'zh-Hant' })).data)).toContain('轉數快');
});

test('refuses what matches nothing, with what may have been meant', async () => {
  const error: unknown = await run(['wechat-mpn']).catch((reason: unknown) => reason);
  if (!(error instanceof UsageError)) throw new Error('a UsageError was expected');
  expect(error.message).toBe('no pay type matches wechat-mpn');
  expect(JSON.stringify(error.facts.details)).toContain('wechat-mpm');
});

async function shown(args: readonly string[], options: Options = {}): Promise<string> {
  const { blocks } = await run(args, options);
  return renderText(blocks, { is_tty: true, columns: 80, color: 0 });
}

function codesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => /^\d{6}(?= )/.exec(line)?.[0] ?? []);
}

test('the table has the documented ones, FPS app-to-app among them, and all with --all or when words are given', async () => {
  const documented = payTypes.filter((row) => row.documented !== false).map(({ code }) => code);
  expect(documented).toHaveLength(37);
  expect(documented).toContain('802010');
  expect(codesOf(await shown([]))).toEqual(documented);
  expect(await shown([])).toContain('45 more of older or regional documents: --all');
  expect(codesOf(await shown([], { all: true }))).toHaveLength(payTypes.length);
  expect(codesOf(await shown(['octopus']))).toContain('803708');
});

test.each<Options>([{}, { all: true }, { lang: 'zh-Hant' }, { lang: 'zh-Hans', all: true }])(
  'the table fits 80 columns as a table: %j',
  async (options) => {
    const text = await shown([], options);
    for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(codesOf(text).length).toBeGreaterThanOrEqual(37);
  },
);

test('currencies and least amounts are told where they are known, and nowhere else', async () => {
  const of = async (code: string) => (await run([code])).data['pay_types'];
  expect(await of('801101')).toMatchObject([{ minimum: { txamt: '101', txcurrcd: 'HKD' } }]);
  expect(await of('802001')).toMatchObject([{ currencies: ['HKD'] }]);
  expect(JSON.stringify(await of('800201'))).not.toMatch(/currencies|minimum/);
  expect(await shown(['801101'])).toContain('HKD 1.01 or more');
  expect(await shown(['fps'])).toContain('HKD only');
});
