import type { Catalogue } from '../t.ts';

export const cancel: Catalogue = {
  'End an order that nobody has paid: a WeChat Pay QR or H5 order, a UnionPay QR order, an AlipayHK web order (see qfpay pay-types). The order is looked up first, and again afterwards. Exits 0 when it is closed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.':
    '關閉無人付款的訂單：微信支付二維碼或 H5 訂單、銀聯二維碼訂單、AlipayHK 網頁訂單（見 qfpay pay-types）。關閉前先查詢訂單，之後再查一次。結束碼：0 已關閉（現在或先前），4 結果已付款或被閘道拒絕，5 仍可能被支付，8 結果未知。',
  'close the order by your own number': '按自己的單號關閉訂單',
  "by QFPay's number; only show what would be sent": '按 QFPay 的流水號；只顯示將要發送的內容',
  'for a script': '供指令碼使用',
  "Drop a payment that is not finished: a payer's code that was scanned, or an Alipay QR order (see qfpay pay-types). It is no refund: what a wallet has paid has to be refunded. A paid card or Apple Pay order (802801, 806527) is voided, so its money goes back. The order is looked up first, and again afterwards. Exits 0 when it is reversed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.":
    '沖正未完成的付款：已掃的付款碼，或支付寶二維碼訂單（見 qfpay pay-types）。這不是退款：錢包已付的款項必須退款。已付的卡或 Apple Pay 訂單（802801、806527）會被撤銷，款項退回。沖正前先查詢訂單，之後再查一次。結束碼：0 已沖正（現在或先前），4 結果已付款或被閘道拒絕，5 仍可能被支付，8 結果未知。',
  'drop the order by your own number': '按自己的單號沖正訂單',
  'the order, by your own number': '訂單，按自己的單號',
  "the order, by QFPay's number": '訂單，按 QFPay 的流水號',
  'look the order up, show the request and do not send it': '查詢訂單，顯示請求，但不發送',
  'asking what became of the order': '正在查詢訂單的結果',
  'no money is taken, or it goes back': '沒有扣款，或款項會退回',
  'nobody can pay it any more': '不會再有人能付款',
  'the money went back to the payer': '款項已退回付款人',
  'the order is PAID: the {0} did not stop the payment, and the money has to be refunded':
    '訂單已付款：{0} 沒能阻止付款，款項必須退款',
  'the order is over, and was never paid': '訂單已結束，從未付款',
  'the gateway refused the {0}; {1}': '閘道拒絕了 {0}；{1}',
  'the gateway took the {0}, but {1}{2}': '閘道接受了 {0}，但{1}{2}',
  'the {0} is in progress; {1}': '{0} 正在處理；{1}',
  'the {0} may not have been processed; {1}{2}': '{0} 可能未被處理；{1}{2}',
  'the order could not be looked up afterwards': '之後未能查詢到訂單',
  'the payment still stands as paid': '付款仍為已付狀態',
  'the order is still open and may be paid': '訂單仍未關閉，可能被支付',
  ' (by its answer the wallet may not support close: then the order lives until it expires)':
    '（從應答看，該錢包可能不支持關閉：訂單會保留到過期）',
  'is required, or --syssn in its place': '必須給出，或改用 --syssn',
  'must be one order, named by its number or by --syssn': '必須是單個訂單，以單號或 --syssn 指明',
  'is a {0}, and no order': '是 {0}，不是訂單',
  'has {0} open attempts ({1}): name one by --syssn': '有 {0} 次未決的嘗試（{1}）：用 --syssn 指明其一',
  'is paid and refunded: nothing is left to cancel': '已付款且已退款：沒有可取消的',
  'is paid, and what is paid is given back by refund, not by {0}': '已付款，已付的款項要用退款退還，不能用 {0}',
  'is ended by {0}, not by {1} ({2})': '應以 {0} 結束，而不是 {1}（{2}）',
  'of the order is needed, and the gateway did not tell it': '是訂單必需的，而閘道沒有給出',
  'QFPay names no call that ends an order of pay_type {0}: it may be refused':
    'QFPay 沒有說明可結束 pay_type {0} 訂單的呼叫：可能被拒絕',
  'this month and the {0} before it': '本月及之前 {0} 個月',
  "this merchant's transactions": '該商戶的交易',
  '{0} {1} was not found': '未找到 {0} {1}',
  'check --env and --profile; an older order is named by --syssn': '檢查 --env 和 --profile；更早的訂單用 --syssn 指明',
  'was not found in {0}': '在 {0} 中未找到',
  'it is over, and was never paid: nothing was sent': '它已結束，從未付款：未發送任何內容',
  'it was {0} before: nothing was sent': '它先前{0}：未發送任何內容',
  'an unknown pay type': '未知的支付方式',
  '{0}, {1} by {2}': '{0}，{1}，支付方式 {2}',
  '{0}, {1} by {2} ({3})': '{0}，{1}，支付方式 {2}（{3}）',
  'VOID the paid order {0}, paid {1}: the money goes back to the payer':
    '撤銷已付款的訂單 {0}，付款時間 {1}：款項將退回付款人',
  '{0} the order {1}, which nobody has paid yet': '{0} 尚無人付款的訂單 {1}',
};
