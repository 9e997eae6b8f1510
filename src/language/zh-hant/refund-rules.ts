import type { Catalogue } from '../t.ts';

export const refundRules: Catalogue = {
  'has no syssn or no amount in the answer of the gateway, so that nothing can be refunded':
    '在閘道的應答中沒有 syssn 或金額，因此無法退款',
  'was paid under this number ({0}, {1}), and so were others': '以此單號付過款（{0}，{1}），另外還有其他付款',
  '--syssn {0}, if this one is meant': '--syssn {0}，如果指的是這一筆',
  'is a {0}, and not a payment': '是 {0}，不是付款',
  'its payment is --syssn {0}': '其付款為 --syssn {0}',
  'is not paid but {0} ({1}): only a payment that was made can be refunded':
    '不是已付款，而是{0}（{1}）：只有已完成的付款才能退款',
  'nothing has to be given back: qfpay query {0}': '沒有需要退還的：qfpay query {0}',
  'see whether it is paid: qfpay query {0} --wait, or end the order: qfpay {1} {2}':
    '看它是否已付款：qfpay query {0} --wait，或結束訂單：qfpay {1} {2}',
  'see whether it is paid: qfpay query {0} --wait': '看它是否已付款：qfpay query {0} --wait',
  'was {0} (cancel {1}): there is no money left to give back': '{0}（cancel {1}）：沒有可退還的款項',
  'is more than is left to refund: {0} (txamt {1})': '超過可退的餘額：{0}（txamt {1}）',
  'is documented as not refundable ({0})': '按文件不可退款（{0}）',
  'give the money back outside QFPay': '請在 QFPay 之外退還款項',
  'must be the full amount ({0}) on the day that a card was charged': '在刷卡當天必須是全額（{0}）',
  '--full today, or a part of it tomorrow (UTC+8)': '今天用 --full，或明天（UTC+8）退一部分',
  'is refused by QFPay from 23:30 to 00:30 Hong Kong time; it is possible again at {0} (UTC+8)':
    '在香港時間 23:30 至 00:30 之間會被 QFPay 拒絕；{0}（UTC+8）起可以再退',
  'run it again then, or add --wait': '屆時再執行，或加上 --wait',
  'the payment is {0} days old, and {1} is known to be refunded for {2} days only (1265 after that)':
    '這筆付款已有 {0} 天，而 {1} 已知只能在 {2} 天內退款（之後為 1265）',
  'the payment was made between 23:30 and 00:30 Hong Kong time: QFPay may refuse to refund it (1265)':
    '這筆付款發生在香港時間 23:30 至 00:30 之間：QFPay 可能拒絕退款（1265）',
  'there are too many transactions since to find all of its refunds': '此後的交易太多，無法找齊它的所有退款',
  'an unknown sum': '數額未知',
  'its flag is {0}, but {1} refunds of {2} were found': '它的標誌是 {0}，卻找到 {1} 筆退款，共 {2}',
  'nothing is left': '已無可退餘額',
  'txamt {0} gives back all that is left': 'txamt {0} 即可退還全部剩餘金額',
};
