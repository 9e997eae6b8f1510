import type { ExplanationWords } from '../words.ts';

export const causes: ExplanationWords['causes'] = {
  'missing-signtype-header': {
    title: '缺少請求標頭 X-QF-SIGNTYPE',
    fix: '發送請求時帶上標頭 X-QF-SIGNTYPE: SHA256。',
  },
  'wrong-sign-type': {
    title: '簽名用的雜湊演算法與驗簽用的不一致',
    fix: '按 X-QF-SIGNTYPE 聲明的演算法簽名，或讓它聲明實際使用的演算法；沒有該標頭時按 MD5 驗簽。',
  },
  'truncated-signature': {
    title: '簽名不完整，位數不足',
    fix: '完整儲存並發送所有位數：MD5 為 32 位，SHA256 為 64 位。檢查資料庫欄位或變數是否過短，前置零是否遺失。',
  },
  'digest-not-hex': {
    title: '摘要不是十六進制格式',
    fix: '摘要請輸出為十六進制，不要用 base64。',
  },
  'wrong-key': {
    title: '簽名用的是另一個密鑰',
    fix: '所用的 app code 與密鑰須屬於同一商戶、同一環境：每個環境各有一套。',
  },
  'key-whitespace': {
    title: '密鑰首尾的空白參與了簽名',
    fix: '讀取密鑰時去掉首尾空白：檔案或環境變數的末尾常帶有換行。',
  },
  'key-quoted': {
    title: '密鑰外面的引號參與了簽名',
    fix: '讀取密鑰時去掉引號：env 檔案與 shell 對引號的處理並不相同。',
  },
  'key-separator': {
    title: '最後一個值與密鑰之間多了內容',
    fix: '密鑰直接接在最後一個值後面，中間不加任何字元：沒有 &key=，與其他支付 API 不同。',
  },
  'key-prepended': {
    title: '密鑰放在了參數前面',
    fix: '密鑰只加一次，接在最後一個值後面。',
  },
  'key-missing': {
    title: '密鑰沒有參與簽名',
    fix: '先把密鑰接在串接好的參數後面，再計算雜湊。檢查存放密鑰的變數是否有值。',
  },
  'trailing-separator': {
    title: '最後一個值後面多了分隔符',
    fix: '& 只放在參數之間；最後一個值後面直接接密鑰。',
  },
  hmac: {
    title: '用了 HMAC，而不是普通雜湊',
    fix: '把密鑰接在文字後面，直接計算 MD5 或 SHA256。QFPay 不使用 HMAC。',
  },
  'double-hash': {
    title: '有內容做了兩次雜湊',
    fix: '文字接上密鑰後只做一次雜湊。檢查是否有封裝函數對已經是雜湊值的內容再做了一次。',
  },
  'includes-empty': {
    title: '沒有值的參數參與了簽名',
    fix: '沒有值的參數一律去掉，簽名和請求中都不要帶。',
  },
  'excludes-zero': {
    title: '值為 0 的參數沒有參與簽名',
    fix: '只去掉空值。0 也是值：請與空字串比較，不要用真假判斷。',
  },
  'includes-sign-field': {
    title: '簽名或簽名類型被當作參數簽了名',
    fix: '待簽名字串不要包含 sign 和 sign_type（只有收銀台連結才對 sign_type 簽名）。',
  },
  'duplicate-param': {
    title: '重複的參數，簽名與發送的處理不一致',
    fix: '每個參數只發送一次。',
  },
  unsorted: {
    title: '參數的次序不對',
    fix: '在串接前的最後一步，把所有參數按參數名的位元組次序升序排列。',
  },
  'case-insensitive-sort': {
    title: '參數排序時忽略了大小寫，或按了語言地區規則',
    fix: '按參數名的位元組排序：大寫字母在前，小寫字母在後，_ 居中。請用逐位元組（ordinal）比較。',
  },
  'url-encoded-values': {
    title: '參數值是 URL 編碼之後才簽名的',
    fix: '用原始值簽名，發送時才編碼。',
  },
  'space-as-plus': {
    title: '簽名時空格成了 +，或 + 成了空格',
    fix: '用原始值簽名，空格就是空格；表單只在發送時才把空格變成 +。值中真正的 + 要以 %2B 發送。',
  },
  'wrong-charset': {
    title: '簽名用的字元集不是 UTF-8',
    fix: '計算雜湊前先把待簽名字串轉成 UTF-8 位元組，不要依賴平台的預設字元集。',
  },
  'unicode-normalisation': {
    title: '文字的 Unicode 正規化形式不同',
    fix: '簽名和發送須用同一份文字；要正規化就在兩者之前統一做，否則都不做。',
  },
  'bom-or-crlf': {
    title: 'BOM 或換行被加入或改動',
    fix: '位元組要原樣使用：編輯器、echo 或表單輸入框都會加入換行或 BOM。',
  },
  'param-missing': {
    title: '有參數發送了卻沒有參與簽名',
    fix: '發送的參數都要簽名：請在產生簽名之前加入該參數。',
  },
  'param-extra': {
    title: '有參數參與了簽名卻沒有發送',
    fix: '簽了甚麼就發送甚麼，否則兩邊都不要帶。',
  },
  'param-changed': {
    title: '簽名時的值與發送的值不同',
    fix: '每個值只產生一次並保存下來，簽名和請求都用它。',
  },
  'number-format': {
    title: '簽名時數字的寫法不同',
    fix: '用實際發送的文字簽名。txamt 是以分為單位的整數：寫 100，不是 1.00，也不是 100.0。',
  },
  'printed-by-language': {
    title: '簽名用了程式語言列印出來的值',
    fix: '簽名前先把每個值轉成實際發送的文字；沒有值就去掉，不要列印出來。',
  },
  'value-whitespace': {
    title: '值中的空白不同',
    fix: '要麼在簽名和請求之前就去掉首尾空白，要麼兩邊都不去。',
  },
  'json-body-signed': {
    title: '對 JSON 文字做了簽名',
    fix: '把 name=value 排序後用 & 串接再簽名，並以表單發送：QFPay 不接受 JSON 請求。',
  },
  'body-reserialised': {
    title: '正文經解析後又重新產生',
    fix: '先用原始位元組驗簽，再解析：重新產生的 JSON，空格、轉義或次序會不同。',
  },
  'body-signed-as-form': {
    title: '像請求那樣對欄位做了排序和串接',
    fix: '通知是在原始正文後面接上密鑰簽名：MD5(body + key)，不排序。',
  },
  'joined-otherwise': {
    title: '參數的串接方式不同',
    fix: '按 name=value 的形式用 & 串接，首尾不加任何內容。',
  },
  'body-not-form': {
    title: '正文不是表單，閘道讀不到任何參數',
    fix: '請以表單發送（application/x-www-form-urlencoded）：用 data=params，不要 json=params；用 URLSearchParams，不要 JSON.stringify。',
  },
  'body-not-encoded': {
    title: '正文發送時沒有做 URL 編碼，閘道讀到的值不同',
    fix: '簽名方式不變，發送時對每個值編碼：& 變成 %26，+ 變成 %2B。請讓 HTTP 函式庫產生表單。',
  },
  'body-encoded-twice': {
    title: '參數值發送時做了兩次 URL 編碼',
    fix: '簽名方式不變，只編碼一次：把原始值交給 HTTP 函式庫，之前不要再用 quote()、urlencode() 或 encodeURIComponent()。',
  },
  'names-changed': {
    title: '參數名的寫法與 QFPay 的不同',
    fix: '參數名區分大小寫：簽名和發送都用 QFPay 的寫法，是 txamt 而不是 TXAMT，是 out_trade_no 而不是 outTradeNo。',
  },
  'html-escaped': {
    title: '參與簽名或發送的內容帶有 HTML 轉義',
    fix: '簽名和發送時 & 都寫作 &，不是 &amp;。檢查中間是否經過範本、瀏覽器、過濾函數或 PHP 的 arg_separator 設定。',
  },
  'slashes-added': {
    title: '參數值被加上或去掉了反斜線',
    fix: '簽名和發送須用同一份原始文字。WordPress 會給所有輸入加反斜線（用 wp_unslash 去掉）；addslashes 與資料庫轉義都不該用在這裏。',
  },
  'key-altered': {
    title: '密鑰在傳到簽名程式碼的途中被改動',
    fix: '請原樣使用 QFPay 給的密鑰，大小寫不變，一個字元也不少。在讀取密鑰的地方比對指紋：qfpay sign 會顯示指紋。',
  },
  'empty-body-signed': {
    title: '除了密鑰，沒有任何內容參與簽名',
    fix: '檢查做雜湊的到底是甚麼：讀過一次的串流已經是空的，解析器也會取走正文。收到時就把原始位元組保存下來。',
  },
};
