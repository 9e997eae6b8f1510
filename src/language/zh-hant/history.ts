import type { Catalogue } from '../t.ts';

export const history: Catalogue = {
  'Every call of this machine that moves money, written down before it was sent: numbers, amounts and outcomes, nothing of the payer and no key. Asks nothing of the gateway; qfpay resume does, about those that are open.':
    '本機發出的每個涉及資金的請求，發送前均已記錄：單號、金額和結果，不含付款人資料和密鑰。不詢問閘道；未決的請求請用 qfpay resume 查詢。',
  'numbers, or parts of them: out_trade_no or syssn': '單號或其一部分：out_trade_no 或 syssn',
  'only those of pay, refund, reverse, close, ...': '只看 pay、refund、reverse、close 等指令的記錄',
  'from this day or time on, UTC+8 unless it has an offset': '自此日期或時間起，未帶時區時按 UTC+8',
  'up to this day or time': '至此日期或時間止',
  'only those without a final outcome': '只看沒有最終結果的',
  'only the latest ones': '只看最新的若干條',
  everything: '全部記錄',
  'the refunds since a day': '某日以來的退款',
  'one order': '某一訂單',
  'what has no final outcome, for a script': '沒有最終結果的，供指令碼使用',
  'Settle what this machine left open: every payment, refund, reversal or close without a final outcome is looked up by its number, in its own environment, and its outcome is written down. Never moves money. Exits with the first of 8, 6, 9, 7, 5, 4 that occurred, else 0.':
    '把本機懸而未決的請求查清：每筆沒有最終結果的付款、退款、沖正或關閉訂單，都在其所屬環境中按單號查詢，並記下結果。絕不動用資金。結束碼按 8、6、9、7、5、4 的次序取所出現的第一個，否則為 0。',
  'only this out_trade_no or refund number': '只查此 out_trade_no 或退款單號',
  'everything that is open': '所有懸而未決的',
  'one number': '單個單號',
  'those of prod, for a script': '生產環境的，供指令碼使用',
  "is not in this machine's history": '不在本機的歷史記錄中',
  'out_trade_no {0} was sent with other settings': 'out_trade_no {0} 是用其他設定發送的',
  'needs {0}': '需要 {0}',
  'must not be before since': '不得早於 since',
  'line {0} of {1} cannot be read: calls that moved money may be in it':
    '{1} 的第 {0} 行無法讀取：其中可能有涉及資金的請求',
  'lines {0} of {1} cannot be read: calls that moved money may be in it':
    '{1} 的第 {0} 行無法讀取：其中可能有涉及資金的請求',
  'the gateway does not know the number': '閘道沒有此單號',
  'the --profile or credentials of app code {0}, without an mchid': 'app code {0} 的 --profile 或憑證，且沒有 mchid',
  'the --profile or credentials of app code {0}, mchid {1}': 'app code {0}、mchid {1} 的 --profile 或憑證',
  '--env {0}, for which {1}': '--env {0}（{1}）',
  'asking what became of open calls': '正在查詢未決的請求',
  'asking what became of {0} ({1} of {2})': '正在查詢 {0}（第 {1} 個，共 {2} 個）',
  '{0} ({1} attempts)': '{0}（共 {1} 次發送）',
  'the history was changed by another hand while it was read': '歷史在讀取時被他人更改',
};
