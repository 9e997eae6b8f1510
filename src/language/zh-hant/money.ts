import type { Catalogue } from '../t.ts';

export const cancel: Catalogue = {
  'End an order that nobody has paid: a WeChat Pay QR or H5 order, a UnionPay QR order, an AlipayHK web order (see qfpay pay-types). The order is looked up first, and again afterwards. Exits 0 when it is closed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.':
    '關閉無人付款的訂單：微信支付二維碼或 H5 訂單、銀聯二維碼訂單、AlipayHK 網頁訂單（見 qfpay pay-types）。關閉前先查詢訂單，之後再查一次。退出碼：0 已關閉（現在或先前），4 結果已付款或被閘道拒絕，5 仍可能被支付，8 結果未知。',
  'close the order by your own number': '按自己的單號關閉訂單',
  "by QFPay's number; only show what would be sent": '按 QFPay 的流水號；只顯示將要發送的內容',
  'for a script': '供腳本使用',
  "Drop a payment that is not finished: a payer's code that was scanned, or an Alipay QR order (see qfpay pay-types). It is no refund: what a wallet has paid has to be refunded. A paid card or Apple Pay order (802801, 806527) is voided, so its money goes back. The order is looked up first, and again afterwards. Exits 0 when it is reversed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.":
    '沖正未完成的付款：已掃的付款碼，或支付寶二維碼訂單（見 qfpay pay-types）。這不是退款：錢包已付的款項必須退款。已付的卡或 Apple Pay 訂單（802801、806527）會被撤銷，款項退回。沖正前先查詢訂單，之後再查一次。退出碼：0 已沖正（現在或先前），4 結果已付款或被閘道拒絕，5 仍可能被支付，8 結果未知。',
  'drop the order by your own number': '按自己的單號沖正訂單',
  'the order, by your own number': '訂單，按自己的單號',
  "the order, by QFPay's number": '訂單，按 QFPay 的流水號',
  'look the order up, show the request and do not send it': '查詢訂單，顯示請求，但不發送',
  'asking what became of the order': '正在查詢訂單的結果',
  'no money is taken, or it goes back': '沒有扣款，或款項會退回',
  'nobody can pay it any more': '不會再有人能付款',
  'the money went back to the payer': '款項已退回付款人',
  'the order is PAID: the {0} did not stop the payment, and the money has to be refunded':
    '訂單已付款：{0} 沒能阻止付款，款項必須退款',
  'the order is over, and was never paid': '訂單已結束，從未付款',
  'the gateway refused the {0}; {1}': '閘道拒絕了 {0}；{1}',
  'the gateway took the {0}, but {1}{2}': '閘道接受了 {0}，但{1}{2}',
  'the {0} is in progress; {1}': '{0} 正在處理；{1}',
  'the {0} may not have been processed; {1}{2}': '{0} 可能未被處理；{1}{2}',
  'the order could not be looked up afterwards': '之後未能查詢到訂單',
  'the payment still stands as paid': '付款仍為已付狀態',
  'the order is still open and may be paid': '訂單仍未關閉，可能被支付',
  ' (by its answer the wallet may not support close: then the order lives until it expires)':
    '（從回應看，該錢包可能不支援關閉：訂單會保留到過期）',
  'is required, or --syssn in its place': '必須給出，或改用 --syssn',
  'must be one order, named by its number or by --syssn': '必須是單個訂單，以單號或 --syssn 指明',
  'is a {0}, and no order': '是 {0}，不是訂單',
  'has {0} open attempts ({1}): name one by --syssn': '有 {0} 次未決的嘗試（{1}）：用 --syssn 指明其一',
  'is paid and refunded: nothing is left to cancel': '已付款且已退款：沒有可取消的',
  'is paid, and what is paid is given back by refund, not by {0}': '已付款，已付的款項要用退款退還，不能用 {0}',
  'is ended by {0}, not by {1} ({2})': '應以 {0} 結束，而不是 {1}（{2}）',
  'of the order is needed, and the gateway did not tell it': '是訂單必需的，而閘道沒有給出',
  'QFPay names no call that ends an order of pay_type {0}: it may be refused':
    'QFPay 沒有說明可結束 pay_type {0} 訂單的呼叫：可能被拒絕',
  'this month and the {0} before it': '本月及之前 {0} 個月',
  "this merchant's transactions": '該商戶的交易',
  '{0} {1} was not found': '未找到 {0} {1}',
  'check --env and --profile; an older order is named by --syssn': '檢查 --env 和 --profile；更早的訂單用 --syssn 指明',
  'was not found in {0}': '{0}內未找到',
  'it is over, and was never paid: nothing was sent': '它已結束，從未付款：未發送任何內容',
  'it was {0} before: nothing was sent': '它先前{0}：未發送任何內容',
  'an unknown pay type': '未知的支付方式',
  '{0}, {1} by {2}': '{0}，{1}，支付方式 {2}',
  '{0}, {1} by {2} ({3})': '{0}，{1}，支付方式 {2}（{3}）',
  'VOID the paid order {0}, paid {1}: the money goes back to the payer':
    '撤銷已付款的訂單 {0}，付款時間 {1}：款項將退回付款人',
  '{0} the order {1}, which nobody has paid yet': '{0} 尚無人付款的訂單 {1}',
};

export const pay: Catalogue = {
  'Create a payment. What is missing is asked for on a terminal. Exits 0 when it is paid, or when the order is made and the payer has to act; with --wait 0 means that the money moved, or is held. 4 declined, 5 no final answer yet, 8 unknown: ask query before anything is sent again.':
    '發起一筆付款。在終端機上缺甚麼就問甚麼。退出碼 0：已付款，或訂單已建立、等付款人操作；加 --wait 時 0 表示款項已付或已凍結。4 已拒絕，5 尚無最終結果，8 結果未知：先用 query 查清，再發送任何請求。',
  'how it is paid, such as 800201 or wechat-mpm (see qfpay pay-types)':
    '支付方式，例如 800201 或 wechat-mpm（見 qfpay pay-types）',
  "the amount in the currency's smallest unit: 1280 is HKD 12.80": '金額，以貨幣的最小單位計：1280 即 HKD 12.80',
  'the same in major units: 12.80': '金額，以元計：12.80',
  'ISO 4217': 'ISO 4217 貨幣代碼',
  'your number for it, never used before (default: one is made)': '商戶訂單號，不可用過（預設自動產生）',
  'what is sold, at most 20 characters': '商品名稱，最多 20 個字元',
  "the code from the payer's screen, - for stdin (CPM pay types)":
    '付款人屏幕上的付款碼，- 表示讀標準輸入（CPM 支付方式）',
  'how long the order lives, 5 to 120': '訂單有效期，5 至 120 分鐘',
  'where QFPay tells of the payment': 'QFPay 發送付款通知的網址',
  'where the payer comes back to': '付款人付款後返回的網址',
  'device, shown in the merchant portal': '裝置編號，顯示於商戶後台',
  'YYYY-MM-DD hh:mm:ss (default: now, in --timezone)': 'YYYY-MM-DD hh:mm:ss（預設現在，按 --timezone）',
  'any other parameter of the pay type (repeatable)': '該支付方式的其他參數（可重複）',
  'ask until the payment is final': '一直查詢到付款有最終結果',
  'how long (default: until the order expires, 90 for CPM)': '最多等多久（預設等到訂單過期，CPM 為 90 秒）',
  'with --wait: end the order when nobody has paid by then': '配合 --wait：到時仍無人付款就結束訂單',
  'wait, and give the payment back in full; not in prod': '等到付款後全額退回；不可用於 prod',
  'draw the QR code on stderr, also with --json': '在標準錯誤輸出畫出二維碼，配合 --json 也畫',
  'do not draw it': '不畫二維碼',
  'draw it for a light terminal without colour': '適用於淺色、無顏色的終端機',
  'write the QR code to a .png or .svg': '把二維碼寫入 .png 或 .svg 檔案',
  'show the request and send nothing': '只顯示請求，不發送',
  'ask for everything, on a terminal': '在終端機上逐項詢問',
  'rehearse: no account, no network, no money': '演練：無需賬戶和網絡，不涉及真實資金',
  'a link for the payer, as JSON': '給付款人的連結，以 JSON 輸出',
  'charge a scanned code, or end the order': '掃付款碼收款，收不到就結束訂單',
  'real money, given back at once': '真實付款，隨即退回',
  'the QR code as a picture': '把二維碼存成圖片',
  'see the request, send nothing': '看看請求，甚麼都不發送',
  'pay {0} by {1} ({2})': '付款 {0}，支付方式 {1}（{2}）',
  'interrupted: nothing was sent': '已中斷：甚麼都沒有發送',
  'The same again, without a question:': '下次不必回答，直接執行：',
  'out_trade_no {0} was not paid: ending it by {1}': 'out_trade_no {0} 未付款：正用 {1} 結束訂單',
  'out_trade_no {0} was not paid in time and is still open: {1}': 'out_trade_no {0} 未按時付款，訂單仍未結束：{1}',
  'out_trade_no {0} was not paid in time: {1}': 'out_trade_no {0} 未按時付款：{1}',
  'out_trade_no {0} was not paid in time, and is closed: nobody can pay it any more':
    'out_trade_no {0} 未按時付款，已關閉：不能再付款',
  'out_trade_no {0} was not paid in time, and is reversed: nobody can pay it any more':
    'out_trade_no {0} 未按時付款，已沖正：不能再付款',
  'Pay type, such as alipay qr:': '支付方式，例如「支付寶 二維碼」：',
  "(not in QFPay's current documents)": '（QFPay 現行文件未列）',
  'The payer scans a QR code that you show.': '付款人掃你出示的二維碼。',
  "You scan the code on the payer's screen.": '你掃付款人屏幕上的付款碼。',
  'The payer opens a link on a computer.': '付款人在電腦上開啟連結。',
  "The payer opens a link in the telephone's browser.": '付款人在手機瀏覽器開啟連結。',
  "Your page inside the wallet's app starts the payment.": '由錢包 App 內你的頁面發起付款。',
  "Your own app starts the payment through the wallet's SDK.": '由你的 App 透過錢包 SDK 發起付款。',
  'The payer pays by card.': '付款人用卡付款。',
  'the answer is about another order: its {0} is not the one that was sent':
    '回應說的是另一張訂單：其 {0} 與所發的不同',
  'the answer contradicts itself: its respcd is 0000, and another part of it says otherwise':
    '回應自相矛盾：respcd 為 0000，另一處卻並非如此',
  'The link is too long for a QR code.': '連結太長，畫不成二維碼。',
  'The window is too small for the QR code, which takes {0} columns and {1} lines: use the link.':
    '視窗太小，畫不下二維碼（需要 {0} 欄 {1} 行）：請用連結。',
  'needs {0} beside it': '須與 {0} 一起使用',
  'cannot be used: QFPay names no call that ends an order of pay_type {0} ({1})':
    '不能使用：QFPay 沒有可結束 pay_type {0}（{1}）訂單的 API',
  'must end in .png or .svg': '必須以 .png 或 .svg 結尾',
  'excludes --no-qr': '不能與 --no-qr 並用',
  'cannot be used: pay_type {0} ({1}) has no code to scan': '不能使用：pay_type {0}（{1}）沒有可掃的碼',
  'test moves real money, which is not settled: give it back today with {0}':
    'test 會動用真實資金，且不結算：請於今天退回，執行 {0}',
  'sandbox is made for card tests and may not know pay_type {0}: --env local rehearses every pay type, --env test takes real money':
    'sandbox 用於測試卡支付，可能不支援 pay_type {0}：--env local 可演練各種支付方式，--env test 收真實款項',
  "Code on the payer's screen, scan or type it (auth_code):": '付款人屏幕上的付款碼，掃碼或輸入（auth_code）：',
  "The payer's WeChat openid (sub_openid):": '付款人的微信 openid（sub_openid）：',
  "The payer's Alipay user id (openid):": '付款人的支付寶用戶號（openid）：',
  'What is sold, at most 20 characters (goods_name):': '商品名稱，最多 20 個字元（goods_name）：',
  'Where QFPay tells of the payment, a URL (notify_url):': '接收付款通知的網址（notify_url）：',
  'Where the payer comes back to, a URL (return_url):': '付款後返回的網址（return_url）：',
  'Amount in {0}, such as 12.80:': '金額（{0}），例如 12.80：',
  'Amount in {0}, a whole number of its smallest unit:': '金額（{0}），以最小單位計的整數：',
  'must not be empty': '不能為空',
  "Address of your shop's page (wap_url):": '商店頁面的網址（wap_url）：',
  'Name of your shop (wap_name):': '商店名稱（wap_name）：',
  "The payer's real IP address (spbill_create_ip):": '付款人的真實 IP 地址（spbill_create_ip）：',
  'is for rehearsals: it is refused in prod': '僅供演練：prod 不接受',
  'pay_type is required': '必須提供 pay_type',
  'must be a new file, or one of yours, in a folder that is there: {0}':
    '必須是新檔案或你自己的檔案，且所在資料夾已存在：{0}',
  'cannot come from stdin together with --key-file -': '不能與 --key-file - 同時來自標準輸入',
  'the answer was lost: asking what became of the order': '沒有收到回應：正在查詢訂單結果',
  '{0}; the order may have been made, and query does not know it yet': '{0}；訂單可能已建立，query 尚查不到',
  '{0}; the order may have been made, and query could not be asked': '{0}；訂單可能已建立，而 query 無法查詢',
  'the answer ({0}) leaves open what became of the order: asking': '回應（{0}）未說明訂單結果：正在查詢',
  '{0}: asking': '{0}：正在查詢',
  'note: the books have it with pay_type {0}, not {1}': '注意：閘道記錄的 pay_type 是 {0}，不是 {1}',
  'out_trade_no {0} belongs to another order ({1})': 'out_trade_no {0} 屬於另一張訂單（{1}）',
  'the gateway refuses out_trade_no {0} as used, and query does not know it':
    '閘道稱 out_trade_no {0} 已用過，而 query 查不到',
  'the gateway refuses out_trade_no {0} as used, and query could not be asked':
    '閘道稱 out_trade_no {0} 已用過，而 query 無法查詢',
  'the payment of {0}': '{0} 付款',
  'out_trade_no {0} was not paid within the time limit': 'out_trade_no {0} 未在時限內付款',
  'interrupted; the order is still open and can be paid': '已中斷；訂單仍未結束，付款人還可以付款',
};

export const payment: Catalogue = {
  'must not be empty: leave it out instead': '不能為空：不需要就不要寫',
  'is not a parameter of a payment': '不是付款的參數',
  'did you mean {0}?': '是否指 {0}？',
  'must be in upper case': '必須大寫',
  'must be a currency that QFPay documents': '必須是 QFPay 文件所列的貨幣',
  'must be given once': '只能給一次',
  'needs txcurrcd CNY': '須與 txcurrcd CNY 一起使用',
  "txamt {0} is 200 or less: QFPay's risk control may refuse it": 'txamt {0} 不超過 200：QFPay 風控可能拒絕',
  'must have at most {0} characters': '最多 {0} 個字元',
  'use --mchid or QFPAY_MCHID': '請用 --mchid 或 QFPAY_MCHID',
  'leave it out: it goes in a header, and is made from the rest': '不要寫：簽名由其餘參數算出，放在標頭內',
  'use {0}': '請用 {0}',
  "pay_type {0} ({1}) is not in QFPay's current documents: its parameters are a guess":
    'pay_type {0}（{1}）不在 QFPay 現行文件中：其參數只是推測',
  'expired_time is not documented for every {0} order and may be ignored':
    '文件未說明所有 {0} 訂單都支援 expired_time，可能不起作用',
  "seller_id is asked for by one page of QFPay's documents for {0}: give -p seller_id=… if refused":
    'QFPay 文件有一頁要求 {0} 提供 seller_id：若被拒絕，請加 -p seller_id=…',
  'goes through the hosted checkout page or the Element SDK, not through a payment call':
    '須經託管付款頁面或 Element SDK，不能直接呼叫付款 API',
  'is taken by a terminal, not through a payment call': '須由刷卡終端機受理，不能直接呼叫付款 API',
  'qfpay query finds such payments': 'qfpay query 可查到這類付款',
  'is required for pay_type {0} ({1})': '是 pay_type {0}（{1}）的必填參數',
  'give {0}': '請給出 {0}',
  'is not a parameter of pay_type {0} ({1})': '不是 pay_type {0}（{1}）的參數',
  'leave it out': '請去掉',
  'leave it out; this pay type takes {0}': '請去掉；該支付方式可用 {0}',
  'must be HKD: pay_type {0} takes nothing else': '必須是 HKD：pay_type {0} 只收港幣',
  'is required': '必填',
  '--pay-type wechat-mpm, or another of qfpay pay-types': '--pay-type wechat-mpm，或 qfpay pay-types 所列的其他值',
  'excludes --txamt: give one of the two': '不能與 --txamt 並用：二者取一',
  '--txamt 1280 or --amount 12.80': '--txamt 1280 或 --amount 12.80',
  'must be name=value': '必須寫成 name=value',
  'must have at most {0} parameters': '最多只可有 {0} 個參數',
  'cannot be given by -p': '不能用 -p 給出',
  'must be a six-digit code or an alias of the list of pay types': '必須是六位代碼，或支付方式列表中的別名',
  'must be {0}': '必須是 {0}',
  'must be {0} or {1}': '必須是 {0} 或 {1}',
  'must be whole minutes from 5 to 120': '必須是 5 至 120 的整數分鐘',
  'must be an http or https URL': '必須是 http 或 https 網址',
  'must have no space or control character': '不能有空格或控制字元',
  'must have no control character': '不能有控制字元',
  'must be a JSON object': '必須是 JSON 物件',
  'must have {0}': '必須包含 {0}',
};

export const paymentReport: Catalogue = {
  'order made, waiting for the payer': '訂單已建立，等待付款人',
  'the money moved': '款項已付',
  'paid, and given back since': '曾付款，其後已退回',
  'reversed: no money moved, or it went back': '已沖正：沒有扣款，或已退回',
  'closed before anybody paid': '無人付款，已關閉',
  'no money moved': '沒有扣款',
  'no final answer yet; it may still be paid': '尚無最終結果，付款人仍可能付款',
  'nobody can say what became of it; do not pay again yet': '結果未知，暫勿再次付款',
  '{0} (the number was used before: this is that order)': '{0}（此單號以前用過：這是當時的訂單）',
  meaning: '含義',
  'the gateway refused the signature (1108)': '閘道不接受簽名（1108）',
  'its QR code or link was in the answer that got lost: let it expire, then make a new order':
    '二維碼或連結隨回應遺失：請等訂單過期，再建新訂單',
  'do not pay again before query has settled this number': '用 query 查清此單號之前，不要再次付款',
  '{0} ({1})': '{0}（{1}）',
  'the payment is declined': '付款已被拒絕',
  'the payment is pending': '付款仍在處理中',
  'the payment is unknown': '付款結果未知',
  'the payment is closed': '付款訂單已關閉',
  'the payment is reversed': '付款已沖正',
  'the payment is refunded': '付款已退款',
  'the payment is paid': '已付款',
  'the payment is awaiting_payer': '等待付款人',
  'the payment was not given back: {0}': '付款未能退回：{0}',
  amount: '金額',
  'payer paid': '付款人實付',
  '{0} (exchange rate {1})': '{0}（匯率 {1}）',
};

export const refund: Catalogue = {
  'must be said once, not by {0}': '必須只給一次，不能同時用 {0}',
  "must not be the payment's own out_trade_no: QFPay takes a number once":
    '不得是付款自己的 out_trade_no：QFPay 每個單號只接受一次',
  'Give back a payment, or a part of it. The number of the refund is derived from payment and amount, so the same command run again, on any machine, is the same refund: it exits 0, repeated, and moves no money. 4 declined, 5 no final answer yet, 8 unknown: the same command again settles it.':
    '退還一筆付款的全部或一部分。退款單號由付款和金額推導而來，因此同一指令在任何機器上再次執行都是同一筆退款：退出碼 0，標為重複，不會再動資金。4 已拒絕，5 尚無最終結果，8 結果未知：再執行同一指令即可查清。',
  'the payment, by your own number': '付款，按自己的單號',
  "the payment, by QFPay's number": '付款，按 QFPay 的流水號',
  "how much, in the currency's smallest unit: 1280 is HKD 12.80": '金額，以貨幣最小單位計：1280 即 HKD 12.80',
  'all that is left': '剩餘的全部',
  'your number for this refund: for a second one of the same amount (default: derived)':
    '本次退款的單號：同一金額的第二筆退款才需要（預設自動推導）',
  'look for the payment from this day or time on, UTC+8 unless it has an offset':
    '自此日期或時間起查找付款，未帶時區時按 UTC+8',
  'ask until the refund is final; by night, wait until QFPay refunds again':
    '反覆查詢直到退款有最終結果；夜間則等到 QFPay 恢復退款',
  'how long': '等待多久',
  'look the payment up, show the request and send no refund': '查詢付款，顯示請求，不發送退款',
  'all that is left of a payment': '付款剩餘的全部',
  'a part of it, until it is final': '其中一部分，等到有最終結果',
  "by QFPay's number, in cents, for a script": '按 QFPay 的流水號，以分計，供腳本使用',
  'a second one of the same amount': '同一金額的第二筆',
  'real money, in CI': '真實資金，在 CI 中',
  'the gateway refuses out_trade_no {0} as used, and no answer of query shows it':
    '閘道稱 out_trade_no {0} 已用過而拒絕，但查詢的回應中都沒有它',
  'the gateway refuses it now ({0}), but what became of an earlier sending is not known':
    '閘道現在拒絕（{0}），但先前那次發送的結果未知',
  'what is left of the payment is not known ({0}): QFPay refuses more than is left':
    '付款的剩餘金額未知（{0}）：退得過多會被 QFPay 拒絕',
  'the answer is about another refund: its {0} is not the one that was sent': '回應屬於另一筆退款：其 {0} 不是所發送的',
  "this refund is on the gateway's books already ({0}): nothing would be sent":
    '這筆退款已在閘道的賬上（{0}）：不會發送任何內容',
  'refund {0} is not final yet': '退款 {0} 尚無最終結果',
  'cannot be settled: {0}': '無法確定：{0}',
  'say how much by --txamt or --amount': '用 --txamt 或 --amount 說明金額',
  'was used for an earlier refund of this payment, of which txamt {0} is left':
    '已用於這筆付款先前的退款，付款還剩 txamt {0}',
  'give a new number': '給一個新單號',
  'not known': '未知',
  'refund {0}': '退款 {0}',
  'payment {0} (syssn {1})': '付款 {0}（syssn {1}）',
  '{0} by {1} ({2}), paid {3} UTC+8': '{0}，支付方式 {1}（{2}），付款時間 {3} UTC+8',
  'already refunded: {0}': '先前已退：{0}',
  'refund number {0}': '退款單號 {0}',
  'test moves real money: this gives it back to the payer': 'test 環境涉及真實資金：這次退款會把真實資金退還給付款人',
  'sandbox is simulated: no real money moves': 'sandbox 為模擬環境：不涉及真實資金',
  '{0} {1} was paid {2} times': '{0} {1} 被付款 {2} 次',
  'say which payment is meant by --syssn': '用 --syssn 指明是哪一筆',
  'the window of --since and --until': '--since 和 --until 的時間範圍',
  'check --env and --profile; an older payment is found with --since, or named by --syssn':
    '檢查 --env 和 --profile；更早的付款可用 --since 查找，或用 --syssn 指明',
  'it was not asked for': '未查詢',
  'no answer of query shows the refund: sending it again under the same number':
    '查詢的回應中都沒有這筆退款：用相同的單號再次發送',
  'the answer ({0}) leaves open what became of the refund': '從回應（{0}）無法判斷退款的結果',
  'of payment {0}': '屬於付款 {0}',
  'out_trade_no {0} belongs to another transaction ({1})': 'out_trade_no {0} 屬於另一筆交易（{1}）',
  'excludes an out_trade_no: name the payment once': '不能與 out_trade_no 同用：付款只指明一次',
  'is missing: name the payment by it, or by --syssn': '缺失：用它或 --syssn 指明付款',
  'must be one number: one payment is refunded at a time': '必須是單個號碼：一次只退一筆付款',
  'is required: how much is to be given back': '必須給出：要退多少',
  'leave it out to have one derived': '不填則自動推導',
  'goes with an out_trade_no: a syssn needs no window': '只能與 out_trade_no 同用：syssn 不需要時間範圍',
  'must not be after the end of the window ({0} UTC+8)': '不得晚於時間範圍的終點（{0} UTC+8）',
  'the refund {0}': '退款 {0}',
  '--txamt 1280, --amount 12.80 or --full': '--txamt 1280、--amount 12.80 或 --full',
  'given back, no real money': '已退回，不涉及真實資金',
};

export const refundRules: Catalogue = {
  'has no syssn or no amount in the answer of the gateway, so that nothing can be refunded':
    '在閘道的回應中沒有 syssn 或金額，因此無法退款',
  'was paid under this number ({0}, {1}), and so were others': '以此單號付過款（{0}，{1}），另外還有其他付款',
  '--syssn {0}, if this one is meant': '--syssn {0}，如果指的是這一筆',
  'is a {0}, and not a payment': '是 {0}，不是付款',
  'its payment is --syssn {0}': '其付款為 --syssn {0}',
  'is not paid but {0} ({1}): only a payment that was made can be refunded':
    '不是已付款，而是{0}（{1}）：只有已完成的付款才能退款',
  'nothing has to be given back: qfpay query {0}': '沒有需要退還的：qfpay query {0}',
  'see whether it is paid: qfpay query {0} --wait, or end the order: qfpay {1} {2}':
    '看它是否已付款：qfpay query {0} --wait，或結束訂單：qfpay {1} {2}',
  'see whether it is paid: qfpay query {0} --wait': '看它是否已付款：qfpay query {0} --wait',
  'was {0} (cancel {1}): there is no money left to give back': '{0}（cancel {1}）：沒有可退還的款項',
  'is more than is left to refund: {0} (txamt {1})': '超過可退的餘額：{0}（txamt {1}）',
  'is documented as not refundable ({0})': '按文件不可退款（{0}）',
  'give the money back outside QFPay': '請在 QFPay 之外退還款項',
  'must be the full amount ({0}) on the day that a card was charged': '在刷卡當天必須是全額（{0}）',
  '--full today, or a part of it tomorrow (UTC+8)': '今天用 --full，或明天（UTC+8）退一部分',
  'is refused by QFPay from 23:30 to 00:30 Hong Kong time; it is possible again at {0} (UTC+8)':
    '在香港時間 23:30 至 00:30 之間會被 QFPay 拒絕；{0}（UTC+8）起可以再退',
  'run it again then, or add --wait': '屆時再執行，或加上 --wait',
  'the payment is {0} days old, and {1} is known to be refunded for {2} days only (1265 after that)':
    '這筆付款已有 {0} 天，而 {1} 已知只能在 {2} 天內退款（之後為 1265）',
  'the payment was made between 23:30 and 00:30 Hong Kong time: QFPay may refuse to refund it (1265)':
    '這筆付款發生在香港時間 23:30 至 00:30 之間：QFPay 可能拒絕退款（1265）',
  'there are too many transactions since to find all of its refunds': '此後的交易太多，無法找齊它的所有退款',
  'an unknown sum': '數額未知',
  'its cancel flag is {0}, but {1} refunds of {2} were found': '它的標誌是 {0}，卻找到 {1} 筆退款，共 {2}',
  'nothing is left': '已無可退餘額',
  'txamt {0} gives back all that is left': 'txamt {0} 即可退還全部剩餘金額',
};

export const refundList: Catalogue = {
  'save it as UTF-8: in Excel "CSV UTF-8", in Numbers Export, CSV, Unicode (UTF-8)':
    '請另存為 UTF-8：Excel 選「CSV UTF-8」，Numbers 選「匯出」、CSV、Unicode (UTF-8)',
  'must be UTF-8; it looks like {0}': '必須是 UTF-8；它看起來像 {0}',
  '{0}, or with iconv -f {1} -t UTF-8': '{0}，或用 iconv -f {1} -t UTF-8',
  'UTF-16 LE (Excel calls it "Unicode Text")': 'UTF-16 LE（Excel 稱為「Unicode 文字」）',
  'GBK or GB18030 (simplified Chinese)': 'GBK 或 GB18030（簡體中文）',
  'the {0}th, which has no name': '第 {0} 欄，沒有名稱',
  'columns that are not looked at: {0}': '未使用的欄：{0}',
  'is not a column of a batch': '不是批量退款的欄',
  '{0}, if that is meant': '{0}，如果指的是它',
  'stands there twice': '出現了兩次',
  'must have a column syssn or out_trade_no': '必須有 syssn 或 out_trade_no 欄',
  'must have a column txamt (cents), amount (such as 12.80) or full (yes)':
    '必須有 txamt（分）、amount（如 12.80）或 full（yes）欄',
  'is empty: it must have a header line and a line for each refund': '為空：必須有標題行，且每筆退款一行',
  'has a quotation mark that is never closed': '有一個引號沒有閉合',
  'cannot be read as CSV': '無法按 CSV 讀取',
  'put the whole value in quotes, and double those inside it': '把整個值放進引號，其中的引號寫兩遍',
  'has {0} values, but the header names {1} columns: a separator inside a value needs quotes':
    '有 {0} 個值，而標題行有 {1} 欄：值中的分隔符需要引號',
  'must be one JSON object a line, such as {"out_trade_no":"A-1","txamt":1280}':
    '每行必須是一個 JSON 物件，例如 {"out_trade_no":"A-1","txamt":1280}',
  'members that are not looked at: {0}': '未使用的成員：{0}',
  'must be text in quotes, so that no digit is lost': '必須是引號中的文字，以免遺失數字',
  'must be CSV, or one JSON object a line and no array': '必須是 CSV，或每行一個 JSON 物件而非陣列',
  "jq -c '.[]' makes such lines": "jq -c '.[]' 可生成這樣的行",
  'has no line below its header: there is nothing to refund': '標題行下沒有任何行：沒有要退的款',
  'is missing: name the payment by it, or by syssn': '缺失：用它或 syssn 指明付款',
  'must be one number: a line refunds one payment': '必須是單個單號：一行只退一筆付款',
  'is missing: how much is to be given back': '缺失：要退多少',
  'must be yes, or empty': '必須是 yes 或留空',
  'name the column amount, if major units are meant': '如果以元計，請把該欄命名為 amount',
  'was rounded by a spreadsheet: its digits are lost': '被試算表四捨五入：數字已遺失',
  'has decimals, which a spreadsheet has put there': '帶有小數，是試算表加上的',
  'has nothing but zeros after {0} digits: a spreadsheet has rounded it': '在 {0} 位數字之後全是零：被試算表四捨五入',
  'import the column as text and write the file again': '以文字匯入該欄，再重新寫出檔案',
  'is refunded by the same sum in line {0}': '與第 {0} 行退的是同一數額',
  'is that of line {0}, too: a number is taken once': '也是第 {0} 行的單號：一個單號只接受一次',
  'is the out_trade_no of the payment in line {0}: QFPay takes a number once':
    '是第 {0} 行付款的 out_trade_no：QFPay 每個單號只接受一次',
  'is refunded in full in line {0}, and can have no other line beside that': '在第 {0} 行已全額退款，不能再有其他行',
};

export const refundBatch: Catalogue = {
  'refunded before': '先前已退',
  pending: '處理中',
  declined: '已拒絕',
  unknown: '結果未知',
  'remove one of the lines, or give each a refund_no of its own if both are meant':
    '刪去其中一行；如果兩行都要，則各給一個 refund_no',
  'say an amount in both': '兩行都要寫明金額',
  'Give back many payments from a file: CSV with a header, an Excel workbook (.xlsx), or a JSON object a line. Columns: syssn or out_trade_no; txamt (cents), amount (12.80) or full (yes); and refund_no, if you like. The whole file is checked first. Each row is one refund, however often the command is run: killed or interrupted, the same command goes on where it was. Exits 0 when every row is refunded, else by the worst: 8 unknown, 6 signature, 9 rate-limited, 7 network, 5 pending, 4 declined.':
    '按檔案批量退款：帶標題行的 CSV、Excel 活頁簿（.xlsx），或每行一個 JSON 物件。欄：syssn 或 out_trade_no；txamt（分）、amount（12.80）或 full（yes）；可選 refund_no。先檢查整個檔案。無論指令執行幾次，每行只退一次：被終止或中斷後，再執行同一指令即可接着做。每行都已退款時退出碼為 0，否則取最嚴重的：8 結果未知，6 簽名，9 限額，7 網絡，5 處理中，4 已拒絕。',
  'a CSV or NDJSON file in UTF-8 or an .xlsx, or - for stdin':
    'UTF-8 的 CSV 或 NDJSON 檔案、.xlsx，或用 - 表示標準輸入',
  'where the batch writes down what it does (default: <file>.journal.ndjson)':
    '批次記錄其進度的檔案（預設 <file>.journal.ndjson）',
  'requests a minute, 400 at most (default: 200, which leaves the tills the other half)':
    '每分鐘請求數，最多 400（預設 200，另一半留給收銀機）',
  'refuse a file that gives back more: "HKD 1000.00" (repeatable)':
    '退款總額超過此數則拒絕整個檔案："HKD 1000.00"（可重複）',
  'refuse a file that has more refunds': '退款筆數超過此數則拒絕整個檔案',
  'send again what the journal has as declined': '重新發送日誌中已被拒絕的',
  'check the file, look the payments up, show the plan and send no refund': '檢查檔案、查詢付款、顯示計劃，不發送退款',
  'check the file and show the plan': '檢查檔案並顯示計劃',
  'real money, in CI, with a ceiling': '真實資金，在 CI 中，設上限',
  'once more what was declined': '重試已被拒絕的',
  'from a pipe': '從管道輸入',
  'is no journal of refund-batch': '不是 refund-batch 的日誌',
  'is of another merchant or environment: its {0} is {1}, and this one is {2}':
    '屬於另一商戶或環境：它的 {0} 是 {1}，而這次是 {2}',
  'name another file by --journal, or go on with the merchant and environment that it belongs to':
    '用 --journal 指定另一個檔案，或改用它所屬的商戶和環境繼續',
  'the journal {0} {1}': '日誌 {0} {1}',
  'wait for the other qfpay refund-batch to end; a batch that was killed holds nothing':
    '等另一個 qfpay refund-batch 結束；已被終止的批次不會佔用任何東西',
  'the journal {0} is in use by another qfpay': '日誌 {0} 正被另一個 qfpay 使用',
  '{0} pending refunds': '{0} 筆處理中的退款',
  'refunding: 0 of {0}': '正在退款：已處理 0/{0} 筆',
  '; {0} a minute, {1} left': '；每分鐘 {0} 筆，剩餘 {1}',
  'refunding: {0} of {1}: {2} refunded': '正在退款：已處理 {0}/{1} 筆：已退 {2}',
  '{0} refunds, together {1}': '{0} 筆退款，共 {1}',
  'Go ahead? (y/N)': '繼續嗎？（y/N）',
  'not agreed to: nothing was sent': '未獲同意：未發送任何內容',
  'is the same refund as line {0}: payment {1}, txamt {2}': '與第 {0} 行是同一筆退款：付款 {1}，txamt {2}',
  'is the payment of line {0}, too: where one line is for all that is left, there can be no other':
    '也是第 {0} 行的付款：有一行退還剩餘的全部時，就不能再有其他行',
  'the journal has another refund of this payment, which no line asks for any more: this one is given back besides it':
    '日誌中有這筆付款的另一筆退款，檔案中已沒有對應的行：這一行會另外再退',
  'the journal calls it settled, but not by this key at this gateway (an older qfpay, another key, another hand): QFPay was asked':
    '日誌稱其已有結果，但該記錄並非用此密鑰在此閘道寫下（舊版 qfpay、其他密鑰或他人所寫）：已向 QFPay 查詢',
  'the journal calls it refunded, and QFPay knows no such refund: it is sent':
    '日誌稱其已退款，但 QFPay 沒有這筆退款：將會發送',
  'only the journal calls it declined: {0}': '只有日誌稱其已被拒絕：{0}',
  'only the journal calls it refunded: {0}': '只有日誌稱其已退款：{0}',
  'the journal {0} was removed or changed by another program while the batch ran: it is begun again, and what it has lost is asked for in the next run':
    '批次執行期間，日誌 {0} 被刪除或被他人更改：將重新開始記錄，遺失的內容會在下次執行時查詢',
  'is in the journal as the number of another refund (payment {0}, txamt {1})':
    '在日誌中是另一筆退款的單號（付款 {0}，txamt {1}）',
  'give this refund a new number': '給這筆退款一個新單號',
  'a refund {0}': '退款{0}',
  'line {0}': '第 {0} 行',
  'lines {0} and {1} more': '第 {0} 行及另外 {1} 行',
  'lines {0}': '第 {0} 行',
  'is not that of the payment {0}, which has {1}': '與付款 {0} 不符，後者為 {1}',
  'looking up {0} payments': '正在查詢 {0} 筆付款',
  'what became of an earlier sending is not known': '先前那次發送的結果未知',
  'is exceeded: the file has {0} refunds': '已超過：檔案有 {0} 筆退款',
  'nothing was sent; correct {0} and run the same command again': '未發送任何內容；請修正 {0} 後再執行同一指令',
  'the batch ended before it was sent': '發送之前批次已結束',
  'is missing: name a CSV file, or - for stdin': '缺失：請指明 CSV 檔案，或用 - 表示標準輸入',
  'is needed for stdin: it is what a batch goes on by': '用標準輸入時必須給出：批次靠它接着做',
  'cannot be stdin, which --key-file reads already': '不能是標準輸入，--key-file 已在讀取它',
  'must be a currency and an amount in its major units': '必須是貨幣和以元計的金額',
  'interrupted before its answer came': '發送途中被中斷',
  'interrupted while in doubt': '結果未明時被中斷',
  'nobody knows what became of {0} refunds in turn': '連續 {0} 筆退款的結果未知',
  'a refund {0}: waiting': '退款{0}：等待中',
  'warning: line {0} of {1} cannot be read: its row is asked for': '警告：{1} 的第 {0} 行無法讀取：會查詢對應的行',
  'stopping: requests that were sent are finished first; Ctrl-C again stops at once':
    '正在停止：讓途中的請求完成；再按 Ctrl-C 立即中斷',
  'says nothing of {0}: the file refunds {1}': '沒有提到 {0}：檔案要退 {1}',
  'is exceeded: the file refunds {0}': '已超過：檔案要退 {0}',
  'note: the folder of {0} takes no lock, which is in {1} now: do not run the file in another container at the same time':
    '提示：{0} 所在的資料夾不支援鎖，鎖現位於 {1}：請勿同時在另一個容器中執行此檔案',
};

export const transaction: Catalogue = {
  'rule {0} is skipped: {1} {2}': '已跳過規則 {0}：{1} {2}',
  'names no rule of {0}': '不是 {0} 的規則',
  'one of {0}': '可選：{0}',
  'must have at most {0} digits': '最多 {0} 位數字',
  'must be a whole number of cents above 0: digits only, no sign, point, separator or leading zero':
    '必須是以分為單位、大於 0 的整數：只含數字，沒有符號、小數點、分隔符或前置零',
  '--amount {0}, if major units are meant': '如果以元計，請用 --amount {0}',
  'must be above 0': '必須大於 0',
  'must have at most {0} digits in cents': '以分計最多 {0} 位數字',
  'cannot be used with {0}, which has no two minor digits': '不能用於 {0}，它沒有兩位小數',
  'must have no separator but one decimal point': '除一個小數點外不得有分隔符',
  'such as 1280.50': '例如 1280.50',
  'must have at most 2 decimals': '最多兩位小數',
  'must be a number above 0 such as 12.80': '必須是大於 0 的數，例如 12.80',
  '{0} {1} (smallest unit)': '{0} {1}（最小單位）',
  'must have 1 to 128 characters and no space': '必須有 1 至 128 個字元，且無空格',
  "must be one of QFPay's numbers: 1 to 40 letters and digits, every digit kept":
    '必須是 QFPay 的流水號：1 至 40 個字母和數字，一位不缺',
  'leave it out to have one made': '不填則自動生成',
  'must have at most 128 characters': '最多 128 個字元',
  'must have no comma, space or control character': '不得含逗號、空格或控制字元',
  'must have letters, digits, _ | * and - only': '只能有字母、數字和 _ | * -',
  'must be a real time written YYYY-MM-DD hh:mm:ss, 24 hours': '必須是真實的時間，寫作 YYYY-MM-DD hh:mm:ss，24 小時制',
  'must be a real day or time: 2026-03-02, "2026-03-02 15:04:05" (UTC+8) or 2026-03-02T07:04:05Z':
    '必須是真實的日期或時間：2026-03-02、"2026-03-02 15:04:05"（UTC+8）或 2026-03-02T07:04:05Z',
};

export const history: Catalogue = {
  'Every call of this machine that moves money, written down before it was sent: numbers, amounts and outcomes, nothing of the payer and no key. The refunds of a batch stand in its journal. Asks nothing of the gateway; qfpay resume does, about those that are open.':
    '本機發出的每個涉及資金的請求，發送前均已記錄：單號、金額和結果，不含付款人資料和密鑰。批次的退款記在其日誌內。不詢問閘道；未決的請求請用 qfpay resume 查詢。',
  'numbers, or parts of them: out_trade_no or syssn': '單號或其一部分：out_trade_no 或 syssn',
  'only those of pay, refund, reverse, close, ...': '只看 pay、refund、reverse、close 等指令的記錄',
  'from this day or time on, UTC+8 unless it has an offset': '自此日期或時間起，未帶時區時按 UTC+8',
  'up to this day or time': '至此日期或時間止',
  'only those without a final outcome': '只看沒有最終結果的',
  'only the latest ones': '只看最新的若干條',
  everything: '全部記錄',
  'the refunds since a day': '某日以來的退款',
  'one order': '某一訂單',
  'what has no final outcome, for a script': '沒有最終結果的，供腳本使用',
  'Settle what this machine left open: every payment, refund, reversal, close, capture or release without a final outcome is looked up by its number, in its own environment, and its outcome is written down. Never moves money. Exits with the first of 8, 6, 9, 7, 5, 4 that occurred, else 0.':
    '把本機懸而未決的請求查清：每筆沒有最終結果的付款、退款、沖正、關閉訂單、請款或解凍，都在其所屬環境中按單號查詢，並記下結果。絕不動用資金。退出碼按 8、6、9、7、5、4 的次序取所出現的第一個，否則為 0。',
  'only this out_trade_no or refund number': '只查此 out_trade_no 或退款單號',
  'everything that is open': '所有懸而未決的',
  'one number': '單個單號',
  'those of prod, for a script': '生產環境的，供腳本使用',
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
  'the history was changed by another hand while it was read': '歷史在讀取時被他人更改',
};

export const query: Catalogue = {
  'Look transactions up by your own numbers, by syssn, or by time. Exits 0 when all that was named was found, whatever its state; with --wait or --exit-status the state decides: 0 paid, refunded, authorized, captured or released, 4 declined, reversed or closed, 5 pending, 8 unknown.':
    '按自己的單號、syssn 或時間查詢交易。所指的都找到時退出碼為 0，不論狀態；加 --wait 或 --exit-status 則由狀態決定：0 已付款、已退款、已預授權、已請款或已解凍，4 已拒絕、已沖正或已關閉，5 處理中，8 結果未知。',
  'orders, by your own numbers': '訂單，按自己的單號',
  'the same as a comma list (repeatable)': '同上，以逗號分隔（可重複）',
  "QFPay's numbers, a comma list (repeatable)": 'QFPay 的流水號，以逗號分隔（可重複）',
  'only these, codes or aliases': '只看這些，代碼或別名',
  'only records with this status code': '只看此狀態碼的記錄',
  'up to this day or time (default: now)': '至此日期或時間止（預設現在）',
  'ask again until the answer is final': '反覆查詢直到有最終結果',
  'how long (default: until a QR order expires, 90 for CPM, 60 for a refund)':
    '等待多久（預設到二維碼訂單過期；CPM 90 秒，退款 60 秒）',
  'let the state decide the exit status': '由狀態決定退出碼',
  'print CSV': '輸出 CSV',
  'orders by your own numbers; their state decides the exit status': '按自己的單號查訂單；由狀態決定退出碼',
  'an order by a number that this tool made': '按本工具生成的單號查訂單',
  'wait until it is final': '等到有最終結果',
  'all of a month, for a spreadsheet': '一整個月，供試算表使用',
  "by QFPay's number, for a script": '按 QFPay 的流水號，供腳本使用',
  'needs --since beside it': '需要同時給出 --since',
  'cannot be used with --all, which reads every page': '不能與 --all 同用，它會讀取所有頁',
  'must not be before since {0}': '不得早於 since {0}',
  'must not be after now ({0} UTC+8)': '不得晚於現在（{0} UTC+8）',
  'cannot be used with --json: both are the whole of stdout': '不能與 --json 同用：兩者都佔用整個標準輸出',
  'must be four digits, such as 0000': '必須是四位數字，例如 0000',
  'the orders': '這些訂單',
  '{0} to {1} (UTC+8)': '{0} 至 {1}（UTC+8）',
  'must be a whole number from 1 to {0}': '必須是 1 至 {0} 的整數',
  'must be a number of seconds': '必須是秒數',
};

export const lookup: Catalogue = {
  'waiting for {0}: {1} s left': '等待 {0}：尚餘 {1} 秒',
  'waiting for {0}: {1} min {2} s left': '等待 {0}：尚餘 {1} 分 {2} 秒',
  'the gateway refused the query ({0})': '閘道拒絕了查詢（{0}）',
  'the gateway refused the signature of the query (1108)': '閘道不接受查詢的簽名（1108）',
  "rule goods-name-advice: {0} has {1} characters, and QFPay's documents advise at most 20":
    '規則 goods-name-advice：{0} 有 {1} 個字元，QFPay 文件建議最多 20 個',
  "rule goods-name-advice: {0} has special characters, and QFPay's documents advise letters, digits, spaces and . _ - only":
    '規則 goods-name-advice：{0} 含特殊字元，QFPay 文件建議只用字母、數字、空格和 . _ -',
  'txcurrcd {0}: {1} ({2}) is a wallet of Hong Kong, and some of these take HKD only (no list is published)':
    'txcurrcd {0}：{1}（{2}）是香港錢包，其中一些只收 HKD（沒有公佈清單）',
  'must be i/n: the i-th of n runners, n at most {0}': '必須是 i/n：n 個執行者中的第 i 個，n 最多 {0}',
  'names its payment by {0}, and line {1} by {2}: with --shard all have to be named alike':
    '用 {0} 指明付款，而第 {1} 行用 {2}：使用 --shard 時所有行須用同一種編號',
  'fill one of the columns in every line, or run the file without --shard': '每行都填同一欄，或不用 --shard 執行此檔案',
  "only the rows of runner i of n; each payment is one runner's, and each has its own journal":
    '只處理 n 個執行者中第 i 個的行；每筆付款只屬於一個執行者，各有自己的日誌',
  'send nothing: one results file from the journals of all shards, which stand beside the file':
    '不發送任何內容：用檔案旁所有分片的日誌產生一份結果',
  'the second of three runners': '三個執行者中的第二個',
  'what became of all rows, from the journals of three runners': '根據三個執行者的日誌，所有行的結果',
  'note: shard {0}/{1} takes {2} of {3} rows, at most {4} requests a minute':
    '注意：分片 {0}/{1} 處理 {3} 行中的 {2} 行，每分鐘最多 {4} 次請求',
  ', together with all batches that share QFPAY_LIMITER_URL': '，與所有共用 QFPAY_LIMITER_URL 的批次合計',
  'warning: the journal of shard {0} is missing: nothing is known of {1} rows':
    '警告：缺少分片 {0} 的日誌：{1} 行的結果不得而知',
  'has no journal of a shard beside it, such as {0}': '旁邊沒有任何分片的日誌，例如 {0}',
  'put the journals of all runners into the folder of the file': '把所有執行者的日誌放到該檔案所在的資料夾',
  'no journal has this row': '沒有任何日誌記錄此行',
  'the journal calls it refunded, and QFPay knows no such refund': '日誌稱其已退款，但 QFPay 沒有這筆退款',
  'reads the journals of all shards: leave --shard out': '會讀取所有分片的日誌：請去掉 --shard',
  "finds the journals by the file's name: leave --journal out": '按檔案名稱查找日誌：請去掉 --journal',
  'must be named: the journals of its shards stand beside it': '必須寫明檔案名稱：各分片的日誌就在它旁邊',
  'Nothing was given back by this request. Query the payment and its refunds, then run the same command again.':
    '此請求沒有退款。請查詢該筆付款及其退款，然後再次執行同一指令。',
  'The order was not ended by this request. Query it, then run the same command again where it is still open.':
    '此請求沒有結束該訂單。請先查詢，若訂單仍未結束，再次執行同一指令。',
  'Nothing was captured or released by this request. Query the hold, then run the same command again where money is still held.':
    '此請求沒有請款，也沒有解凍。請查詢該筆預授權，若仍有凍結金額，再執行同一指令。',
  'It is not known yet whether it was given back. Query the refund by its own number until it is final, and send no other before that.':
    '尚未知道是否已退款。請用退款單號查詢，直到有最終結果；在此之前不要再發送其他退款。',
  'It is not known yet whether the order was ended. Query it, then run the same command again where it is still open.':
    '尚未知道訂單是否已結束。請先查詢，若訂單仍未結束，再執行同一指令。',
  'It is not known yet what became of it. Query it by its own number, and the hold, and send no other before that.':
    '尚未知道結果。請用其單號查詢，並查詢該筆預授權；在此之前不要再發送其他請求。',
  'if a second refund of the same amount is meant, give it a number of its own: --refund-no':
    '如果確實要再退一筆相同的金額，請給它另外的單號：--refund-no',
  'notify_url has port {0}: QFPay calls ports 80 and 443 only': 'notify_url 用了連接埠 {0}：QFPay 只會連接 80 及 443',
  'can be used once, and for one day': '只可用一次，一日內有效',
  'Run the same command again: this row was not sent.': '再次執行同一指令：該行尚未發送。',
  'Run the runner of this row again (--shard {0}), then merge once more.':
    '再次執行該行所屬的分片（--shard {0}），然後重新合併。',
  'Run the same command again: it asks what became of this row.': '再次執行同一指令：會查詢該行的結果。',
  'Run the same command again: it asks first, and sends the same number, which cannot pay twice.':
    '再次執行同一指令：會先查詢，再以同一退款單號發送，不會重複退款。',
  'Ask again in some minutes. Only when it is certain that nothing was given back, give this row a new refund_no.':
    '幾分鐘後再查詢。確定沒有退款後，才為該行提供新的 refund_no。',
  'Nothing was given back, and the number is used. To try once more, give this row a new refund_no.':
    '沒有退款，但該退款單號已使用。如要重試，請為該行提供新的 refund_no。',
  'To try again: the same command with --retry-declined.': '要重試：同一指令加上 --retry-declined。',
  'To try again, run the same command: it sends the same number.': '要再試時，請再次執行同一指令，退款單號不變。',
  'Nothing was given back. All that is left can be refunded at once.': '沒有退款。可以一次退還全部餘額。',
  "This code is in none of QFPay's tables, so nobody can say what became of the transaction.":
    'QFPay 的狀態碼表中沒有此代碼，無法判斷該筆交易的結果。',
  'Query the order before anything is sent again, and ask QFPay support what the code means.':
    '再次發送任何請求之前，請先查詢該訂單，並向 QFPay 客服詢問此代碼的含義。',
};
