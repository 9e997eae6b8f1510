import { expect, test } from 'vitest';
import { currenciesCommand } from '../../src/commands/currencies.ts';
import { UsageError } from '../../src/errors.ts';
import { testContext } from '../support/context.ts';

type Options = Parameters<typeof currenciesCommand.run>[0];

function run(args: readonly string[], options: Options = {}) {
  return currenciesCommand.run(options, args, testContext());
}

test('an entry has code, name and minor digits', async () => {
  expect((await run(['JPY'])).data).toEqual({ currencies: [{ code: 'JPY', name: 'Japanese yen', minor_digits: 0 }] });
});

test('without a word it is the whole table', async () => {
  expect((await run([])).data['currencies']).toHaveLength(13);
});

test.each([
  [['dollar'], ['HKD', 'SGD', 'USD', 'CAD', 'AUD']],
  [['港元'], ['HKD']],
  [['hkd'], ['HKD']],
  [['日圓'], ['JPY']],
])('%j finds %j', async (words, codes) => {
  expect(((await run(words)).data['currencies'] as { code: string }[]).map(({ code }) => code)).toEqual(codes);
});

test('shows what the same txamt is in each, so that nobody takes yen for cents', async () => {
  const [block] = (await run(['HKD'])).blocks;
  expect(JSON.stringify(block)).toContain('HKD 12.80');
  expect(JSON.stringify((await run(['JPY'])).blocks)).toContain('JPY 1280');
});

test('refuses an unknown one, with those that may have been meant', async () => {
  const error: unknown = await run(['HKT']).catch((reason: unknown) => reason);
  if (!(error instanceof UsageError)) throw new Error('a UsageError was expected');
  expect(error.facts.details).toMatchObject([
    { field: 'currency', value: 'HKT', next: expect.stringContaining('HKD') },
  ]);
});
