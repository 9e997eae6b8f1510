import type { Catalogue } from '../t.ts';

export const diagnosis: Catalogue = {
  'awaiting payer': '待付款',
  paid: '已付款',
  refunded: '已退款',
  reversed: '已冲正',
  closed: '已关闭',
  'not sent': '未发送',
  'the signature has characters that are no hex digits': '签名中含有非十六进制字符',
  'the signature is in lower case: both cases are taken, upper case is what QFPay prints':
    '签名为小写：大小写均可接受，QFPay 输出的是大写',
  'the signature has {0} characters: MD5 has 32, SHA256 has 64': '签名有 {0} 个字符：MD5 为 32 个，SHA256 为 64 个',
  '64 digits are a SHA256, which needs the header X-QF-SIGNTYPE: SHA256; without it the gateway checks MD5 (1108)':
    '64 位是 SHA256，需要请求头 X-QF-SIGNTYPE: SHA256；没有它网关会按 MD5 核对（1108）',
  'the name {0} has a space around it, which is signed and sent as part of the name':
    '参数名 {0} 前后有空格，会作为名称的一部分被签名和发送',
  'mchid is empty: leave it out of the request altogether, also of what is sent':
    'mchid 为空：请从请求中完全去掉，发送的内容里也不要有',
  '{0} starts or ends with white space, which is signed too': '{0} 首尾有空白字符，它们也会被签名',
  '{0} holds a line end, which is signed as it stands': '{0} 含有换行符，会按原样签名',
  '{0} looks percent-encoded: raw values are signed, and encoded only when they are sent':
    '{0} 看起来经过百分号编码：签名的是原始值，发送时才编码',
  '{0} looks HTML-escaped': '{0} 看起来经过 HTML 转义',
  '{0} has a decimal point: it counts cents, 100 is 1.00': '{0} 带有小数点：它以分计，100 即 1.00',
  '{0} is no whole number of cents in digits': '{0} 不是以分为单位、用数字书写的整数',
  '{0} is a 12-hour time: the gateway takes YYYY-MM-DD HH:mm:ss with 24 hours':
    '{0} 是 12 小时制时间：网关接受 24 小时制的 YYYY-MM-DD HH:mm:ss',
  '{0} is not of the form YYYY-MM-DD HH:mm:ss': '{0} 不符合 YYYY-MM-DD HH:mm:ss 格式',
  '{0} is a word that a programming language prints for a missing or special value':
    '{0} 是编程语言为空值或特殊值打印出来的词',
  '{0} holds an invisible character, which is signed too': '{0} 含有不可见字符，它也会被签名',
  '{0} holds U+FFFD: its bytes were not UTF-8 before they came here':
    '{0} 含有 U+FFFD：其字节在到达这里之前就不是 UTF-8',
  '{0} is given more than once: all of its values are signed, in their order':
    '{0} 出现了不止一次：其所有值都会按顺序签名',
};

export const reading: Catalogue = {
  'a checkout URL': '收银台 URL',
  'a URL': 'URL',
  'must be UTF-8 when it is percent-decoded': '百分号解码后必须是 UTF-8',
  'name: value lines': '“名称: 值”的各行',
  '{0} stands in quotes, which are read as part of the value': '{0} 带有引号，引号被当作值的一部分',
  'one space behind each colon is not part of the value': '每个冒号后的一个空格不属于值',
  'cut off before it:': '截去了前面的内容：',
  'cut off behind it:': '截去了后面的内容：',
  '{0} ({1} characters)': '{0}（{1} 个字符）',
  'a form body (values decoded)': '表单正文（值已解码）',
  'line ends beside an & are no part of the form, and were dropped': '& 旁的换行符不属于表单，已去掉',
  'each + in {0} is read as a space: a plus sign is written %2B in a form':
    '{0} 中的每个 + 读作空格：表单中的加号要写成 %2B',
  '{0} is percent-encoded twice: it was decoded once, as a server does':
    '{0} 经过两次百分号编码：只解码了一次，与服务器的做法相同',
  '{0} is not UTF-8 when it is percent-decoded: QFPay takes UTF-8 only':
    '{0} 百分号解码后不是 UTF-8：QFPay 只接受 UTF-8',
  'Content-Length is {0}, but {1} bytes of body are here: the first {2} were taken':
    'Content-Length 为 {0}，而这里的正文有 {1} 字节：取了前 {2} 字节',
  'Content-Length is {0}, but {1} bytes of body are here: it was cut, or changed when it was copied':
    'Content-Length 为 {0}，而这里的正文有 {1} 字节：它被截断了，或在复制时被改动',
  'a Java map as it is printed': '打印出来的 Java map',
  'Java prints a map without quotes: a value that holds ", name=" was taken apart':
    'Java 打印 map 时不带引号：含有 ", name=" 的值被拆开了',
  '{0} is null or the text null: Java prints both alike': '{0} 是 null 或文字 null：Java 打印出来一样',
  'a JSON object': 'JSON 对象',
  'must be one JSON object, not an array': '必须是单个 JSON 对象，而不是数组',
  'must be valid JSON': '必须是有效的 JSON',
  'must not have an empty name': '名称不得为空',
  'must not hold half of a surrogate pair': '不得含有半个代理对',
  '{0} is nested: its JSON text is signed as it stands in the input': '{0} 是嵌套的：按输入中原样的 JSON 文本签名',
  '{0} is a JSON {1}: the text {2} is signed': '{0} 是 JSON 的 {1}：签名用的是文本 {2}',
  'name=value lines': 'name=value 各行',
  'export before a name is no part of it': '名称前的 export 不属于名称',
  '{0} stands in quotes, which are read as part of the value: values of name=value lines are raw':
    '{0} 带有引号，引号被当作值的一部分：name=value 行中的值按原样使用',
  '{0} holds %XX, which is read as it stands: values of name=value lines are raw':
    '{0} 含有 %XX，按原样读取：name=value 行中的值按原样使用',
  'a PHP array as print_r or var_dump shows it': 'print_r 或 var_dump 输出的 PHP 数组',
  'print_r shows no types: an empty value may have been null or false':
    'print_r 不显示类型：空值可能原本是 null 或 false',
  'must be a plain value: the dump has an array there': '必须是普通值：输出中此处是数组',
  'must have a member that can be read': '必须有可读取的成员',
  'no body': '没有正文',
  'a multipart body': 'multipart 正文',
  'must not be compressed: paste the body as text': '不得经过压缩：请以文本粘贴正文',
  'must be UTF-8': '必须是 UTF-8',
  'a form body (values decoded), not UTF-8': '表单正文（值已解码），不是 UTF-8',
  'parameters come from the query string ({0}) and from the body ({1})': '参数来自查询字符串（{0}）和正文（{1}）',
  'its fields': '其字段',
  '{0} with a query string': '{0}，带查询字符串',
  '{0} with {1}': '{0}，{1}',
  'an HTTP message': 'HTTP 报文',
  'an HTTP request': 'HTTP 请求',
  'an HTTP response': 'HTTP 应答',
  'the object stands alone in a JSON array, which was taken off': '该对象单独位于 JSON 数组中，数组已去掉',
  'must have a name before the =': '= 前必须有名称',
  '{0}, found in a JSON log record': '{0}，取自 JSON 日志记录',
  'several different signatures were given: the first of --signature, X-QF-SIGN, sign is checked':
    '给出了几个不同的签名：核对 --signature、X-QF-SIGN、sign 中的第一个',
  'X-QF-SIGNTYPE is neither SHA256 nor MD5': 'X-QF-SIGNTYPE 既不是 SHA256 也不是 MD5',
  'the input is {0} text, as PowerShell writes it: QFPay takes UTF-8':
    '输入是 {0} 文本，如 PowerShell 所写：QFPay 接受 UTF-8',
  'the input starts with a byte order mark, which is no part of it': '输入以字节顺序标记（BOM）开头，它不属于内容',
  '1 parameter': '1 个参数',
  '{0} parameters': '{0} 个参数',
  'read as {0}: {1}': '读作：{0}；{1}',
  'no X-QF-SIGNTYPE': '没有 X-QF-SIGNTYPE',
  'sign type {0}': '签名类型 {0}',
  'signature from {0}': '签名取自 {0}',
  'a curl command ({0})': 'curl 命令（{0}）',
  'Windows cmd': 'Windows cmd',
  'POSIX shell': 'POSIX shell',
  'a $name in double quotes is a PowerShell variable: its value is not in the paste':
    '双引号中的 $name 是 PowerShell 变量：其值不在粘贴内容中',
  'the command has {0} addresses: the first was taken': '命令中有 {0} 个地址：取了第一个',
  'the command has more than one request (--next): the first was taken': '命令中有多个请求（--next）：取了第一个',
  '-K reads more options from a file, which is not in the paste': '-K 从文件读取更多选项，该文件不在粘贴内容中',
  'must not name a file, which cannot be read from here': '不得指向文件，从这里无法读取',
  'put what the file holds in its place': '请换成文件中的内容',
  "a ' is never closed: the rest of the text was taken": "有一个 ' 没有闭合：取了其余的文本",
  'a " is never closed: the rest of the text was taken': '有一个 " 没有闭合：取了其余的文本',
  'a command in $(…) or `…` was not run: its text stands for what it prints':
    '$(…) 或 `…` 中的命令没有运行：以其文字代替输出',
  'white space behind a \\ at the end of a line: a shell would end the command there':
    '行尾的 \\ 后面有空白：shell 会在那里结束命令',
  'a line ends without a \\: a shell would end the command there, and the next line was read as part of it':
    '有一行末尾没有 \\：shell 会在那里结束命令，而下一行被当作它的一部分读取',
  'an & stands outside of quotes: a shell ends the command there, so what stands behind it may never have been sent':
    '引号外有 &：shell 会在那里结束命令，因此其后的内容可能从未发送',
  '{0}, found in a longer text': '{0}，取自较长的文本',
  'the signature is the one that stands beside it in the text': '签名取自文本中它旁边的那个',
  'the headers are those of another object in the text': '请求头属于文本中的另一个对象',
  'its quotes were escaped, as JSON inside of a string has them, and were unescaped':
    '其引号如字符串中的 JSON 那样被转义，已还原',
  'entry {0} of {1} was taken': '取了 {1} 个条目中的第 {0} 个',
  ', the last that was answered with 1108': '，即最后一个应答 1108 的',
  'none of them looks like one to QFPay': '没有一个像是发给 QFPay 的',
  'the request is in it as well: --kind request takes that one': '其中也有请求：--kind request 可取它',
  'curl -v does not show the body of the request: add its parameters as name=value':
    'curl -v 不显示请求的正文：请以 name=value 补上参数',
  'the response is in it as well: --kind response takes that one': '其中也有应答：--kind response 可取它',
  'must be a HAR file with an entry in it': '必须是含有条目的 HAR 文件',
  'a HAR file': 'HAR 文件',
  'a HAR file, its response': 'HAR 文件中的应答',
  'a HAR file, its request': 'HAR 文件中的请求',
  'the HAR file has no text of the body, only its list of parameters, which was taken as it stands':
    'HAR 文件没有正文的文本，只有参数列表，已按原样采用',
  '{0}: a value in it holds %XX, so it may still be encoded': '{0}：其中某个值含有 %XX，可能仍是编码过的',
  'the HAR file holds no body of this response': 'HAR 文件没有这个应答的正文',
  '{0} is in it as well: --kind {1} takes that one': '其中也有{0}：--kind {1} 可取它',
  'the request': '请求',
  'the response': '应答',
  'a JSON record of a response': '应答的 JSON 记录',
  'a JSON record of a request': '请求的 JSON 记录',
  '{0} is an object, not text: as JSON it was read, and QFPay takes forms; its bytes on the wire are not known':
    '{0} 是对象而非文本：已按 JSON 读取，而 QFPay 接受表单；其传输时的字节未知',
  'must not be a template with a placeholder: its values are not in the text': '不得是含占位符的模板：其值不在文本中',
  'must not hold a $variable in double quotes: its value is not in the text':
    '双引号中不得含 $variable：其值不在文本中',
  'must not be an f-string: its values are not in the text': '不得是 f-string：其值不在文本中',
  'a Python dict': 'Python dict',
  'a PHP array': 'PHP 数组',
  'a JavaScript object': 'JavaScript 对象',
  'is read as no value': '读作没有值',
  'is the {0} {1}, read as that text': '是 {0} 的 {1}，按该文字读取',
  '{0} {1}: {2} prints nothing for it': '{0} {1}：{2} 对它打印的是空',
  '{0} {1}: {2} prints {3} for it': '{0} {1}：{2} 对它打印的是 {3}',
  '{0} is nested: its text is taken as it stands, which is not what {1} sends':
    '{0} 是嵌套的：按其文字原样采用，而这不是 {1} 发送的内容',
  'must be a plain value: this is an expression, and what it comes to is not in the text':
    '必须是普通值：这是表达式，其结果不在文本中',
  '{0} is a shell variable: its value is not in the paste, and the name stands for it':
    '{0} 是 shell 变量：其值不在粘贴内容中，以名称代替',
  '1 more speaks with QFPay': '另有 1 个也是与 QFPay 通信',
  '{0} more speak with QFPay': '另有 {0} 个也是与 QFPay 通信',
  'argument {0}': '第 {0} 个参数',
  'must be multipart with its boundaries': '必须是带有分隔行的 multipart',
  'a record of a response': '一条应答记录',
  'a record of a request': '一条请求记录',
  'an object as a language prints it': '某种语言打印出来的对象',
  '{0} is nested: it was left out': '{0} 是嵌套的值：已略去',
  'lines of names and values': '各行为名称和值',
  'names and values that all stand in the same way': '写法都相同的名称和值',
};

export const sign: Catalogue = {
  Remarks: '备注',
  'the signature of these parameters': '这些参数的签名',
  'each step, from a file': '逐步解释，取自文件',
  'a curl command that sends it': '发送该请求的 curl 命令',
  'in a pipe, for a script': '用于管道，供脚本使用',
  'a notification, over its raw bytes': '通知，按原始字节',
  'anything that holds the request: a curl command, raw HTTP, HAR, JSON, a form, a log line':
    '任何含有该请求的内容：curl 命令、原始 HTTP、HAR、JSON、表单、日志行',
  'Sign parameters exactly as they are given. Prints the signature alone, for scripts.':
    '按给出的参数原样签名。只输出签名，供脚本使用。',
  'parameters; values are taken raw': '参数；值按原样使用',
  'request, or notification: the raw bytes of the input': 'request，或 notification：输入的原始字节',
  'show each step: what is left out and why, the signing string, the hash, the headers':
    '显示每一步：略去了什么及原因、待签名字符串、哈希、请求头',
  'print a curl command that sends the request; the key is not in it': '输出发送该请求的 curl 命令；其中不含密钥',
  'must be the hash that --sign-type names: {0}': '必须是 --sign-type 所指的哈希：{0}',
  'a checkout link needs sign_type among its parameters, and signs it':
    '收银台链接的参数中需要 sign_type，且它参与签名',
  'lang is part of the link but not signed; should the page refuse it, sign without lang':
    'lang 是链接的一部分，但不参与签名；如页面拒绝，请去掉 lang 再签名',
  'the signature itself': '签名本身',
  'signed by a checkout only': '只有收银台才签名',
  'no value; leave it out of what is sent as well': '没有值；发送时也要去掉',
  'part of the link, but not signed': '是链接的一部分，但不签名',
  '5. Headers': '5. 请求头',
  Headers: '请求头',
  '3. Join as name=value with &, append the client key': '3. 以 name=value 用 & 连接，末尾附上商户密钥',
  'The raw bytes, the client key appended': '原始字节，末尾附上商户密钥',
  '{0}{1} of its UTF-8 bytes, in upper-case hex': '{0}{1}：对其 UTF-8 字节计算，写作大写十六进制',
  ' (read as {0})': '（读作 {0}）',
  '1. {0} parameters given{1}, {2} left out': '1. 给出 {0} 个参数{1}，略去 {2} 个',
  '2. Sort by name, byte by byte; values stay raw, nothing is encoded or trimmed':
    '2. 按名称逐字节排序；值保持原样，不编码，也不去空白',
  'must not all be empty or left out': '不得全部为空或被略去',
  'the raw bytes of a notification': '通知的原始字节',
  'the input ends with a line end, which is signed too: QFPay sends none':
    '输入以换行符结尾，它也会被签名：QFPay 发送的没有',
  "does not go with a checkout, which is a link for the payer's browser":
    '不能用于收银台，那是供付款人浏览器打开的链接',
  'needs a URL: the local emulator has one only inside a command': '需要 URL：本地模拟器只在命令运行时才有',
  'qfpay sign txamt=100 txcurrcd=HKD, or qfpay help sign': 'qfpay sign txamt=100 txcurrcd=HKD，或 qfpay help sign',
  'must be request or notification': '必须是 request 或 notification',
  'must be given: a notification is signed over its raw bytes': '必须给出：通知按其原始字节签名',
  'cannot be added to the raw bytes of a notification': '不能加到通知的原始字节上',
  'goes with requests, not with a notification': '用于请求，不能用于通知',
  'parameter {0}': '第 {0} 个参数',
  'has the client key in its name: the key is never a parameter': '的名称中含有商户密钥：密钥从不作为参数',
  'holds the client key: the key is never a parameter': '含有商户密钥：密钥从不作为参数',
  'is named like the client key: the key is never a parameter': '的名称像是商户密钥：密钥从不作为参数',
  'leave it out; the key comes from QFPAY_KEY, a profile or --key-file':
    '去掉它；密钥来自 QFPAY_KEY、配置档或 --key-file',
  'give the parameters alone: a form, a JSON object, or name=value lines; other names as words, name=value':
    '请只给出参数：表单、JSON 对象或 name=value 各行；其他名称请以 name=value 逐个写出',
  'must hold the parameters of a request: this is a {0}': '必须是请求的参数：这是 {0}',
  'hold its signature against it: qfpay verify --input <file>': '用它核对签名：qfpay verify --input <file>',
  "must hold the parameters of a request: what was read of it has none of QFPay's names":
    '必须含有请求的参数：读到的内容里没有 QFPay 的任何参数名',
};

export const verify: Catalogue = {
  'why the signature of a request does not match': '请求的签名为何不符',
  'parameters and the signature that was computed': '参数及算出的签名',
  'a notification that came in': '收到的通知',
  'the answer of the gateway': '网关的应答',
  'anything that holds it: the bytes as they came, a curl command, raw HTTP, HAR, JSON, a log line':
    '任何含有它的内容：收到的原始字节、curl 命令、原始 HTTP、HAR、JSON、日志行',
  'Check the signature of a request, response or notification. Exit status 0: valid, 6: no match.':
    '核对请求、应答或通知的签名。退出码：0 有效，6 不符。',
  'the received signature (default: X-QF-SIGN or sign in the input)': '收到的签名（默认取输入中的 X-QF-SIGN 或 sign）',
  'request, response or notification (default: found from the input)':
    'request、response 或 notification（默认由输入判断）',
  'show the signing string and both digests': '显示待签名字符串和两个摘要',
  'write a case file for support: no key, personal values masked':
    '写一份供技术支持使用的案例文件：不含密钥，个人信息已遮盖',
  'try the keys of profiles that a command tells, too': '也试用由命令提供的配置档密钥',
  '--sign-type is the X-QF-SIGNTYPE that came along; none: there was no such header.':
    '--sign-type 是随附的 X-QF-SIGNTYPE；none：没有这个请求头。',
  'words of the command line': '命令行参数',
  'the gateway answered it with {0}': '网关的应答为 {0}',
  'the key given': '给出的密钥',
  'the body is JSON: QFPay takes form bodies (application/x-www-form-urlencoded) only':
    '正文是 JSON：QFPay 只接受表单正文（application/x-www-form-urlencoded）',
  'the signature is a parameter: QFPay reads it from the header X-QF-SIGN':
    '签名被作为参数：QFPay 从请求头 X-QF-SIGN 读取',
  'Received signature (hex), Enter if there is none:': '收到的签名（十六进制），没有则按 Enter：',
  'must be given: only the head of the request is in the input, as curl -v shows it':
    '必须给出：输入中只有请求头，如 curl -v 所显示',
  'paste the curl command as well, or add the parameters as name=value':
    '请一并粘贴 curl 命令，或以 name=value 补上参数',
  'must be given: the input has neither X-QF-SIGN nor sign': '必须给出：输入中既没有 X-QF-SIGN 也没有 sign',
  'an answer without X-QF-SIGN is normal, and cannot be verified': '没有 X-QF-SIGN 的应答是正常的，无法核对',
  'must be SHA256, MD5 or none': '必须是 SHA256、MD5 或 none',
  'must be given: a {0} is signed over its raw bytes': '必须给出：{0} 按其原始字节签名',
  'cannot be added to the raw bytes of a {0}': '不能加到 {0} 的原始字节上',
  'the case file is written: {0}': '案例文件已写入：{0}',
  'the signature fits what stands here, and this is not all that was sent':
    '签名与这里的内容相符，但这不是实际发送的全部内容',
  'the signature fits the parameters that were read, but the text shows that more, or something else, was sent':
    '签名与读到的参数相符，但文本表明实际发送的内容更多或不同',
  'give what was sent itself: the body of the request, or its curl command':
    '请提供实际发送的内容：请求正文，或其 curl 命令',
  'the signature covers only a part of the answer': '签名只覆盖应答的一部分',
  "the signature covers only a part of the answer ({0}): the rest, respcd among it, may be anybody's":
    '签名只覆盖应答的一部分（{0}）：其余内容（包括 respcd）可能出自任何人',
  'a signature of a request, handed back, looks like this too; ask query what is true':
    '请求的签名被原样送回时也是这样；实际结果请用 query 查询',
  'of several signatures in the input the one that is meant (default: the first that is wrong)':
    '输入中有多个签名时，指明是第几个（默认：第一个不正确的）',
  'a file, or parameters of a request; sign=… is the received signature': '文件，或请求的参数；sign=… 是收到的签名',
  'must be a number from 1 to {0}: so many signatures stand in the input':
    '必须是 1 到 {0} 的数字：输入中有这么多个签名',
  'the client key stands in the input: it is masked here, but whoever has that text can sign with it':
    '输入中出现了 client key：这里已遮盖，但拿到该文本的人都能用它签名',
  '{0} more signatures stand in the input, and were not looked at': '输入中还有 {0} 个签名没有查看',
  'the request has no mchid, and {0} has {1}: where QFPay gave one, every call has to send it':
    '请求没有 mchid，而 {0} 有 {1}：凡 QFPay 发放了 mchid，每次调用都必须发送',
  "the app code {0} is that of {1}, and the key is another one's": 'app code {0} 属于 {1}，而所用的 key 属于另一个',
  'and {0} more: --json has all of them': '还有 {0} 个：--json 列出全部',
  'print a program that makes the request: {0}': '输出一个发出此请求的程序：{0}',
  'a program that makes this request; the key is not in it': '一个发出此请求的程序；其中没有密钥',
  "does not go with a link for the payer's browser: --curl prints it":
    '不能与付款人浏览器打开的链接同用：--curl 可以输出它',
};
