/** A payment, refund or reversal on QFPay's books. A field that the gateway did not send is absent. */
export interface Transaction {
  readonly out_trade_no?: string;
  readonly syssn?: string;
  /** The payment that a refund or reversal is about; `origssn` and `orig_out_trade_no` are other spellings on the wire. */
  readonly orig_syssn?: string;
  /** Cents, as text. */
  readonly txamt?: string;
  readonly txcurrcd?: string;
  readonly pay_type?: string;
  readonly order_type?: string;
  readonly respcd?: string;
  readonly cancel?: string;
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
}
