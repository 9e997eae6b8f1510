import type { Catalogue } from '../t.ts';

export const gateway: Catalogue = {
  'HTTP 429, too many requests': 'HTTP 429，請求過多',
  'HTTP {0}{1}: redirects are not followed': 'HTTP {0}{1}：不跟隨重新導向',
  'waiting {0} s: {1}': '等待 {0} 秒：{1}',
  'note: limits are not shared with other qfpay processes: {0}': '注意：限流未與其他 qfpay 程序共享：{0}',
  '{0} requests in {1} s': '{1} 秒內 {0} 次請求',
  'the gateway takes at most {0}': '閘道最多接受 {0}',
  'wait some minutes, then run the same command again; announce expected peaks to {0}':
    '等幾分鐘後再執行同一指令；如預計有高峰，請提前告知 {0}',
  'it changes nothing: run it again': '這個請求不改變任何內容：再執行一次即可',
  'do not repeat it blindly; first run: {0}': '不要盲目重發；請先執行：{0}',
  '; the server asks to wait {0} s': '；伺服器要求等待 {0} 秒',
  'was not processed': '未被處理',
  'was surely not processed': '肯定未被處理',
  'may have been processed': '可能已被處理',
  'got no usable answer': '沒有得到可用的應答',
  "check the base URL and this machine's clock; NODE_EXTRA_CA_CERTS adds a certificate authority of your own":
    '檢查 API 地址和本機時鐘；NODE_EXTRA_CA_CERTS 可加入你自己的證書核證機構',
  'check HTTPS_PROXY and NO_PROXY, then run the same command again': '檢查 HTTPS_PROXY 和 NO_PROXY，然後再執行同一指令',
  'check the network and the base URL, then run the same command again': '檢查網絡和 API 地址，然後再執行同一指令',
  'the answer has no respcd': '應答中沒有 respcd',
  'the answer is empty': '應答為空',
  'the answer is no JSON': '應答不是 JSON',
  'the answer is no JSON object': '應答不是 JSON 物件',
  'no content type': '無內容類型',
  'warning: QFPAY_LOG cannot be written: {0}': '警告：QFPAY_LOG 無法寫入：{0}',
  'its folder is not there': '它的資料夾不存在',
  "the answer's signature is the request's own, handed back: whoever answered need not know the key (signature.reflected is true)":
    '應答的簽名就是請求自己的簽名，被原樣送回：作答者不一定知道密鑰（signature.reflected 為 true）',
  "the answer's signature covers only a part of it ({0}): respcd and what is nested may have been changed (signature.covers is partial)":
    '應答的簽名只涵蓋其中一部分（{0}）：respcd 及巢狀內容可能被改動（signature.covers 為 partial）',
  "the answer's own signature does not match this key (signature.verified is false); its outcome is shown all the same":
    '應答自身的簽名與此密鑰不符（signature.verified 為 false）；仍照常顯示其結果',
  '{0} is a file that qfpay keeps for itself': '{0} 是 qfpay 自己使用的檔案',
  '{0} holds something else than such a log: name a new file': '{0} 的內容不是這種日誌：請指定新檔案',
};
