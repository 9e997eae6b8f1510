import type { Catalogue } from '../t.ts';

export const refundBatch: Catalogue = {
  'refunded before': '先前已退',
  pending: '處理中',
  declined: '已拒絕',
  unknown: '結果未知',
  'remove one of the lines, or give each a refund_no of its own if both are meant':
    '刪去其中一行；如果兩行都要，則各給一個 refund_no',
  'say an amount in both': '兩行都要寫明金額',
  'the gateway refused the signature (1108 {0})': '閘道拒絕了簽名（1108 {0}）',
  'Give back many payments from a file: CSV with a header, or a JSON object a line. Columns: syssn or out_trade_no; txamt (cents), amount (12.80) or full (yes); and refund_no, if you like. The whole file is checked first. Each row is one refund, however often the command is run: killed or interrupted, the same command goes on where it was. Exits 0 when every row is refunded, else by the worst: 8 unknown, 6 signature, 9 rate-limited, 7 network, 5 pending, 4 declined.':
    '按檔案批次退款：帶標題行的 CSV，或每行一個 JSON 物件。欄：syssn 或 out_trade_no；txamt（分）、amount（12.80）或 full（yes）；可選 refund_no。先檢查整個檔案。無論指令執行幾次，每行只退一次：被終止或中斷後，再執行同一指令即可接着做。每行都已退款時結束碼為 0，否則取最嚴重的：8 結果未知，6 簽名，9 限流，7 網絡，5 處理中，4 已拒絕。',
  'a CSV or NDJSON file in UTF-8, or - for stdin': 'UTF-8 的 CSV 或 NDJSON 檔案，或用 - 表示標準輸入',
  'where the batch writes down what it does (default: <file>.journal.ndjson)':
    '批次記錄其進度的檔案（預設 <file>.journal.ndjson）',
  'requests a minute, 400 at most (default: 200, which leaves the tills the other half)':
    '每分鐘請求數，最多 400（預設 200，另一半留給收銀機）',
  'refuse a file that gives back more: "HKD 1000.00" (repeatable)':
    '退款總額超過此數則拒絕整個檔案："HKD 1000.00"（可重複）',
  'refuse a file that has more refunds': '退款筆數超過此數則拒絕整個檔案',
  'send again what the journal has as declined': '重新發送日誌中已被拒絕的',
  'check the file, look the payments up, show the plan and send no refund': '檢查檔案、查詢付款、顯示計劃，不發送退款',
  'check the file and show the plan': '檢查檔案並顯示計劃',
  'real money, in CI, with a ceiling': '真實資金，在 CI 中，設上限',
  'once more what was declined': '重試已被拒絕的',
  'from a pipe': '從管道輸入',
  'is no journal of refund-batch': '不是 refund-batch 的日誌',
  'is of another merchant or environment: its {0} is {1}, and this one is {2}':
    '屬於另一商戶或環境：它的 {0} 是 {1}，而這次是 {2}',
  'name another file by --journal, or go on with the merchant and environment that it belongs to':
    '用 --journal 指定另一個檔案，或改用它所屬的商戶和環境繼續',
  'the journal {0} {1}': '日誌 {0} {1}',
  'wait for the other qfpay refund-batch to end; a batch that was killed holds nothing':
    '等另一個 qfpay refund-batch 結束；已被終止的批次不會佔用任何東西',
  'the journal {0} is in use by another qfpay': '日誌 {0} 正被另一個 qfpay 使用',
  '{0} pending refunds': '{0} 筆處理中的退款',
  'refunding: 0 of {0}': '正在退款：已處理 0/{0} 筆',
  '; {0} a minute, {1} left': '；每分鐘 {0} 筆，剩餘 {1}',
  'refunding: {0} of {1}: {2} refunded': '正在退款：已處理 {0}/{1} 筆：已退 {2}',
  '{0} refunds, together {1}': '{0} 筆退款，共 {1}',
  'Go ahead? (y/N)': '繼續嗎？（y/N）',
  'not agreed to: nothing was sent': '未獲同意：未發送任何內容',
  'is the same refund as line {0}: payment {1}, txamt {2}': '與第 {0} 行是同一筆退款：付款 {1}，txamt {2}',
  'is the payment of line {0}, too: where one line is for all that is left, there can be no other':
    '也是第 {0} 行的付款：有一行退還剩餘的全部時，就不能再有其他行',
  'the journal has another refund of this payment, which no line asks for any more: this one is given back besides it':
    '日誌中有這筆付款的另一筆退款，檔案中已沒有對應的行：這一行會另外再退',
  'the journal calls it settled, but not by this key at this gateway (an older qfpay, another key, another hand): QFPay was asked':
    '日誌稱其已有結果，但該記錄並非用此密鑰在此閘道寫下（舊版 qfpay、其他密鑰或他人所寫）：已向 QFPay 查詢',
  'the journal calls it refunded, and QFPay knows no such refund: it is sent':
    '日誌稱其已退款，但 QFPay 沒有這筆退款：將會發送',
  'only the journal calls it declined: {0}': '只有日誌稱其已被拒絕：{0}',
  'only the journal calls it refunded: {0}': '只有日誌稱其已退款：{0}',
  'the journal {0} was removed or changed by another hand while the batch ran: it is begun anew, and what it has lost is asked for in the next run':
    '批次執行期間，日誌 {0} 被刪除或被他人更改：將重新開始記錄，遺失的內容會在下次執行時查詢',
  'is in the journal as the number of another refund (payment {0}, txamt {1})':
    '在日誌中是另一筆退款的單號（付款 {0}，txamt {1}）',
  'give this refund a new number': '給這筆退款一個新單號',
  'a refund {0}': '退款{0}',
  'line {0}': '第 {0} 行',
  'lines {0} and {1} more': '第 {0} 行及另外 {1} 行',
  'lines {0}': '第 {0} 行',
  'is not that of the payment {0}, which has {1}': '與付款 {0} 不符，後者為 {1}',
  'looking up {0} payments': '正在查詢 {0} 筆付款',
  'what became of an earlier sending is not known': '先前那次發送的結果未知',
  'is exceeded: the file has {0} refunds': '已超過：檔案有 {0} 筆退款',
  'nothing was sent; mend the file and run the same command again': '未發送任何內容；請修正檔案後再執行同一指令',
  'the batch ended before it was sent': '發送之前批次已結束',
  'is missing: name a CSV file, or - for stdin': '缺失：請指明 CSV 檔案，或用 - 表示標準輸入',
  'is needed for stdin: it is what a batch goes on by': '用標準輸入時必須給出：批次靠它接着做',
  'cannot be stdin, which --key-file reads already': '不能是標準輸入，--key-file 已在讀取它',
  'must be a currency and an amount in its major units': '必須是貨幣和以元計的金額',
  'interrupted while it was in the air': '發送途中被中斷',
  'interrupted while in doubt': '結果未明時被中斷',
  'nobody knows what became of {0} refunds in turn': '連續 {0} 筆退款的結果未知',
  'a refund {0}: waiting': '退款{0}：等待中',
  'warning: line {0} of {1} cannot be read: its row is asked for': '警告：{1} 的第 {0} 行無法讀取：會查詢對應的行',
  'stopping: what is in the air comes to its end; Ctrl-C again breaks it off':
    '正在停止：讓途中的請求完成；再按 Ctrl-C 立即中斷',
  'says nothing of {0}: the file refunds {1}': '沒有提到 {0}：檔案要退 {1}',
  'is exceeded: the file refunds {0}': '已超過：檔案要退 {0}',
  'note: the folder of {0} takes no lock, which is in {1} now: do not run the file in another container at the same time':
    '提示：{0} 所在的資料夾不支援鎖，鎖現位於 {1}：請勿同時在另一個容器中執行此檔案',
};
