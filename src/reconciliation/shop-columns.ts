import { currencies } from '../catalog/currencies.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { SheetLine } from '../spreadsheet/read-csv.ts';

/** What a column of a shop's list can be. `txamt` counts cents, `amount` major units, `sum` whichever of both fits. */
export const shopRoles = ['out_trade_no', 'txamt', 'amount', 'sum', 'txcurrcd', 'status', 'type'] as const;
export type ShopRole = (typeof shopRoles)[number];

/** What `--map` can name. */
export const mappedRoles = ['out_trade_no', 'txamt', 'amount', 'txcurrcd', 'status', 'type'] as const;
export type ShopMap = Readonly<Partial<Record<(typeof mappedRoles)[number], string>>>;

/** Which column is which, by places from 0. */
export interface ShopHeader {
  /** Of the header among the lines of the file. */
  readonly index: number;
  readonly places: Readonly<Partial<Record<ShopRole, number>>>;
  /** Of all amounts, where the heading says it: `金額 (HKD)`. */
  readonly txcurrcd?: string;
}

/** Headings without spaces, dashes and case, the surest first. What shops and their systems export: QFPay's own, WeChat Pay, Shopline, Shopify, WooCommerce, Odoo. */
const headings: Readonly<Record<Exclude<ShopRole, 'amount'>, readonly (readonly string[])[]>> = {
  out_trade_no: [
    ['outtradeno'],
    [
      '商户订单号',
      '商戶訂單號',
      '商家訂單號',
      '商戶訂單編號',
      'merchantorderno',
      'merchantordernumber',
      'merchantreference',
    ],
    [
      ...['order', 'orderno', 'orderid', 'ordernumber', 'ordernum', 'orderref', 'orderreference', 'salesorder'],
      ...['訂單編號', '訂單號', '訂單號碼', '訂單', '订单编号', '订单号', '订单号码', '订单', '單號', '单号'],
    ],
    ['name', 'number', 'reference', 'paymentreference', 'receiptno', 'receiptnumber', '編號', '编号', '收據編號', 'id'],
  ],
  txamt: [['txamt', 'cents', '分', 'amountcents', 'amountincents']],
  sum: [
    [
      ...['amountpaid', 'paidamount', 'paymentamount', 'paymenttotal', 'totalpaid', '實付金額', '实付金额', '付款金額'],
      ...['付款金额', '支付金額', '支付金额', '付款總金額', '付款总金额', '實收金額', '实收金额'],
    ],
    ['amount', '金額', '金额', '交易金額', '交易金额', '訂單金額', '订单金额', 'orderamount', 'transactionamount'],
    [
      ...['total', 'ordertotal', 'ordertotalamount', 'totalamount', 'amounttotal', 'grandtotal', 'totalincurrency'],
      ...[
        '訂單合計',
        '订单合计',
        '訂單總額',
        '订单总额',
        '總金額',
        '总金额',
        '總額',
        '总额',
        '合計',
        '合计',
        '總計',
        '总计',
      ],
    ],
  ],
  txcurrcd: [['txcurrcd'], ['currency', 'currencycode', '幣別', '币别', '幣種', '币种', '貨幣', '货币']],
  status: [
    ['paymentstatus', 'financialstatus', '付款狀態', '付款状态', '支付狀態', '支付状态', '交易狀態', '交易状态'],
    ['status', 'state', 'orderstatus', '狀態', '状态', '訂單狀態', '订单状态'],
    // Of this tool's own `query --csv` and `--xlsx`.
    ['outcome', '結果', '结果'],
  ],
  type: [
    ['type', 'transactiontype', 'ordertype', 'kind', '類型', '类型', '交易類型', '交易类型', '收支類型', '收支类型'],
  ],
};

interface ReadTitle {
  readonly name: string;
  readonly unit: string;
}

/** `金額（HKD）` is `金額` in HKD. */
function readTitle(title: string): ReadTitle {
  const text = title.normalize('NFKC').toLowerCase();
  const unit = /\(([^()]*)\)\s*$/.exec(text)?.[1]?.trim() ?? '';
  return { name: text.replace(/\([^()]*\)\s*$/, '').replace(/[\s_\-.:#*/'"]+/g, ''), unit };
}

/** How far down a header is looked for: what stands above it is a title. */
const deepest = 40;

/**
 * The header of a list: the first line that names a column of order numbers and one of amounts.
 * @returns the faults where there is none, or where two columns could be meant
 */
export function findShopHeader(
  lines: readonly SheetLine[],
  map: ShopMap,
): ShopHeader | { readonly faults: readonly Fault[] } {
  let near: { line: SheetLine; found: ReturnType<typeof placesOf> } | undefined;
  for (const [index, line] of lines.slice(0, deepest).entries()) {
    const found = placesOf(line, map);
    const { places, txcurrcd } = found;
    const has_amount = places.txamt !== undefined || places.amount !== undefined || places.sum !== undefined;
    if (places.out_trade_no !== undefined && has_amount && found.missing.length === 0)
      return found.faults.length > 0 ? { faults: found.faults } : { index, places, ...(txcurrcd ? { txcurrcd } : {}) };
    if (!near && line.values.filter((value) => value !== '').length > 1) near = { line, found };
    if (Object.keys(places).length > Object.keys(near?.found.places ?? {}).length) near = { line, found };
  }
  return { faults: [headerFault(near?.line ?? lines[0], near?.found.missing ?? [], map)] };
}

function placesOf({ line, values }: SheetLine, map: ShopMap) {
  const titles = values.map(readTitle);
  const places: Partial<Record<ShopRole, number>> = {};
  const faults: Fault[] = [];
  const missing: string[] = [];
  for (const [role, title] of Object.entries(map) as [ShopRole, string][]) {
    const at = values.findIndex((value) => value.trim().toLowerCase() === title.trim().toLowerCase());
    if (at === -1) missing.push(title);
    else places[role] = at;
  }
  const has_amount = places.txamt !== undefined || places.amount !== undefined;
  for (const role of Object.keys(headings) as (keyof typeof headings)[]) {
    if (places[role] !== undefined || (has_amount && (role === 'txamt' || role === 'sum'))) continue;
    const at = placeOf(role, titles, values, { line, faults });
    if (at !== undefined) places[role] = at;
  }
  const amount = titles[places.txamt ?? places.amount ?? places.sum ?? -1];
  return { ...byUnit(places, amount), faults, missing };
}

/** The surest of the words that a heading has; two headings of one sureness are for the person to choose from. */
function placeOf(
  role: keyof typeof headings,
  titles: readonly ReadTitle[],
  values: readonly string[],
  { line, faults }: { line: number; faults: Fault[] },
): number | undefined {
  for (const words of headings[role]) {
    const [first, ...others] = titles.flatMap(({ name }, at) => (words.includes(withoutCurrency(name)) ? [at] : []));
    if (first === undefined) continue;
    if (others.length > 0) {
      const value = [first, ...others].map((at) => values[at]).join(', ');
      const flag = role === 'sum' ? 'amount' : role;
      faults.push({
        line,
        field: 'header',
        value,
        rule: t`can each be meant by ${flag}`,
        next: `--map ${flag}=${values[first]}`,
      });
    }
    return first;
  }
  return undefined;
}

/** The unit behind an amount's heading tells what it counts, and in which currency. */
function byUnit(places: Partial<Record<ShopRole, number>>, title: ReadTitle | undefined) {
  const txcurrcd = currencyIn(title?.unit ?? '') ?? currencyIn(title?.name.slice(-3) ?? '');
  const { sum, ...others } = places;
  if (sum === undefined || title === undefined) return { places, txcurrcd };
  if (['cents', 'cent', '分'].includes(title.unit)) return { places: { ...others, txamt: sum }, txcurrcd };
  return ['元', 'dollars', '港元', '港幣', '港币'].includes(title.unit)
    ? { places: { ...others, amount: sum }, txcurrcd }
    : { places, txcurrcd };
}

function currencyIn(text: string): string | undefined {
  return currencies.find(({ code }) => code === text.toUpperCase())?.code;
}

function withoutCurrency(name: string): string {
  return name.length > 3 && currencyIn(name.slice(-3)) ? name.slice(0, -3) : name;
}

function headerFault(line: SheetLine | undefined, missing: readonly string[], map: ShopMap): Fault {
  if (!line) return { field: 'file', rule: t`is empty` };
  const value = line.values.filter((text) => text !== '').join(', ');
  const place = { line: line.line, field: 'header', value };
  if (missing.length > 0) return { ...place, rule: t`has no column ${missing.join(', ')}, which --map names` };
  const is_data = line.values.some((text) => /\d{4,}/.test(text)) && Object.keys(map).length === 0;
  return {
    ...place,
    rule: is_data
      ? t`is missing: this line looks like an order already, and nothing above it names the columns`
      : t`must name a column of order numbers and one of amounts`,
    next: is_data
      ? t`write a first line that names the columns, such as out_trade_no,amount`
      : t`--map out_trade_no=…,amount=…`,
  };
}
