import { describe, expect, test } from 'vitest';
import type { Subcommand } from '../../src/command/command.ts';
import { columnFaults } from '../../src/command/flags.ts';
import { codesCommand } from '../../src/commands/codes.ts';
import { currenciesCommand } from '../../src/commands/currencies.ts';
import { historyCommand } from '../../src/commands/history.ts';
import { payTypesCommand } from '../../src/commands/pay-types.ts';
import { profileCommand } from '../../src/commands/profile.ts';
import { queryCommand } from '../../src/commands/query.ts';
import { refundBatchCommand } from '../../src/commands/refund-batch.ts';
import { UsageError } from '../../src/errors.ts';
import { loadCatalogue } from '../../src/language/languages.ts';
import { speak } from '../../src/language/t.ts';
import type { Report } from '../../src/report/report.ts';
import { testContext } from '../support/context.ts';

const names = ['out_trade_no', 'txamt', 'outcome'];

test.each([
  ['out-trade-no', 'did you mean out_trade_no?'],
  ['TXAMT', 'did you mean txamt?'],
  ['zzz', undefined],
  ['', undefined],
])('%j is no column, and the error lists those there are', (value, next) => {
  const rule = 'must be among out_trade_no, txamt, outcome';
  expect(columnFaults({ columns: ['txamt', value] }, names)).toEqual([
    { field: 'columns', value, rule, ...(next === undefined ? {} : { next }) },
  ]);
});

test('a second one is told without the whole list', () => {
  expect(columnFaults({ columns: ['a', 'b'] }, names).map(({ rule }) => rule)).toEqual([
    'must be among out_trade_no, txamt, outcome',
    'must be among them, too',
  ]);
});

test('the error speaks Chinese', async () => {
  speak(await loadCatalogue('zh-Hant'));
  expect(columnFaults({ columns: ['amt'] }, names)[0]?.rule).toBe('必須是以下各欄之一：out_trade_no, txamt, outcome');
});

test('JSON has every field, so it takes no columns', () => {
  expect(columnFaults({ columns: ['txamt'], json: true }, names)).toMatchObject([{ field: 'columns' }]);
  expect(columnFaults({ json: true }, names)).toEqual([]);
});

describe('before anything is read or sent, an unknown column is refused by', () => {
  test.each<[string, Subcommand, readonly string[]]>([
    ['query', queryCommand, ['A-1']],
    ['history', historyCommand, []],
    ['refund-batch', refundBatchCommand, ['refunds.csv']],
    ['codes', codesCommand, ['1108']],
    ['pay-types', payTypesCommand, []],
    ['currencies', currenciesCommand, []],
    ['profile list', profileCommand, ['list']],
  ])('%s', async (_name, command, args) => {
    const refused = async () => command.run({ columns: ['nothing_like_it'] } as object, args, testContext());
    const failure: unknown = await refused().catch((error: unknown) => error);
    if (!(failure instanceof UsageError)) throw new Error(`a UsageError was expected, not ${failure}`);
    expect(failure.facts.details).toMatchObject([{ field: 'columns', value: 'nothing_like_it' }]);
  });
});

describe('columns that were chosen make a table, of one row too:', () => {
  test.each<[string, Promise<Report>, readonly string[], readonly string[]]>([
    [
      'codes',
      codesCommand.run({ columns: ['category', 'code'] }, ['1108'], testContext()),
      ['category', 'code'],
      ['signature', '1108'],
    ],
    [
      'pay-types',
      payTypesCommand.run({ columns: ['alias', 'wallet', 'refund'] }, ['800201'], testContext()),
      ['alias', 'wallet', 'refund'],
      ['wechat-mpm', 'wechat', 'yes'],
    ],
    [
      'currencies',
      currenciesCommand.run({ columns: ['example', 'code'] }, ['JPY'], testContext()),
      ['txamt 1280 is', 'code'],
      ['JPY 1280', 'JPY'],
    ],
  ])('%s', async (_name, report, titles, row) => {
    const [block] = (await report).blocks;
    if (block?.kind !== 'table') throw new Error('a table was expected');
    expect(block.columns.map(({ title }) => title)).toEqual(titles);
    expect(block.rows).toEqual([row]);
  });
});
