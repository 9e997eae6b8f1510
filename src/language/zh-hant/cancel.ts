import type { Catalogue } from '../t.ts';

export const cancel: Catalogue = {
  'End an order that nobody has paid: a WeChat Pay QR or H5 order, a UnionPay QR order, an AlipayHK web order (see qfpay pay-types). The order is looked up first, and again afterwards. Exits 0 when it is closed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.':
    '關閉無人付款的訂單：微信支付二維碼或 H5 訂單、銀聯二維碼訂單、AlipayHK 網頁訂單（見 qfpay pay-types）。關閉前先查詢訂單，之後再查一次。結束代碼：0 已關閉（現在或先前），4 結果已付款或被閘道拒絕，5 仍可能被支付，8 結果未知。',
  'close the order by your own number': '按自己的單號關閉訂單',
  "by QFPay's number; only show what would be sent": '按 QFPay 的流水號；只顯示將要發送的內容',
  'for a script': '供指令碼使用',
  "Drop a payment that is not finished: a payer's code that was scanned, or an Alipay QR order (see qfpay pay-types). It is no refund: what a wallet has paid has to be refunded. A paid card or Apple Pay order (802801, 806527) is voided, so its money goes back. The order is looked up first, and again afterwards. Exits 0 when it is reversed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.":
    '沖正未完成的付款：已掃的付款碼，或支付寶二維碼訂單（見 qfpay pay-types）。這不是退款：錢包已付的款項必須退款。已付的卡或 Apple Pay 訂單（802801、806527）會被撤銷，款項退回。沖正前先查詢訂單，之後再查一次。結束代碼：0 已沖正（現在或先前），4 結果已付款或被閘道拒絕，5 仍可能被支付，8 結果未知。',
  'drop the order by your own number': '按自己的單號沖正訂單',
};
