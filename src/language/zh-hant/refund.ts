import type { Catalogue } from '../t.ts';

export const refund: Catalogue = {
  'must be said once, not by {0}': '必須只給一次，不能同時用 {0}',
  "must not be the payment's own out_trade_no: QFPay takes a number once":
    '不得是付款自己的 out_trade_no：QFPay 每個單號只接受一次',
  'Give back a payment, or a part of it. The number of the refund is derived from payment and amount, so the same command run again, on any machine, is the same refund: it exits 0, repeated, and moves no money. 4 declined, 5 no final answer yet, 8 unknown: the same command again settles it.':
    '退還一筆付款的全部或一部分。退款單號由付款和金額推導而來，因此同一指令在任何機器上再次執行都是同一筆退款：結束代碼 0，標為重複，不會再動資金。4 已拒絕，5 尚無最終結果，8 結果未知：再執行同一指令即可查清。',
  'the payment, by your own number': '付款，按自己的單號',
  "the payment, by QFPay's number": '付款，按 QFPay 的流水號',
  "how much, in the currency's smallest unit: 1280 is HKD 12.80": '金額，以幣種最小單位計：1280 即 HKD 12.80',
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
};
