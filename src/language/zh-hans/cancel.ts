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
};
