import type { Catalogue } from '../t.ts';

export const paymentReport: Catalogue = {
  'order made, waiting for the payer': '訂單已建立，等待付款人',
  'the money moved': '款項已付',
  'paid, and given back since': '曾付款，其後已退回',
  'reversed: no money moved, or it went back': '已沖正：沒有扣款，或已退回',
  'closed before anybody paid': '無人付款，已關閉',
  'no money moved': '沒有扣款',
  'no final answer yet; it may still be paid': '尚無最終結果，付款人仍可能付款',
  'nobody can say what became of it; do not pay again yet': '結果未知，暫勿再次付款',
  '{0} (the number was used before: this is that order)': '{0}（此單號以前用過：這是當時的訂單）',
  meaning: '含義',
  'the gateway refused the signature ({0})': '閘道不接受簽名（{0}）',
  'its QR code or link was in the answer that got lost: let it expire, then make a new order':
    '二維碼或連結隨應答遺失：請等訂單過期，再建新訂單',
  'do not pay again before query has settled this number': '用 query 查清此單號之前，不要再次付款',
  '{0} ({1})': '{0}（{1}）',
  'the payment is declined': '付款已被拒絕',
  'the payment is pending': '付款仍在處理中',
  'the payment is unknown': '付款結果未知',
  'the payment is closed': '付款訂單已關閉',
  'the payment is reversed': '付款已沖正',
  'the payment is refunded': '付款已退款',
  'the payment is paid': '已付款',
  'the payment is awaiting_payer': '等待付款人',
  'the payment was not given back: {0}': '付款未能退回：{0}',
  "the answer's own signature does not match its content (signature.verified is false)":
    '應答自帶的簽名與內容不符（signature.verified 為 false）',
  amount: '金額',
  'payer paid': '付款人實付',
  '{0} (exchange rate {1})': '{0}（匯率 {1}）',
};
