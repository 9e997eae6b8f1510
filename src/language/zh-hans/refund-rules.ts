import type { Catalogue } from '../t.ts';

export const refundRules: Catalogue = {
  'has no syssn or no amount in the answer of the gateway, so that nothing can be refunded':
    '在网关的应答中没有 syssn 或金额，因此无法退款',
  'was paid under this number ({0}, {1}), and so were others': '以此单号付过款（{0}，{1}），另外还有其他付款',
  '--syssn {0}, if this one is meant': '--syssn {0}，如果指的是这一笔',
  'is a {0}, and not a payment': '是 {0}，不是付款',
  'its payment is --syssn {0}': '其付款为 --syssn {0}',
  'is not paid but {0} ({1}): only a payment that was made can be refunded':
    '不是已付款，而是{0}（{1}）：只有已完成的付款才能退款',
  'nothing has to be given back: qfpay query {0}': '没有需要退还的：qfpay query {0}',
  'see whether it is paid: qfpay query {0} --wait, or end the order: qfpay {1} {2}':
    '看它是否已付款：qfpay query {0} --wait，或结束订单：qfpay {1} {2}',
  'see whether it is paid: qfpay query {0} --wait': '看它是否已付款：qfpay query {0} --wait',
  'was {0} (cancel {1}): there is no money left to give back': '{0}（cancel {1}）：没有可退还的款项',
  'is more than is left to refund: {0} (txamt {1})': '超过可退的余额：{0}（txamt {1}）',
  'is documented as not refundable ({0})': '按文档不可退款（{0}）',
  'give the money back outside QFPay': '请在 QFPay 之外退还款项',
  'must be the full amount ({0}) on the day that a card was charged': '在刷卡当天必须是全额（{0}）',
  '--full today, or a part of it tomorrow (UTC+8)': '今天用 --full，或明天（UTC+8）退一部分',
  'is refused by QFPay from 23:30 to 00:30 Hong Kong time; it is possible again at {0} (UTC+8)':
    '在香港时间 23:30 至 00:30 之间会被 QFPay 拒绝；{0}（UTC+8）起可以再退',
  'run it again then, or add --wait': '届时再运行，或加上 --wait',
  'the payment is {0} days old, and {1} is known to be refunded for {2} days only (1265 after that)':
    '这笔付款已有 {0} 天，而 {1} 已知只能在 {2} 天内退款（之后为 1265）',
  'the payment was made between 23:30 and 00:30 Hong Kong time: QFPay may refuse to refund it (1265)':
    '这笔付款发生在香港时间 23:30 至 00:30 之间：QFPay 可能拒绝退款（1265）',
  'there are too many transactions since to find all of its refunds': '此后的交易太多，无法找齐它的所有退款',
  'an unknown sum': '数额未知',
  'its flag is {0}, but {1} refunds of {2} were found': '它的标志是 {0}，却找到 {1} 笔退款，共 {2}',
  'nothing is left': '已无可退余额',
  'txamt {0} gives back all that is left': 'txamt {0} 即可退还全部剩余金额',
};
