import { type PayType, payTypes } from '../catalog/pay-types.ts';
import { searchRows } from '../catalog/search.ts';
import { command, exits } from '../command/command.ts';
import { columnFaults, columnsFlag, type FlagValues, toggle } from '../command/flags.ts';
import type { Context } from '../context.ts';
import { refuse, UsageError } from '../errors.ts';
import { type CatalogWords, type Labels, loadWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { type GlobalOptions, resolveLang } from '../merchant/given.ts';
import { findPayType, unknownPayType } from '../payment/resolve-pay-type.ts';
import type { Block, Example, Report } from '../report/report.ts';
import { type ColumnLook, namedColumns, type TableColumn, tableOf } from '../report/table-columns.ts';
import { formatMoney } from '../transaction/money.ts';

/** The usual ones stand first. */
const payTypeColumnNames = [
  ...(['code', 'alias', 'name', 'limits', 'region', 'required'] as const),
  ...(['wallet', 'flow', 'optional', 'result', 'refund', 'cancel', 'via', 'documented'] as const),
];

const payTypesFlags = {
  all: toggle(() => t`also those that only older or regional documents have`),
  ...columnsFlag(payTypeColumnNames),
};

type PayTypesOptions = FlagValues<typeof payTypesFlags>;

export const payTypesCommand = command({
  name: 'pay-types',
  says: () => t`List pay types: code, alias, the parameters each one takes, what comes back, refund and cancelling.`,
  arguments: [
    {
      name: 'code-alias-or-words',
      repeats: true,
      says: () => t`a code, an alias, or words (wallet, flow, region) in three languages`,
      values: 'pay-types',
    },
  ],
  flags: payTypesFlags,
  examples,
  exits: exits.local,
  run: listPayTypes,
});

async function listPayTypes(
  options: PayTypesOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const { columns } = options;
  refuse(columnFaults(options, payTypeColumnNames), 'qfpay pay-types --help');
  const asked = args.flatMap((arg) => arg.split(/\s+/)).filter(Boolean);
  const found = await findPayTypes(asked);
  if (found.length === 0) throw unknownError(asked.join(' '));
  const words = await loadWords(resolveLang(options, context));
  const entries = found.map((row) => payTypeEntry(row, words));
  const data = { pay_types: entries };
  const [only, ...others] = entries;
  if (only && others.length === 0 && columns === undefined)
    return { command: 'pay-types', exit_code: 0, data, blocks: entryBlocks(only, words) };
  // Whoever searches finds all; a list without a word is to be read.
  const shown = asked.length > 0 || options.all ? entries : entries.filter(({ documented }) => documented);
  const hidden = entries.length - shown.length;
  const blocks: Block[] = [
    tableOf(payTypeColumns(words.labels), shown, columns),
    ...(hidden > 0 ? [{ kind: 'hint' as const, text: t`${hidden} more of older or regional documents: --all` }] : []),
  ];
  return { command: 'pay-types', exit_code: 0, data, blocks };
}

/** A whole code or alias is that one; otherwise whatever holds all the words. */
async function findPayTypes(asked: readonly string[]): Promise<readonly PayType[]> {
  const named = asked.length === 1 ? findPayType(asked.join()) : undefined;
  return named ? [named] : searchRows(payTypes, asked, searchedTexts);
}

function searchedTexts({ code, alias, wallet, flow, region }: PayType, words: CatalogWords): string[] {
  return [code, alias, wallet, flow, region, words.pay_type[code] ?? ''];
}

function unknownError(text: string): UsageError {
  const fault = unknownPayType(text);
  return new UsageError(t`no pay type matches ${text}`, { hint: 'qfpay pay-types', details: [fault] });
}

function payTypeEntry(row: PayType, { pay_type }: CatalogWords): PayTypeEntry {
  const { code, alias, documented = true, ...rest } = row;
  return { code, alias, name: pay_type[code] ?? alias, ...rest, documented };
}

function entryBlocks(entry: PayTypeEntry, { labels }: CatalogWords): Block[] {
  const yesNo = (value: boolean) => (value ? labels.yes : labels.no);
  const list = (names: readonly string[]) => names.join(', ') || labels.none;
  const rows: [string, string][] = [
    [labels.code, entry.code],
    [labels.alias, entry.alias],
    [labels.name, entry.name],
    [labels.wallet, entry.wallet],
    [labels.flow, entry.flow],
    [labels.region, entry.region],
    [labels.required, list(entry.required)],
    [labels.optional, list(entry.optional)],
    ...(limitsOf(entry) === '' ? [] : [[t`restricted to`, limitsOf(entry)] as [string, string]]),
    ...(entry.required.includes('auth_code')
      ? [['auth_code', t`can be used once, and for one day`] as [string, string]]
      : []),
    [labels.result, entry.result === 'none' ? labels.none : entry.result],
    [labels.refund, yesNo(entry.refund)],
    [labels.cancel, entry.cancel ?? labels.none],
    [labels.via, entry.via],
    [labels.documented, yesNo(entry.documented)],
  ];
  return [{ kind: 'rows', rows }, ...tryIt(entry)];
}

/** The currencies and the least amount that are documented; empty where nothing is. */
function limitsOf({ currencies = [], minimum }: PayTypeEntry): string {
  const only = currencies.length > 0 ? [t`${currencies.join(', ')} only`] : [];
  return [...only, ...(minimum ? [t`${formatMoney(minimum.txamt, minimum.txcurrcd)} or more`] : [])].join(', ');
}

/** Only what `payment` takes directly can be tried from here. */
function tryIt({ alias, via, required }: PayTypeEntry): Block[] {
  if (via !== 'payment') return [];
  const words = required.map((name) =>
    ['goods_name', 'return_url', 'notify_url', 'auth_code'].includes(name)
      ? `--${name.replaceAll('_', '-')} …`
      : `-p ${name}=…`,
  );
  return [{ kind: 'hint', text: ['qfpay pay --pay-type', alias, '--txamt 1280', ...words].join(' ') }];
}

function examples(): readonly Example[] {
  return [
    ['qfpay pay-types alipay hk', t`search by wallet, flow or region`],
    ['qfpay pay-types 800201', t`one of them, with its parameters`],
    ['qfpay pay-types wechat-mini-program', t`the same by its alias`],
    ['qfpay pay-types 转数快', t`the same in Chinese`],
  ];
}

/** A pay type as it is listed. */
interface PayTypeEntry extends Omit<PayType, 'documented'> {
  /** In the language of the person. */
  readonly name: string;
  readonly documented: boolean;
}

function payTypeColumns(labels: Labels): TableColumn<PayTypeEntry>[] {
  const yesNo = (value: boolean) => (value ? labels.yes : labels.no);
  const looks: Readonly<Record<(typeof payTypeColumnNames)[number], ColumnLook<PayTypeEntry>>> = {
    code: { title: labels.code, cell: ({ code }) => code },
    alias: { title: labels.alias, cell: ({ alias }) => alias },
    name: { title: labels.name, wraps: 24, cell: ({ name }) => name },
    limits: { title: t`restricted to`, wraps: 9, cell: limitsOf },
    region: { title: labels.region, spare: 1, cell: ({ region }) => region },
    required: { title: labels.required, wraps: 24, spare: 2, cell: ({ required }) => required.join(', ') || '-' },
    wallet: { title: labels.wallet, extra: true, cell: ({ wallet }) => wallet },
    flow: { title: labels.flow, extra: true, cell: ({ flow }) => flow },
    optional: { title: labels.optional, extra: true, wraps: 24, cell: ({ optional }) => optional.join(', ') || '-' },
    result: { title: labels.result, extra: true, cell: ({ result }) => (result === 'none' ? labels.none : result) },
    refund: { title: labels.refund, extra: true, cell: ({ refund }) => yesNo(refund) },
    cancel: { title: labels.cancel, extra: true, cell: ({ cancel }) => cancel ?? labels.none },
    via: { title: labels.via, extra: true, cell: ({ via }) => via },
    documented: { title: labels.documented, extra: true, cell: ({ documented }) => yesNo(documented) },
  };
  return namedColumns(payTypeColumnNames, looks);
}
