import type { Catalogue } from '../t.ts';

export const verify: Catalogue = {
  'why the signature of a request does not match': '請求的簽名為何不符',
  'parameters and the signature that was computed': '參數及算出的簽名',
  'a notification that came in': '收到的通知',
  'the answer of the gateway': '閘道的應答',
  'anything that holds it: the bytes as they came, a curl command, raw HTTP, HAR, JSON, a log line':
    '任何含有它的內容：收到的原始位元組、curl 指令、原始 HTTP、HAR、JSON、日誌行',
  'Check the signature of a request, response or notification. Exit status 0: valid, 6: no match.':
    '核對請求、應答或通知的簽名。結束碼：0 有效，6 不符。',
  'the received signature (default: X-QF-SIGN or sign in the input)': '收到的簽名（預設取輸入中的 X-QF-SIGN 或 sign）',
  'request, response or notification (default: found from the input)':
    'request、response 或 notification（預設由輸入判斷）',
  'show the signing string and both digests': '顯示待簽名字串和兩個摘要',
  'write a case file for support: no key, personal values masked':
    '寫一份供技術支援使用的案例檔案：不含密鑰，個人資料已遮蓋',
  'try the keys of profiles that a command tells, too': '也試用由指令提供的設定檔密鑰',
  '--sign-type is the X-QF-SIGNTYPE that came along; none: there was no such header.':
    '--sign-type 是隨附的 X-QF-SIGNTYPE；none：沒有這個請求標頭。',
  'words of the command line': '命令列參數',
  'the gateway answered it with {0}': '閘道的應答為 {0}',
  'the key given': '給出的密鑰',
  'the body is JSON: QFPay takes form bodies (application/x-www-form-urlencoded) only':
    '正文是 JSON：QFPay 只接受表單正文（application/x-www-form-urlencoded）',
  'the signature is a parameter: QFPay reads it from the header X-QF-SIGN':
    '簽名被作為參數：QFPay 從請求標頭 X-QF-SIGN 讀取',
  'Received signature (hex), Enter if there is none:': '收到的簽名（十六進制），沒有則按 Enter：',
  'must be given: only the head of the request is in the input, as curl -v shows it':
    '必須給出：輸入中只有請求標頭，如 curl -v 所顯示',
  'paste the curl command as well, or add the parameters as name=value':
    '請一併貼上 curl 指令，或以 name=value 補上參數',
  'must be given: the input has neither X-QF-SIGN nor sign': '必須給出：輸入中既沒有 X-QF-SIGN 也沒有 sign',
  'an answer without X-QF-SIGN is normal, and cannot be verified': '沒有 X-QF-SIGN 的應答是正常的，無法核對',
  'must be SHA256, MD5 or none': '必須是 SHA256、MD5 或 none',
  'must be given: a {0} is signed over its raw bytes': '必須給出：{0} 按其原始位元組簽名',
  'cannot be added to the raw bytes of a {0}': '不能加到 {0} 的原始位元組上',
  'the case file is written: {0}': '案例檔案已寫入：{0}',
  'the signature covers only a part of the answer': '簽名只涵蓋應答的一部分',
  "the signature covers only a part of the answer ({0}): the rest, respcd among it, may be anybody's":
    '簽名只涵蓋應答的一部分（{0}）：其餘內容（包括 respcd）可能出自任何人',
  'a signature of a request, handed back, looks like this too; ask query what is true':
    '請求的簽名被原樣送回時也是這樣；實際結果請用 query 查詢',
  'of several signatures in the input the one that is meant (default: the first that is wrong)':
    '輸入中有多個簽名時，指明是第幾個（預設：第一個不正確的）',
  'a file, or parameters of a request; sign=… is the received signature': '檔案，或請求的參數；sign=… 是收到的簽名',
  'must be a number from 1 to {0}: so many signatures stand in the input':
    '必須是 1 至 {0} 的數字：輸入中有這麼多個簽名',
  'the client key stands in the input: it is masked here, but whoever has that text can sign with it':
    '輸入中出現了 client key：這裏已遮蓋，但拿到該文本的人都能用它簽名',
  '{0} more signatures stand in the input, and were not looked at': '輸入中還有 {0} 個簽名沒有查看',
  'the request has no mchid, and {0} has {1}: where QFPay gave one, every call has to send it':
    '請求沒有 mchid，而 {0} 有 {1}：凡 QFPay 發放了 mchid，每次調用都必須發送',
  "the app code {0} is that of {1}, and the key is another one's": 'app code {0} 屬於 {1}，而所用的 key 屬於另一個',
  'and {0} more: --json has all of them': '還有 {0} 個：--json 列出全部',
};
