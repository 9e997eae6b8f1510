import { type Currency, currencies } from '../catalog/currencies.ts';
import { searchRows } from '../catalog/search.ts';
import { command, exits } from '../command/command.ts';
import { type ColumnOptions, columnFaults, columnsFlag } from '../command/flags.ts';
import type { Context } from '../context.ts';
import { refuse, UsageError } from '../errors.ts';
import { type Labels, loadWords } from '../language/languages.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { type GlobalOptions, resolveLang } from '../merchant/given.ts';
import type { Example, Report } from '../report/report.ts';
import { type ColumnLook, namedColumns, type TableColumn, tableOf } from '../report/table-columns.ts';
import { formatMoney } from '../transaction/money.ts';

const currencyColumnNames = ['code', 'name', 'minor_digits', 'example'] as const;

export const currenciesCommand = command({
  name: 'currencies',
  says: () => t`List the currencies that QFPay takes, and what txamt counts in each.`,
  arguments: [
    {
      name: 'code-or-words',
      repeats: true,
      says: () => t`a code such as HKD, or words in three languages`,
      values: 'currencies',
    },
  ],
  flags: columnsFlag(currencyColumnNames),
  examples,
  exits: exits.local,
  run: listCurrencies,
});

async function listCurrencies(
  options: ColumnOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  refuse(columnFaults(options, currencyColumnNames), 'qfpay currencies --help');
  const asked = args.flatMap((arg) => arg.split(/\s+/)).filter(Boolean);
  const found = await searchRows(currencies, asked, ({ code }, words) => [code, words.currency[code] ?? '']);
  if (found.length === 0) throw unknownError(asked.join(' '));
  const words = await loadWords(resolveLang(options, context));
  const entries = found.map(({ code, minor_digits }) => ({ code, name: words.currency[code] ?? code, minor_digits }));
  const blocks = [tableOf(currencyColumns(words.labels), entries, options.columns)];
  return { command: 'currencies', exit_code: 0, data: { currencies: entries }, blocks };
}

function unknownError(text: string): UsageError {
  const codes = currencies.map(({ code }) => code);
  const fault = {
    field: 'currency',
    value: text,
    rule: t`must be one of ${codes.join(', ')}, or words of a name`,
    ...didYouMean(text, codes),
  };
  return new UsageError(t`no currency matches ${text}`, { hint: 'qfpay currencies', details: [fault] });
}

function examples(): readonly Example[] {
  return [
    ['qfpay currencies JPY', t`what txamt counts in yen`],
    ['qfpay currencies dollar', t`search by words`],
    ['qfpay currencies 港元', t`the same in Chinese`],
  ];
}

/** A currency as it is listed, its name in the language of the person. */
type CurrencyEntry = Currency & { readonly name: string };

/** The example says more than "cents": for JPY the same txamt is a hundred times as much. */
function currencyColumns(labels: Labels): TableColumn<CurrencyEntry>[] {
  const looks: Readonly<Record<(typeof currencyColumnNames)[number], ColumnLook<CurrencyEntry>>> = {
    code: { title: labels.code, cell: ({ code }) => code },
    name: { title: labels.name, wraps: 12, cell: ({ name }) => name },
    minor_digits: { title: labels.minor_digits, align: 'right', cell: ({ minor_digits }) => String(minor_digits) },
    example: { title: labels.example, align: 'right', cell: ({ code }) => formatMoney('1280', code) },
  };
  return namedColumns(currencyColumnNames, looks);
}
