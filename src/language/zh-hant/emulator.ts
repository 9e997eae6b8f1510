import type { Catalogue } from '../t.ts';

export const emulator: Catalogue = {
  'must name a file that is there': '必須指向現有的檔案',
  'A gateway of your own on this machine, for development and for test suites: payment, query, refund, reversal and close with QFPay’s rules, codes and signatures, a wallet page to pay on, notifications, and faults on demand. The first line of output says that it is ready. No money moves.':
    '本機上屬於你自己的閘道，供開發和測試套件使用：付款、查詢、退款、沖正、關閉訂單，均按 QFPay 的規則、狀態碼和簽名，另有可付款的錢包頁面、通知和可控的故障。輸出的第一行表示已就緒。不涉及真實資金。',
  'port to listen on, 0 for a free one': '監聽的連接埠，0 表示任選空閒連接埠',
  'address to listen on (default: 127.0.0.1, this machine only)': '監聽的地址（預設 127.0.0.1，僅限本機）',
  'keep the books in this file, or in memory': '賬本存入此檔案；memory 表示只存於記憶體',
  'a merchant to serve (repeatable; default: the test merchant of --env local); --mchid: store numbers issued to them':
    '所服務的商戶（可重複；預設 --env local 的測試商戶）；--mchid：發給它們的門市編號',
  "write the test merchant's key to a file, for QFPAY_KEY or --key-file":
    '把測試商戶的密鑰寫入檔案，供 QFPAY_KEY 或 --key-file 使用',
  'pay each order that many seconds after it is made, or off': '下單後經過這麼久付款人自動付款，或 off',
  'documented (100/1s,400/1m), off, or your own': 'documented（100/1s,400/1m）、off，或自定',
  'where to tell of money that moved, where the payment names no notify_url':
    '付款未給出 notify_url 時，資金變動通知到何處',
  'divide the waits between notifications, 2 min to 15 h, by this': '通知的間隔（2 分鐘至 15 小時）除以此數',
  "what qrcode and pay_url begin with (default: the server's URL)": 'qrcode 和 pay_url 的開頭（預設伺服器的 URL）',
  'list what can be made to go wrong, and the amounts that do it': '列出可製造的故障，以及觸發它們的金額',
  'faults by rule: JSON, or one JSON object a line': '按規則製造故障：JSON，或每行一個 JSON 物件',
  'the token of the admin call, made if missing (default: in the first output)':
    '管理呼叫的權杖，沒有則產生（預設顯示在啟動時的輸出中）',
  'print no line per request': '不逐條輸出請求',
  'A rule: {"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}':
    '規則範例：{"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}',
  'The admin call, with Authorization: Bearer <token>: GET, POST, DELETE /__admin/rules; GET, POST /__admin/clock ({"set": "2026-03-31 23:59:50"}, {"advance": 3600}, {"reset": true}); GET /__admin/transactions; POST /__admin/order ({"out_trade_no": …, "action": "pay", "decline" or "password"}); POST /__admin/refund ({"syssn": …}); POST /__admin/notify ({"syssn": …}); GET /__admin/overview; POST /__admin/reset; POST /__admin/shutdown; GET /__admin/faults':
    '管理呼叫，帶 Authorization: Bearer <token>：GET、POST、DELETE /__admin/rules；GET、POST /__admin/clock（{"set": "2026-03-31 23:59:50"}、{"advance": 3600}、{"reset": true}）；GET /__admin/transactions；POST /__admin/order（{"out_trade_no": …, "action": "pay"、"decline" 或 "password"}）；POST /__admin/refund（{"syssn": …}）；POST /__admin/notify（{"syssn": …}）；GET /__admin/overview；POST /__admin/reset；POST /__admin/shutdown；GET /__admin/faults',
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
  limits: '限額',
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
  'is done at once and answered late, by as many seconds as the last two digits say':
    '立即完成，但延遲回應，秒數即末兩位數字',
  'HTTP 429 with Retry-After: 1, twice for each number; the third try is served':
    'HTTP 429，帶 Retry-After: 1，每個單號兩次；第三次正常處理',
  'HTTP 429 without Retry-After, every time': 'HTTP 429，不帶 Retry-After，每次都如此',
  'HTTP 500; nothing is done': 'HTTP 500；甚麼都沒做',
  'it is done, but HTTP 502 with an HTML page comes in place of the answer':
    '已完成，但回應換成了 HTTP 502 的 HTML 頁面',
  'HTTP 200 with an HTML page; nothing is done': 'HTTP 200 的 HTML 頁面；甚麼都沒做',
  'it is done, but the connection breaks in the middle of the answer': '已完成，但連接在回應中途斷開',
  'it is done, but the answer ends in the middle of its JSON': '已完成，但回應在 JSON 中途結束',
  'the connection is reset without an answer; nothing is done': '連接被重置，沒有回應；甚麼都沒做',
  'it is done, but the connection is reset without an answer': '已完成，但連接被重置，沒有回應',
  'no answer ever comes; nothing is done': '一直沒有回應；甚麼都沒做',
  'it is done, but no answer ever comes': '已完成，但一直沒有回應',
  'the answer is signed with another key': '回應是用另一個密鑰簽名的',
  'the answer comes without X-QF-SIGN': '回應沒有 X-QF-SIGN',
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

export const listen: Catalogue = {
  'hand valid ones to your own endpoint': '把有效的通知轉給你自己的端點',
  'keep each of them in a folder': '把每條通知儲存到資料夾',
  'check each against query, for a script': '逐條與 query 核對，供腳本使用',
  "Receive QFPay's notifications, verify each over its raw bytes, and answer SUCCESS only when it is valid and the forward target said SUCCESS too. An event that came before (told by what identifies its kind) is answered and not forwarded again. Ends by Ctrl-C.":
    '接收 QFPay 的通知，按原始位元組逐條驗簽，僅當簽名有效且轉發目標也回覆 SUCCESS 時才回應 SUCCESS。重複的事件（按其類型的識別欄位判斷）只回應，不再轉發；是否重複只在本次執行期間記得。按 Ctrl-C 結束。',
  'where to listen; 0 takes a free port': '監聽的連接埠；0 表示任選空閒連接埠',
  'an address of this machine (default: 127.0.0.1, this machine only)': '本機的地址（預設 127.0.0.1，僅限本機）',
  'take notifications at this path only (default: any)': '只在此路徑接收通知（預設任意路徑）',
  'hand the same bytes and X-QF-* headers to your own endpoint': '把相同的位元組和 X-QF-* 請求標頭轉給你自己的端點',
  'keep each body to the byte, its headers beside it, for qfpay notify replay':
    '按原始位元組儲存每個正文，旁邊附上請求標頭，供 qfpay notify replay 使用',
  'ask query whether the transaction is as the notification says': '向 query 詢問交易是否與通知一致',
  'QFPay calls a public address on port 80 or 443 only: let a tunnel lead from there to this port, and register its URL with QFPay. --timeout is how long the forward target may take.':
    'QFPay 只會呼叫連接埠 80 或 443 的公開網絡地址：請用隧道把它引到此連接埠，並向 QFPay 登記該 URL。--timeout 是轉發目標可用的時間。',
  'it names no syssn to ask about': '其中沒有可供查詢的 syssn',
  'query failed: {0}': '查詢失敗：{0}',
  'query was refused: {0}': '查詢被拒：{0}',
  'query knows no transaction {0}': '查詢不到交易 {0}',
  '{0} is {1} here and {2} by query': '{0} 在通知中為 {1}，查詢結果為 {2}',
  '{0} is {1} here and nothing by query': '{0} 在通知中為 {1}，查詢結果中沒有',
  'not saved': '未儲存',
  'DOES NOT AGREE': '不一致',
  'could not be asked': '無法查詢',
  'interrupted before query answered': '查詢回應之前已中斷',
  'must be a number from 0 to 65535': '必須是 0 至 65535 的數',
  '0 takes a free one': '0 表示任選空閒連接埠',
  'must begin with / and have no space, ? or #': '必須以 / 開頭，且不含空格、? 或 #',
  'must name a folder': '必須是資料夾',
  'must be another server than this one': '必須是另一個伺服器，而不是它自己',
  'verifies with': '驗簽密鑰',
  'forwards to': '轉發到',
  'saves in': '儲存到',
  'checks with': '核對方式',
  'QFPay itself calls a public address on port 80 or 443 only, at the URL that is registered with it':
    'QFPay 只會呼叫連接埠 80 或 443 的公開網絡地址，即向其登記的 URL',
  '{0}: see that it leads here': '{0}：請確認它通向這裏',
  '{0}: a tunnel has to lead from there to this port; qfpay notify send and the emulator reach it as it is':
    '{0}：需要用隧道從那裏引到此連接埠；qfpay notify send 和模擬器可直接訪問',
  'notifications go to {0}': '通知應發往 {0}',
  'a notification is a POST': '通知必須是 POST',
  'there is no X-QF-SIGN': '沒有 X-QF-SIGN',
  'X-QF-SIGN does not match the body': 'X-QF-SIGN 與正文不符',
  'the body is no JSON object': '正文不是 JSON 物件',
  'it could not be saved': '無法儲存',
  'gave no answer': '沒有回應',
  'the forward target {0}': '轉發目標{0}',
  'what is no whole request': '不是完整的請求',
  answered: '已回應',
  INVALID: '無效',
  DUPLICATE: '重複',
  VALID: '有效',
  'VALID, NOT TAKEN': '有效，未被接受',
  '({0} duplicate)': '（重複 {0} 條）',
  '{0} refused': '拒收 {0} 條',
  '{0} not taken by the forward target': '轉發目標未接受 {0} 條',
  '{0} against what query says': '與查詢結果不符 {0} 條',
  '{0} valid': '有效 {0} 條',
  '{0} invalid': '無效 {0} 條',
  '{0} received: {1}': '收到 {0} 條：{1}',
};

export const notify: Catalogue = {
  ' or ': ' 或 ',
  'a payment of HKD 12.80': '一筆 HKD 12.80 的付款',
  'with the fields of a real transaction': '使用真實交易的欄位',
  'a refund, its fields from a file': '一筆退款，欄位取自檔案',
  'a forged one, which your endpoint has to refuse': '偽造的通知，你的端點必須拒絕',
  'a kept one again, three times': '把儲存的通知再發三次',
  'send: field=value, what is not given is made up; replay: the file':
    'send：field=value，未給出的欄位自動生成；replay：檔案',
  'the endpoint, http or https': '端點地址，http 或 https',
  'send: payment, refund, unfreeze, payment_token, subscription or subscription_payment (default: payment, or what --of is)':
    'send：payment、refund、unfreeze、payment_token、subscription 或 subscription_payment（預設 payment，或與 --of 的交易相同）',
  'send: take the fields of a real transaction, by out_trade_no or syssn':
    'send：採用真實交易的欄位，按 out_trade_no 或 syssn',
  'hand it over that many times, one after the other': '依次發送的次數',
  'change the signature, amount or body after signing: the endpoint has to refuse it':
    '簽名後篡改 signature、amount 或 body：端點必須拒絕',
  'print the body and the headers, and send nothing': '輸出正文和請求標頭，不發送任何內容',
  'send: the fields, as a JSON object, a form or lines': 'send：欄位，JSON 物件、表單或逐行均可',
  'must be send or replay': '必須是 send 或 replay',
  'must be exactly one: a body that listen --save kept': '必須恰好是一個：由 listen --save 儲存的正文',
  'tamper cannot be {0}: the notification has no such thing': 'tamper 不能是 {0}：該通知沒有這一項',
  'no transaction {0} was found': '未找到交易 {0}',
  'of must be a transaction that went through: {0} stands at {1}': '--of 必須是成功的交易：{0} 的狀態碼為 {1}',
  'QFPay notifies of what was paid or refunded, and of nothing else': 'QFPay 只通知已付款或已退款的交易',
  'must be given: --url is where the endpoint is': '必須給出：--url 是端點的地址',
  'must be a number from 1 to {0}': '必須是 1 至 {0} 的數',
  'does not go with notify {0}': '不能與 notify {0} 同用',
  '{0} is not there, or no file': '{0} 不存在，或不是檔案',
  '{0} has no X-QF-SIGN, neither in itself nor in {1}': '{0} 沒有 X-QF-SIGN，其自身和 {1} 中都沒有',
  'qfpay notify send --input signs its fields again': 'qfpay notify send --input 會為其欄位重新簽名',
  '{0} must be a JSON object of headers, as qfpay listen --save writes it':
    '{0} 必須是請求標頭的 JSON 物件，如 qfpay listen --save 所寫',
  'the endpoint ACCEPTED a notification whose {0} was tampered with: it has to check X-QF-SIGN over the raw bytes of the body before anything else':
    '端點接受了 {0} 被篡改的通知：它必須先用正文的原始位元組核對 X-QF-SIGN，再做其他事',
  'no answer': '沒有回應',
  'QFPay would send the notification again, and so can you: endpoints take an event once':
    'QFPay 會再次發送通知，你也可以重發：端點對同一事件應只處理一次',
  'the endpoint did not answer 200 with {0}': '端點沒有回應 200 和 {0}',
  'QFPay takes this for a failure and sends the notification again; answer 200 with the bare word {0}':
    'QFPay 會視為失敗並再次發送；請回應 200，正文只有 {0}',
  'NO ANSWER': '沒有回應',
  'NOT ACKNOWLEDGED': '未確認',
  'must be given, in cents': '必須給出，以分計',
  'such as txamt=1280, or --of a transaction': '例如 txamt=1280，或用 --of 指定交易',
  tampered: '篡改',
  'answer {0}': '回應 {0}',
  'sent by {0}: the newest documents say {1}': '以 {0} 發送：最新文件寫的是 {1}',
  'parameters in the URL of a POST: the documents have them in the body': 'POST 的參數在 URL 中：文件要求放在正文中',
  'a multipart body: the documents say application/x-www-form-urlencoded':
    'multipart 正文：文件寫的是 application/x-www-form-urlencoded',
  'names no transaction and no time: the newest documents ask for one of syssn, out_trade_no or start_time and end_time':
    '未指明交易或時間：最新文件要求給出 syssn、out_trade_no 或 start_time 與 end_time 其中之一',
  'closed with another txamt or txdtm than the order’s: the documents say the original ones':
    '關閉訂單的 txamt 或 txdtm 與訂單不同：文件要求原值',
  'goods_name {0}: the documents advise at most 20 characters, and no special ones':
    'goods_name {0}：文件建議最多 20 個字元，而且不含特殊字元',
  'remark: {0}': '備註：{0}',
  'refuse what the newest documents forbid, also where the gateway is known to take it':
    '拒絕最新文件不允許的內容，即使已知閘道會接受',
  'answers with a code of your choice, which the last four digits are; 1143, 1145 and 1298 become 0000 after 3 s, 1101, 1161, 1252, 1254 and 2999, which leave it in doubt, after 10 s':
    '以你指定的狀態碼回應，即金額的末四位；1143、1145、1298 在 3 秒後變為 0000，結果存疑的 1101、1161、1252、1254、2999 在 10 秒後變為 0000',
  'does not go with {0}, which settles it by itself': '不能與 {0} 同用：該狀態碼本身已是最終結果',
  'Send a notification to an endpoint of your own, signed as QFPay signs: send makes one, replay repeats a kept one to the byte. Exit status 0 only where the endpoint answered 200 with SUCCESS every time, 4 where it answered otherwise, 7 where it gave no answer; with --tamper 0 where it refused every time, 4 where it took a forgery.':
    '向自己的端點發送通知，簽名方式與 QFPay 相同：send 生成一條，replay 按原始位元組重發儲存的一條。僅當端點每次都回應 200 和 SUCCESS 時退出碼為 0，回應其他內容為 4，沒有回應為 7；加上 --tamper 時，每次都被拒絕為 0，端點接受了偽造的通知為 4。',
  ACCEPTED: '已接受',
  'HTTP {0} may be no refusal, but no endpoint: send it without --tamper, which has to be answered SUCCESS':
    'HTTP {0} 可能不是拒絕，而是端點不存在：請去掉 --tamper 再發一次，應得到 SUCCESS',
  REFUSED: '已拒收',
  page: '頁面',
  'The emulator at {0} was started with other merchants than the test merchant of --env local.':
    '{0} 的模擬器啟動時用的是其他商戶，而不是 --env local 的測試商戶。',
  'leave --env local out, and give the app code and the key of a merchant that it has (QFPAY_APPCODE, QFPAY_KEY)':
    '去掉 --env local，並給出它所服務的商戶的 app code 和密鑰（QFPAY_APPCODE、QFPAY_KEY）',
  'must be a payment, a capture, a refund or a release: {0} is a hold, or ends an order':
    '必須是付款、請款、退款或解凍：{0} 是預授權，或是訂單的取消',
  'the endpoint took the forgery ({0} was tampered with)': '端點接受了偽造的通知（被改動的是 {0}）',
};
