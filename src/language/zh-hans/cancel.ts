import type { Catalogue } from '../t.ts';

export const cancel: Catalogue = {
  'End an order that nobody has paid: a WeChat Pay QR or H5 order, a UnionPay QR order, an AlipayHK web order (see qfpay pay-types). The order is looked up first, and again afterwards. Exits 0 when it is closed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.':
    '关闭无人付款的订单：微信支付二维码或 H5 订单、银联二维码订单、AlipayHK 网页订单（见 qfpay pay-types）。关闭前先查询订单，之后再查一次。退出码：0 已关闭（现在或先前），4 结果已付款或被网关拒绝，5 仍可能被支付，8 结果未知。',
  'close the order by your own number': '按自己的单号关闭订单',
  "by QFPay's number; only show what would be sent": '按 QFPay 的流水号；只显示将要发送的内容',
  'for a script': '供脚本使用',
  "Drop a payment that is not finished: a payer's code that was scanned, or an Alipay QR order (see qfpay pay-types). It is no refund: what a wallet has paid has to be refunded. A paid card or Apple Pay order (802801, 806527) is voided, so its money goes back. The order is looked up first, and again afterwards. Exits 0 when it is reversed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.":
    '冲正未完成的付款：已扫的付款码，或支付宝二维码订单（见 qfpay pay-types）。这不是退款：钱包已付的款项必须退款。已付的卡或 Apple Pay 订单（802801、806527）会被撤销，款项退回。冲正前先查询订单，之后再查一次。退出码：0 已冲正（现在或先前），4 结果已付款或被网关拒绝，5 仍可能被支付，8 结果未知。',
  'drop the order by your own number': '按自己的单号冲正订单',
  'the order, by your own number': '订单，按自己的单号',
  "the order, by QFPay's number": '订单，按 QFPay 的流水号',
  'look the order up, show the request and do not send it': '查询订单，显示请求，但不发送',
  'asking what became of the order': '正在查询订单的结果',
  'no money is taken, or it goes back': '没有扣款，或款项会退回',
  'nobody can pay it any more': '不会再有人能付款',
  'the money went back to the payer': '款项已退回付款人',
  'the order is PAID: the {0} did not stop the payment, and the money has to be refunded':
    '订单已付款：{0} 没能阻止付款，款项必须退款',
  'the order is over, and was never paid': '订单已结束，从未付款',
  'the gateway refused the {0}; {1}': '网关拒绝了 {0}；{1}',
  'the gateway took the {0}, but {1}{2}': '网关接受了 {0}，但{1}{2}',
  'the {0} is in progress; {1}': '{0} 正在处理；{1}',
  'the {0} may not have been processed; {1}{2}': '{0} 可能未被处理；{1}{2}',
  'the order could not be looked up afterwards': '之后未能查询到订单',
  'the payment still stands as paid': '付款仍为已付状态',
  'the order is still open and may be paid': '订单仍未关闭，可能被支付',
  ' (by its answer the wallet may not support close: then the order lives until it expires)':
    '（从应答看，该钱包可能不支持关闭：订单会保留到过期）',
  'is required, or --syssn in its place': '必须给出，或改用 --syssn',
  'must be one order, named by its number or by --syssn': '必须是单个订单，以单号或 --syssn 指明',
  'is a {0}, and no order': '是 {0}，不是订单',
  'has {0} open attempts ({1}): name one by --syssn': '有 {0} 次未决的尝试（{1}）：用 --syssn 指明其一',
  'is paid and refunded: nothing is left to cancel': '已付款且已退款：没有可取消的',
  'is paid, and what is paid is given back by refund, not by {0}': '已付款，已付的款项要用退款退还，不能用 {0}',
  'is ended by {0}, not by {1} ({2})': '应以 {0} 结束，而不是 {1}（{2}）',
  'of the order is needed, and the gateway did not tell it': '是订单必需的，而网关没有给出',
  'QFPay names no call that ends an order of pay_type {0}: it may be refused':
    'QFPay 没有说明可结束 pay_type {0} 订单的调用：可能被拒绝',
  'this month and the {0} before it': '本月及之前 {0} 个月',
  "this merchant's transactions": '该商户的交易',
  '{0} {1} was not found': '未找到 {0} {1}',
  'check --env and --profile; an older order is named by --syssn': '检查 --env 和 --profile；更早的订单用 --syssn 指明',
  'was not found in {0}': '在 {0} 中未找到',
  'it is over, and was never paid: nothing was sent': '它已结束，从未付款：未发送任何内容',
  'it was {0} before: nothing was sent': '它先前{0}：未发送任何内容',
  'an unknown pay type': '未知的支付方式',
  '{0}, {1} by {2}': '{0}，{1}，支付方式 {2}',
  '{0}, {1} by {2} ({3})': '{0}，{1}，支付方式 {2}（{3}）',
  'VOID the paid order {0}, paid {1}: the money goes back to the payer':
    '撤销已付款的订单 {0}，付款时间 {1}：款项将退回付款人',
  '{0} the order {1}, which nobody has paid yet': '{0} 尚无人付款的订单 {1}',
};
