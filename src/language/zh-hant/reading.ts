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
  'line ends beside an & are no part of the form, and were dropped': '& 旁的換行符號不屬於表單，已去掉',
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
  '{0} is nested: its JSON text is signed as it stands in the input': '{0} 是嵌套的：按輸入中原樣的 JSON 文本簽名',
  '{0} is a JSON {1}: the text {2} is signed': '{0} 是 JSON 的 {1}：簽名用的是文本 {2}',
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
  'must not be compressed: paste the body as text': '不得經過壓縮：請以文本貼上正文',
  'must be UTF-8': '必須是 UTF-8',
  'a form body (values decoded), not UTF-8': '表單正文（值已解碼），不是 UTF-8',
  'parameters come from the query string ({0}) and from the body ({1})': '參數來自查詢字串（{0}）和正文（{1}）',
  'its fields': '其欄位',
  '{0} with a query string': '{0}，帶查詢字串',
  '{0} with {1}': '{0}，含{1}',
  'an HTTP message': 'HTTP 報文',
  'an HTTP request': 'HTTP 請求',
  'an HTTP response': 'HTTP 應答',
  'the object stands alone in a JSON array, which was taken off': '該物件單獨位於 JSON 陣列中，陣列已去掉',
  'must have a name before the =': '= 前必須有名稱',
  '{0}, found in a JSON log record': '{0}，取自 JSON 日誌記錄',
  'several different signatures were given: the first of --signature, X-QF-SIGN, sign is checked':
    '給出了幾個不同的簽名：核對 --signature、X-QF-SIGN、sign 中的第一個',
  'X-QF-SIGNTYPE is neither SHA256 nor MD5': 'X-QF-SIGNTYPE 既不是 SHA256 也不是 MD5',
  'the input is {0} text, as PowerShell writes it: QFPay takes UTF-8':
    '輸入是 {0} 文本，如 PowerShell 所寫：QFPay 接受 UTF-8',
  'the input starts with a byte order mark, which is no part of it': '輸入以位元組順序標記（BOM）開頭，它不屬於內容',
  '1 parameter': '1 個參數',
  '{0} parameters': '{0} 個參數',
  'read as {0}: {1}': '讀作{0}：{1}',
  'no X-QF-SIGNTYPE': '沒有 X-QF-SIGNTYPE',
  'sign type {0}': '簽名類型 {0}',
  'signature from {0}': '簽名取自 {0}',
};
