import { supportAddress } from '../catalog/endpoints.ts';
import { type Finality, type Respcd, type RespcdCategory, respcds } from '../catalog/respcd.ts';
import { command, exits } from '../command/command.ts';
import { columnFaults, columnsFlag, type FlagValues, value } from '../command/flags.ts';
import type { Context } from '../context.ts';
import { type Fault, faultsMessage, UsageError } from '../errors.ts';
import { type CatalogWords, type Labels, langs, loadWords } from '../language/languages.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { type GlobalOptions, resolveLang } from '../merchant/given.ts';
import type { Block, Example, Report } from '../report/report.ts';
import { type ColumnLook, namedColumns, type TableColumn, tableOf } from '../report/table-columns.ts';

/** The usual ones stand first. */
const codeColumnNames = ['code', 'finality', 'meaning', 'name', 'category', 'next_step', 'also'] as const;

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
  const { category, columns } = options;
  const words = await loadWords(resolveLang(options, context));
  const asked = args.flatMap((arg) => arg.split(/\s+/)).filter(Boolean);
  const is_codes = asked.length > 0 && asked.every((word) => /^\d+$/.test(word));
  refuseAll([
    ...categoryFaults(category),
    ...(is_codes ? await codeFaults(asked) : []),
    ...columnFaults(options, codeColumnNames),
  ]);
  const inCategory = respcds.filter((row) => (category ?? row.category) === row.category);
  const entries = inCategory.map((row) => codeEntry(row, words));
  const known = category === undefined && asked.length > 0 ? [...entries, httpEntry()] : entries;
  const found = is_codes ? known.filter(({ code }) => asked.includes(code)) : await search(known, asked);
  if (found.length > 0) return codesReport(found, words, columns);
  // A sentence may name a code that is none, which is the more useful thing to say.
  if (category === undefined) refuseAll(await codeFaults(asked.join(' ').match(/(?<![\d.])\d{4}(?![\d.])/g) ?? []));
  throw new UsageError(t`no status code matches ${asked.join(' ')}`, { hint: 'qfpay codes' });
}

/** @throws UsageError with every fault at once */
function refuseAll(faults: readonly Fault[]): void {
  const [first] = faults;
  if (!first) return;
  throw new UsageError(faultsMessage(faults, `${first.field} ${first.value} ${first.rule}`), {
    hint: first.next ?? 'qfpay codes',
    details: faults,
  });
}

/** The HTTP status that QFPay refuses too many requests with: no `respcd` comes with it. */
const tooMany = '429';

/** Said of it beside its own words, in the three languages. */
const tooManyTexts = [
  'http',
  'rate-limit',
  'rate-limited',
  '限流',
  '频率',
  '頻率',
  '频繁',
  '頻繁',
  '请求过多',
  '請求過多',
];

function httpEntry(): CodeEntry {
  return {
    code: tooMany,
    name: 'too-many-requests',
    meaning: t`HTTP status, no respcd: above 100 requests a second or 400 a minute of this merchant. The request was not processed.`,
    category: 'http',
    finality: 'not_processed',
    next_step: t`Send it again after a pause that doubles each time (Retry-After, where it is given), under the same number. This tool does so by itself. Before a peak write to ${supportAddress}; qfpay usage shows how near you are.`,
  };
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
  const unknown = asked.filter((code) => code !== tooMany && !respcds.some((row) => row.code === code));
  if (unknown.length === 0) return [];
  const { editDistance } = await import('../language/near-names.ts');
  return unknown.map((value) => {
    if (/^[45]\d\d$/.test(value)) return { field: 'code', value, rule: httpRule() };
    // A digit that was mistyped or left out, and never the group of the code: whoever has 9999 did not mean 2999.
    const near = respcds
      .filter(({ code }) => code.slice(0, 2) === value.slice(0, 2) && editDistance(value, code) <= 1)
      .sort((a, b) => Math.abs(Number(value) - Number(a.code)) - Math.abs(Number(value) - Number(b.code)))
      .slice(0, 3);
    const rule = t`is no status code of the tables; treat it as an unknown outcome and query`;
    const next = near.length > 0 ? { next: `qfpay codes ${near.map((row) => row.code).join(' ')}` } : {};
    return { field: 'code', value, rule, ...next };
  });
}

function httpRule(): string {
  return t`is an HTTP status and no respcd: it does not tell what became of an order, query does`;
}

/** The codes that the words name, else those that they speak of. */
async function search(entries: readonly CodeEntry[], asked: readonly string[]): Promise<readonly CodeEntry[]> {
  if (asked.length === 0) return entries;
  const { codesInText, searchSentence } = await import('../catalog/sentence.ts');
  const sentence = asked.join(' ');
  const named = codesInText(sentence, (code) => entries.some((entry) => entry.code === code));
  if (named.length > 0) return named.flatMap((code) => entries.filter((entry) => entry.code === code));
  const all = await Promise.all(langs.map(loadWords));
  return searchSentence(
    entries.map((row) => ({ row, texts: searchedTexts(row, all) })),
    sentence,
  );
}

function searchedTexts({ code, name, category, meaning }: CodeEntry, all: readonly CatalogWords[]): string[] {
  const own = code === tooMany ? [meaning, ...tooManyTexts] : [];
  const said = all.flatMap(({ respcd, second_meanings }) => [
    respcd[code]?.meaning ?? '',
    ...(second_meanings[code] ?? []),
  ]);
  return [code, name, category, ...own, ...said];
}

function codesReport(entries: readonly CodeEntry[], words: CatalogWords, columns?: readonly string[]): Report {
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
    [labels.finality, finality === 'not_processed' ? t`not processed: safe to send again` : labels[finality]],
    [labels.next_step, next_step],
  ];
  return [{ kind: 'rows', rows }];
}

function examples(): readonly Example[] {
  return [
    ['qfpay codes 1108', t`what a code means and what to do`],
    ["qfpay codes 'why can I not refund at night'", t`search by words or a sentence, in any of three languages`],
    ["qfpay codes '处理中，请稍等(1143)'", t`the code that a message names`],
    ['qfpay codes 429', t`the HTTP status of too many requests`],
    ['qfpay codes 签名', t`the same in Chinese`],
    ['qfpay codes --category pending --json', t`a category, for a script`],
  ];
}

/** A status code, or an HTTP status, as it is listed. */
interface CodeEntry {
  readonly code: string;
  readonly name: string;
  readonly meaning: string;
  readonly category: RespcdCategory | 'http';
  readonly finality: Finality | 'not_processed';
  readonly next_step: string;
  readonly also?: readonly string[];
}

function codeColumns(labels: Labels): TableColumn<CodeEntry>[] {
  const looks: Readonly<Record<(typeof codeColumnNames)[number], ColumnLook<CodeEntry>>> = {
    code: { title: labels.code, cell: ({ code }) => code },
    finality: { title: t`settled`, cell: ({ finality }) => markOf(finality) },
    meaning: { title: labels.meaning, wraps: 24, cell: ({ meaning }) => meaning },
    name: { title: labels.name, extra: true, cell: ({ name }) => name },
    category: { title: labels.category, extra: true, cell: ({ category }) => category },
    next_step: { title: labels.next_step, extra: true, wraps: 24, cell: ({ next_step }) => next_step },
    also: { title: labels.also, extra: true, wraps: 24, cell: ({ also = [] }) => also.join(' ') },
  };
  return namedColumns(codeColumnNames, looks);
}

/** One word of the state, so that the meaning has the room. */
function markOf(finality: CodeEntry['finality']): string {
  switch (finality) {
    case 'final':
      return t`final`;
    case 'pending':
      return t`pending`;
    case 'query_first':
      return t`unknown`;
    case 'not_processed':
      return t`not processed`;
  }
}
