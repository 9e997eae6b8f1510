/** What waiting can change: nothing, the answer itself, or nothing is known until a query settles it. */
export type Finality = 'final' | 'pending' | 'query_first';

export type RespcdCategory =
  | 'duplicate'
  | 'merchant-config'
  | 'payer'
  | 'pending'
  | 'refund'
  | 'rejected'
  | 'request'
  | 'retry'
  | 'signature'
  | 'success'
  | 'system';

/** One status code of the gateway. Its words are in `words/`, a file a language. */
export interface Respcd {
  readonly code: string;
  readonly name: string;
  readonly category: RespcdCategory;
  readonly finality: Finality;
  /** False for a code that the current tables lack but merchants still meet. */
  readonly documented?: false;
}

export const respcds: readonly Respcd[] = [
  { code: '0000', name: 'success', category: 'success', finality: 'final' },
  { code: '1100', name: 'system-maintenance', category: 'system', finality: 'query_first' },
  { code: '1101', name: 'reversal-error', category: 'system', finality: 'query_first' },
  { code: '1102', name: 'duplicate-request', category: 'duplicate', finality: 'query_first' },
  { code: '1103', name: 'request-format-error', category: 'request', finality: 'final' },
  { code: '1104', name: 'request-parameter-error', category: 'request', finality: 'final' },
  { code: '1105', name: 'device-not-activated', category: 'merchant-config', finality: 'final' },
  { code: '1106', name: 'invalid-device', category: 'merchant-config', finality: 'final' },
  { code: '1107', name: 'device-not-allowed', category: 'merchant-config', finality: 'final' },
  { code: '1108', name: 'signature-error', category: 'signature', finality: 'final' },
  { code: '1125', name: 'already-refunded', category: 'refund', finality: 'final' },
  { code: '1136', name: 'transaction-not-found-or-not-operable', category: 'request', finality: 'final' },
  { code: '1142', name: 'order-closed', category: 'rejected', finality: 'final' },
  { code: '1143', name: 'awaiting-payer', category: 'pending', finality: 'pending' },
  { code: '1145', name: 'processing', category: 'pending', finality: 'pending' },
  { code: '1147', name: 'wechat-pay-error', category: 'retry', finality: 'query_first' },
  { code: '1150', name: 't0-cancel-unsupported', category: 'refund', finality: 'final' },
  { code: '1155', name: 'refund-denied', category: 'refund', finality: 'final' },
  { code: '1181', name: 'order-expired', category: 'rejected', finality: 'final' },
  { code: '1201', name: 'insufficient-balance', category: 'payer', finality: 'final' },
  { code: '1202', name: 'payment-code-invalid', category: 'payer', finality: 'final' },
  { code: '1203', name: 'account-error', category: 'merchant-config', finality: 'final' },
  { code: '1204', name: 'bank-error', category: 'payer', finality: 'final' },
  { code: '1205', name: 'transaction-failed', category: 'retry', finality: 'final' },
  { code: '1212', name: 'unionpay-overseas-code-required', category: 'payer', finality: 'final' },
  { code: '1241', name: 'store-not-found', category: 'merchant-config', finality: 'final' },
  { code: '1242', name: 'store-misconfigured', category: 'merchant-config', finality: 'final' },
  { code: '1243', name: 'store-disabled', category: 'merchant-config', finality: 'final' },
  { code: '1250', name: 'transaction-forbidden', category: 'rejected', finality: 'final' },
  { code: '1251', name: 'store-config-error', category: 'merchant-config', finality: 'final' },
  { code: '1252', name: 'order-system-error', category: 'system', finality: 'query_first' },
  { code: '1254', name: 'internal-problem', category: 'system', finality: 'query_first' },
  { code: '1260', name: 'order-already-paid', category: 'duplicate', finality: 'final' },
  { code: '1261', name: 'order-not-paid', category: 'refund', finality: 'final' },
  { code: '1262', name: 'order-already-refunded', category: 'refund', finality: 'final' },
  { code: '1263', name: 'order-already-cancelled', category: 'rejected', finality: 'final' },
  { code: '1264', name: 'order-already-closed', category: 'rejected', finality: 'final' },
  { code: '1265', name: 'refund-not-allowed-now', category: 'refund', finality: 'final' },
  { code: '1266', name: 'amount-mismatch', category: 'request', finality: 'final' },
  { code: '1267', name: 'order-info-mismatch', category: 'request', finality: 'final' },
  { code: '1268', name: 'order-not-found', category: 'request', finality: 'final' },
  { code: '1269', name: 'insufficient-unsettled-balance', category: 'refund', finality: 'final' },
  { code: '1270', name: 'currency-no-partial-refund', category: 'refund', finality: 'final' },
  { code: '1271', name: 'transaction-no-partial-refund', category: 'refund', finality: 'final' },
  { code: '1272', name: 'refund-exceeds-refundable', category: 'refund', finality: 'final' },
  { code: '1294', name: 'blocked-by-risk-control', category: 'rejected', finality: 'final' },
  { code: '1295', name: 'network-slow', category: 'system', finality: 'query_first' },
  { code: '1296', name: 'network-slow-retry-later', category: 'retry', finality: 'query_first' },
  { code: '1297', name: 'bank-system-busy', category: 'retry', finality: 'query_first' },
  { code: '1298', name: 'network-slow-do-not-repeat', category: 'pending', finality: 'pending' },
  { code: '2005', name: 'payer-code-invalid', category: 'payer', finality: 'final' },
  { code: '2011', name: 'serial-number-repeated', category: 'duplicate', finality: 'query_first' },
  { code: '1124', name: 'invalid-transaction', category: 'refund', finality: 'final', documented: false },
  { code: '1161', name: 'result-unknown', category: 'system', finality: 'query_first', documented: false },
  { code: '2999', name: 'in-doubt', category: 'system', finality: 'query_first', documented: false },
];

/** The row of a code; undefined for a code that no table knows (which is never a success). */
export function findRespcd(code: string): Respcd | undefined {
  return respcds.find((row) => row.code === code);
}
