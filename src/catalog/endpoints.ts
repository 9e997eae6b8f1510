export type EnvName = 'prod' | 'test' | 'sandbox' | 'local';

/** Base URLs of the environments. `local` has none: its server is started by the command. */
export const baseUrls: Readonly<Record<Exclude<EnvName, 'local'>, string>> = {
  prod: 'https://openapi-hk.qfapi.com',
  test: 'https://test-openapi-hk.qfapi.com',
  sandbox: 'https://openapi-int.qfapi.com',
};

/** Whether a host, as URLs write it, is one of QFPay's own: qfapi.com, or a name under it. */
export function isQfpayHost(hostname: string): boolean {
  return /(?:^|\.)qfapi\.com\.?$/.test(hostname);
}

/** Whether a URL's host is this very machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

export const envNames: readonly EnvName[] = ['prod', 'test', 'sandbox', 'local'];

export const supportAddress = 'technical.support@qfpay.com';

export type EndpointName =
  | 'payment'
  | 'query'
  | 'refund'
  | 'reversal'
  | 'close'
  | 'capture'
  | 'unfreeze'
  | 'create_payment_intent'
  | 'create_token_intent';

/** `flat`, `object` (`data` is one) and `list` (`data` is an array) are JSON; `file` is bytes, `redirect` a Location. */
export type AnswerShape = 'flat' | 'object' | 'list' | 'file' | 'redirect';

export interface Endpoint {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** A call that moves money is never repeated by itself, whatever HTTP says about its method. */
  readonly moves_money: boolean;
  /** It changes something, and a second time nothing more: repeated as a read is, but after a lost answer nobody knows. */
  readonly changes?: true;
  /** `any`: no document tells. JSON where it is not said. */
  readonly answer?: AnswerShape | 'any';
  /** `parameter`: `sign` in the query string, an MD5, for a link; in headers where it is not said. */
  readonly signed_by?: 'headers' | 'parameter';
  /** False: an issued mchid is not added. */
  readonly takes_mchid?: false;
}

export interface NamedEndpoint extends Endpoint {
  readonly name: EndpointName;
}

export const endpoints: Readonly<Record<EndpointName, NamedEndpoint>> = {
  payment: { name: 'payment', method: 'POST', path: '/trade/v1/payment', moves_money: true },
  query: { name: 'query', method: 'POST', path: '/trade/v1/query', moves_money: false },
  refund: { name: 'refund', method: 'POST', path: '/trade/v1/refund', moves_money: true },
  reversal: { name: 'reversal', method: 'POST', path: '/trade/v1/reversal', moves_money: true },
  close: { name: 'close', method: 'GET', path: '/trade/v1/close', moves_money: true },
  capture: { name: 'capture', method: 'POST', path: '/trade/v1/authtrade', moves_money: true },
  unfreeze: { name: 'unfreeze', method: 'POST', path: '/trade/v1/unfreeze', moves_money: true },
  create_payment_intent: {
    name: 'create_payment_intent',
    method: 'POST',
    path: '/payment_element/v1/create_payment_intent',
    moves_money: false,
  },
  create_token_intent: {
    name: 'create_token_intent',
    method: 'POST',
    path: '/payment_element/v1/create_token_intent',
    moves_money: false,
  },
};
