import type { Catalogue } from '../t.ts';

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
};
