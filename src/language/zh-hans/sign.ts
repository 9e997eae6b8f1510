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
    '显示每一步：略去了什么及原因、签名串、哈希、请求头',
  'print a curl command that sends the request; the key is not in it': '输出发送该请求的 curl 命令；其中不含密钥',
};
