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
    '按檔案批次退款：帶標題行的 CSV，或每行一個 JSON 物件。欄：syssn 或 out_trade_no；txamt（分）、amount（12.80）或 full（yes）；可選 refund_no。先檢查整個檔案。無論指令執行幾次，每行只退一次：被終止或中斷後，再執行同一指令即可接着做。每行都已退款時結束代碼為 0，否則取最嚴重的：8 結果未知，6 簽名，9 限流，7 網絡，5 處理中，4 已拒絕。',
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
};
