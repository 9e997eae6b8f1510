import type { Catalogue } from '../t.ts';

export const query: Catalogue = {
  'Look transactions up by your own numbers, by syssn, or by time. Exits 0 when all that was named was found, whatever its state; with --wait or --exit-status the state decides: 0 paid or refunded, 4 declined, reversed or closed, 5 pending, 8 unknown.':
    '按自己的单号、syssn 或时间查询交易。所指的都找到时退出码为 0，不论状态；加 --wait 或 --exit-status 则由状态决定：0 已付款或已退款，4 已拒绝、已冲正或已关闭，5 处理中，8 结果未知。',
  'orders, by your own numbers': '订单，按自己的单号',
  'the same as a comma list (repeatable)': '同上，以逗号分隔（可重复）',
  "QFPay's numbers, a comma list (repeatable)": 'QFPay 的流水号，以逗号分隔（可重复）',
  'only these, codes or aliases': '只看这些，代码或别名',
  'only records with this status code': '只看此状态码的记录',
  'up to this day or time (default: now)': '至此日期或时间止（默认现在）',
  'which page of a window (default: 1)': '时间窗的第几页（默认 1）',
  'records a page, at most 100 (default: 10)': '每页记录数，最多 100（默认 10）',
  'every page of the window': '时间窗的所有页',
  'ask again until the answer is final': '反复查询直到有最终结果',
  'how long (default: until a QR order expires, 90 for CPM, 60 for a refund)':
    '等待多久（默认到二维码订单过期；CPM 90 秒，退款 60 秒）',
  'let the state decide the exit status': '由状态决定退出码',
  'print CSV': '输出 CSV',
  'orders by your own numbers; their state decides the exit status': '按自己的单号查订单；由状态决定退出码',
  'an order by a number that this tool made': '按本工具生成的单号查订单',
  'wait until it is final': '等到有最终结果',
  'all of a month, for a spreadsheet': '一整个月，供电子表格使用',
  "by QFPay's number, for a script": '按 QFPay 的流水号，供脚本使用',
  'needs --since beside it': '需要同时给出 --since',
  'is missing: name an order, a --syssn or a window that begins at --since':
    '缺失：请指明订单、--syssn 或以 --since 开始的时间窗',
  'goes with a window (--since) alone': '只能与时间窗（--since）同用',
  'cannot be used with --all, which reads every page': '不能与 --all 同用，它会读取所有页',
  'must not be before since {0}': '不得早于 since {0}',
  'must not be after now ({0} UTC+8)': '不得晚于现在（{0} UTC+8）',
  'cannot be used with --json: both are the whole of stdout': '不能与 --json 同用：两者都占用整个标准输出',
  'must be four digits, such as 0000': '必须是四位数字，例如 0000',
  'the orders': '这些订单',
  '{0} to {1} (UTC+8)': '{0} 至 {1}（UTC+8）',
  'must be a whole number from 1 to {0}': '必须是 1 至 {0} 的整数',
  'must be a number of seconds': '必须是秒数',
};
