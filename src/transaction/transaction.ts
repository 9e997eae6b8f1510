/** A payment, refund or reversal on QFPay's books. A field that the gateway did not send, or sent empty, is absent. */
export interface Transaction {
  readonly out_trade_no?: string;
  readonly syssn?: string;
  /** The payment that a refund or reversal is about; queries call it `origssn`. */
  readonly orig_syssn?: string;
  /** The merchant's number for that payment. */
  readonly orig_out_trade_no?: string;
  /** Cents, as text. */
  readonly txamt?: string;
  readonly txcurrcd?: string;
  readonly pay_type?: string;
  readonly order_type?: string;
  readonly respcd?: string;
  readonly cancel?: string;
  /** As the merchant sent it, in the merchant's zone. */
  readonly txdtm?: string;
  /** UTC+8. */
  readonly sysdtm?: string;
  /** UTC+8. */
  readonly paydtm?: string;
  readonly qrcode?: string;
  readonly pay_url?: string;
  readonly pay_params?: unknown;
  readonly errmsg?: string;
  readonly chnlsn?: string;
  readonly goods_name?: string;
  /** What the payer was charged, in the smallest unit of `cash_fee_type`, where that is another currency than the order's. */
  readonly cash_fee?: string;
  readonly cash_fee_type?: string;
  readonly exchange_rate?: string;
  /** SUCCESS, PENDING or FAILED: of answers of QFPay's general shape, which say the state by it and not by `respcd` and `cancel`. */
  readonly txstatus?: string;
}

type TransactionTextField = Exclude<keyof Transaction, 'pay_params'>;

/** Every text field, in the order it is shown, with its spellings on the wire; the first that has a value counts. */
const spellings: Readonly<Record<TransactionTextField, readonly string[]>> = {
  out_trade_no: ['out_trade_no'],
  syssn: ['syssn', 'qf_trade_no'],
  orig_syssn: ['orig_syssn', 'origssn'],
  orig_out_trade_no: ['orig_out_trade_no'],
  order_type: ['order_type'],
  respcd: ['respcd'],
  cancel: ['cancel'],
  txamt: ['txamt'],
  txcurrcd: ['txcurrcd'],
  pay_type: ['pay_type'],
  txdtm: ['txdtm'],
  sysdtm: ['sysdtm'],
  paydtm: ['paydtm'],
  qrcode: ['qrcode'],
  pay_url: ['pay_url', 'web_url'],
  errmsg: ['errmsg'],
  chnlsn: ['chnlsn'],
  goods_name: ['goods_name'],
  cash_fee: ['cash_fee'],
  cash_fee_type: ['cash_fee_type'],
  exchange_rate: ['exchange_rate'],
  txstatus: ['txstatus'],
};

/**
 * The transaction of an answer's fields or of one record of a query. Numbers and text alike become text with every digit
 * kept: the gateway prints `txamt` both ways, and a 26-digit `orig_syssn` without quotes.
 */
export function readTransaction(fields: Readonly<Record<string, unknown>>): Transaction {
  const entries = Object.entries(spellings).map(([name, names]) => [name, firstText(fields, names)]);
  const { pay_params } = fields;
  return withOriginal({
    ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
    ...(pay_params === undefined || pay_params === null || pay_params === '' ? {} : { pay_params }),
  });
}

function firstText(fields: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  return names.map((name) => textOf(fields[name])).find((text) => text !== undefined);
}

/** What is neither text nor a number nor a boolean is no value, whatever it calls itself. */
function textOf(value: unknown): string | undefined {
  const is_scalar = ['string', 'number', 'boolean'].includes(typeof value) || isLongNumber(value);
  return is_scalar ? String(value) || undefined : undefined;
}

/** A number with more digits than JavaScript keeps, told by a mark that no JSON can carry. */
export function isLongNumber(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.for('lossless-json.LosslessNumber') in value;
}

/** Some answers name the original by `orig_out_trade_no` and mean QFPay's number, which begins with a date. */
function withOriginal(transaction: Transaction): Transaction {
  const { orig_out_trade_no, ...rest } = transaction;
  if (rest.orig_syssn !== undefined || !/^20\d{2}[01]\d[0-3]\d{13,24}$/.test(orig_out_trade_no ?? ''))
    return transaction;
  return { ...rest, ...(orig_out_trade_no === undefined ? {} : { orig_syssn: orig_out_trade_no }) };
}
