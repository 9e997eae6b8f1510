import type { Catalogue } from '../t.ts';

export const query: Catalogue = {
  'Look transactions up by your own numbers, by syssn, or by time. Exits 0 when all that was named was found, whatever its state; with --wait or --exit-status the state decides: 0 paid or refunded, 4 declined, reversed or closed, 5 pending, 8 unknown.':
    '按自己的單號、syssn 或時間查詢交易。所指的都找到時結束碼為 0，不論狀態；加 --wait 或 --exit-status 則由狀態決定：0 已付款或已退款，4 已拒絕、已沖正或已關閉，5 處理中，8 結果未知。',
  'orders, by your own numbers': '訂單，按自己的單號',
  'the same as a comma list (repeatable)': '同上，以逗號分隔（可重複）',
  "QFPay's numbers, a comma list (repeatable)": 'QFPay 的流水號，以逗號分隔（可重複）',
  'only these, codes or aliases': '只看這些，代碼或別名',
  'only records with this status code': '只看此狀態碼的記錄',
  'up to this day or time (default: now)': '至此日期或時間止（預設現在）',
  'which page of a window (default: 1)': '時間範圍的第幾頁（預設 1）',
  'records a page, at most 100 (default: 10)': '每頁記錄數，最多 100（預設 10）',
  'every page of the window': '時間範圍的所有頁',
  'ask again until the answer is final': '反覆查詢直到有最終結果',
  'how long (default: until a QR order expires, 90 for CPM, 60 for a refund)':
    '等待多久（預設到二維碼訂單過期；CPM 90 秒，退款 60 秒）',
  'let the state decide the exit status': '由狀態決定結束碼',
  'print CSV': '輸出 CSV',
  'orders by your own numbers; their state decides the exit status': '按自己的單號查訂單；由狀態決定結束碼',
  'an order by a number that this tool made': '按本工具生成的單號查訂單',
  'wait until it is final': '等到有最終結果',
  'all of a month, for a spreadsheet': '一整個月，供試算表使用',
  "by QFPay's number, for a script": '按 QFPay 的流水號，供指令碼使用',
  'needs --since beside it': '需要同時給出 --since',
  'is missing: name an order, a --syssn or a window that begins at --since':
    '缺失：請指明訂單、--syssn 或以 --since 開始的時間範圍',
  'goes with a window (--since) alone': '只能與時間範圍（--since）同用',
  'cannot be used with --all, which reads every page': '不能與 --all 同用，它會讀取所有頁',
  'must not be before since {0}': '不得早於 since {0}',
  'must not be after now ({0} UTC+8)': '不得晚於現在（{0} UTC+8）',
  'cannot be used with --json: both are the whole of stdout': '不能與 --json 同用：兩者都佔用整個標準輸出',
  'must be four digits, such as 0000': '必須是四位數字，例如 0000',
  'the orders': '這些訂單',
  '{0} to {1} (UTC+8)': '{0} 至 {1}（UTC+8）',
  'must be a whole number from 1 to {0}': '必須是 1 至 {0} 的整數',
  'must be a number of seconds': '必須是秒數',
};
