import type { Catalogue } from '../t.ts';

export const emulator: Catalogue = {
  'must name a file that is there': '必須指向現有的檔案',
  'A gateway of your own on this machine, for development and for test suites: payment, query, refund, reversal and close with QFPay’s rules, codes and signatures, a wallet page to pay on, notifications, and faults on demand. The first line of output says that it is ready. No money moves.':
    '本機上屬於你自己的閘道，供開發和測試套件使用：付款、查詢、退款、沖正、關閉訂單，均按 QFPay 的規則、狀態碼和簽名，另有可付款的錢包頁面、通知和可控的故障。輸出的第一行表示已就緒。不涉及真實資金。',
  'port to listen on, 0 for a free one (default: {0})': '監聽的連接埠，0 表示任選空閒連接埠（預設 {0}）',
  'address to listen on (default: 127.0.0.1, this machine only)': '監聽的位址（預設 127.0.0.1，僅限本機）',
  'keep the books in this file, or in memory (default: memory)': '把賬本存入此檔案，或存於記憶體 memory（預設 memory）',
  'a merchant to serve (repeatable; default: the test merchant of --env local); --mchid: store numbers issued to them':
    '所服務的商戶（可重複；預設 --env local 的測試商戶）；--mchid：發給它們的門店號',
  "write the test merchant's key to a file, for QFPAY_KEY or --key-file":
    '把測試商戶的密鑰寫入檔案，供 QFPAY_KEY 或 --key-file 使用',
  'the payer pays by himself that long after an order, or off (default: off)':
    '下單後經過這麼久付款人自動付款，或 off（預設 off）',
  'documented (100/1s,400/1m), off, or your own (default: documented)':
    'documented（100/1s,400/1m）、off，或自定（預設 documented）',
  'where to tell of money that moved, where the payment names no notify_url':
    '付款未給出 notify_url 時，資金變動通知到何處',
  'divide the waits between notifications, 2 min to 15 h, by this (default: 1)':
    '通知的間隔（2 分鐘至 15 小時）除以此數（預設 1）',
  "what qrcode and pay_url begin with (default: the server's URL)": 'qrcode 和 pay_url 的開頭（預設伺服器的 URL）',
  'list what can be made to go wrong, and the amounts that do it': '列出可製造的故障，以及觸發它們的金額',
  'faults by rule: JSON, or one JSON object a line': '按規則製造故障：JSON，或每行一個 JSON 物件',
  'the token of the admin call, made if missing (default: in the first output)':
    '管理呼叫的權杖，沒有則生成（預設顯示在第一行輸出中）',
  'print no line per request': '不逐條列印請求',
  '\nA rule: {"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}\nThe admin call, with Authorization: Bearer <token>: GET, POST, DELETE /__admin/rules; GET, POST /__admin/clock ({"set": "2026-03-31\n23:59:50"}, {"advance": 3600}, {"reset": true}); GET /__admin/transactions; POST /__admin/order ({"out_trade_no": …, "action": "pay",\n"decline" or "password"}); POST /__admin/reset; POST /__admin/shutdown; GET /__admin/faults\n':
    '\n規則示例：{"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}\n管理呼叫，帶 Authorization: Bearer <token>：GET、POST、DELETE /__admin/rules；GET、POST /__admin/clock（{"set": "2026-03-31\n23:59:50"}、{"advance": 3600}、{"reset": true}）；GET /__admin/transactions；POST /__admin/order（{"out_trade_no": …, "action": "pay"、\n"decline" 或 "password"}）；POST /__admin/reset；POST /__admin/shutdown；GET /__admin/faults\n',
  'serve, and write the key to call it with': '啓動服務，並寫出呼叫所需的密鑰',
  'for a test suite: a free port, orders pay themselves': '供測試套件使用：空閒連接埠，訂單自動付款',
  'keep the books, notify your endpoint, sixty times as fast': '儲存賬本，通知你的端點，速度快六十倍',
  'what can be made to go wrong': '可製造的故障',
  "has a line that is no entry of the emulator's books": '有一行不是模擬器賬本的記錄',
  'remove {0} to start afresh: no real money is in these books': '刪除 {0} 即可重新開始：這些賬本中沒有真實資金',
};
