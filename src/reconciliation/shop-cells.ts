import { currencies } from '../catalog/currencies.ts';
import type { ShopState } from './books.ts';

/** An amount as a person wrote it, without what it counts: cents or major units. */
export interface WrittenAmount {
  readonly is_negative: boolean;
  /** Digits before the point, without separators. */
  readonly whole: string;
  /** Digits behind it. */
  readonly fraction: string;
  /** It has a point or separators, which cents have not. */
  readonly has_mark: boolean;
  readonly txcurrcd?: string;
}

/** `HK$ 1,234.50`, `(12.80)`, `-12.80`, `1.234,50` where decimals have a comma; undefined for what is no amount. */
export function readWrittenAmount(text: string, has_decimal_comma: boolean): WrittenAmount | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/\u2212/g, '-')
    .replace(/[\s\u00A0]/g, '');
  const inner = /^\((.*)\)$/.exec(plain)?.[1];
  const signed = inner ?? plain;
  const is_negative = inner !== undefined || /^-|-$/.test(signed) || /^(?:[A-Z]{3}|[A-Z]{0,3}\$|¥)-/i.test(signed);
  const bare = signed.replace(/-/g, '');
  const [, before = '', number = '', after = ''] =
    /^([A-Za-z]{0,3}[$¥€£]?)([\d.,']+)(元|[A-Za-z]{3})?$/.exec(bare) ?? [];
  const grouped = has_decimal_comma ? number.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ',')) : number;
  if (!/^(?:\d+|\d{1,3}(?:[,']\d{3})+)(?:\.\d+)?$/.test(grouped)) return undefined;
  const [whole = '', fraction = ''] = grouped.replace(/[,']/g, '').split('.');
  const txcurrcd = codeOf(before) ?? codeOf(after);
  return {
    ...{ is_negative, whole, fraction, has_mark: /[.,']/.test(grouped) },
    ...(txcurrcd === undefined ? {} : { txcurrcd }),
  };
}

const signs: Readonly<Record<string, string>> = { HK$: 'HKD', US$: 'USD', S$: 'SGD', RM: 'MYR', RMB: 'CNY' };

function codeOf(text: string): string | undefined {
  const upper = text.toUpperCase();
  return signs[upper] ?? currencies.find(({ code }) => code === upper)?.code;
}

/** Cents of it in one of the two readings; undefined where it has more decimals than the currency. */
export function centsOfAmount(
  { whole, fraction }: WrittenAmount,
  reading: 'cents' | 'major',
  digits: number,
): string | undefined {
  const kept = reading === 'cents' ? 0 : digits;
  if (/[1-9]/.test(fraction.slice(kept))) return undefined;
  return (whole + fraction.slice(0, kept).padEnd(kept, '0')).replace(/^0+(?=\d)/, '');
}

const states: Readonly<Record<ShopState, readonly string[]>> = {
  paid: [
    ...['paid', 'success', 'succeeded', 'successful', 'completed', 'complete', 'done', 'captured', 'posted', 'sale'],
    ...[
      '已付款',
      '已支付',
      '付款成功',
      '支付成功',
      '交易成功',
      '成功',
      '已完成',
      '完成',
      'shipped',
      'fulfilled',
      '已發貨',
      '已发货',
    ],
    ...['已收款', 'partiallyrefunded', '部分退款', 'processing', 'invoiced', 'confirmed', '已確認', '已确认'],
  ],
  unpaid: [
    ...['unpaid', 'pending', 'pendingpayment', 'failed', 'cancelled', 'canceled', 'voided', 'void', 'expired', 'draft'],
    ...[
      '未付款',
      '未支付',
      '待付款',
      '待支付',
      '付款失敗',
      '支付失败',
      '失敗',
      '失败',
      '已取消',
      '取消',
      '已關閉',
      '已关闭',
      '已过期',
    ],
    ...['已過期', 'onhold', 'closed', '交易關閉', '交易关闭'],
  ],
  refunded: ['refunded', 'fullyrefunded', '已退款', '全額退款', '全额退款'],
};

const types = {
  refund: ['refund', 'refunds', 'return', 'creditnote', 'outrefund', '退款', '退貨', '退货', '退款單', '退款单'],
  payment: [
    ...['payment', 'sale', 'order', 'invoice', 'charge', 'outinvoice', 'pay', 'purchase', 'customerpayment'],
    ...['付款', '支付', '收款', '交易', '銷售', '销售', '消費', '消费', '訂單', '订单', '收入'],
  ],
} as const;

function word(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.]+/g, '');
}

/** Undefined for a word that nobody knows. An empty one says nothing against a payment. */
export function stateOfWord(text: string): ShopState | undefined {
  if (text === '') return 'paid';
  return (Object.keys(states) as ShopState[]).find((state) => states[state].includes(word(text)));
}

export function typeOfWord(text: string): 'payment' | 'refund' | undefined {
  if (text === '') return 'payment';
  return (['refund', 'payment'] as const).find((type) => (types[type] as readonly string[]).includes(word(text)));
}

/** A line beneath the orders that sums them up. */
export function isTotalWord(text: string): boolean {
  const words = /^(?:(?:grand |sub)?totals?\b|sum\b|合計|合计|總計|总计|小計|小计|總額|总额|總數|总数|共計|共计)/i;
  return words.test(text.normalize('NFKC').trim());
}
