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
