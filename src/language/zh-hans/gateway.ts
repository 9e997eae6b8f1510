import type { Catalogue } from '../t.ts';

export const gateway: Catalogue = {
  'HTTP 429, too many requests': 'HTTP 429，请求过多',
  'HTTP {0}{1}: redirects are not followed': 'HTTP {0}{1}：不跟随重定向',
  'waiting {0} s: {1}': '等待 {0} 秒：{1}',
  'note: limits are not shared with other qfpay processes: {0}': '注意：限流未与其他 qfpay 进程共享：{0}',
  '{0} requests in {1} s': '{1} 秒内 {0} 次请求',
  'the gateway takes at most {0}': '网关最多接受 {0}',
  'wait some minutes, then run the same command again; announce expected peaks to {0}':
    '等几分钟后再运行同一命令；如预计有高峰，请提前告知 {0}',
  'it changes nothing: run it again': '这个请求不改变任何内容：再运行一次即可',
  'do not repeat it blindly; first run: {0}': '不要盲目重发；请先运行：{0}',
  '; the server asks to wait {0} s': '；服务器要求等待 {0} 秒',
  'was not processed': '未被处理',
  'was surely not processed': '肯定未被处理',
  'may have been processed': '可能已被处理',
  'got no usable answer': '没有得到可用的应答',
  "check the base URL and this machine's clock; NODE_EXTRA_CA_CERTS adds a certificate authority of your own":
    '检查接口地址和本机时钟；NODE_EXTRA_CA_CERTS 可加入你自己的证书颁发机构',
  'check HTTPS_PROXY and NO_PROXY, then run the same command again': '检查 HTTPS_PROXY 和 NO_PROXY，然后再运行同一命令',
  'check the network and the base URL, then run the same command again': '检查网络和接口地址，然后再运行同一命令',
  'the answer has no respcd': '应答中没有 respcd',
  'the answer is empty': '应答为空',
  'the answer is no JSON': '应答不是 JSON',
  'the answer is no JSON object': '应答不是 JSON 对象',
  'no content type': '无内容类型',
  'warning: QFPAY_LOG cannot be written: {0}': '警告：QFPAY_LOG 无法写入：{0}',
  'its folder is not there': '它的文件夹不存在',
  "the answer's signature is the request's own, handed back: whoever answered need not know the key (signature.reflected is true)":
    '应答的签名就是请求自己的签名，被原样送回：作答者不一定知道密钥（signature.reflected 为 true）',
  "the answer's signature covers only a part of it ({0}): respcd and what is nested may have been changed (signature.covers is partial)":
    '应答的签名只覆盖其中一部分（{0}）：respcd 及嵌套内容可能被改动（signature.covers 为 partial）',
  "the answer's own signature does not match this key (signature.verified is false); its outcome is shown all the same":
    '应答自身的签名与此密钥不符（signature.verified 为 false）；仍照常显示其结果',
  '{0} is a file that qfpay keeps for itself': '{0} 是 qfpay 自己使用的文件',
  '{0} holds something else than such a log: name a new file': '{0} 的内容不是这种日志：请指定新文件',
};
