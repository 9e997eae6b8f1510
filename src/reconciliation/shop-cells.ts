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

/** What stands before the decimals of a list; `unclear` where nothing shows it, and the way it was exported leaves both open. */
export type DecimalMark = 'point' | 'comma' | 'unclear';

/**
 * By the amounts themselves: of two marks the last is that of the decimals, and so is one that has no three digits behind it. Where
 * they show nothing or contradict each other it is a point in a list with commas; in one with `;` or tabs nobody can say.
 */
export function decimalMarkOf(texts: readonly string[], is_open: boolean): DecimalMark {
  const [only, ...others] = new Set(texts.flatMap((text) => shownMark(text) ?? []));
  if (only !== undefined && others.length === 0) return only;
  return is_open ? 'unclear' : 'point';
}

function shownMark(text: string): DecimalMark | undefined {
  const number = /[\d.,']+/.exec(bareAmount(text))?.[0] ?? '';
  const [, whole = '', last, digits = ''] = /^(.*)([.,])(\d+)$/.exec(number) ?? [];
  if (last === undefined) return undefined;
  const [own, other] = last === '.' ? (['point', 'comma'] as const) : (['comma', 'point'] as const);
  if (whole.includes(last)) return other;
  const can_be_group = digits.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return can_be_group ? undefined : own;
}

function bareAmount(text: string): string {
  if (/^[\d.,-]*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/\u2212/g, '-')
    .replace(/[\s\u00A0]/g, '');
}

/** `HK$ 1,234.50`, `(12.80)`, `-12.80`, `1.234,50` where decimals have a comma; undefined for what is no amount. */
export function readWrittenAmount(text: string, mark: DecimalMark): WrittenAmount | undefined {
  if (mark === 'unclear') return readWrittenAmount(text, 'point') ?? readWrittenAmount(text, 'comma');
  const plain = bareAmount(text);
  const inner = /^\((.*)\)$/.exec(plain)?.[1];
  const signed = inner ?? plain;
  const is_negative = inner !== undefined || /^-|-$/.test(signed) || /^(?:[A-Z]{3}|[A-Z]{0,3}\$|¥)-/i.test(signed);
  const bare = signed.replace(/-/g, '');
  const [, before = '', number = '', after = ''] =
    /^([A-Za-z]{0,3}[$¥€£]?)([\d.,']+)(元|[A-Za-z]{3})?$/.exec(bare) ?? [];
  const grouped = mark === 'comma' ? number.replace(/[.,]/g, (sign) => (sign === ',' ? '.' : ',')) : number;
  if (!/^(?:\d+|\d{1,3}(?:[,']\d{3})+)(?:\.\d+)?$/.test(grouped)) return undefined;
  const [whole = '', fraction = ''] = grouped.replace(/[,']/g, '').split('.');
  const txcurrcd = codeOf(before) ?? codeOf(after);
  return {
    ...{ is_negative, whole, fraction, has_mark: /[.,']/.test(grouped) },
    ...(txcurrcd === undefined ? {} : { txcurrcd }),
  };
}

/** What an amount such as `1,280` can be, where nothing tells which mark the decimals have; undefined where both are the same. */
export function doubtOf(text: string): readonly [string, string] | undefined {
  const [one, other] = (['point', 'comma'] as const).map((mark) => {
    const amount = readWrittenAmount(text, mark);
    return amount && `${amount.whole}.${amount.fraction}`.replace(/\.?0*$/, '');
  });
  return one === undefined || other === undefined || one === other ? undefined : [one, other];
}

const signs: Readonly<Record<string, string>> = {
  ...{ HK$: 'HKD', US$: 'USD', S$: 'SGD', A$: 'AUD', NT$: 'TWD', RM: 'MYR', RMB: 'CNY' },
};

/** A code that QFPay does not take is one all the same: such an amount is in no other currency. */
function codeOf(text: string): string | undefined {
  const upper = text.toUpperCase();
  return signs[upper] ?? (/^[A-Z]{3}$/.test(upper) ? upper : undefined);
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
    ...[
      '已請款',
      '已请款',
      '已收款',
      'partiallyrefunded',
      '部分退款',
      'processing',
      'invoiced',
      'confirmed',
      '已確認',
      '已确认',
    ],
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
    ...['已過期', 'onhold', 'closed', '交易關閉', '交易关闭', 'declined', 'rejected', 'reversed', 'abandoned', 'error'],
    ...['awaitingpayment', 'authorized', 'authorised', 'released', '交易失敗', '交易失败', '付款失败', '支付失敗'],
    ...['unknown', '結果未知', '结果未知', '已授權', '已授权', '已釋放', '已释放', '已沖正', '已冲正', 'awaitingpayer'],
    ...['已拒絕', '已拒绝', '待確認', '待确认', '處理失敗', '处理失败', '已撤銷', '已撤销'],
  ],
  refunded: ['refunded', 'refund', 'fullyrefunded', '退款', '退款成功', '已退款', '全額退款', '全额退款'],
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

/** The word of a line that sums orders up: `Total`, `合計：`, `total: paid`, `總計（HKD）`. Goods and orders can begin with it. */
export function isTotalWord(text: string): boolean {
  const words =
    /^(?:(?:grand |sub-?)?totals?|sum|合計|合计|總計|总计|小計|小计|總額|总额|總數|总数|共計|共计)(?: *[:(].*)?$/i;
  return words.test(text.normalize('NFKC').trim());
}
