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
  'parameters of a request; sign=… is the received signature': '请求的参数；sign=… 是收到的签名',
  'the received signature (default: X-QF-SIGN or sign in the input)': '收到的签名（默认取输入中的 X-QF-SIGN 或 sign）',
  'request, response or notification (default: found from the input)':
    'request、response 或 notification（默认由输入判断）',
  'show the signing string and both digests': '显示签名串和两个摘要',
  'write a case file for support: no key, personal values masked':
    '写一份供客服使用的案例文件：不含密钥，个人信息已遮盖',
  'try the keys of profiles that a command tells, too': '也试用由命令提供的配置档密钥',
  '--sign-type is the X-QF-SIGNTYPE that came along; none: there was no such header.':
    '--sign-type 是随附的 X-QF-SIGNTYPE；none：没有这个请求头。',
};
