import type { Catalogue } from '../t.ts';

export const refund: Catalogue = {
  'must be said once, not by {0}': '必須只給一次，不能同時用 {0}',
  "must not be the payment's own out_trade_no: QFPay takes a number once":
    '不得是付款自己的 out_trade_no：QFPay 每個單號只接受一次',
  'Give back a payment, or a part of it. The number of the refund is derived from payment and amount, so the same command run again, on any machine, is the same refund: it exits 0, repeated, and moves no money. 4 declined, 5 no final answer yet, 8 unknown: the same command again settles it.':
    '退還一筆付款的全部或一部分。退款單號由付款和金額推導而來，因此同一指令在任何機器上再次執行都是同一筆退款：結束碼 0，標為重複，不會再動資金。4 已拒絕，5 尚無最終結果，8 結果未知：再執行同一指令即可查清。',
  'the payment, by your own number': '付款，按自己的單號',
  "the payment, by QFPay's number": '付款，按 QFPay 的流水號',
  "how much, in the currency's smallest unit: 1280 is HKD 12.80": '金額，以貨幣最小單位計：1280 即 HKD 12.80',
  'all that is left': '剩餘的全部',
  'your number for this refund: for a second one of the same amount (default: derived)':
    '本次退款的單號：同一金額的第二筆退款才需要（預設自動推導）',
  'look for the payment from this day or time on, UTC+8 unless it has an offset':
    '自此日期或時間起查找付款，未帶時區時按 UTC+8',
  'ask until the refund is final; by night, wait until QFPay refunds again':
    '反覆查詢直到退款有最終結果；夜間則等到 QFPay 恢復退款',
  'how long (default: 60)': '等待多久（預設 60）',
  'look the payment up, show the request and send no refund': '查詢付款，顯示請求，不發送退款',
  'all that is left of a payment': '付款剩餘的全部',
  'a part of it, until it is final': '付款的一部分，等到有最終結果',
  "by QFPay's number, in cents, for a script": '按 QFPay 的流水號，以分計，供指令碼使用',
  'a second one of the same amount': '同一金額的第二筆退款',
  'real money, in CI': '真實資金，在 CI 中',
  'the gateway refuses out_trade_no {0} as used, and no answer of query shows it':
    '閘道稱 out_trade_no {0} 已用過而拒絕，但查詢的應答中都沒有它',
  'the gateway refuses it now ({0}), but what became of an earlier sending is not known':
    '閘道現在拒絕（{0}），但先前那次發送的結果未知',
  'what is left of the payment is not known ({0}): QFPay refuses too much':
    '付款的剩餘金額未知（{0}）：退得過多會被 QFPay 拒絕',
  'the answer is about another refund: its {0} is not the one that was sent': '應答屬於另一筆退款：其 {0} 不是所發送的',
  "this refund is on the gateway's books already ({0}): nothing would be sent":
    '這筆退款已在閘道的賬上（{0}）：不會發送任何內容',
  'refund {0} is not final yet': '退款 {0} 尚無最終結果',
  'cannot be settled: {0}': '無法確定：{0}',
  'say how much by --txamt or --amount': '用 --txamt 或 --amount 說明金額',
  'was used for an earlier refund of this payment, of which txamt {0} is left':
    '已用於這筆付款先前的退款，付款還剩 txamt {0}',
  'give a new number': '給一個新單號',
  'not known': '未知',
  'refund {0}': '退款 {0}',
  'payment {0} (syssn {1})': '付款 {0}（syssn {1}）',
  '{0} by {1} ({2}), paid {3} UTC+8': '{0}，支付方式 {1}（{2}），付款時間 {3} UTC+8',
  'already refunded: {0}': '先前已退：{0}',
  'refund number {0}': '退款單號 {0}',
  'test moves real money: this gives it back to the payer': 'test 環境涉及真實資金：這次退款會把真錢退還給付款人',
  'sandbox is simulated: no real money moves': 'sandbox 為模擬環境：不涉及真實資金',
  '{0} {1} was paid {2} times': '{0} {1} 被付款 {2} 次',
  'say which payment is meant by --syssn': '用 --syssn 指明是哪一筆',
  'the window of --since and --until': '--since 和 --until 的時間範圍',
  'check --env and --profile; an older payment is found with --since, or named by --syssn':
    '檢查 --env 和 --profile；更早的付款可用 --since 查找，或用 --syssn 指明',
  'it was not asked for': '未查詢',
  'no answer of query shows the refund: sending it again under the same number':
    '查詢的應答中都沒有這筆退款：用相同的單號再次發送',
  'the answer ({0}) leaves open what became of the refund': '從應答（{0}）無法判斷退款的結果',
  'of payment {0}': '屬於付款 {0}',
  'out_trade_no {0} belongs to another transaction ({1})': 'out_trade_no {0} 屬於另一筆交易（{1}）',
  'excludes an out_trade_no: name the payment once': '不能與 out_trade_no 同用：付款只指明一次',
  'is missing: name the payment by it, or by --syssn': '缺失：用它或 --syssn 指明付款',
  'must be one number: one payment is refunded at a time': '必須是單個號碼：一次只退一筆付款',
  'is required: how much is to be given back': '必須給出：要退多少',
  'leave it out to have one derived': '不填則自動推導',
  'goes with an out_trade_no: a syssn needs no window': '只能與 out_trade_no 同用：syssn 不需要時間範圍',
  'must not be after the end of the window ({0} UTC+8)': '不得晚於時間範圍的終點（{0} UTC+8）',
  'the refund {0}': '退款 {0}',
  '--txamt 1280, --amount 12.80 or --full': '--txamt 1280、--amount 12.80 或 --full',
  'given back, no real money': '已退回，不涉及真實資金',
};
