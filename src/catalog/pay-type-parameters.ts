/** What a pay type takes beyond the parameters of every payment, as QFPay documents it on the page of its flow. */
export interface TakenParameters {
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
  /** Only where its own page offers `expired_time` but the common list of codes that obey it leaves the code out. */
  readonly expired_time?: false;
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
