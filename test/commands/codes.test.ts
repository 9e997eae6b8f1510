import { describe, expect, test } from 'vitest';
import { respcds } from '../../src/catalog/respcd.ts';
import { codesCommand } from '../../src/commands/codes.ts';
import { UsageError } from '../../src/errors.ts';
import { renderText } from '../../src/render/text.ts';
import { widthOf } from '../../src/render/wrap-text.ts';
import { testContext } from '../support/context.ts';

type Options = Parameters<typeof codesCommand.run>[0];

function run(args: readonly string[], options: Options = {}, env: Record<string, string> = {}) {
  return codesCommand.run(options, args, testContext({ env }));
}

async function found(args: readonly string[], options: Options = {}) {
  return ((await run(args, options)).data['codes'] as { code: string }[]).map(({ code }) => code);
}

async function failure(args: readonly string[], options: Options = {}): Promise<UsageError> {
  const error: unknown = await run(args, options).catch((reason: unknown) => reason);
  if (!(error instanceof UsageError)) throw new Error(`a UsageError was expected, not ${String(error)}`);
  return error;
}

test('one code is one entry of the document, with what merchants met behind it', async () => {
  const { data, exit_code } = await run(['1108']);
  expect(exit_code).toBe(0);
  expect(data).toEqual({
    codes: [
      {
        code: '1108',
        name: 'signature-error',
        meaning: expect.stringContaining('signature does not match'),
        category: 'signature',
        finality: 'final',
        next_step: expect.stringContaining('X-QF-SIGNTYPE'),
        also: [expect.stringContaining('mchid'), expect.any(String)],
      },
    ],
  });
});

test('a person reads one code as rows, several as a table', async () => {
  expect((await run(['1108'])).blocks.map(({ kind }) => kind)).toEqual(['rows']);
  expect((await run(['1143', '1145'])).blocks.map(({ kind }) => kind)).toEqual(['table']);
});

test('without a word it is the whole table', async () => {
  expect(await found([])).toEqual(respcds.map(({ code }) => code));
});

test.each([
  [['refund', 'window'], '1265'],
  [['refund window'], '1265'],
  [['签名'], '1108'],
  [['簽名'], '1108'],
  [['SIGNATURE'], '1108'],
  [['insufficient-balance'], '1201'],
  [['out_trade_no', 'used', 'before'], '1251'],
  [['night'], '1265'],
  [['夜間'], '1265'],
  [['why can I not refund at night?'], '1265'],
  [['respcd=1108'], '1108'],
  [['处理中，请稍等(1143)'], '1143'],
  [['HTTP', '429'], '429'],
  [['too many requests'], '429'],
  [['限流'], '429'],
  [['获取用户支付通道失败'], '1104'],
])('%j finds %s', async (words, code) => {
  expect(await found(words)).toContain(code);
});

test('what it finds is told in the language of the reader, not of the words', async () => {
  const { data } = await run(['签名'], { lang: 'zh-Hant' });
  expect(JSON.stringify(data)).toContain('簽名');
  expect(JSON.stringify((await run(['1108'], {}, { LANG: 'zh_CN.UTF-8' })).blocks)).toContain('签名');
});

test('a category limits a list and a search', async () => {
  expect(await found([], { category: 'pending' })).toEqual(['1143', '1145', '1298']);
  expect(await found(['refund'], { category: 'refund' })).toContain('1265');
  expect(await found(['refund'], { category: 'refund' })).not.toContain('2011');
});

describe('refuses', () => {
  test.each([
    ['1109', 'qfpay codes 1108 1107 1106'],
    ['1180', 'qfpay codes 1181 1150 1108'],
    ['110', 'qfpay codes 1100 1101 1102'],
  ])('the unknown code %s, with near ones', async (code, next) => {
    const { message, facts } = await failure([code]);
    expect(message).toContain(code);
    expect(facts.details).toMatchObject([{ field: 'code', value: code, next }]);
  });

  test('all unknown codes and the category at once', async () => {
    const { facts } = await failure(['9999', '1108', '8888'], { category: 'pendin' });
    expect(facts.details?.map((fault) => 'value' in fault && fault.value)).toEqual(['pendin', '9999', '8888']);
  });

  test.each([
    [['nothinglikethis'], {}],
    [['1108'], { category: 'refund' }],
  ])('what matches nothing: %j %j', async (args, options) => {
    expect((await failure(args, options)).message).toContain('no status code matches');
  });

  test('an unknown category, and lists those that there are', async () => {
    expect((await failure([], { category: 'x' })).message).toContain('merchant-config, payer, pending');
  });
});

test('a code that is named is the only one, however many the words are', async () => {
  expect(await found(['处理中，请稍等(1143)'])).toEqual(['1143']);
  expect(await found(['{"respcd":"1108","txamt":"1100"}'])).toEqual(['1108']);
});

test('429 is an HTTP status that was not processed, in each language, and in no list of respcd', async () => {
  const { exit_code, data, blocks } = await run(['429']);
  expect(exit_code).toBe(0);
  expect(data).toMatchObject({ codes: [{ code: '429', finality: 'not_processed', category: 'http' }] });
  expect(JSON.stringify(blocks)).toContain('technical.support@qfpay.com');
  expect(await found(['1108', '429'])).toEqual(['1108', '429']);
  expect(await found([])).not.toContain('429');
});

test.each(['9999', '8108', '42'])('a code that nothing is near to gets no relative: %s', async (code) => {
  const { facts } = await failure([code]);
  expect(facts.details).toEqual([{ field: 'code', value: code, rule: expect.stringContaining('unknown outcome') }]);
});

test('a sentence with a code that is none says so, and another HTTP status is told from a respcd', async () => {
  expect((await failure(['respcd=9999'])).message).toContain('9999 is no status code');
  expect((await failure(['502'])).message).toContain('HTTP status');
});

test.each([{}, { lang: 'zh-Hant' }, { lang: 'zh-Hans' }])('the list fits 80 columns: %j', async (options) => {
  const text = await renderText((await run([], options)).blocks, { is_tty: true, columns: 80, color: 0 });
  for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
  expect(text).not.toContain('too narrow');
  expect(text.split('\n').filter((line) => /^\d{4} /.test(line))).toHaveLength(respcds.length);
});
