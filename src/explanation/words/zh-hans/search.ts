import type { ExplanationWords } from '../words.ts';

export const families: ExplanationWords['families'] = {
  hash: '其他哈希算法',
  key: '密钥：换其他密钥、写法、位置',
  selection: '哪些参数参与签名',
  order: '参数顺序',
  joining: '拼接方式',
  encoding: '文本的编码方式',
  values: '单个参数值',
  body: '正文及其不同写法',
};

export const search: ExplanationWords['search'] = {
  'nothing-found': '试过的所有做法都得不到这个签名。',
  'ruled-out': '已排除',
  'pairs-ruled-out': '其中两项同时出现',
  'question-key': '发送方签名用的密钥是 {configured} 吗？请比对指纹：qfpay sign 会显示每个密钥的指纹。',
  'question-other-keys': '由命令给出的密钥没有试过：加上 --all-keys 可一并尝试。',
  'question-parameter': '是否有这里没有列出的参数参与了签名？请在发送方的日志里记下待签名字符串，不要带密钥。',
  'question-value': '签名时是否有值与此不同？重点看每次都会重新生成的：{name}。',
  'question-bytes': '这些是收到时的原始字节吗？解析过、从屏幕复制或重新打印的内容，已经不是原文。',
  'question-not-hex': '这不是 QFPay 所用的摘要：签名有 {count} 个字符，而 MD5 是 32 位，SHA256 是 64 位。',
  'send-to-support': '以上内容不含机密：用 --report case.md 写成文件，可发给 technical.support@qfpay.com。',
  together: '以下各项同时出现，才会得到收到的签名',
  aligned: '实际签名的内容与应签名的内容对照',
  signed: '实际',
  right: '正确',
  'valid-refused': '如果网关仍然返回 1108：',
  'valid-answered': '网关仍然返回了 {answer}。请检查：',
  'valid-host': '请求发往 {host}（{other} 环境的网关），而 {configured} 配置在 {env} 环境：每个环境都有自己的密钥。',
  'valid-sent':
    '核对实际发送的内容与签名内容：发出的内容解码后必须正是这些值。请粘贴实际发出的请求（curl -v、HAR），而不是代码打印出来的。',
  'valid-mchid-near': 'mchid {name} 与 {key} 的 {other} 只差一点：mchid 填错时也会返回 1108。',
  'valid-mchid-absent': '没有发送 mchid：代理商必须发送，缺少时也会返回 1108。',
  'valid-mchid-present': 'mchid {name}：门店不属于该商户时也会返回 1108；直连商户不要发送 mchid。',
  'valid-environment':
    '环境：{configured} 须属于所调用的网关；每个环境各有自己的密钥。可用 qfpay doctor 逐个环境尝试。',
  'valid-app-code': 'X-QF-APPCODE {name} 与该密钥所配的 app code {other} 不同。',
  concerned: '参数：{name}。',
  'given-up': '未试完',
  'aligned-read': '实际签名的内容与网关读到的内容对照',
  'aligned-order': '签名所用的顺序与正确的顺序对照',
  read: '读到',
  'more-differences': '…另有 {count} 处不同：加上 --explain 全部显示',
  'more-remarks': '另有备注 {count} 条：加上 --explain 显示。',
};
