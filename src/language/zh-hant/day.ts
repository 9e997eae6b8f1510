import type { Catalogue } from '../t.ts';

/** The shop's day: times, sums, what is open, how the interface was used. */
export const day: Catalogue = {
  'today, yesterday, 7d (seven days ago), 2026-10-05, this-month, last-month or 2026-10, read in UTC+8':
    'today（今日）、yesterday（尋日）、7d（七日前）、2026-10-05、this-month（本月）、last-month（上月）或 2026-10，按 UTC+8',
  'must be a month: {0}': '必須是一個月份：{0}',
  '--month {0}, or --day {1}': '--month {0}，或 --day {1}',
  'must be a real day or time: {0}, or "2026-03-02 15:04:05", 2026-03-02T07:04:05Z':
    '必須是真實的日期或時間：{0}，或 "2026-03-02 15:04:05"、2026-03-02T07:04:05Z',
  'must be a real day or month: {0}': '必須是真實的日期或月份：{0}',
  'cannot be used with --day: each is a window of its own': '不可與 --day 同用：兩者各自就是一個時間窗',
  'cannot be used with {0}: each is a window of its own': '不可與 {0} 同用：兩者各自就是一個時間窗',
  'must be one of these forms, too': '亦必須是上述寫法之一',
  'sum up a day, a month or any window per currency': '按幣種匯總一日、一個月或任意時間窗',
  'Sum up a day, a month or any window: paid, refunded and net per currency, what was declined, and what is still open at its end. Every page of the window is read; where one cannot be, there are no sums (exit 9, 7 or 6). Without a window it is today.':
    '匯總一日、一個月或任意時間窗：按幣種列出收款、退款與淨額、被拒絕的筆數，以及期末仍未了結的交易。時間窗的每一頁都會讀取；有一頁讀不到便不給匯總（結束碼 9、7 或 6）。不指明時間窗則為今日。',
  "a day of the gateway's books: {0}": '網關賬目中的一日：{0}',
  'a month: 2026-10, last-month or this-month': '一個月：2026-10、last-month（上月）或 this-month（本月）',
  'a row for each of: {0}': '每項一行：{0}',
  'today so far': '今日到目前為止',
  'the day that is over': '剛過去的一日',
  'a line a day, for a spreadsheet': '每日一行，供試算表使用',
  'the last days, for a script': '最近幾日，供指令碼使用',
  'reading the books: {0} records': '正在讀取賬目：{0} 條記錄',
  'the gateway gave the same {0} records for page 1 and page 2: the rest cannot be read':
    '網關對第 1 頁和第 2 頁回傳了相同的 {0} 條記錄：其餘的無法讀取',
  'name a shorter window, such as one day': '請指明較短的時間窗，例如一日',
  '{0} records in {1} have no amount that can be read: they are in no sum':
    '有 {0} 條 {1} 記錄的金額無法讀取：未計入任何匯總',
  '{0}, {1} records': '{0}，{1} 條記錄',
  'not in paid: {0} reversed or closed': '未計入收款：{0} 筆已沖正或已關閉',
  'not in paid: {0} held; a hold is paid when it is captured': '未計入收款：凍結 {0}；預授權在請款時才算收款',
  'in no sum: {0} whose outcome is not known: ask about them before you rely on these':
    '未計入匯總：{0} 筆結果未知；採用這些數字之前請先查清',
  'still open: {0}': '仍未了結：{0}',
  'pay type': '支付方式',
  day: '日期',
  net: '淨額',
  total: '合計',
  '(none)': '（無）',
  'what the log of QFPAY_LOG tells: calls, peaks, HTTP 429': 'QFPAY_LOG 日誌的統計：呼叫、高峰、HTTP 429',
  'What the log of QFPAY_LOG tells: calls by endpoint and code, the slowest, HTTP 429, and the busiest second and minute beside what QFPay allows. Asks nothing of the gateway.':
    '統計 QFPAY_LOG 的日誌：按端點與狀態碼的呼叫數、最慢的一次、HTTP 429，以及最繁忙的一秒和一分鐘與 QFPay 限額的對比。不向網關發送任何請求。',
  'the log (default: the file of QFPAY_LOG)': '日誌檔案（預設為 QFPAY_LOG 所指的檔案）',
  'from now on every call is a line of it': '此後每次呼叫都在其中記一行',
  'what it tells so far': '到目前為止的統計',
  'another one, of one environment, for a script': '另一份日誌，只看一個環境，供指令碼使用',
  'is missing: name the file, or set QFPAY_LOG before the calls that are to be counted':
    '缺少：請指明檔案，或在要統計的呼叫之前設定 QFPAY_LOG',
  'must be a file that QFPAY_LOG wrote: a line of JSON for each call': '必須是 QFPAY_LOG 寫出的檔案：每次呼叫一行 JSON',
  '{0} lines of {1} cannot be read: they are not counted': '{1} 中有 {0} 行無法讀取：未計入',
  '{0} lines of {1} are out of order: they are counted, but in no peak':
    '{1} 中有 {0} 行次序錯亂：已計入總數，未計入高峰',
  'No call in {0}.': '{0} 中沒有呼叫。',
  '{0}, {1} of them sent again': '{0}，其中 {1} 次為重發',
  endpoint: '端點',
  answer: '回應',
  calls: '呼叫數',
  slowest: '最慢',
  '{0} of {1} ({2} %), from {3} on': '{0} / {1}（{2} %），始於 {3}',
  'busiest second': '最繁忙的一秒',
  'busiest minute': '最繁忙的一分鐘',
  'That is near the limit, which all machines of a merchant share, and this log is of one.':
    '已接近限額；限額由商戶的所有機器共用，而此日誌只屬於其中一部。',
  "The limits are a merchant's, and this log is of one machine.": '限額以商戶計，而此日誌只屬於一部機器。',
  '{0} Before a peak (a sale, a batch) write to {1}: when it begins and ends, how many requests a minute, app code and mchid, never the key.':
    '{0} 在高峰（促銷、批量）之前請寫信給 {1}：起止時間、每分鐘請求數、app code 與 mchid，切勿附上密鑰。',
  'HTTP status, no respcd: above 100 requests a second or 400 a minute of this merchant. The request was not processed.':
    'HTTP 狀態，並非 respcd：該商戶每秒超過 100 次或每分鐘超過 400 次請求。該請求未被處理。',
  'Send it again after a pause that doubles each time (Retry-After, where it is given), under the same number. This tool does so by itself. Before a peak write to {0}; qfpay usage shows how near you are.':
    '暫停後以同一單號重發，每次暫停加倍（有 Retry-After 則按其時間）。本工具會自動這樣做。高峰之前請寫信給 {0}；qfpay usage 可看出離限額還有多遠。',
  'is an HTTP status and no respcd: it does not tell what became of an order, query does':
    '是 HTTP 狀態，並非 respcd：它說明不了訂單的結果，query 才可以',
  'not processed: safe to send again': '未被處理：可放心重發',
  'search by words or a sentence, in any of three languages': '用詞語或一句說話搜尋，三種語言皆可',
  'the code that a message names': '訊息中所含的狀態碼',
  'the HTTP status of too many requests': '請求過多的 HTTP 狀態',
  settled: '狀態',
  final: '最終',
  'not processed': '未處理',
  'also those that only older or regional documents have': '包括只見於舊版或地區文件的',
  '{0} more of older or regional documents: --all': '另有 {0} 個見於舊版或地區文件：--all',
  'restricted to': '限制',
  '{0} only': '只限 {0}',
  '{0} or more': '{0} 或以上',
  'must be above HKD 1.00 (100 cents) for pay_type {0}': '對 pay_type {0} 必須大於 HKD 1.00（100 分）',
  'only these: {0}': '只看這些：{0}',
  'one page of a window, of 10 records unless --page-size is given': '時間窗的某一頁；沒有 --page-size 時每頁 10 條',
  'records a page, at most 100': '每頁記錄數，最多 100',
  'all of the window, and not its first 100 records: only then are there totals of more':
    '整個時間窗，而不只首 100 條；超過 100 條時只有這樣才有合計',
  "today's records, with totals": '今日的記錄，附合計',
  'what was refunded last month': '上個月退款的記錄',
  'is missing: name an order, a --syssn, or a window: --day today, --since 7d':
    '缺少：請指明訂單、--syssn 或時間窗：--day today、--since 7d',
  'goes with a window (--day, --since) alone': '只可與時間窗（--day、--since）同用',
  'first {0}; --all for totals': '只是首 {0} 條：要合計請加 --all',
  'paid {0} ({1}), refunded {2} ({3}), net {4}': '收款 {0}（{1}），退款 {2}（{3}），淨額 {4}',
  'held {0} ({1})': '凍結 {0}（{1}）',
  '{0} reversed or closed': '{0} 筆已沖正或已關閉',
  '{0} without an amount, in no sum': '{0} 筆沒有金額，未計入',
  of: '所屬訂單',
  time: '時間',
  authorized: '已授權',
  captured: '已請款',
  released: '已釋放',
  'The money is held: it is frozen, and has not moved.': '款項已凍結，尚未劃轉。',
  'Capture what is due, and release the rest; a hold lapses by itself (7 days, hotels and rentals 28).':
    '請款應收的部分，並釋放其餘；凍結到期會自動失效（7 日，酒店與租賃 28 日）。',
};
