import type { Catalogue } from '../t.ts';

export const refundList: Catalogue = {
  'save it as UTF-8: in Excel "CSV UTF-8", in Numbers Export, CSV, Unicode (UTF-8)':
    '請另存為 UTF-8：Excel 選「CSV UTF-8」，Numbers 選「匯出」、CSV、Unicode (UTF-8)',
  'must be UTF-8; it looks like {0}': '必須是 UTF-8；它看起來像 {0}',
  '{0}, or with iconv -f {1} -t UTF-8': '{0}，或用 iconv -f {1} -t UTF-8',
  'UTF-16 LE (Excel calls it "Unicode Text")': 'UTF-16 LE（Excel 稱為「Unicode 文字」）',
  'GBK or GB18030 (simplified Chinese)': 'GBK 或 GB18030（簡體中文）',
  'the {0}th, which has no name': '第 {0} 欄，沒有名稱',
  'columns that are not looked at: {0}': '未使用的欄：{0}',
  'is not a column of a batch': '不是批次退款的欄',
  '{0}, if that is meant': '{0}，如果指的是它',
  'stands there twice': '出現了兩次',
  'must have a column syssn or out_trade_no': '必須有 syssn 或 out_trade_no 欄',
  'must have a column txamt (cents), amount (such as 12.80) or full (yes)':
    '必須有 txamt（分）、amount（如 12.80）或 full（yes）欄',
  'is empty: it must have a header line and a line for each refund': '為空：必須有標題行，且每筆退款一行',
  'has a quotation mark that is never closed': '有一個引號沒有閉合',
  'cannot be read as CSV': '無法按 CSV 讀取',
  'put the whole value in quotes, and double those inside it': '把整個值放進引號，其中的引號寫兩遍',
  'has {0} values, but the header names {1} columns: a separator inside a value needs quotes':
    '有 {0} 個值，而標題行有 {1} 欄：值中的分隔符需要引號',
  'must be one JSON object a line, such as {"out_trade_no":"A-1","txamt":1280}':
    '每行必須是一個 JSON 物件，例如 {"out_trade_no":"A-1","txamt":1280}',
  'members that are not looked at: {0}': '未使用的成員：{0}',
  'must be text in quotes, so that no digit is lost': '必須是引號中的文字，以免丟失數字',
  'must be CSV, or one JSON object a line and no array': '必須是 CSV，或每行一個 JSON 物件而非陣列',
  "jq -c '.[]' makes such lines": "jq -c '.[]' 可生成這樣的行",
  'has no line below its header: there is nothing to refund': '標題行下沒有任何行：沒有要退的款',
  'is missing: name the payment by it, or by syssn': '缺失：用它或 syssn 指明付款',
  'must be one number: a line refunds one payment': '必須是單個單號：一行只退一筆付款',
  'is missing: how much is to be given back': '缺失：要退多少',
  'must be yes, or empty': '必須是 yes 或留空',
  'name the column amount, if major units are meant': '如果以元計，請把該欄命名為 amount',
  'was rounded by a spreadsheet: its digits are lost': '被試算表四捨五入：數字已丟失',
  'has decimals, which a spreadsheet has put there': '帶有小數，是試算表加上的',
  'has nothing but zeros after {0} digits: a spreadsheet has rounded it': '在 {0} 位數字之後全是零：被試算表四捨五入',
  'import the column as text and write the file again': '以文字匯入該欄，再重新寫出檔案',
  'is refunded by the same sum in line {0}': '與第 {0} 行退的是同一數額',
  'is that of line {0}, too: a number is taken once': '也是第 {0} 行的單號：一個單號只接受一次',
  'is the out_trade_no of the payment in line {0}: QFPay takes a number once':
    '是第 {0} 行付款的 out_trade_no：QFPay 每個單號只接受一次',
  'is refunded in full in line {0}, and can have no other line beside that': '在第 {0} 行已全額退款，不能再有其他行',
};
