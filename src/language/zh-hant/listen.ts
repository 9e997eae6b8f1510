import type { Catalogue } from '../t.ts';

export const listen: Catalogue = {
  'hand valid ones to your own endpoint': '把有效的通知轉給你自己的端點',
  'keep each of them in a folder': '把每條通知儲存到資料夾',
  'check each against query, for a script': '逐條與 query 核對，供指令碼使用',
  "Receive QFPay's notifications, verify each over its raw bytes, and answer SUCCESS only when it is valid and the forward target said SUCCESS too. An event that came before (notify_type and syssn) is answered and not forwarded again. Ends by Ctrl-C.":
    '接收 QFPay 的通知，按原始位元組逐條驗籤，僅當簽名有效且轉發目標也回覆 SUCCESS 時才應答 SUCCESS。重複的事件（notify_type 和 syssn 相同）只應答，不再轉發；是否重複只在本次執行期間記得。按 Ctrl-C 結束。',
  'where to listen; 0 takes a free port (default: {0})': '監聽的連接埠；0 表示任選空閒連接埠（預設 {0}）',
  'an address of this machine (default: 127.0.0.1, this machine only)': '本機的位址（預設 127.0.0.1，僅限本機）',
  'take notifications at this path only (default: any)': '只在此路徑接收通知（預設任意路徑）',
  'hand the same bytes and X-QF-* headers to your own endpoint': '把相同的位元組和 X-QF-* 請求頭轉給你自己的端點',
  'keep each body to the byte, its headers beside it, for qfpay notify replay':
    '按原始位元組儲存每個正文，旁邊附上請求頭，供 qfpay notify replay 使用',
  'ask query whether the transaction is as the notification says': '向 query 詢問交易是否與通知一致',
  'QFPay calls a public address on port 80 or 443 only: let a tunnel lead from there to this port, and register its\nURL with QFPay. --timeout is how long the forward target may take.':
    'QFPay 只會呼叫連接埠 80 或 443 上的公網位址：請用隧道把它引到此連接埠，並向 QFPay 登記該\nURL。--timeout 是轉發目標可用的時間。',
};
