import type { Catalogue } from '../t.ts';

export const reading: Catalogue = {
  'a checkout URL': '收銀台 URL',
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
  '{0} is nested: its JSON text is signed as it stands in the input': '{0} 是嵌套的：按輸入中原樣的 JSON 文字簽名',
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
  'must not be multipart: QFPay takes form bodies': '不得是 multipart：QFPay 接受表單正文',
  'must not be compressed: paste the body as text': '不得經過壓縮：請以文字貼上正文',
  'must be UTF-8': '必須是 UTF-8',
  'a form body (values decoded), not UTF-8': '表單正文（值已解碼），不是 UTF-8',
  'parameters come from the query string ({0}) and from the body ({1})': '參數來自查詢字串（{0}）和正文（{1}）',
  'its fields': '其欄位',
  '{0} with a query string': '{0}，帶查詢字串',
  '{0} with {1}': '{0}，{1}',
  'an HTTP message': 'HTTP 訊息',
  'an HTTP request': 'HTTP 請求',
  'an HTTP response': 'HTTP 應答',
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
  '-F sends multipart/form-data, which QFPay does not take: use --data-urlencode':
    '-F 發送的是 multipart/form-data，QFPay 不接受：請用 --data-urlencode',
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
  ', the last that was answered with 1108': '，即最後一個應答 1108 的',
  'none of them looks like one to QFPay': '沒有一個像是發給 QFPay 的',
  'the request is in it as well: --kind request takes that one': '其中也有請求：--kind request 可取它',
  'curl -v does not show the body of the request: add its parameters as name=value':
    'curl -v 不顯示請求的正文：請以 name=value 補上參數',
  'the response is in it as well: --kind response takes that one': '其中也有應答：--kind response 可取它',
  'must be a HAR file with an entry in it': '必須是含有條目的 HAR 檔案',
  'a HAR file': 'HAR 檔案',
  'a HAR file, its response': 'HAR 檔案中的應答',
  'a HAR file, its request': 'HAR 檔案中的請求',
  'the HAR file has no text of the body, only its list of parameters, which was taken as it stands':
    'HAR 檔案沒有正文的文字，只有參數列表，已按原樣採用',
  '{0}: a value in it holds %XX, so it may still be encoded': '{0}：其中某個值含有 %XX，可能仍是編碼過的',
  'the HAR file holds no body of this response': 'HAR 檔案沒有這個應答的正文',
  '{0} is in it as well: --kind {1} takes that one': '其中也有{0}：--kind {1} 可取它',
  'the request': '請求',
  'the response': '應答',
  'a JSON record of a response': '應答的 JSON 記錄',
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
    '{0} 是嵌套的：按其文字原樣採用，而這不是 {1} 發送的內容',
  'must be a plain value: this is an expression, and what it comes to is not in the text':
    '必須是普通值：這是表達式，其結果不在文字中',
  '{0} is a shell variable: its value is not in the paste, and the name stands for it':
    '{0} 是 shell 變數：其值不在貼上內容中，以名稱代替',
  '1 more speaks with QFPay': '另有 1 個也是與 QFPay 通訊',
  '{0} more speak with QFPay': '另有 {0} 個也是與 QFPay 通訊',
  'argument {0}': '第 {0} 個參數',
};
