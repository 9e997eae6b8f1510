/** How it is paid: who presents the code, or where the page opens. */
export type Flow =
  | 'apple-pay'
  | 'card-offline'
  | 'card-online'
  | 'cpm'
  | 'h5'
  | 'in-app'
  | 'jsapi'
  | 'mini-program'
  | 'mpm'
  | 'wap'
  | 'web';

/** What the gateway hands back for the payer; `none` means that the answer is the result. */
export type PayResult = 'qrcode' | 'pay_url' | 'pay_params' | 'none';

/** One `pay_type`. Required and optional are the parameters beyond those that every payment has. */
export interface PayType {
  readonly code: string;
  readonly alias: string;
  readonly wallet: string;
  readonly flow: Flow;
  readonly region: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly result: PayResult;
  /** Whether `expired_time` is documented to work for it. */
  readonly expired_time: boolean;
  readonly refund: boolean;
  /** Which endpoint cancels an unfinished order; null where the sources name none. */
  readonly cancel: 'reversal' | 'close' | null;
  /** Only `payment` can be called directly; cards go through the checkout page or a terminal. */
  readonly via: 'payment' | 'checkout' | 'terminal';
  /** The only currencies that it takes, where QFPay says so; it publishes no list for the others. */
  readonly currencies?: readonly string[];
  /** The least that it takes, where QFPay says so: `txamt` in that currency. */
  readonly minimum?: { readonly txamt: string; readonly txcurrcd: string };
  /** False for a code that only older or regional documents list. */
  readonly documented?: false;
}

type PayTypeRow = readonly [
  code: string,
  alias: string,
  wallet: string,
  flow: Flow,
  region: string,
  own?: Partial<Pick<PayType, 'refund' | 'cancel' | 'via'>>,
];

const documented: readonly PayTypeRow[] = [
  ['800008', 'any-cpm', 'multi', 'cpm', 'overseas+HK', { cancel: 'reversal' }],
  ['800101', 'alipay-mpm', 'alipay', 'mpm', 'overseas', { cancel: 'reversal' }],
  ['800108', 'alipay-cpm', 'alipay', 'cpm', 'overseas+HK', { cancel: 'reversal' }],
  ['801101', 'alipay-web', 'alipay', 'web', 'overseas'],
  ['801107', 'alipay-wap', 'alipay', 'wap', 'overseas'],
  ['801110', 'alipay-app', 'alipay', 'in-app', 'overseas'],
  ['800107', 'alipay-jsapi', 'alipay', 'jsapi', 'overseas'],
  ['801501', 'alipay-hk-mpm', 'alipay', 'mpm', 'HK', { cancel: 'reversal' }],
  ['801510', 'alipay-hk-app', 'alipay', 'in-app', 'HK'],
  ['801512', 'alipay-hk-wap', 'alipay', 'wap', 'HK'],
  ['801514', 'alipay-hk-web', 'alipay', 'web', 'HK', { cancel: 'close' }],
  ['800201', 'wechat-mpm', 'wechat', 'mpm', 'overseas+HK', { cancel: 'close' }],
  ['800208', 'wechat-cpm', 'wechat', 'cpm', 'overseas+HK', { cancel: 'reversal' }],
  ['800207', 'wechat-jsapi', 'wechat', 'jsapi', 'overseas+HK'],
  ['800212', 'wechat-h5', 'wechat', 'h5', 'overseas+HK', { cancel: 'close' }],
  ['800210', 'wechat-app', 'wechat', 'in-app', 'overseas+HK'],
  ['800213', 'wechat-mini-program', 'wechat', 'mini-program', 'overseas+HK'],
  ['801008', 'wechat-hk-cpm', 'wechat', 'cpm', 'HK', { cancel: 'reversal' }],
  ['801010', 'wechat-hk-app', 'wechat', 'in-app', 'HK'],
  ['805801', 'payme-mpm', 'payme', 'mpm', 'HK'],
  ['805808', 'payme-cpm', 'payme', 'cpm', 'HK'],
  ['805814', 'payme-web', 'payme', 'web', 'HK'],
  ['805812', 'payme-wap', 'payme', 'wap', 'HK'],
  ['800701', 'unionpay-mpm', 'unionpay', 'mpm', 'overseas+HK', { cancel: 'close' }],
  ['800708', 'unionpay-cpm', 'unionpay', 'cpm', 'overseas+HK', { cancel: 'reversal' }],
  ['800712', 'unionpay-wap', 'unionpay', 'wap', 'HK'],
  ['800714', 'unionpay-web', 'unionpay', 'web', 'HK'],
  ['802001', 'fps-mpm', 'fps', 'mpm', 'HK', { refund: false }],
  ['802010', 'fps-app', 'fps', 'in-app', 'HK', { refund: false }],
  ['803701', 'octopus-mpm', 'octopus', 'mpm', 'HK'],
  ['803712', 'octopus-wap', 'octopus', 'wap', 'HK'],
  ['803714', 'octopus-web', 'octopus', 'web', 'HK'],
  ['802801', 'card-online', 'visa-mastercard', 'card-online', 'HK', { cancel: 'reversal', via: 'checkout' }],
  ['802808', 'card-terminal', 'visa-mastercard', 'card-offline', 'HK'],
  ['806527', 'apple-pay-online', 'apple-pay', 'apple-pay', 'HK', { cancel: 'reversal' }],
  ['806708', 'unionpay-card-terminal', 'unionpay-card', 'card-offline', 'HK'],
  ['806808', 'amex-terminal', 'amex', 'card-offline', 'HK'],
];

/** In older or regional documents, samples or the sources of QFPay's pages only; what they take is concluded from the name. */
const undocumented: readonly PayTypeRow[] = [
  ['805810', 'payme-app', 'payme', 'in-app', 'HK'],
  ['800710', 'unionpay-app', 'unionpay', 'in-app', 'HK'],
  ['803708', 'octopus-cpm', 'octopus', 'cpm', 'HK', { via: 'terminal' }],
  ['804101', 'maybank-mpm', 'maybank', 'mpm', 'MY'],
  ['804108', 'maybank-cpm', 'maybank', 'cpm', 'MY'],
  ['804114', 'maybank-web', 'maybank', 'web', 'MY'],
  ['804201', 'grabpay-mpm', 'grabpay', 'mpm', 'MY+SG'],
  ['804208', 'grabpay-cpm', 'grabpay', 'cpm', 'MY'],
  ['804214', 'grabpay-web', 'grabpay', 'web', 'MY+SG'],
  ['803801', 'dash-mpm', 'dash', 'mpm', 'SG'],
  ['803808', 'dash-cpm', 'dash', 'cpm', 'SG'],
  ['804001', 'boost-mpm', 'boost', 'mpm', 'MY'],
  ['804008', 'boost-cpm', 'boost', 'cpm', 'MY'],
  ['804014', 'boost-web', 'boost', 'web', 'MY'],
  ['805208', 'truemoney-cpm', 'truemoney', 'cpm', 'TH'],
  ['805401', 'thaiqr-mpm', 'thaiqr', 'mpm', 'SG+MY', { refund: false }],
  ['803101', 'via-mpm', 'via', 'mpm', 'JP+HK'],
  ['803108', 'via-cpm', 'via', 'cpm', 'JP+HK'],
  ['803208', 'tng-cpm', 'tng', 'cpm', 'MY'],
  ['803214', 'tng-web', 'tng', 'web', 'MY'],
  ['803301', 'razer-mpm', 'razer', 'mpm', 'MY'],
  ['803308', 'razer-cpm', 'razer', 'cpm', 'MY'],
  ['803314', 'razer-web', 'razer', 'web', 'MY'],
  ['802201', 'airpay-web', 'airpay', 'web', 'TH'],
  ['802301', 'paynow-mpm', 'paynow', 'mpm', 'SG', { refund: false }],
  ['802901', 'promptpay-mpm', 'promptpay', 'mpm', 'TH', { refund: false }],
  ['801908', 'origami-cpm', 'origami', 'cpm', 'JP'],
  ['801208', 'linepay-cpm', 'linepay', 'cpm', 'TH'],
  ['801301', 'linepay-web', 'linepay', 'web', 'TH'],
  ['801408', 'airpay-cpm', 'airpay', 'cpm', 'TH'],
  ['801701', 'netspay-mpm', 'netspay', 'mpm', 'SG'],
  ['805601', 'gopay-mpm', 'gopay', 'mpm', 'ID', { refund: false }],
  ['805612', 'gopay-wap', 'gopay', 'wap', 'ID', { refund: false }],
  ['801801', 'alipay-preauth-cpm', 'alipay', 'cpm', 'overseas'],
  ['801808', 'alipay-preauth-mpm', 'alipay', 'mpm', 'overseas'],
  ['801810', 'alipay-preauth-app', 'alipay', 'in-app', 'overseas'],
  ['801814', 'alipay-preauth-web', 'alipay', 'web', 'overseas'],
  ['803001', 'ewallet-mpm', 'ewallet', 'mpm', 'unknown'],
  ['803008', 'ewallet-cpm', 'ewallet', 'cpm', 'unknown'],
  ['805508', 'first-data-online', 'first-data', 'card-online', 'HK'],
  ['805514', 'first-data-3ds-online', 'first-data', 'card-online', 'HK'],
  ['800151', 'alipay-legacy-web', 'alipay', 'web', 'overseas'],
  ['800152', 'alipay-legacy-wap', 'alipay', 'wap', 'overseas'],
  ['800228', 'wechat-hk-legacy-cpm', 'wechat', 'cpm', 'HK'],
  ['801802', 'alipay-preauth-sample-mpm', 'alipay', 'mpm', 'overseas'],
];

/** "Above HKD 1.00", as QFPay's tables print it, also for wallets of other countries. */
const aboveOneDollar: readonly string[] = ['801101', '803214', '803314', '804014', '804114', '804214'];

/** QFPay names FPS and AlipayHK as its examples of payment methods that take HKD only. */
function isHkdOnly(wallet: string, region: string): boolean {
  return wallet === 'fps' || (wallet === 'alipay' && region === 'HK');
}

const results: Readonly<Record<Flow, PayResult>> = {
  'apple-pay': 'none',
  'card-offline': 'none',
  'card-online': 'none',
  cpm: 'none',
  h5: 'pay_url',
  'in-app': 'pay_params',
  jsapi: 'pay_params',
  'mini-program': 'pay_params',
  mpm: 'qrcode',
  wap: 'pay_url',
  web: 'pay_url',
};

const vias: Readonly<Partial<Record<Flow, PayType['via']>>> = { 'card-offline': 'terminal', 'apple-pay': 'checkout' };

function payType([code, alias, wallet, flow, region, own]: PayTypeRow): PayType {
  const { required = [], optional = [], expired_time } = payTypeParameters[code] ?? {};
  return {
    code,
    alias,
    wallet,
    flow,
    region,
    required: flow === 'cpm' ? ['auth_code', ...required] : required,
    optional,
    result: results[flow],
    expired_time: expired_time ?? optional.includes('expired_time'),
    refund: own?.refund ?? true,
    cancel: own?.cancel ?? null,
    via: own?.via ?? vias[flow] ?? 'payment',
    ...(isHkdOnly(wallet, region) ? { currencies: ['HKD'] } : {}),
    ...(aboveOneDollar.includes(code) ? { minimum: { txamt: '101', txcurrcd: 'HKD' } } : {}),
  };
}

/** By code. A CPM type takes the payer's `auth_code` as well, which is not repeated here. */
export const payTypeParameters: Readonly<Record<string, TakenParameters>> = {
  '800101': { optional: ['expired_time', 'pay_tag', 'limit_pay'] },
  '801101': { optional: ['return_url', 'expired_time'] },
  '801107': { required: ['return_url', 'notify_url', 'goods_name'], optional: ['expired_time', 'limit_pay'] },
  '801110': {
    required: ['goods_name', 'return_url', 'seller_id'],
    optional: ['goods_info', 'pay_tag', 'expired_time'],
    expired_time: false,
  },
  '800107': { required: ['openid', 'return_url', 'notify_url', 'goods_name'], optional: ['limit_pay'] },
  '801501': { optional: ['expired_time', 'pay_tag', 'limit_pay'] },
  '801510': {
    required: ['goods_name', 'return_url', 'seller_id'],
    optional: ['goods_info', 'pay_tag', 'expired_time'],
  },
  '801512': { required: ['return_url', 'notify_url', 'goods_name'], optional: ['expired_time', 'limit_pay'] },
  '801514': { optional: ['return_url'] },
  '800201': { optional: ['expired_time', 'limit_pay', 'rmb_tag', 'extend_info'] },
  '800207': { required: ['sub_openid'], optional: ['limit_pay', 'extend_info'] },
  '800212': { required: ['extend_info'], optional: ['return_url'] },
  '800210': { required: ['goods_name'], optional: ['rmb_tag', 'return_url', 'extend_info'] },
  '800213': { required: ['sub_openid'], optional: ['expired_time', 'limit_pay', 'extend_info'] },
  '801010': { required: ['goods_name'], optional: ['expired_time'] },
  '805814': { optional: ['return_url'] },
  '805812': { optional: ['return_url'] },
  '800712': { optional: ['return_url'] },
  '800714': { optional: ['return_url'] },
  '803712': { optional: ['return_url'] },
  '803714': { optional: ['return_url'] },
  '805810': { required: ['goods_name'], optional: ['return_url'] },
  '800710': { required: ['goods_name'], optional: ['return_url'] },
  '801810': { required: ['goods_name'] },
};

export const payTypes: readonly PayType[] = [
  ...documented.map(payType),
  ...undocumented.map((row): PayType => ({ ...payType(row), documented: false })),
];

/** What a pay type takes beyond the parameters of every payment, as QFPay documents it on the page of its flow. */
interface TakenParameters {
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
  /** Only where its own page offers `expired_time` but the common list of codes that obey it leaves the code out. */
  readonly expired_time?: false;
}
