import type { EnvName } from '../catalog/endpoints.ts';
import { outcomeInBook } from '../diagnosis/money-sums.ts';
import { outcomeWord } from '../diagnosis/outcome.ts';
import { exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import type { BookDifference, BookRecord, DifferenceKind, Reconciliation, ShopEntry } from '../reconciliation/books.ts';
import type { WorkbookCell, WorkbookSheet } from '../spreadsheet/write-workbook.ts';
import { formatMoney } from '../transaction/money.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import type { Block, Report } from './report.ts';
import { transactionData } from './transaction-report.ts';

export interface ReconcileFindings {
  readonly env: EnvName;
  readonly simulated?: boolean;
  readonly since: Date;
  readonly until: Date;
  /** Rows of the list, and records of the gateway with the days beside the window. */
  readonly rows: number;
  readonly records: number;
  readonly found: Reconciliation;
  readonly is_currency_compared: boolean;
  /** Of `--refund-csv`. */
  readonly refund_csv?: RefundCsv;
  readonly warnings: readonly string[];
}

/** A file for `refund-batch`. */
export interface RefundCsv {
  readonly file: string;
  readonly rows: number;
  /** Cents by currency. */
  readonly totals: readonly { readonly txcurrcd: string; readonly txamt: string }[];
}

/** What a person does about it. */
export function whatToDo({ kind, is_refund, out_trade_no = '', syssn = '', gateway }: BookDifference): string {
  const name = out_trade_no || syssn;
  const ask = `qfpay query ${name}`;
  switch (kind) {
    case 'missing_at_gateway':
      return is_refund
        ? t`The list has a refund that QFPay has not in these days. See whether it was sent: qfpay history ${name}`
        : t`QFPay has no payment of it in these days. Look further: ${ask}`;
    case 'missing_in_shop':
      return t`The money came in and the list has no order: find out what it was for before anything is given back.`;
    case 'amount':
      return t`Correct the side that is wrong; ${ask} shows what QFPay has.`;
    case 'currency':
      return t`Correct the currency in the list, or find out why the payer was charged in another: ${ask}`;
    case 'outcome':
      return gateway?.respcd === '0000' && !is_refund
        ? t`The two sides say different things of it: ${ask}, and correct the list.`
        : t`It did not go through at QFPay: ${ask}, and correct the list, or have it paid again.`;
    case 'paid_twice':
      return t`Give the second payment back, if it was not meant: qfpay refund --syssn ${syssn} --full`;
    case 'refunded_twice':
      return t`Find out who sent the second refund; it cannot be called back. qfpay history ${name} shows what this machine sent.`;
    case 'refund_unknown':
      return t`Find out who gave it back (another machine, the portal), and enter it in the list.`;
    case 'pending':
      return t`Not final yet: ${ask} --wait, then reconcile again.`;
  }
}

function kindWord(kind: DifferenceKind | 'journal_only'): string {
  const words: Readonly<Record<DifferenceKind | 'journal_only', string>> = {
    missing_at_gateway: t`missing at the gateway`,
    missing_in_shop: t`missing in the list`,
    amount: t`another amount`,
    currency: t`another currency`,
    outcome: t`another outcome`,
    paid_twice: t`paid twice`,
    refunded_twice: t`refunded twice`,
    refund_unknown: t`unknown refund`,
    pending: t`pending`,
    journal_only: t`refunds of this machine that the list has not`,
  };
  return words[kind];
}

/** The differences with both sides, and sums that add up. */
export function reconcileReport(findings: ReconcileFindings): Report {
  const { env, simulated, since, until, rows, records, found, is_currency_compared, refund_csv, warnings } = findings;
  const { matched, differences, notes, totals } = found;
  const count = differences.length;
  return {
    command: 'reconcile',
    exit_code: count > 0 ? exitCodes.declined : exitCodes.ok,
    data: {
      ...{ env, ...(simulated ? { simulated } : {}), since: isoTime(since), until: isoTime(until), rows, records },
      ...{ currency_compared: is_currency_compared, matched, differences: differences.map(differenceData) },
      notes: notes.map(({ gateway, sent }) => ({ gateway: recordData(gateway), journal: sent })),
      ...{ totals, ...(refund_csv ? { refund_csv } : {}), ...(warnings.length > 0 ? { warnings } : {}) },
    },
    blocks: reconcileBlocks(findings),
    ...(count > 0 ? { error: { code: 'differences', message: countMessage(count) } } : {}),
  };
}

function countMessage(count: number): string {
  return count === 1
    ? t`1 difference between the list and QFPay's books`
    : t`${count} differences between the list and QFPay's books`;
}

function countWord(count: number): string {
  if (count === 0) return t`NO DIFFERENCES`;
  return count === 1 ? t`1 DIFFERENCE` : t`${count} DIFFERENCES`;
}

function noteText(count: number): string {
  return count === 1
    ? t`1 refund that this machine sent is not in the list`
    : t`${count} refunds that this machine sent are not in the list`;
}

function isoTime(moment: Date): string {
  return `${formatGatewayTime(moment).replace(' ', 'T')}+08:00`;
}

function recordData(record: BookRecord): Record<string, unknown> {
  return { ...transactionData(record), outcome: outcomeInBook(record) };
}

function differenceData(difference: BookDifference): Record<string, unknown> {
  const { kind, out_trade_no, syssn, shop, gateway, sent } = difference;
  return {
    ...{ kind, ...(out_trade_no ? { out_trade_no } : {}), ...(syssn ? { syssn } : {}) },
    ...(shop ? { shop } : {}),
    ...(gateway ? { gateway: recordData(gateway) } : {}),
    ...(sent ? { journal: sent } : {}),
    what_to_do: whatToDo(difference),
  };
}

function shopText(shop: ShopEntry | undefined, is_refund: boolean, currency = ''): string {
  if (!shop) return '-';
  const sum = formatMoney(is_refund ? `-${shop.txamt}` : shop.txamt, shop.txcurrcd ?? currency);
  return t`${sum} (line ${shop.line})`;
}

function gatewayText(record: BookRecord | undefined, is_refund: boolean): string {
  if (!record) return '-';
  const { txamt = '?', txcurrcd = '' } = record;
  return `${formatMoney(is_refund ? `-${txamt}` : txamt, txcurrcd)}, ${outcomeWord(outcomeInBook(record))}`;
}

/** A screen has room for the beginning; the document and the workbook have all of them. */
const mostShown = 50;

function reconcileBlocks(findings: ReconcileFindings): Block[] {
  const { since, until, simulated, rows, found, is_currency_compared, refund_csv } = findings;
  const { differences, matched, notes } = found;
  const more = differences.length - mostShown;
  const hints = [
    ...(simulated ? [t`simulated: no gateway of QFPay's answered, and no real money moved`] : []),
    ...(more > 0 ? [t`and ${more} more: --json or --xlsx has all of them`] : []),
    ...(is_currency_compared ? [] : [t`the list has no currency: currencies were not compared`]),
    ...(notes.length > 0 ? [noteText(notes.length)] : []),
    ...(refund_csv ? [refundCsvText(refund_csv)] : []),
  ];
  const window = t`${formatGatewayTime(since)} to ${formatGatewayTime(until)} (UTC+8)`;
  return [
    {
      ...{ kind: 'headline', tone: differences.length > 0 ? 'bad' : 'good' },
      word: countWord(differences.length),
      text: t`${window}: ${rows} rows of the list, ${matched} agree`,
    },
    ...(differences.length > 0
      ? [differenceTable(differences.slice(0, mostShown), usualCurrency(found)), ...adviceBlocks(differences)]
      : []),
    sumTable(found),
    ...hints.map((text): Block => ({ kind: 'hint', text })),
  ];
}

function refundCsvText({ file, rows, totals }: RefundCsv): string {
  const sums = totals.map(({ txcurrcd, txamt }) => formatMoney(txamt, txcurrcd)).join(', ');
  return t`${file}: ${rows} refunds, ${sums || '0'}; look at each, then qfpay refund-batch ${file} --dry-run`;
}

/** Of a list without currencies: what an order that QFPay does not know is in, where there is but one. */
function usualCurrency({ totals }: Pick<Reconciliation, 'totals'>): string {
  const [only, ...others] = totals;
  return only && others.length === 0 ? only.txcurrcd : '';
}

function differenceTable(differences: readonly BookDifference[], usual: string): Block {
  const titles = ['out_trade_no', t`what differs`, t`the list`, t`QFPay`];
  return {
    kind: 'table',
    columns: titles.map((title, at) => ({ title, ...(at > 0 ? { wraps: 12 } : {}) })),
    rows: differences.map(({ kind, out_trade_no, syssn = '', shop, gateway, is_refund }) => [
      ...[out_trade_no ?? syssn, kindWord(kind), shopText(shop, is_refund, gateway?.txcurrcd ?? usual)],
      gatewayText(gateway, is_refund),
    ]),
  };
}

/** The first of each kind with what to do; the others are done in the same way. */
function adviceBlocks(differences: readonly BookDifference[]): Block[] {
  const firsts = new Map<DifferenceKind, BookDifference>();
  for (const difference of differences) if (!firsts.has(difference.kind)) firsts.set(difference.kind, difference);
  return [...firsts.values()].map((first) => ({ kind: 'hint', text: `${kindWord(first.kind)}: ${whatToDo(first)}` }));
}

function sumTable({ totals }: Reconciliation): Block {
  const rows = totals.flatMap(({ txcurrcd, shop, gateway, by_kind }) => [
    [txcurrcd || '?', t`the list`, formatMoney(shop, txcurrcd)],
    ['', t`QFPay`, formatMoney(gateway, txcurrcd)],
    ['', t`difference`, formatMoney(String(BigInt(shop) - BigInt(gateway)), txcurrcd)],
    ...Object.entries(by_kind).map(([kind, cents]) => [
      '',
      `  ${kindWord(kind as DifferenceKind)}`,
      formatMoney(cents, txcurrcd),
    ]),
  ]);
  return { kind: 'table', columns: [{ title: '' }, { title: '' }, { title: t`sum`, align: 'right' }], rows };
}

/** Every difference, and the sums. */
export function reconcileSheets({ differences, totals }: Reconciliation): WorkbookSheet[] {
  const usual = usualCurrency({ totals });
  const text = (value = ''): WorkbookCell => ({ text: value });
  const money = (
    side: { txamt?: string; txcurrcd?: string } | undefined,
    is_refund: boolean,
    currency = '',
  ): WorkbookCell =>
    side?.txamt === undefined
      ? text()
      : { cents: is_refund ? `-${side.txamt}` : side.txamt, txcurrcd: side.txcurrcd ?? currency };
  const rows = differences.map((difference): WorkbookCell[] => {
    const { kind, out_trade_no, syssn, shop, gateway, is_refund } = difference;
    return [
      ...[text(kindWord(kind)), text(out_trade_no), text(syssn), shop ? { count: shop.line } : text()],
      ...[money(shop, is_refund, gateway?.txcurrcd ?? usual), money(gateway, is_refund)],
      ...[text(gateway?.txcurrcd ?? shop?.txcurrcd ?? usual), text(gateway && outcomeWord(outcomeInBook(gateway)))],
      ...[{ time: gateway?.sysdtm ?? '' }, text(whatToDo(difference))],
    ];
  });
  const sums = totals.map(({ txcurrcd, shop, gateway }): WorkbookCell[] => [
    ...[text(t`total`), text(), text(), text(), { cents: shop, txcurrcd }, { cents: gateway, txcurrcd }],
    ...[text(txcurrcd), text(), text(), text()],
  ]);
  const titles = [
    ...[t`what differs`, 'out_trade_no', 'syssn', t`line`, t`the list`, t`QFPay`, t`currency`, t`outcome`],
    ...[t`time (UTC+8)`, t`what to do`],
  ];
  return [{ name: t`differences`, titles, rows, totals: sums }];
}
