import type { Catalogue } from '../t.ts';

export const diagnosis: Catalogue = {
  'awaiting payer': '待付款',
  paid: '已付款',
  refunded: '已退款',
  reversed: '已沖正',
  closed: '已關閉',
  'not sent': '未發送',
  'the signature has characters that are no hex digits': '簽名中含有非十六進制字元',
  'the signature is in lower case: both cases are taken, upper case is what QFPay prints':
    '簽名為小寫：大小寫均可接受，QFPay 輸出的是大寫',
  'the signature has {0} characters: MD5 has 32, SHA256 has 64': '簽名有 {0} 個字元：MD5 為 32 個，SHA256 為 64 個',
  '64 digits are a SHA256, which needs the header X-QF-SIGNTYPE: SHA256; without it the gateway checks MD5 (1108)':
    '64 位是 SHA256，需要請求標頭 X-QF-SIGNTYPE: SHA256；沒有它閘道會按 MD5 核對（1108）',
  'the name {0} has a space around it, which is signed and sent as part of the name':
    '參數名 {0} 前後有空格，會作為名稱的一部分被簽名和發送',
  'mchid is empty: leave it out of the request altogether, also of what is sent':
    'mchid 為空：請從請求中完全去掉，發送的內容裏也不要有',
  '{0} starts or ends with white space, which is signed too': '{0} 首尾有空白字元，它們也會被簽名',
  '{0} holds a line end, which is signed as it stands': '{0} 含有換行符，會按原樣簽名',
  '{0} looks percent-encoded: raw values are signed, and encoded only when they are sent':
    '{0} 看起來經過百分號編碼：簽名的是原始值，發送時才編碼',
  '{0} looks HTML-escaped': '{0} 看起來經過 HTML 轉義',
  '{0} has a decimal point: it counts cents, 100 is 1.00': '{0} 帶有小數點：它以分計，100 即 1.00',
  '{0} is no whole number of cents in digits': '{0} 不是以分為單位、用數字書寫的整數',
  '{0} is a 12-hour time: the gateway takes YYYY-MM-DD HH:mm:ss with 24 hours':
    '{0} 是 12 小時制時間：閘道接受 24 小時制的 YYYY-MM-DD HH:mm:ss',
  '{0} is not of the form YYYY-MM-DD HH:mm:ss': '{0} 不符合 YYYY-MM-DD HH:mm:ss 格式',
  '{0} is a word that a programming language prints for a missing or special value':
    '{0} 是程式語言為空值或特殊值列印出來的詞',
  '{0} holds an invisible character, which is signed too': '{0} 含有不可見字元，它也會被簽名',
  '{0} holds U+FFFD: its bytes were not UTF-8 before they came here':
    '{0} 含有 U+FFFD：其位元組在到達這裏之前就不是 UTF-8',
  '{0} is given more than once: all of its values are signed, in their order':
    '{0} 出現了不止一次：其所有值都會按次序簽名',
};

export const reading: Catalogue = {
  'a checkout URL': '付款頁面 URL',
  'a URL': 'URL',
  'must be UTF-8 when it is percent-decoded': '百分號解碼後必須是 UTF-8',
  'name: value lines': '「名稱: 值」的各行',
  '{0} stands in quotes, which are read as part of the value': '{0} 帶有引號，引號被當作值的一部分',
  'one space behind each colon is not part of the value': '每個冒號後的一個空格不屬於值',
  'cut off before it:': '截去了前面的內容：',
  'cut off behind it:': '截去了後面的內容：',
  '{0} ({1} characters)': '{0}（{1} 個字元）',
  'a form body (values decoded)': '表單正文（值已解碼）',
  'line ends beside an & are no part of the form, and were dropped': '& 旁的換行符不屬於表單，已去掉',
  'each + in {0} is read as a space: a plus sign is written %2B in a form':
    '{0} 中的每個 + 讀作空格：表單中的加號要寫成 %2B',
  '{0} is percent-encoded twice: it was decoded once, as a server does':
    '{0} 經過兩次百分號編碼：只解碼了一次，與伺服器的做法相同',
  '{0} is not UTF-8 when it is percent-decoded: QFPay takes UTF-8 only':
    '{0} 百分號解碼後不是 UTF-8：QFPay 只接受 UTF-8',
  'Content-Length is {0}, but {1} bytes of body are here: the first {2} were taken':
    'Content-Length 為 {0}，而這裏的正文有 {1} 位元組：取了前 {2} 位元組',
  'Content-Length is {0}, but {1} bytes of body are here: it was cut, or changed when it was copied':
    'Content-Length 為 {0}，而這裏的正文有 {1} 位元組：它被截斷了，或在複製時被改動',
  'a Java map as it is printed': '列印出來的 Java map',
  'Java prints a map without quotes: a value that holds ", name=" was taken apart':
    'Java 列印 map 時不帶引號：含有 ", name=" 的值被拆開了',
  '{0} is null or the text null: Java prints both alike': '{0} 是 null 或文字 null：Java 列印出來一樣',
  'a JSON object': 'JSON 物件',
  'must be one JSON object, not an array': '必須是單個 JSON 物件，而不是陣列',
  'must be valid JSON': '必須是有效的 JSON',
  'must not have an empty name': '名稱不得為空',
  'must not hold half of a surrogate pair': '不得含有半個代理對',
  '{0} is nested: its JSON text is signed as it stands in the input': '{0} 是巢狀的：按輸入中原樣的 JSON 文字簽名',
  '{0} is a JSON {1}: the text {2} is signed': '{0} 是 JSON 的 {1}：簽名用的是文字 {2}',
  'name=value lines': 'name=value 各行',
  'export before a name is no part of it': '名稱前的 export 不屬於名稱',
  '{0} stands in quotes, which are read as part of the value: values of name=value lines are raw':
    '{0} 帶有引號，引號被當作值的一部分：name=value 行中的值按原樣使用',
  '{0} holds %XX, which is read as it stands: values of name=value lines are raw':
    '{0} 含有 %XX，按原樣讀取：name=value 行中的值按原樣使用',
  'a PHP array as print_r or var_dump shows it': 'print_r 或 var_dump 輸出的 PHP 陣列',
  'print_r shows no types: an empty value may have been null or false':
    'print_r 不顯示類型：空值可能原本是 null 或 false',
  'must be a plain value: the dump has an array there': '必須是普通值：輸出中此處是陣列',
  'must have a member that can be read': '必須有可讀取的成員',
  'no body': '沒有正文',
  'a multipart body': 'multipart 正文',
  'must not be compressed: paste the body as text': '不得經過壓縮：請以文字貼上正文',
  'must be UTF-8': '必須是 UTF-8',
  'a form body (values decoded), not UTF-8': '表單正文（值已解碼），不是 UTF-8',
  'parameters come from the query string ({0}) and from the body ({1})': '參數來自查詢字串（{0}）和正文（{1}）',
  'its fields': '其欄位',
  '{0} with a query string': '{0}，帶查詢字串',
  '{0} with {1}': '{0}，{1}',
  'an HTTP message': 'HTTP 訊息',
  'an HTTP request': 'HTTP 請求',
  'an HTTP response': 'HTTP 回應',
  'the object stands alone in a JSON array, which was taken off': '該物件單獨位於 JSON 陣列中，陣列已去掉',
  'must have a name before the =': '= 前必須有名稱',
  '{0}, found in a JSON log record': '{0}，取自 JSON 日誌記錄',
  'several different signatures were given: the first of --signature, X-QF-SIGN, sign is checked':
    '給出了幾個不同的簽名：核對 --signature、X-QF-SIGN、sign 中的第一個',
  'X-QF-SIGNTYPE is neither SHA256 nor MD5': 'X-QF-SIGNTYPE 既不是 SHA256 也不是 MD5',
  'the input is {0} text, as PowerShell writes it: QFPay takes UTF-8':
    '輸入是 {0} 文字，如 PowerShell 所寫：QFPay 接受 UTF-8',
  'the input starts with a byte order mark, which is no part of it': '輸入以位元組順序標記（BOM）開頭，它不屬於內容',
  '1 parameter': '1 個參數',
  '{0} parameters': '{0} 個參數',
  'read as {0}: {1}': '讀作：{0}；{1}',
  'no X-QF-SIGNTYPE': '沒有 X-QF-SIGNTYPE',
  'sign type {0}': '簽名類型 {0}',
  'signature from {0}': '簽名取自 {0}',
  'a curl command ({0})': 'curl 指令（{0}）',
  'Windows cmd': 'Windows cmd',
  'POSIX shell': 'POSIX shell',
  'a $name in double quotes is a PowerShell variable: its value is not in the paste':
    '雙引號中的 $name 是 PowerShell 變數：其值不在貼上內容中',
  'the command has {0} addresses: the first was taken': '指令中有 {0} 個地址：取了第一個',
  'the command has more than one request (--next): the first was taken': '指令中有多個請求（--next）：取了第一個',
  '-K reads more options from a file, which is not in the paste': '-K 從檔案讀取更多選項，該檔案不在貼上內容中',
  'must not name a file, which cannot be read from here': '不得指向檔案，從這裏無法讀取',
  'put what the file holds in its place': '請換成檔案中的內容',
  "a ' is never closed: the rest of the text was taken": "有一個 ' 沒有閉合：取了其餘的文字",
  'a " is never closed: the rest of the text was taken': '有一個 " 沒有閉合：取了其餘的文字',
  'a command in $(…) or `…` was not run: its text stands for what it prints':
    '$(…) 或 `…` 中的指令沒有執行：以其文字代替輸出',
  'white space behind a \\ at the end of a line: a shell would end the command there':
    '行尾的 \\ 後面有空白：shell 會在那裏結束指令',
  'a line ends without a \\: a shell would end the command there, and the next line was read as part of it':
    '有一行末尾沒有 \\：shell 會在那裏結束指令，而下一行被當作它的一部分讀取',
  'an & stands outside of quotes: a shell ends the command there, so what stands behind it may never have been sent':
    '引號外有 &：shell 會在那裏結束指令，因此其後的內容可能從未發送',
  '{0}, found in a longer text': '{0}，取自較長的文字',
  'the signature is the one that stands beside it in the text': '簽名取自文字中它旁邊的那個',
  'the headers are those of another object in the text': '請求標頭屬於文字中的另一個物件',
  'its quotes were escaped, as JSON inside of a string has them, and were unescaped':
    '其引號如字串中的 JSON 那樣被轉義，已還原',
  'entry {0} of {1} was taken': '取了 {1} 個條目中的第 {0} 個',
  ', the last that was answered with 1108': '，即最後一個回應 1108 的',
  'none of them looks like one to QFPay': '沒有一個像是發給 QFPay 的',
  'the request is in it as well: --kind request takes that one': '其中也有請求：--kind request 可取它',
  'curl -v does not show the body of the request: add its parameters as name=value':
    'curl -v 不顯示請求的正文：請以 name=value 補上參數',
  'the response is in it as well: --kind response takes that one': '其中也有回應：--kind response 可取它',
  'must be a HAR file with an entry in it': '必須是含有條目的 HAR 檔案',
  'a HAR file': 'HAR 檔案',
  'a HAR file, its response': 'HAR 檔案中的回應',
  'a HAR file, its request': 'HAR 檔案中的請求',
  'the HAR file has no text of the body, only its list of parameters, which was taken as it stands':
    'HAR 檔案沒有正文的文字，只有參數列表，已按原樣採用',
  '{0}: a value in it holds %XX, so it may still be encoded': '{0}：其中某個值含有 %XX，可能仍是編碼過的',
  'the HAR file holds no body of this response': 'HAR 檔案沒有這個回應的正文',
  '{0} is in it as well: --kind {1} takes that one': '其中也有{0}：--kind {1} 可取它',
  'the request': '請求',
  'the response': '回應',
  'a JSON record of a response': '回應的 JSON 記錄',
  'a JSON record of a request': '請求的 JSON 記錄',
  '{0} is an object, not text: as JSON it was read, and QFPay takes forms; its bytes on the wire are not known':
    '{0} 是物件而非文字：已按 JSON 讀取，而 QFPay 接受表單；其傳輸時的位元組未知',
  'must not be a template with a placeholder: its values are not in the text': '不得是含佔位符的模板：其值不在文字中',
  'must not hold a $variable in double quotes: its value is not in the text':
    '雙引號中不得含 $variable：其值不在文字中',
  'must not be an f-string: its values are not in the text': '不得是 f-string：其值不在文字中',
  'a Python dict': 'Python dict',
  'a PHP array': 'PHP 陣列',
  'a JavaScript object': 'JavaScript 物件',
  'is read as no value': '讀作沒有值',
  'is the {0} {1}, read as that text': '是 {0} 的 {1}，按該文字讀取',
  '{0} {1}: {2} prints nothing for it': '{0} {1}：{2} 對它列印的是空',
  '{0} {1}: {2} prints {3} for it': '{0} {1}：{2} 對它列印的是 {3}',
  '{0} is nested: its text is taken as it stands, which is not what {1} sends':
    '{0} 是巢狀的：按其文字原樣採用，而這不是 {1} 發送的內容',
  'must be a plain value: this is an expression, and what it comes to is not in the text':
    '必須是普通值：這是表達式，其結果不在文字中',
  '{0} is a shell variable: its value is not in the paste, and the name stands for it':
    '{0} 是 shell 變數：其值不在貼上內容中，以名稱代替',
  '1 more speaks with QFPay': '另有 1 個也是與 QFPay 通訊',
  '{0} more speak with QFPay': '另有 {0} 個也是與 QFPay 通訊',
  'argument {0}': '第 {0} 個參數',
  'must be multipart with its boundaries': '必須是帶有分隔行的 multipart',
  'a record of a response': '一項回應記錄',
  'a record of a request': '一項請求記錄',
  'an object as a language prints it': '某種語言印出來的物件',
  '{0} is nested: it was left out': '{0} 是巢狀的值：已略去',
  'lines of names and values': '各行為名稱和值',
  'names and values that all stand in the same way': '寫法都相同的名稱和值',
};

export const sign: Catalogue = {
  Remarks: '備註',
  'the signature of these parameters': '這些參數的簽名',
  'each step, from a file': '逐步解釋，取自檔案',
  'a curl command that sends it': '發送該請求的 curl 指令',
  'in a pipe, for a script': '用於管道，供腳本使用',
  'a notification, over its raw bytes': '通知，按原始位元組',
  'anything that holds the request: a curl command, raw HTTP, HAR, JSON, a form, a log line':
    '任何含有該請求的內容：curl 指令、原始 HTTP、HAR、JSON、表單、日誌行',
  'Sign parameters exactly as they are given. Prints the signature alone, for scripts.':
    '按給出的參數原樣簽名。只輸出簽名，供腳本使用。',
  'parameters; values are taken raw': '參數；值按原樣使用',
  'request, or notification: the raw bytes of the input': 'request，或 notification：輸入的原始位元組',
  'show each step: what is left out and why, the signing string, the hash, the headers':
    '顯示每一步：略去了甚麼及原因、待簽名字串、雜湊、請求標頭',
  'print a curl command that sends the request; the key is not in it': '輸出發送該請求的 curl 指令；其中不含密鑰',
  'must be the hash that --sign-type names: {0}': '必須是 --sign-type 所指的雜湊：{0}',
  'a checkout link needs sign_type among its parameters, and signs it':
    '付款頁面連結的參數中需要 sign_type，且它參與簽名',
  'lang is part of the link but not signed; should the page refuse it, sign without lang':
    'lang 是連結的一部分，但不參與簽名；如頁面拒絕，請去掉 lang 再簽名',
  'the signature itself': '簽名本身',
  'signed by a checkout only': '只有付款頁面連結才簽名',
  'no value; leave it out of what is sent as well': '沒有值；發送時也要去掉',
  'part of the link, but not signed': '是連結的一部分，但不簽名',
  '5. Headers': '5. 請求標頭',
  Headers: '請求標頭',
  '3. Join as name=value with &, append the client key': '3. 以 name=value 用 & 連接，末尾附上商戶密鑰',
  'The raw bytes, the client key appended': '原始位元組，末尾附上商戶密鑰',
  '{0}{1} of its UTF-8 bytes, in upper-case hex': '{0}{1}：對其 UTF-8 位元組計算，寫作大寫十六進制',
  ' (read as {0})': '（讀作 {0}）',
  '1. {0} parameters given{1}, {2} left out': '1. 給出 {0} 個參數{1}，略去 {2} 個',
  '2. Sort by name, byte by byte; values stay raw, nothing is encoded or trimmed':
    '2. 按名稱逐位元組排序；值保持原樣，不編碼，也不去空白',
  'must not all be empty or left out': '不得全部為空或被略去',
  'the raw bytes of a notification': '通知的原始位元組',
  'the input ends with a line end, which is signed too: QFPay sends none':
    '輸入以換行符結尾，它也會被簽名：QFPay 發送的沒有',
  "does not go with a checkout, which is a link for the payer's browser":
    '不能用於付款頁面連結，那是供付款人瀏覽器開啟的連結',
  'needs a URL: the local emulator has one only inside a command': '需要 URL：本地模擬器只在指令執行時才有',
  'qfpay sign txamt=100 txcurrcd=HKD, or qfpay help sign': 'qfpay sign txamt=100 txcurrcd=HKD，或 qfpay help sign',
  'must be request or notification': '必須是 request 或 notification',
  'must be given: a notification is signed over its raw bytes': '必須給出：通知按其原始位元組簽名',
  'cannot be added to the raw bytes of a notification': '不能加到通知的原始位元組上',
  'goes with requests, not with a notification': '用於請求，不能用於通知',
  'parameter {0}': '第 {0} 個參數',
  'has the client key in its name: the key is never a parameter': '的名稱中含有商戶密鑰：密鑰從不作為參數',
  'holds the client key: the key is never a parameter': '含有商戶密鑰：密鑰從不作為參數',
  'is named like the client key: the key is never a parameter': '的名稱像是商戶密鑰：密鑰從不作為參數',
  'leave it out; the key comes from QFPAY_KEY, a profile or --key-file':
    '去掉它；密鑰來自 QFPAY_KEY、商戶檔案或 --key-file',
  'give the parameters alone: a form, a JSON object, or name=value lines; other names as words, name=value':
    '請只給出參數：表單、JSON 物件或 name=value 各行；其他名稱請以 name=value 逐個寫出',
  'must hold the parameters of a request: this is a {0}': '必須是請求的參數：這是 {0}',
  'hold its signature against it: qfpay verify --input <file>': '用它核對簽名：qfpay verify --input <file>',
  "must hold the parameters of a request: what was read of it has none of QFPay's names":
    '必須含有請求的參數：讀到的內容裏沒有 QFPay 的任何參數名',
};

export const verify: Catalogue = {
  'why the signature of a request does not match': '請求的簽名為何不符',
  'parameters and the signature that was computed': '參數及算出的簽名',
  'a notification that came in': '收到的通知',
  'the answer of the gateway': '閘道的回應',
  'anything that holds it: the bytes as they came, a curl command, raw HTTP, HAR, JSON, a log line':
    '任何含有它的內容：收到的原始位元組、curl 指令、原始 HTTP、HAR、JSON、日誌行',
  'Check the signature of a request, response or notification. Exit status 0: valid, 6: no match.':
    '核對請求、回應或通知的簽名。退出碼：0 有效，6 不符。',
  'the received signature (default: X-QF-SIGN or sign in the input)': '收到的簽名（預設取輸入中的 X-QF-SIGN 或 sign）',
  'request, response or notification (default: found from the input)':
    'request、response 或 notification（預設由輸入判斷）',
  'show the signing string and both digests': '顯示待簽名字串和兩個摘要',
  'write a case file for support: no key, personal values masked':
    '寫一份供技術支援使用的案例檔案：不含密鑰，個人資料已遮蓋',
  'try the keys of profiles that a command tells, too': '也試用由指令提供的商戶檔案密鑰',
  '--sign-type is the X-QF-SIGNTYPE that came along; none: there was no such header.':
    '--sign-type 是隨附的 X-QF-SIGNTYPE；none：沒有這個請求標頭。',
  'words of the command line': '指令列參數',
  'the gateway answered it with {0}': '閘道的回應為 {0}',
  'the key given': '給出的密鑰',
  'the body is JSON: QFPay takes form bodies (application/x-www-form-urlencoded) only':
    '正文是 JSON：QFPay 只接受表單正文（application/x-www-form-urlencoded）',
  'the signature is a parameter: QFPay reads it from the header X-QF-SIGN':
    '簽名被作為參數：QFPay 從請求標頭 X-QF-SIGN 讀取',
  'Received signature (hex), Enter if there is none:': '收到的簽名（十六進制），沒有則按 Enter：',
  'must be given: only the head of the request is in the input, as curl -v shows it':
    '必須給出：輸入中只有請求標頭，如 curl -v 所顯示',
  'paste the curl command as well, or add the parameters as name=value':
    '請一併貼上 curl 指令，或以 name=value 補上參數',
  'must be given: the input has neither X-QF-SIGN nor sign': '必須給出：輸入中既沒有 X-QF-SIGN 也沒有 sign',
  'an answer without X-QF-SIGN is normal, and cannot be verified': '沒有 X-QF-SIGN 的回應是正常的，無法核對',
  'must be SHA256, MD5 or none': '必須是 SHA256、MD5 或 none',
  'must be given: a {0} is signed over its raw bytes': '必須給出：{0} 按其原始位元組簽名',
  'cannot be added to the raw bytes of a {0}': '不能加到 {0} 的原始位元組上',
  'the case file is written: {0}': '案例檔案已寫入：{0}',
  'the signature fits what stands here, and this is not all that was sent':
    '簽名與這裏的內容相符，但這不是實際發送的全部內容',
  'the signature fits the parameters that were read, but the text shows that more, or something else, was sent':
    '簽名與讀到的參數相符，但文本顯示實際發送的內容更多或不同',
  'give what was sent itself: the body of the request, or its curl command':
    '請提供實際發送的內容：請求內文，或其 curl 指令',
  'the signature covers only a part of the answer': '簽名只涵蓋回應的一部分',
  "the signature covers only a part of the answer ({0}): the rest, respcd among it, may be anybody's":
    '簽名只涵蓋回應的一部分（{0}）：其餘內容（包括 respcd）可能出自任何人',
  'a signature of a request, handed back, looks like this too; ask query what is true':
    '請求的簽名被原樣送回時也是這樣；實際結果請用 query 查詢',
  'of several signatures in the input the one that is meant (default: the first that is wrong)':
    '輸入中有多個簽名時，指明是第幾個（預設：第一個不正確的）',
  'a file, or parameters of a request; sign=… is the received signature': '檔案，或請求的參數；sign=… 是收到的簽名',
  'must be a number from 1 to {0}: so many signatures stand in the input':
    '必須是 1 至 {0} 的數字：輸入中有這麼多個簽名',
  'the client key stands in the input: it is masked here, but whoever has that text can sign with it':
    '輸入中出現了商戶密鑰：這裏已遮蓋，但拿到該文字的人都能用它簽名',
  '{0} more signatures stand in the input, and were not looked at': '輸入中還有 {0} 個簽名沒有查看',
  'the request has no mchid, and {0} has {1}: where QFPay gave one, every call has to send it':
    '請求沒有 mchid，而 {0} 有 {1}：凡 QFPay 發放了 mchid，每次呼叫都必須發送',
  "the app code {0} is that of {1}, and the key is another one's": 'app code {0} 屬於 {1}，而所用的 key 屬於另一個',
  'and {0} more: --json has all of them': '還有 {0} 個：--json 列出全部',
  'print a program that makes the request: {0}': '輸出一個發出此請求的程式：{0}',
  'a program that makes this request; the key is not in it': '一個發出此請求的程式；其中沒有密鑰',
  "does not go with a link for the payer's browser: --curl prints it":
    '不能與付款人瀏覽器開啟的連結同用：--curl 可以輸出它',
};
