import type { Catalogue } from '../t.ts';

/** The shop's day: times, sums, what is open, how the interface was used. */
export const day: Catalogue = {
  'today, yesterday, 7d (seven days ago), 2026-10-05, this-month, last-month or 2026-10, read in UTC+8':
    'today（今天）、yesterday（昨天）、7d（七天前）、2026-10-05、this-month（本月）、last-month（上月）或 2026-10，按 UTC+8',
  'must be a month: {0}': '必须是一个月份：{0}',
  '--month {0}, or --day {1}': '--month {0}，或 --day {1}',
  'must be a real day or time: {0}, or "2026-03-02 15:04:05", 2026-03-02T07:04:05Z':
    '必须是真实的日期或时间：{0}，或 "2026-03-02 15:04:05"、2026-03-02T07:04:05Z',
  'must be a real day or month: {0}': '必须是真实的日期或月份：{0}',
  'cannot be used with --day: each is a window of its own': '不能与 --day 同用：两者各自就是一个时间窗',
  'cannot be used with {0}: each is a window of its own': '不能与 {0} 同用：两者各自就是一个时间窗',
  'must be one of these forms, too': '也必须是上述写法之一',
  'sum up a day, a month or any window per currency': '按币种汇总一天、一个月或任意时间窗',
  'Sum up a day, a month or any window: paid, refunded and net per currency, what was declined, and what is still open at its end. Every page of the window is read; where one cannot be, there are no sums (exit 9, 7 or 6). Without a window it is today.':
    '汇总一天、一个月或任意时间窗：按币种列出收款、退款与净额、被拒绝的笔数，以及期末仍未了结的交易。时间窗的每一页都会读取；有一页读不到就不给汇总（退出码 9、7 或 6）。不指明时间窗则为今天。',
  "a day of the gateway's books: {0}": '网关账目中的一天：{0}',
  'a month: 2026-10, last-month or this-month': '一个月：2026-10、last-month（上月）或 this-month（本月）',
  'a row for each of: {0}': '每项一行：{0}',
  'today so far': '今天到目前为止',
  'the day that is over': '刚过去的一天',
  'a line a day, for a spreadsheet': '每天一行，供电子表格使用',
  'the last days, for a script': '最近几天，供脚本使用',
  'reading the books: {0} records': '正在读取账目：{0} 条记录',
  'the gateway gave the same {0} records for page 1 and page 2: the rest cannot be read':
    '网关对第 1 页和第 2 页返回了相同的 {0} 条记录：其余的无法读取',
  'name a shorter window, such as one day': '请指明较短的时间窗，例如一天',
  '{0} records in {1} have no amount that can be read: they are in no sum':
    '有 {0} 条 {1} 记录的金额无法读取：未计入任何汇总',
  '{0}, {1} records': '{0}，{1} 条记录',
  'not in paid: {0} reversed or closed': '未计入收款：{0} 笔已冲正或已关闭',
  'not in paid: {0} held; a hold is paid when it is captured': '未计入收款：冻结 {0}；预授权在请款时才算收款',
  'in no sum: {0} whose outcome is not known: ask about them before you rely on these':
    '未计入汇总：{0} 笔结果未知；采用这些数字之前请先查清',
  'still open: {0}': '仍未了结：{0}',
  'pay type': '支付方式',
  day: '日期',
  net: '净额',
  total: '合计',
  '(none)': '（无）',
  'what the log of QFPAY_LOG tells: calls, peaks, HTTP 429': 'QFPAY_LOG 日志的统计：调用、峰值、HTTP 429',
  'What the log of QFPAY_LOG tells: calls by endpoint and code, the slowest, HTTP 429, and the busiest second and minute beside what QFPay allows. Asks nothing of the gateway.':
    '统计 QFPAY_LOG 的日志：按端点与状态码的调用数、最慢的一次、HTTP 429，以及最繁忙的一秒和一分钟与 QFPay 限额的对比。不向网关发送任何请求。',
  'the log (default: the file of QFPAY_LOG)': '日志文件（默认为 QFPAY_LOG 所指的文件）',
  'from now on every call is a line of it': '此后每次调用都在其中记一行',
  'what it tells so far': '到目前为止的统计',
  'another one, of one environment, for a script': '另一份日志，只看一个环境，供脚本使用',
  'is missing: name the file, or set QFPAY_LOG before the calls that are to be counted':
    '缺失：请指明文件，或在要统计的调用之前设置 QFPAY_LOG',
  'must be a file that QFPAY_LOG wrote: a line of JSON for each call': '必须是 QFPAY_LOG 写出的文件：每次调用一行 JSON',
  '{0} lines of {1} cannot be read: they are not counted': '{1} 中有 {0} 行无法读取：未计入',
  '{0} lines of {1} are out of order: they are counted, but in no peak':
    '{1} 中有 {0} 行次序错乱：已计入总数，未计入峰值',
  'No call in {0}.': '{0} 中没有调用。',
  '{0}, {1} of them sent again': '{0}，其中 {1} 次为重发',
  endpoint: '端点',
  answer: '应答',
  calls: '调用数',
  slowest: '最慢',
  '{0} of {1} ({2} %), from {3} on': '{0} / {1}（{2} %），始于 {3}',
  'busiest second': '最繁忙的一秒',
  'busiest minute': '最繁忙的一分钟',
  'That is near the limit, which all machines of a merchant share, and this log is of one.':
    '已接近限额；限额由商户的所有机器共用，而此日志只属于其中一台。',
  "The limits are a merchant's, and this log is of one machine.": '限额以商户计，而此日志只属于一台机器。',
  '{0} Before a peak (a sale, a batch) write to {1}: when it begins and ends, how many requests a minute, app code and mchid, never the key.':
    '{0} 在高峰（促销、批量）之前请写信给 {1}：起止时间、每分钟请求数、app code 与 mchid，切勿附上密钥。',
  'HTTP status, no respcd: above 100 requests a second or 400 a minute of this merchant. The request was not processed.':
    'HTTP 状态，不是 respcd：该商户每秒超过 100 次或每分钟超过 400 次请求。该请求未被处理。',
  'Send it again after a pause that doubles each time (Retry-After, where it is given), under the same number. This tool does so by itself. Before a peak write to {0}; qfpay usage shows how near you are.':
    '暂停后以同一单号重发，每次暂停加倍（有 Retry-After 则按其时间）。本工具会自动这样做。高峰之前请写信给 {0}；qfpay usage 可看出离限额还有多远。',
  'is an HTTP status and no respcd: it does not tell what became of an order, query does':
    '是 HTTP 状态，不是 respcd：它说明不了订单的结果，query 才能',
  'not processed: safe to send again': '未被处理：可放心重发',
  'search by words or a sentence, in any of three languages': '用词语或一句话搜索，三种语言皆可',
  'the code that a message names': '消息中所含的状态码',
  'the HTTP status of too many requests': '请求过多的 HTTP 状态',
  settled: '状态',
  final: '最终',
  'not processed': '未处理',
  'also those that only older or regional documents have': '包括只见于旧版或地区文档的',
  '{0} more of older or regional documents: --all': '另有 {0} 个见于旧版或地区文档：--all',
  'restricted to': '限制',
  '{0} only': '仅 {0}',
  '{0} or more': '{0} 或以上',
  'must be above HKD 1.00 (100 cents) for pay_type {0}': '对 pay_type {0} 必须大于 HKD 1.00（100 分）',
  'only these: {0}': '只看这些：{0}',
  'one page of a window, of 10 records unless --page-size is given': '时间窗的某一页；未给 --page-size 时每页 10 条',
  'records a page, at most 100': '每页记录数，最多 100',
  'all of the window, and not its first 100 records: only then are there totals of more':
    '整个时间窗，而不只前 100 条；超过 100 条时只有这样才有合计',
  "today's records, with totals": '今天的记录，附合计',
  'what was refunded last month': '上个月退款的记录',
  'is missing: name an order, a --syssn, or a window: --day today, --since 7d':
    '缺失：请指明订单、--syssn 或时间窗：--day today、--since 7d',
  'goes with a window (--day, --since) alone': '只能与时间窗（--day、--since）同用',
  'first {0}; --all for totals': '只是前 {0} 条：要合计请加 --all',
  'paid {0} ({1}), refunded {2} ({3}), net {4}': '收款 {0}（{1}），退款 {2}（{3}），净额 {4}',
  'held {0} ({1})': '冻结 {0}（{1}）',
  '{0} reversed or closed': '{0} 笔已冲正或已关闭',
  '{0} without an amount, in no sum': '{0} 笔没有金额，未计入',
  of: '所属订单',
  time: '时间',
  authorized: '已授权',
  captured: '已请款',
  released: '已释放',
  'The money is held: it is frozen, and has not moved.': '款项已冻结，尚未划转。',
  'Capture what is due, and release the rest; a hold lapses by itself (7 days, hotels and rentals 28).':
    '请款应收的部分，并释放其余；冻结到期会自动失效（7 天，酒店与租赁 28 天）。',
};
