import type { Catalogue } from '../t.ts';

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
  'must not be multipart: QFPay takes form bodies': '不得是 multipart：QFPay 接受表单正文',
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
  '-F sends multipart/form-data, which QFPay does not take: use --data-urlencode':
    '-F 发送的是 multipart/form-data，QFPay 不接受：请用 --data-urlencode',
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
};
