/** Made from `src/catalog/endpoint-table.ts` by test/library/endpoint-types.test.ts; not written by hand. */
import type { ParameterValue } from './signing.ts';

/** What a documented call takes, by its name. What is filled in when it is missing is optional. */
export interface CallParameters {
  /** POST /trade/v1/payment */
  readonly payment: {
    readonly txamt: ParameterValue;
    readonly txcurrcd: ParameterValue;
    readonly pay_type: ParameterValue;
    readonly out_trade_no?: ParameterValue;
    readonly txdtm?: ParameterValue;
    readonly mchid?: ParameterValue;
    readonly udid?: ParameterValue;
    readonly goods_name?: ParameterValue;
    readonly notify_url?: ParameterValue;
    readonly auth_code?: ParameterValue;
    readonly expired_time?: ParameterValue;
    readonly pay_tag?: 'ALIPAYHK' | 'ALIPAYCN';
    readonly limit_pay?: 'no_credit';
    readonly rmb_tag?: 'Y';
    readonly return_url?: ParameterValue;
    readonly goods_info?: ParameterValue;
    readonly seller_id?: ParameterValue;
    readonly sub_openid?: ParameterValue;
    readonly openid?: ParameterValue;
    readonly extend_info?: string | object;
  };
  /** POST /trade/v1/query */
  readonly query: {
    readonly mchid?: ParameterValue;
    readonly syssn?: ParameterValue;
    readonly out_trade_no?: ParameterValue;
    readonly start_time?: ParameterValue;
    readonly end_time?: ParameterValue;
    readonly pay_type?: ParameterValue;
    readonly respcd?: ParameterValue;
    readonly page?: ParameterValue;
    readonly page_size?: ParameterValue;
  };
  /** POST /trade/v1/refund */
  readonly refund: {
    readonly syssn: ParameterValue;
    readonly out_trade_no?: ParameterValue;
    readonly txamt: ParameterValue;
    readonly txdtm?: ParameterValue;
    readonly mchid?: ParameterValue;
    readonly udid?: ParameterValue;
  };
  /** POST /trade/v1/reversal */
  readonly reversal: {
    readonly mchid?: ParameterValue;
    readonly syssn?: ParameterValue;
    readonly out_trade_no?: ParameterValue;
    readonly txamt?: ParameterValue;
    readonly txdtm?: ParameterValue;
    readonly udid?: ParameterValue;
  };
  /** GET /trade/v1/close */
  readonly close: {
    readonly mchid?: ParameterValue;
    readonly syssn?: ParameterValue;
    readonly out_trade_no?: ParameterValue;
    readonly txamt?: ParameterValue;
    readonly txdtm?: ParameterValue;
    readonly udid?: ParameterValue;
  };
  /** POST /trade/v1/add_note */
  readonly add_note: {
    readonly code?: ParameterValue;
    readonly syssn: ParameterValue;
    readonly note: ParameterValue;
  };
  /** POST /trade/v1/authtrade */
  readonly capture: {
    readonly txamt: ParameterValue;
    readonly syssn: ParameterValue;
    readonly txcurrcd?: ParameterValue;
    readonly mchid?: ParameterValue;
    readonly out_trade_no?: ParameterValue;
    readonly txdtm?: ParameterValue;
    readonly udid?: ParameterValue;
    readonly return_url?: ParameterValue;
  };
  /** POST /trade/v1/unfreeze */
  readonly unfreeze: {
    readonly txamt: ParameterValue;
    readonly txdtm?: ParameterValue;
    readonly syssn: ParameterValue;
    readonly out_trade_no: ParameterValue;
    readonly mchid?: ParameterValue;
  };
  /** GET /download/v1/trade_bill */
  readonly trade_bill: {
    readonly trade_date: ParameterValue;
  };
  /** POST /payment_element/v1/create_payment_intent */
  readonly create_payment_intent: {
    readonly txamt: ParameterValue;
    readonly pay_type: ParameterValue;
    readonly out_trade_no?: ParameterValue;
    readonly txcurrcd?: ParameterValue;
    readonly txdtm?: ParameterValue;
    readonly mchid?: ParameterValue;
    readonly return_url?: ParameterValue;
    readonly failed_url?: ParameterValue;
    readonly notify_url?: ParameterValue;
    readonly customer_id?: ParameterValue;
  };
  /** POST /payment_element/v1/create_token_intent */
  readonly create_token_intent: {
    readonly customer_id: ParameterValue;
    readonly token_expiry?: ParameterValue;
    readonly token_reason?: ParameterValue;
    readonly token_reference?: ParameterValue;
    readonly notify_url?: ParameterValue;
    readonly mchid?: ParameterValue;
  };
  /** POST /customer/v1/create */
  readonly customer_create: {
    readonly name?: ParameterValue;
    readonly phone?: ParameterValue;
    readonly email?: ParameterValue;
    readonly billing_address?: string | object;
  };
  /** POST /customer/v1/update */
  readonly customer_update: {
    readonly customer_id: ParameterValue;
    readonly name?: ParameterValue;
    readonly phone?: ParameterValue;
    readonly email?: ParameterValue;
    readonly billing_address?: string | object;
  };
  /** POST /customer/v1/query */
  readonly customer_query: {
    readonly customer_id?: ParameterValue;
    readonly name?: ParameterValue;
    readonly phone?: ParameterValue;
    readonly email?: ParameterValue;
    readonly page?: ParameterValue;
    readonly page_size?: ParameterValue;
  };
  /** POST /customer/v1/delete */
  readonly customer_delete: {
    readonly customer_id: ParameterValue;
  };
  /** POST /product/v1/create */
  readonly product_create: {
    readonly name: ParameterValue;
    readonly type: 'recurring';
    readonly description?: ParameterValue;
    readonly txamt: ParameterValue;
    readonly txcurrcd: ParameterValue;
    readonly interval: 'monthly' | 'yearly' | 'minutes' | 'hours';
    readonly interval_count: ParameterValue;
    readonly usage_type: 'licensed';
  };
  /** POST /product/v1/update */
  readonly product_update: {
    readonly product_id: ParameterValue;
    readonly name?: ParameterValue;
    readonly description?: ParameterValue;
  };
  /** POST /product/v1/query */
  readonly product_query: {
    readonly product_id?: ParameterValue;
    readonly name?: ParameterValue;
    readonly description?: ParameterValue;
    readonly txcurrcd?: ParameterValue;
    readonly interval?: 'monthly' | 'yearly' | 'minutes' | 'hours';
    readonly page?: ParameterValue;
    readonly page_size?: ParameterValue;
  };
  /** POST /product/v1/delete */
  readonly product_delete: {
    readonly product_id: ParameterValue;
  };
  /** POST /subscription/v1/create */
  readonly subscription_create: {
    readonly customer_id: ParameterValue;
    readonly token_id: ParameterValue;
    readonly products: string | readonly unknown[];
    readonly total_billing_cycles?: ParameterValue;
    readonly start_time?: ParameterValue;
  };
  /** POST /subscription/v1/update */
  readonly subscription_update: {
    readonly subscription_id: ParameterValue;
    readonly token_id?: ParameterValue;
    readonly products?: string | readonly unknown[];
    readonly total_billing_cycles?: ParameterValue;
    readonly start_time?: ParameterValue;
  };
  /** POST /subscription/v1/query */
  readonly subscription_query: {
    readonly subscription_id?: ParameterValue;
    readonly customer_id?: ParameterValue;
    readonly state?: 'ACTIVE' | 'INCOMPLETE' | 'PAST_DUE' | 'UNPAID' | 'CANCELLED' | 'COMPLETED';
    readonly page?: ParameterValue;
    readonly page_size?: ParameterValue;
  };
  /** POST /subscription/v1/cancel */
  readonly subscription_cancel: {
    readonly subscription_id: ParameterValue;
  };
  /** POST /subscription/v1/charge */
  readonly subscription_charge: {
    readonly subscription_id: ParameterValue;
    readonly subscription_order_id?: ParameterValue;
  };
  /** POST /subscription/billing_order/v1/list */
  readonly subscription_orders: {
    readonly subscription_id: ParameterValue;
    readonly page?: ParameterValue;
    readonly page_size?: ParameterValue;
  };
  /** POST /token/v1/query */
  readonly token_query: {
    readonly customer_id?: ParameterValue;
    readonly token_id?: ParameterValue;
  };
  /** POST /custom/v1/declare */
  readonly customs_declare: {
    readonly trade_type: 'weixin' | 'alipay';
    readonly customs: ParameterValue;
    readonly syssn: ParameterValue;
    readonly mch_customs_no: ParameterValue;
    readonly action_type?: 'ADD' | 'MODIFY';
    readonly mch_customs_name?: ParameterValue;
    readonly out_request_no?: ParameterValue;
    readonly amount?: ParameterValue;
    readonly sub_order_no?: ParameterValue;
    readonly fee_type?: 'CNY';
    readonly order_fee?: ParameterValue;
    readonly product_fee?: ParameterValue;
    readonly transport_fee?: ParameterValue;
  };
  /** POST /custom/v1/query */
  readonly customs_query: {
    readonly trade_type: 'weixin' | 'alipay';
    readonly customs: ParameterValue;
    readonly syssn: ParameterValue;
    readonly sub_order_no?: ParameterValue;
  };
  /** POST /custom/v1/redeclare */
  readonly customs_redeclare: {
    readonly trade_type: 'weixin' | 'alipay';
    readonly customs: ParameterValue;
    readonly syssn: ParameterValue;
    readonly mch_customs_no: ParameterValue;
    readonly sub_order_no?: ParameterValue;
  };
  /** GET /tool/v1/get_weixin_oauth_code */
  readonly wechat_oauth_code: {
    readonly app_code?: ParameterValue;
    readonly redirect_uri: ParameterValue;
    readonly mchid?: ParameterValue;
  };
  /** GET /tool/v1/get_weixin_openid */
  readonly wechat_openid: {
    readonly code: ParameterValue;
    readonly mchid?: ParameterValue;
  };
}

/** What its answer is documented to hold. */
export interface CallAnswers {
  readonly payment: { readonly fields: 'syssn' | 'out_trade_no' | 'txamt' | 'txcurrcd' | 'txdtm' | 'sysdtm' | 'respcd' | 'resperr' | 'respmsg' | 'pay_type' | 'paydtm' | 'qrcode' | 'pay_url' | 'pay_params' | 'chnlsn' | 'cardcd' | 'udid'; readonly shape: 'flat' };
  readonly query: { readonly fields: 'syssn' | 'out_trade_no' | 'txamt' | 'txcurrcd' | 'txdtm' | 'sysdtm' | 'respcd' | 'resperr' | 'respmsg' | 'pay_type' | 'order_type' | 'cancel' | 'errmsg' | 'paydtm' | 'origssn' | 'chnlsn' | 'goods_name'; readonly shape: 'list' };
  readonly refund: { readonly fields: 'syssn' | 'out_trade_no' | 'txamt' | 'txcurrcd' | 'txdtm' | 'sysdtm' | 'respcd' | 'resperr' | 'respmsg' | 'orig_syssn' | 'paydtm' | 'cash_refund_fee' | 'cash_refund_fee_type' | 'chnlsn' | 'cardcd'; readonly shape: 'flat' };
  readonly reversal: { readonly fields: 'syssn' | 'out_trade_no' | 'txamt' | 'txcurrcd' | 'txdtm' | 'sysdtm' | 'respcd' | 'resperr' | 'respmsg' | 'orig_syssn' | 'chnlsn'; readonly shape: 'flat' };
  readonly close: { readonly fields: 'syssn' | 'out_trade_no' | 'txamt' | 'txcurrcd' | 'txdtm' | 'sysdtm' | 'respcd' | 'resperr' | 'respmsg' | 'orig_syssn' | 'chnlsn'; readonly shape: 'flat' };
  readonly add_note: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'syssn'; readonly shape: 'object' };
  readonly capture: { readonly fields: 'syssn' | 'out_trade_no' | 'txamt' | 'txcurrcd' | 'txdtm' | 'sysdtm' | 'respcd' | 'resperr' | 'respmsg' | 'orig_syssn' | 'paydtm' | 'chnlsn' | 'cardcd' | 'udid'; readonly shape: 'flat' };
  readonly unfreeze: { readonly fields: 'syssn' | 'out_trade_no' | 'txamt' | 'txcurrcd' | 'txdtm' | 'sysdtm' | 'respcd' | 'resperr' | 'respmsg' | 'orig_syssn' | 'paydtm' | 'chnlsn' | 'cardcd' | 'udid'; readonly shape: 'flat' };
  readonly trade_bill: { readonly fields: never; readonly shape: 'file' };
  readonly create_payment_intent: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'intent_expiry' | 'payment_intent'; readonly shape: 'flat' };
  readonly create_token_intent: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'intent_expiry' | 'token_intent' | 'sysdtm'; readonly shape: 'flat' };
  readonly customer_create: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'customer_id' | 'name' | 'phone' | 'email' | 'billing_address'; readonly shape: 'object' };
  readonly customer_update: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'customer_id' | 'rowAffected'; readonly shape: 'object' };
  readonly customer_query: { readonly fields: 'customer_id' | 'name' | 'phone' | 'email' | 'billing_address'; readonly shape: 'list' };
  readonly customer_delete: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'customer_id' | 'rowAffected'; readonly shape: 'object' };
  readonly product_create: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'product_id'; readonly shape: 'object' };
  readonly product_update: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'product_id' | 'rowAffected'; readonly shape: 'object' };
  readonly product_query: { readonly fields: 'product_id' | 'name' | 'type' | 'description' | 'txamt' | 'txcurrcd' | 'interval' | 'interval_count' | 'usage_type'; readonly shape: 'list' };
  readonly product_delete: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'product_id' | 'rowAffected'; readonly shape: 'object' };
  readonly subscription_create: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'subscription_id' | 'state'; readonly shape: 'object' };
  readonly subscription_update: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'subscription_id' | 'rowAffected'; readonly shape: 'object' };
  readonly subscription_query: { readonly fields: 'subscription_id' | 'customer_id' | 'token_id' | 'products' | 'total_billing_cycles' | 'state' | 'start_time' | 'next_billing_time' | 'last_billing_time' | 'last_billing_status' | 'completed_iteration' | 'retry_attempts'; readonly shape: 'list' };
  readonly subscription_cancel: { readonly fields: 'respcd' | 'resperr' | 'respmsg' | 'subscription_id'; readonly shape: 'object' };
  readonly subscription_charge: { readonly fields: 'respcd' | 'resperr' | 'respmsg'; readonly shape: 'object' };
  readonly subscription_orders: { readonly fields: 'subscription_order_id' | 'subscription_id' | 'trigger_by' | 'sequence_no'; readonly shape: 'list' };
  readonly token_query: { readonly fields: 'token_id' | 'customer_id' | 'token_expiry_date' | 'cardcd' | 'card_scheme'; readonly shape: 'list' };
  readonly customs_declare: { readonly fields: 'syssn' | 'respcd' | 'resperr' | 'respmsg' | 'verify_department' | 'verify_department_trade_id'; readonly shape: 'flat' };
  readonly customs_query: { readonly fields: 'resperr' | 'errmsg' | 'sub_order_no' | 'verify_department' | 'verify_department_trade_id'; readonly shape: 'list' };
  readonly customs_redeclare: { readonly fields: 'syssn' | 'respcd' | 'resperr' | 'respmsg' | 'verify_department' | 'verify_department_trade_id'; readonly shape: 'flat' };
  readonly wechat_oauth_code: { readonly fields: 'code'; readonly shape: 'redirect' };
  readonly wechat_openid: { readonly fields: 'openid' | 'respcd'; readonly shape: 'flat' };
}
