import type { Catalogue } from '../t.ts';

export const emulator: Catalogue = {
  'must name a file that is there': '必須指向現有的檔案',
  'A gateway of your own on this machine, for development and for test suites: payment, query, refund, reversal and close with QFPay’s rules, codes and signatures, a wallet page to pay on, notifications, and faults on demand. The first line of output says that it is ready. No money moves.':
    '本機上屬於你自己的閘道，供開發和測試套件使用：付款、查詢、退款、沖正、關閉訂單，均按 QFPay 的規則、狀態碼和簽名，另有可付款的錢包頁面、通知和可控的故障。輸出的第一行表示已就緒。不涉及真實資金。',
  'port to listen on, 0 for a free one (default: {0})': '監聽的連接埠，0 表示任選空閒連接埠（預設 {0}）',
  'address to listen on (default: 127.0.0.1, this machine only)': '監聽的地址（預設 127.0.0.1，僅限本機）',
  'keep the books in this file, or in memory (default: memory)':
    '賬本存入此檔案；memory 表示只存於記憶體（預設 memory）',
  'a merchant to serve (repeatable; default: the test merchant of --env local); --mchid: store numbers issued to them':
    '所服務的商戶（可重複；預設 --env local 的測試商戶）；--mchid：發給它們的門市編號',
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
    '管理呼叫的權杖，沒有則產生（預設顯示在啟動時的輸出中）',
  'print no line per request': '不逐條輸出請求',
  'A rule: {"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}':
    '規則範例：{"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}',
  'The admin call, with Authorization: Bearer <token>: GET, POST, DELETE /__admin/rules; GET, POST /__admin/clock ({"set": "2026-03-31 23:59:50"}, {"advance": 3600}, {"reset": true}); GET /__admin/transactions; POST /__admin/order ({"out_trade_no": …, "action": "pay", "decline" or "password"}); POST /__admin/reset; POST /__admin/shutdown; GET /__admin/faults':
    '管理呼叫，帶 Authorization: Bearer <token>：GET、POST、DELETE /__admin/rules；GET、POST /__admin/clock（{"set": "2026-03-31 23:59:50"}、{"advance": 3600}、{"reset": true}）；GET /__admin/transactions；POST /__admin/order（{"out_trade_no": …, "action": "pay"、"decline" 或 "password"}）；POST /__admin/reset；POST /__admin/shutdown；GET /__admin/faults',
  'serve, and write the key to call it with': '啟動服務，並寫出呼叫所需的密鑰',
  'for a test suite: a free port, orders pay themselves': '供測試套件使用：空閒連接埠，訂單自動付款',
  'keep the books, notify your endpoint, sixty times as fast': '儲存賬本，通知你的端點，速度快六十倍',
  'what can be made to go wrong': '可製造的故障',
  "has a line that is no entry of the emulator's books": '有一行不是模擬器賬本的記錄',
  'remove {0} to start afresh: no real money is in these books': '刪除 {0} 即可重新開始：這些賬本中沒有真實資金',
  'must be an app code, a colon, and a file that holds its key': '必須是 app code、冒號和存放其密鑰的檔案',
  'has an app code that another --merchant has': '的 app code 與另一個 --merchant 相同',
  'must be a file that is there': '必須是現有的檔案',
  'names a key file for {0} that {1}': '為 {0} 指定的密鑰檔案{1}',
  'must hold one word of at least 16 visible ASCII characters': '必須是至少 16 個可見 ASCII 字元，中間沒有空格',
  'remove {0}, and it is made again': '刪除 {0} 即會重新產生',
  'writes the built-in test key, and with --merchant that one is not served':
    '寫出的是內置測試密鑰，而給出 --merchant 時不提供該商戶',
  'only where a payment names one': '僅當付款指定地址時',
  '{0} in {1} s': '{1} 秒內 {0} 次',
  merchant: '商戶',
  state: '賬本',
  memory: '記憶體',
  'off: pay on the wallet page': 'off：在錢包頁面付款',
  'after {0} s': '{0} 秒後',
  limits: '限流',
  off: 'off',
  notifications: '通知',
  'admin call': '管理呼叫',
  'token in {0}': '權杖在 {0}',
  '--host {0} can be reached from other machines: whoever reaches it can pay its orders':
    '--host {0} 可從其他機器訪問：能訪問到的人都能支付其訂單',
  fault: '故障',
  'what happens to a payment or refund of that amount': '該金額的付款或退款會發生甚麼',
  'fault: {0}': '故障：{0}',
  'notify {0}': '通知 {0}',
  'not taken: {0}': '未被接受：{0}',
  'attempt {0}': '第 {0} 次',
  'next {0}': '下次 {0}',
  'stopped by {0}': '由 {0} 停止',
  interrupted: '已中斷',
  'must be a port from 0 to 65535; 0 takes a free one': '必須是 0 至 65535 的連接埠；0 表示任選空閒連接埠',
  'must be an address or a name of this machine, without a port': '必須是本機的地址或名稱，不含連接埠',
  'must be seconds from 0 to 86400, or off': '必須是 0 至 86400 的秒數，或 off',
  'must be documented, off, or limits such as 100/1s,400/1m': '必須是 documented、off，或如 100/1s,400/1m 的限制',
  'must be a number above 0 that the waits between notifications are divided by, such as 60':
    '必須是大於 0 的數，通知的間隔會除以它，例如 60',
  'the pages and the admin call of this emulator answer to localhost, --host and --public-url only':
    '本模擬器的頁面和管理呼叫只回應 localhost、--host 和 --public-url',
  'such an address is not called': '這類地址不會被呼叫',
  'must not be of a link-local address': '不得是鏈路本地地址',
  'must be a whole http or https URL': '必須是完整的 http 或 https URL',
  'answers with a code of your choice, which the last four digits are; 1143, 1145 and 1298 become 0000 after 3 s':
    '應答你指定的狀態碼，即末四位數字；1143、1145 和 1298 在 3 秒後變為 0000',
  'is done at once and answered late, by as many seconds as the last two digits say':
    '立即完成，但延遲應答，秒數即末兩位數字',
  'HTTP 429 with Retry-After: 1, twice for each number; the third try is served':
    'HTTP 429，帶 Retry-After: 1，每個單號兩次；第三次正常處理',
  'HTTP 429 without Retry-After, every time': 'HTTP 429，不帶 Retry-After，每次都如此',
  'HTTP 500; nothing is done': 'HTTP 500；甚麼都沒做',
  'it is done, but HTTP 502 with an HTML page comes in place of the answer':
    '已完成，但應答換成了 HTTP 502 的 HTML 頁面',
  'HTTP 200 with an HTML page; nothing is done': 'HTTP 200 的 HTML 頁面；甚麼都沒做',
  'it is done, but the connection breaks in the middle of the answer': '已完成，但連接在應答中途斷開',
  'it is done, but the answer ends in the middle of its JSON': '已完成，但應答在 JSON 中途結束',
  'the connection is reset without an answer; nothing is done': '連接被重置，沒有應答；甚麼都沒做',
  'it is done, but the connection is reset without an answer': '已完成，但連接被重置，沒有應答',
  'no answer ever comes; nothing is done': '一直沒有應答；甚麼都沒做',
  'it is done, but no answer ever comes': '已完成，但一直沒有應答',
  'the answer is signed with another key': '應答是用另一個密鑰簽名的',
  'the answer comes without X-QF-SIGN': '應答沒有 X-QF-SIGN',
  'its notification comes twice': '其通知會發送兩次',
  'its notification comes 2 minutes late, after those of what happened meanwhile':
    '其通知晚 2 分鐘，在這期間的其他通知之後才到',
  'its notification never comes': '其通知永遠不會到',
  'its notification is signed with another key': '其通知是用另一個密鑰簽名的',
  'must be text': '必須是文字',
  'must be an integer from 1': '必須是從 1 起的整數',
  'must be a name that qfpay emulator --faults lists': '必須是 qfpay emulator --faults 列出的名稱',
  'must be an integer of cents': '必須是以分為單位的整數',
  'must be six digits': '必須是六位數字',
  'must be four digits in quotes': '必須是帶引號的四位數字',
  'must be a number from 0 to 86400': '必須是 0 至 86400 的數',
  'must be a JSON object, such as {"fault": "lost-after", "endpoint": "refund"}':
    '必須是 JSON 物件，例如 {"fault": "lost-after", "endpoint": "refund"}',
  'does not go with the fault {0}': '不能與故障 {0} 同用',
};
