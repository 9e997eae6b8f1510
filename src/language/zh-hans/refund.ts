import type { Catalogue } from '../t.ts';

export const refund: Catalogue = {
  'must be said once, not by {0}': '必须只给一次，不能同时用 {0}',
  "must not be the payment's own out_trade_no: QFPay takes a number once":
    '不得是付款自己的 out_trade_no：QFPay 每个单号只接受一次',
  'Give back a payment, or a part of it. The number of the refund is derived from payment and amount, so the same command run again, on any machine, is the same refund: it exits 0, repeated, and moves no money. 4 declined, 5 no final answer yet, 8 unknown: the same command again settles it.':
    '退还一笔付款的全部或一部分。退款单号由付款和金额推导而来，因此同一命令在任何机器上再次运行都是同一笔退款：退出码 0，标为重复，不会再动资金。4 已拒绝，5 尚无最终结果，8 结果未知：再运行同一命令即可查清。',
  'the payment, by your own number': '付款，按自己的单号',
  "the payment, by QFPay's number": '付款，按 QFPay 的流水号',
  "how much, in the currency's smallest unit: 1280 is HKD 12.80": '金额，以币种最小单位计：1280 即 HKD 12.80',
  'all that is left': '剩余的全部',
  'your number for this refund: for a second one of the same amount (default: derived)':
    '本次退款的单号：同一金额的第二笔退款才需要（默认自动推导）',
  'look for the payment from this day or time on, UTC+8 unless it has an offset':
    '自此日期或时间起查找付款，未带时区时按 UTC+8',
  'ask until the refund is final; by night, wait until QFPay refunds again':
    '反复查询直到退款有最终结果；夜间则等到 QFPay 恢复退款',
  'how long (default: 60)': '等待多久（默认 60）',
  'look the payment up, show the request and send no refund': '查询付款，显示请求，不发送退款',
  'all that is left of a payment': '付款剩余的全部',
  'a part of it, until it is final': '付款的一部分，等到有最终结果',
  "by QFPay's number, in cents, for a script": '按 QFPay 的流水号，以分计，供脚本使用',
  'a second one of the same amount': '同一金额的第二笔退款',
  'real money, in CI': '真实资金，在 CI 中',
};
