import type { ExplanationWords } from '../words.ts';

export const causes: ExplanationWords['causes'] = {
  'missing-signtype-header': {
    title: '缺少请求头 X-QF-SIGNTYPE',
    fix: '发送请求时带上请求头 X-QF-SIGNTYPE: SHA256。',
  },
  'wrong-sign-type': {
    title: '签名用的哈希算法与验签用的不一致',
    fix: '按 X-QF-SIGNTYPE 声明的算法签名，或让它声明实际使用的算法；不带该请求头时按 MD5 验签。',
  },
  'truncated-signature': {
    title: '签名不完整，位数不足',
    fix: '完整保存并发送所有位数：MD5 为 32 位，SHA256 为 64 位。检查数据库字段或变量是否过短，前导零是否丢失。',
  },
  'digest-not-hex': {
    title: '摘要不是十六进制格式',
    fix: '摘要请输出为十六进制，不要用 base64。',
  },
  'wrong-key': {
    title: '签名用的是另一个密钥',
    fix: '所用的 app code 与密钥须属于同一商户、同一环境：每个环境各有一套。',
  },
  'key-whitespace': {
    title: '密钥首尾的空白参与了签名',
    fix: '读取密钥时去掉首尾空白：文件或环境变量的末尾常带有换行。',
  },
  'key-quoted': {
    title: '密钥外面的引号参与了签名',
    fix: '读取密钥时去掉引号：env 文件与 shell 对引号的处理并不相同。',
  },
  'key-separator': {
    title: '最后一个值与密钥之间多了内容',
    fix: '密钥直接接在最后一个值后面，中间不加任何字符：没有 &key=，与其他支付接口不同。',
  },
  'key-prepended': {
    title: '密钥放在了参数前面',
    fix: '密钥只加一次，接在最后一个值后面。',
  },
  'key-missing': {
    title: '密钥没有参与签名',
    fix: '先把密钥接在拼接好的参数后面，再计算哈希。检查存放密钥的变量是否有值。',
  },
  'trailing-separator': {
    title: '最后一个值后面多了分隔符',
    fix: '& 只放在参数之间；最后一个值后面直接接密钥。',
  },
  hmac: {
    title: '用了 HMAC，而不是普通哈希',
    fix: '把密钥接在文本后面，直接计算 MD5 或 SHA256。QFPay 不使用 HMAC。',
  },
  'double-hash': {
    title: '有内容被哈希了两次',
    fix: '文本接上密钥后只哈希一次。检查是否有封装函数对已经哈希过的内容又哈希了一遍。',
  },
  'includes-empty': {
    title: '没有值的参数参与了签名',
    fix: '没有值的参数一律去掉，签名和请求里都不要带。',
  },
  'excludes-zero': {
    title: '值为 0 的参数没有参与签名',
    fix: '只去掉空值。0 也是值：请与空字符串比较，不要用真假判断。',
  },
  'includes-sign-field': {
    title: '签名或签名类型被当作参数签了名',
    fix: '待签名字符串不要包含 sign 和 sign_type（只有收银台链接才对 sign_type 签名）。',
  },
  'duplicate-param': {
    title: '重复的参数，签名与发送的处理不一致',
    fix: '每个参数只发送一次。',
  },
  unsorted: {
    title: '参数的顺序不对',
    fix: '在拼接前的最后一步，把所有参数按参数名的字节顺序升序排列。',
  },
  'case-insensitive-sort': {
    title: '参数排序时忽略了大小写，或按了语言区域规则',
    fix: '按参数名的字节排序：大写字母在前，小写字母在后，_ 居中。请用逐字节（ordinal）比较。',
  },
  'url-encoded-values': {
    title: '参数值是 URL 编码之后才签名的',
    fix: '用原始值签名，发送时才编码。',
  },
  'space-as-plus': {
    title: '签名时空格成了 +，或 + 成了空格',
    fix: '用原始值签名，空格就是空格；表单只在发送时才把空格变成 +。值里真正的 + 要以 %2B 发送。',
  },
  'wrong-charset': {
    title: '签名用的字符集不是 UTF-8',
    fix: '计算哈希前先把待签名字符串转成 UTF-8 字节，不要依赖平台的默认字符集。',
  },
  'unicode-normalisation': {
    title: '文本的 Unicode 规范化形式不同',
    fix: '签名和发送须用同一份文本；要规范化就在两者之前统一做，否则都不做。',
  },
  'bom-or-crlf': {
    title: 'BOM 或换行被添加或改动',
    fix: '字节要原样使用：编辑器、echo 或表单输入框都会添加换行或 BOM。',
  },
  'param-missing': {
    title: '有参数发送了却没有参与签名',
    fix: '发送的参数都要签名：请在生成签名之前加入该参数。',
  },
  'param-extra': {
    title: '有参数参与了签名却没有发送',
    fix: '签了什么就发送什么，否则两边都不要带。',
  },
  'param-changed': {
    title: '签名时的值与发送的值不同',
    fix: '每个值只生成一次并保存下来，签名和请求都用它。',
  },
  'number-format': {
    title: '签名时数字的写法不同',
    fix: '用实际发送的文本签名。txamt 是以分为单位的整数：写 100，不是 1.00，也不是 100.0。',
  },
  'printed-by-language': {
    title: '签名用了编程语言打印出来的值',
    fix: '签名前先把每个值转成实际发送的文本；没有值就去掉，不要打印出来。',
  },
  'value-whitespace': {
    title: '值里的空白不同',
    fix: '要么在签名和请求之前就去掉首尾空白，要么两边都不去。',
  },
  'json-body-signed': {
    title: '对 JSON 文本做了签名',
    fix: '把 name=value 排序后用 & 拼接再签名，并以表单发送：QFPay 不接受 JSON 请求。',
  },
  'body-reserialised': {
    title: '正文被解析后又重新生成',
    fix: '先用原始字节验签，再解析：重新生成的 JSON，空格、转义或顺序会不同。',
  },
  'body-signed-as-form': {
    title: '像请求那样对字段做了排序和拼接',
    fix: '通知是在原始正文后面接上密钥签名：MD5(body + key)，不排序。',
  },
  'joined-otherwise': {
    title: '参数的拼接方式不同',
    fix: '按 name=value 的形式用 & 拼接，首尾不加任何内容。',
  },
  'body-not-form': {
    title: '正文不是表单，网关读不到任何参数',
    fix: '请以表单发送（application/x-www-form-urlencoded）：用 data=params，不要 json=params；用 URLSearchParams，不要 JSON.stringify。',
  },
  'body-not-encoded': {
    title: '正文发送时没有做 URL 编码，网关读到的值不同',
    fix: '签名方式不变，发送时对每个值编码：& 变成 %26，+ 变成 %2B。请让 HTTP 库生成表单。',
  },
  'body-encoded-twice': {
    title: '参数值发送时做了两次 URL 编码',
    fix: '签名方式不变，只编码一次：把原始值交给 HTTP 库，之前不要再用 quote()、urlencode() 或 encodeURIComponent()。',
  },
  'names-changed': {
    title: '参数名的写法与 QFPay 的不同',
    fix: '参数名区分大小写：签名和发送都用 QFPay 的写法，是 txamt 而不是 TXAMT，是 out_trade_no 而不是 outTradeNo。',
  },
  'html-escaped': {
    title: '参与签名或发送的内容带有 HTML 转义',
    fix: '签名和发送时 & 都写作 &，不是 &amp;。检查中间是否经过模板、浏览器、过滤函数或 PHP 的 arg_separator 设置。',
  },
  'slashes-added': {
    title: '参数值被加上或去掉了反斜杠',
    fix: '签名和发送须用同一份原始文本。WordPress 会给所有输入加反斜杠（用 wp_unslash 去掉）；addslashes 与数据库转义都不该用在这里。',
  },
  'key-altered': {
    title: '密钥在传到签名代码的途中被改动',
    fix: '请原样使用 QFPay 给的密钥，大小写不变，一个字符也不少。在读取密钥的地方比对指纹：qfpay sign 会显示指纹。',
  },
  'empty-body-signed': {
    title: '除了密钥，没有任何内容参与签名',
    fix: '检查做哈希的到底是什么：读过一次的流已经是空的，解析器也会取走正文。收到时就把原始字节保存下来。',
  },
};
