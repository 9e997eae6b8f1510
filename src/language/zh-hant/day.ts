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
  'a row for each of: {0} (default: pay-type)': '每項一行：{0}（預設 pay-type）',
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
};
