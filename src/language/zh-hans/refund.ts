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
  'the gateway refuses out_trade_no {0} as used, and no answer of query shows it':
    '网关称 out_trade_no {0} 已用过而拒绝，但查询的应答中都没有它',
  'the gateway refuses it now ({0}), but what became of an earlier sending is not known':
    '网关现在拒绝（{0}），但先前那次发送的结果未知',
  'what is left of the payment is not known ({0}): QFPay refuses too much':
    '付款的剩余金额未知（{0}）：退得过多会被 QFPay 拒绝',
  'the answer is about another refund: its {0} is not the one that was sent': '应答属于另一笔退款：其 {0} 不是所发送的',
  "this refund is on the gateway's books already ({0}): nothing would be sent":
    '这笔退款已在网关的账上（{0}）：不会发送任何内容',
  'refund {0} is not final yet': '退款 {0} 尚无最终结果',
  'cannot be settled: {0}': '无法确定：{0}',
  'say how much by --txamt or --amount': '用 --txamt 或 --amount 说明金额',
  'was used for an earlier refund of this payment, of which txamt {0} is left':
    '已用于这笔付款先前的退款，付款还剩 txamt {0}',
  'give a new number': '给一个新单号',
  'not known': '未知',
  'refund {0}': '退款 {0}',
  'payment {0} (syssn {1})': '付款 {0}（syssn {1}）',
  '{0} by {1} ({2}), paid {3} UTC+8': '{0}，支付方式 {1}（{2}），付款时间 {3} UTC+8',
  'already refunded: {0}': '先前已退：{0}',
  'refund number {0}': '退款单号 {0}',
  'test moves real money: this gives it back to the payer': 'test 环境涉及真实资金：这次退款会把真钱退还给付款人',
  'sandbox is simulated: no real money moves': 'sandbox 为模拟环境：不涉及真实资金',
  '{0} {1} was paid {2} times': '{0} {1} 被付款 {2} 次',
  'say which payment is meant by --syssn': '用 --syssn 指明是哪一笔',
  'the window of --since and --until': '--since 和 --until 的时间窗',
  'check --env and --profile; an older payment is found with --since, or named by --syssn':
    '检查 --env 和 --profile；更早的付款可用 --since 查找，或用 --syssn 指明',
  'it was not asked for': '未查询',
  'no answer of query shows the refund: sending it again under the same number':
    '查询的应答中都没有这笔退款：用相同的单号再次发送',
  'the answer ({0}) leaves open what became of the refund': '从应答（{0}）无法判断退款的结果',
  'of payment {0}': '属于付款 {0}',
  'out_trade_no {0} belongs to another transaction ({1})': 'out_trade_no {0} 属于另一笔交易（{1}）',
  'excludes an out_trade_no: name the payment once': '不能与 out_trade_no 同用：付款只指明一次',
  'is missing: name the payment by it, or by --syssn': '缺失：用它或 --syssn 指明付款',
  'must be one number: one payment is refunded at a time': '必须是单个号码：一次只退一笔付款',
  'is required: how much is to be given back': '必须给出：要退多少',
  'leave it out to have one derived': '不填则自动推导',
  'goes with an out_trade_no: a syssn needs no window': '只能与 out_trade_no 同用：syssn 不需要时间窗',
  'must not be after the end of the window ({0} UTC+8)': '不得晚于时间窗的终点（{0} UTC+8）',
  'the refund {0}': '退款 {0}',
  '--txamt 1280, --amount 12.80 or --full': '--txamt 1280、--amount 12.80 或 --full',
  'given back, no real money': '已退回，不涉及真实资金',
};
