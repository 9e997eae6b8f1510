import type { Catalogue } from '../t.ts';

export const refundBatch: Catalogue = {
  'refunded before': '先前已退',
  pending: '处理中',
  declined: '已拒绝',
  unknown: '结果未知',
  'remove one of the lines, or give each a refund_no of its own if both are meant':
    '删去其中一行；如果两行都要，则各给一个 refund_no',
  'say an amount in both': '两行都要写明金额',
  'the gateway refused the signature (1108 {0})': '网关拒绝了签名（1108 {0}）',
  'Give back many payments from a file: CSV with a header, or a JSON object a line. Columns: syssn or out_trade_no; txamt (cents), amount (12.80) or full (yes); and refund_no, if you like. The whole file is checked first. Each row is one refund, however often the command is run: killed or interrupted, the same command goes on where it was. Exits 0 when every row is refunded, else by the worst: 8 unknown, 6 signature, 9 rate-limited, 7 network, 5 pending, 4 declined.':
    '按文件批量退款：带表头的 CSV，或每行一个 JSON 对象。列：syssn 或 out_trade_no；txamt（分）、amount（12.80）或 full（yes）；可选 refund_no。先检查整个文件。无论命令运行几次，每行只退一次：被终止或中断后，再运行同一命令即可接着做。每行都已退款时退出码为 0，否则取最严重的：8 结果未知，6 签名，9 限流，7 网络，5 处理中，4 已拒绝。',
  'a CSV or NDJSON file in UTF-8, or - for stdin': 'UTF-8 的 CSV 或 NDJSON 文件，或用 - 表示标准输入',
  'where the batch writes down what it does (default: <file>.journal.ndjson)':
    '批次记录其进度的文件（默认 <file>.journal.ndjson）',
  'requests a minute, 400 at most (default: 200, which leaves the tills the other half)':
    '每分钟请求数，最多 400（默认 200，另一半留给收银台）',
  'refuse a file that gives back more: "HKD 1000.00" (repeatable)':
    '退款总额超过此数则拒绝整个文件："HKD 1000.00"（可重复）',
  'refuse a file that has more refunds': '退款笔数超过此数则拒绝整个文件',
  'send again what the journal has as declined': '重新发送日志中已被拒绝的',
  'check the file, look the payments up, show the plan and send no refund': '检查文件、查询付款、显示计划，不发送退款',
  'check the file and show the plan': '检查文件并显示计划',
  'real money, in CI, with a ceiling': '真实资金，在 CI 中，设上限',
  'once more what was declined': '重试已被拒绝的',
  'from a pipe': '从管道输入',
  'is no journal of refund-batch': '不是 refund-batch 的日志',
  'is of another merchant or environment: its {0} is {1}, and this one is {2}':
    '属于另一商户或环境：它的 {0} 是 {1}，而这次是 {2}',
  'name another file by --journal, or go on with the merchant and environment that it belongs to':
    '用 --journal 指定另一个文件，或改用它所属的商户和环境继续',
  'the journal {0} {1}': '日志 {0} {1}',
  'wait for the other qfpay refund-batch to end; a batch that was killed holds nothing':
    '等另一个 qfpay refund-batch 结束；已被终止的批次不会占用任何东西',
  'the journal {0} is in use by another qfpay': '日志 {0} 正被另一个 qfpay 使用',
};
