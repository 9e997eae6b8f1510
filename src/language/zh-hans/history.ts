import type { Catalogue } from '../t.ts';

export const history: Catalogue = {
  'Every call of this machine that moves money, written down before it was sent: numbers, amounts and outcomes, nothing of the payer and no key. Asks nothing of the gateway; qfpay resume does, about those that are open.':
    '本机发出的每个涉及资金的请求，发送前均已记录：单号、金额和结果，不含付款人信息和密钥。不询问网关；未决的请求请用 qfpay resume 查询。',
  'numbers, or parts of them: out_trade_no or syssn': '单号或其一部分：out_trade_no 或 syssn',
  'only those of pay, refund, reverse, close, ...': '只看 pay、refund、reverse、close 等命令的记录',
  'from this day or time on, UTC+8 unless it has an offset': '自此日期或时间起，未带时区时按 UTC+8',
  'up to this day or time': '至此日期或时间止',
  'only those without a final outcome': '只看没有最终结果的',
  'only the latest ones': '只看最新的若干条',
  everything: '全部记录',
  'the refunds since a day': '某日以来的退款',
  'one order': '某一订单',
  'what has no final outcome, for a script': '没有最终结果的，供脚本使用',
  'Settle what this machine left open: every payment, refund, reversal or close without a final outcome is looked up by its number, in its own environment, and its outcome is written down. Never moves money. Exits with the first of 8, 6, 9, 7, 5, 4 that occurred, else 0.':
    '把本机悬而未决的请求查清：每笔没有最终结果的付款、退款、冲正或关单，都在其所属环境中按单号查询，并记下结果。绝不动用资金。退出码按 8、6、9、7、5、4 的顺序取所出现的第一个，否则为 0。',
  'only this out_trade_no or refund number': '只查此 out_trade_no 或退款单号',
  'everything that is open': '所有悬而未决的',
  'one number': '单个单号',
  'those of prod, for a script': '生产环境的，供脚本使用',
  "is not in this machine's history": '不在本机的历史记录中',
  'out_trade_no {0} was sent with other settings': 'out_trade_no {0} 是用其他设置发送的',
  'needs {0}': '需要 {0}',
  'must not be before since': '不得早于 since',
  'line {0} of {1} cannot be read: calls that moved money may be in it':
    '{1} 的第 {0} 行无法读取：其中可能有涉及资金的请求',
  'lines {0} of {1} cannot be read: calls that moved money may be in it':
    '{1} 的第 {0} 行无法读取：其中可能有涉及资金的请求',
  'the gateway does not know the number': '网关没有此单号',
  'the --profile or credentials of app code {0}, without an mchid': 'app code {0} 的 --profile 或凭证，且没有 mchid',
  'the --profile or credentials of app code {0}, mchid {1}': 'app code {0}、mchid {1} 的 --profile 或凭证',
  '--env {0}, for which {1}': '--env {0}（{1}）',
  'asking what became of open calls': '正在查询未决的请求',
  'asking what became of {0} ({1} of {2})': '正在查询 {0}（第 {1} 个，共 {2} 个）',
  '{0} ({1} attempts)': '{0}（共 {1} 次发送）',
  'the history was changed by another hand while it was read': '历史在读取时被他人更改',
};
