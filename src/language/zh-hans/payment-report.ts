import type { Catalogue } from '../t.ts';

export const paymentReport: Catalogue = {
  'order made, waiting for the payer': '订单已创建，等待付款人',
  'the money moved': '款项已付',
  'paid, and given back since': '曾付款，其后已退回',
  'reversed: no money moved, or it went back': '已冲正：没有扣款，或已退回',
  'closed before anybody paid': '无人付款，已关闭',
  'no money moved': '没有扣款',
  'no final answer yet; it may still be paid': '尚无最终结果，付款人仍可能付款',
  'nobody can say what became of it; do not pay again yet': '结果未知，暂勿再次付款',
  '{0} (the number was used before: this is that order)': '{0}（此单号以前用过：这是当时的订单）',
  meaning: '含义',
  'the gateway refused the signature ({0})': '网关不接受签名（{0}）',
  'its QR code or link was in the answer that got lost: let it expire, then make a new order':
    '二维码或链接随应答丢失：请等订单过期，再建新订单',
  'do not pay again before query has settled this number': '用 query 查清此单号之前，不要再次付款',
  '{0} ({1})': '{0}（{1}）',
  'the payment is declined': '付款已被拒绝',
  'the payment is pending': '付款仍在处理中',
  'the payment is unknown': '付款结果未知',
  'the payment is closed': '付款订单已关闭',
  'the payment is reversed': '付款已冲正',
  'the payment is refunded': '付款已退款',
  'the payment is paid': '已付款',
  'the payment is awaiting_payer': '等待付款人',
  'the payment was not given back: {0}': '付款未能退回：{0}',
  "the answer's own signature does not match its content (signature.verified is false)":
    '应答自带的签名与内容不符（signature.verified 为 false）',
  amount: '金额',
  'payer paid': '付款人实付',
  '{0} (exchange rate {1})': '{0}（汇率 {1}）',
};
