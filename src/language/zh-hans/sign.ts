import type { Catalogue } from '../t.ts';

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
  'payment, query, refund, reversal, close, /path or checkout (default: payment)':
    'payment、query、refund、reversal、close、/path 或 checkout（默认 payment）',
  'request, or notification: the raw bytes of the input (default: request)':
    'request，或 notification：输入的原始字节（默认 request）',
  'show each step: what is left out and why, the signing string, the hash, the headers':
    '显示每一步：略去了什么及原因、待签名字符串、哈希、请求头',
  'print a curl command that sends the request; the key is not in it': '输出发送该请求的 curl 命令；其中不含密钥',
  'must be the hash that --sign-type names: {0}': '必须是 --sign-type 所指的哈希：{0}',
  'a checkout link needs sign_type among its parameters, and signs it':
    '收银台链接的参数中需要 sign_type，且它参与签名',
  'lang is part of the link but not signed; should the page refuse it, sign without lang':
    'lang 是链接的一部分，但不参与签名；如页面拒绝，请去掉 lang 再签名',
  'must be {0} or a /path': '必须是 {0} 或 /path',
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
  'give the parameters alone: a form, a JSON object, or name=value lines':
    '请只给出参数：表单、JSON 对象或 name=value 各行',
  "must hold the parameters of a request: what was read of it has none of QFPay's names":
    '必须含有请求的参数：读到的内容里没有 QFPay 的任何参数名',
};
