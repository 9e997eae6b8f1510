import { describe, expect, test } from 'vitest';
import { respcds } from '../../src/catalog/respcd.ts';
import { codesCommand } from '../../src/commands/codes.ts';
import { UsageError } from '../../src/errors.ts';
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
