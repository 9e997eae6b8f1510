import { type Finality, type Respcd, type RespcdCategory, respcds } from '../catalog/respcd.ts';
import { loadWords } from '../catalog/words/load-words.ts';
import type { CatalogWords, Labels } from '../catalog/words/words.ts';
import type { Context } from '../context.ts';
import { type Fault, faultsMessage, UsageError } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { type GlobalOptions, resolveLang } from '../merchant/given.ts';
import type { Block, Example, Report } from '../report/report.ts';
import { type ColumnLook, namedColumns, type TableColumn, tableOf } from '../report/table-columns.ts';
import { columnFaults } from './columns.ts';
import { command, exits } from './command.ts';
import { columnsFlag } from './flag-groups.ts';
import { type FlagValues, value } from './flags.ts';

const codeColumnNames = ['code', 'name', 'finality', 'meaning', 'category', 'next_step', 'also'] as const;

/** As typed. */
export const codesFlags = {
  category: value('<name>', () => t`only this category: ${categories.join(', ')}`, { values: 'categories' }),
  ...columnsFlag(codeColumnNames),
};

export const codesCommand = command({
  name: 'codes',
  says: () => t`Explain status codes: what one means, whether it is final, what to do next.`,
  arguments: [
    {
      name: 'code-or-words',
      repeats: true,
      says: () => t`codes such as 1108, or words to search for in three languages`,
      values: 'codes',
    },
  ],
  flags: codesFlags,
  examples,
  exits: exits.local,
  run: codes,
});

type CodesOptions = FlagValues<typeof codesFlags>;

const categories = [...new Set(respcds.map(({ category }) => category))].sort();

async function codes(
  options: CodesOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const asked = args.flatMap((arg) => arg.split(/\s+/)).filter(Boolean);
  const is_codes = asked.length > 0 && asked.every((word) => /^\d+$/.test(word));
  const faults = [
    ...categoryFaults(options.category),
    ...(is_codes ? await codeFaults(asked) : []),
    ...columnFaults(options, codeColumnNames),
  ];
  const [first] = faults;
  if (first)
    throw new UsageError(faultsMessage(faults, `${first.field} ${first.value} ${first.rule}`), {
      hint: first.next ?? 'qfpay codes',
      details: faults,
    });
  const inCategory = respcds.filter(({ category }) => (options.category ?? category) === category);
  const found = is_codes ? inCategory.filter(({ code }) => asked.includes(code)) : await search(inCategory, asked);
  if (found.length === 0) throw new UsageError(t`no status code matches ${asked.join(' ')}`, { hint: 'qfpay codes' });
  return codesReport(found, await loadWords(resolveLang(options, context)), options.columns);
}

function categoryFaults(category: string | undefined): Fault[] {
  if (category === undefined || categories.includes(category as RespcdCategory)) return [];
  return [
    {
      field: 'category',
      value: category,
      rule: t`must be one of ${categories.join(', ')}`,
      ...didYouMean(category, categories),
    },
  ];
}

async function codeFaults(asked: readonly string[]): Promise<Fault[]> {
  const unknown = asked.filter((code) => !respcds.some((row) => row.code === code));
  if (unknown.length === 0) return [];
  const { editDistance } = await import('../language/near-names.ts');
  const rule = t`is no status code of the tables; treat it as an unknown outcome and query`;
  return unknown.map((code) => {
    // By digits that differ, then by the number: for 1109 that is 1108 before 1100.
    const distance = (row: Respcd) => editDistance(code, row.code) * 10_000 + Math.abs(Number(code) - Number(row.code));
    const near = [...respcds].sort((a, b) => distance(a) - distance(b)).slice(0, 3);
    return { field: 'code', value: code, rule, next: `qfpay codes ${near.map((row) => row.code).join(' ')}` };
  });
}

async function search(rows: readonly Respcd[], asked: readonly string[]): Promise<readonly Respcd[]> {
  if (asked.length === 0) return rows;
  const { searchRows } = await import('../catalog/search.ts');
  return searchRows(rows, asked, searchedTexts);
}

function searchedTexts({ code, name, category }: Respcd, words: CatalogWords): string[] {
  return [code, name, category, words.respcd[code]?.meaning ?? '', ...(words.second_meanings[code] ?? [])];
}

function codesReport(found: readonly Respcd[], words: CatalogWords, columns?: readonly string[]): Report {
  const entries = found.map((row) => codeEntry(row, words));
  const is_table = entries.length > 1 || columns !== undefined;
  const blocks = is_table
    ? [tableOf(codeColumns(words.labels), entries, columns)]
    : entries.flatMap((entry) => entryBlocks(entry, words));
  return { command: 'codes', exit_code: 0, data: { codes: entries }, blocks };
}

function codeEntry({ code, name, category, finality }: Respcd, { respcd, second_meanings }: CatalogWords): CodeEntry {
  const { meaning = '', next_step = '' } = respcd[code] ?? {};
  const also = second_meanings[code];
  return { code, name, meaning, category, finality, next_step, ...(also ? { also } : {}) };
}

function entryBlocks(
  { code, name, meaning, category, finality, next_step, also = [] }: CodeEntry,
  words: CatalogWords,
): Block[] {
  const { labels } = words;
  const rows: [string, string][] = [
    [labels.code, `${code}  ${name}`],
    [labels.meaning, meaning],
    ...also.map((text): [string, string] => [labels.also, text]),
    [labels.category, category],
    [labels.finality, labels[finality]],
    [labels.next_step, next_step],
  ];
  return [{ kind: 'rows', rows }];
}

function examples(): readonly Example[] {
  return [
    ['qfpay codes 1108', t`what a code means and what to do`],
    ['qfpay codes refund window', t`search by words, in any of three languages`],
    ['qfpay codes 签名', t`the same in Chinese`],
    ['qfpay codes --category pending --json', t`a category, for a script`],
  ];
}

/** A status code as it is listed. */
interface CodeEntry {
  readonly code: string;
  readonly name: string;
  readonly meaning: string;
  readonly category: RespcdCategory;
  readonly finality: Finality;
  readonly next_step: string;
  readonly also?: readonly string[];
}

function codeColumns(labels: Labels): TableColumn<CodeEntry>[] {
  const looks: Readonly<Record<(typeof codeColumnNames)[number], ColumnLook<CodeEntry>>> = {
    code: { title: labels.code, cell: ({ code }) => code },
    name: { title: labels.name, wraps: 20, cell: ({ name }) => name },
    finality: { title: labels.finality, wraps: 16, cell: ({ finality }) => labels[finality] },
    meaning: { title: labels.meaning, wraps: 24, cell: ({ meaning }) => meaning },
    category: { title: labels.category, extra: true, cell: ({ category }) => category },
    next_step: { title: labels.next_step, extra: true, wraps: 24, cell: ({ next_step }) => next_step },
    also: { title: labels.also, extra: true, wraps: 24, cell: ({ also = [] }) => also.join(' ') },
  };
  return namedColumns(codeColumnNames, looks);
}
