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
  '{0} pending refunds': '{0} 笔处理中的退款',
  'refunding: 0 of {0}': '正在退款：已处理 0/{0} 笔',
  '; {0} a minute, {1} left': '；每分钟 {0} 笔，剩余 {1}',
  'refunding: {0} of {1}: {2} refunded': '正在退款：已处理 {0}/{1} 笔：已退 {2}',
  '{0} refunds, together {1}': '{0} 笔退款，共 {1}',
  'Go ahead? (y/N)': '继续吗？（y/N）',
  'not agreed to: nothing was sent': '未获同意：未发送任何内容',
  'is the same refund as line {0}: payment {1}, txamt {2}': '与第 {0} 行是同一笔退款：付款 {1}，txamt {2}',
  'is the payment of line {0}, too: where one line is for all that is left, there can be no other':
    '也是第 {0} 行的付款：有一行退还剩余的全部时，就不能再有其他行',
  'the journal has another refund of this payment, which no line asks for any more: this one is given back besides it':
    '日志中有这笔付款的另一笔退款，文件中已没有对应的行：这一行会另外再退',
  'the journal calls it settled, but not by this key at this gateway (an older qfpay, another key, another hand): QFPay was asked':
    '日志称其已有结果，但该记录并非用此密钥在此网关写下（旧版 qfpay、其他密钥或他人所写）：已向 QFPay 查询',
  'the journal calls it refunded, and QFPay knows no such refund: it is sent':
    '日志称其已退款，但 QFPay 没有这笔退款：将会发送',
  'only the journal calls it declined: {0}': '只有日志称其已被拒绝：{0}',
  'only the journal calls it refunded: {0}': '只有日志称其已退款：{0}',
  'the journal {0} was removed or changed by another hand while the batch ran: it is begun anew, and what it has lost is asked for in the next run':
    '批次运行期间，日志 {0} 被删除或被他人更改：将重新开始记录，丢失的内容会在下次运行时查询',
  'is in the journal as the number of another refund (payment {0}, txamt {1})':
    '在日志中是另一笔退款的单号（付款 {0}，txamt {1}）',
  'give this refund a new number': '给这笔退款一个新单号',
  'a refund {0}': '退款{0}',
  'line {0}': '第 {0} 行',
  'lines {0} and {1} more': '第 {0} 行及另外 {1} 行',
  'lines {0}': '第 {0} 行',
  'is not that of the payment {0}, which has {1}': '与付款 {0} 不符，后者为 {1}',
  'looking up {0} payments': '正在查询 {0} 笔付款',
  'what became of an earlier sending is not known': '先前那次发送的结果未知',
  'is exceeded: the file has {0} refunds': '已超过：文件有 {0} 笔退款',
  'nothing was sent; mend the file and run the same command again': '未发送任何内容；请修正文件后再运行同一命令',
  'the batch ended before it was sent': '发送之前批次已结束',
  'is missing: name a CSV file, or - for stdin': '缺失：请指明 CSV 文件，或用 - 表示标准输入',
  'is needed for stdin: it is what a batch goes on by': '用标准输入时必须给出：批次靠它接着做',
  'cannot be stdin, which --key-file reads already': '不能是标准输入，--key-file 已在读取它',
  'must be a currency and an amount in its major units': '必须是币种和以元计的金额',
  'interrupted while it was in the air': '发送途中被中断',
  'interrupted while in doubt': '结果未明时被中断',
  'nobody knows what became of {0} refunds in turn': '连续 {0} 笔退款的结果未知',
  'a refund {0}: waiting': '退款{0}：等待中',
  'warning: line {0} of {1} cannot be read: its row is asked for': '警告：{1} 的第 {0} 行无法读取：会查询对应的行',
  'stopping: what is in the air comes to its end; Ctrl-C again breaks it off':
    '正在停止：让途中的请求完成；再按 Ctrl-C 立即中断',
  'says nothing of {0}: the file refunds {1}': '没有提到 {0}：文件要退 {1}',
  'is exceeded: the file refunds {0}': '已超过：文件要退 {0}',
  'note: the folder of {0} takes no lock, which is in {1} now: do not run the file in another container at the same time':
    '提示：{0} 所在的文件夹不支持锁，锁现位于 {1}：请勿同时在另一个容器中运行此文件',
};
