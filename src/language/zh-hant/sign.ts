import type { Catalogue } from '../t.ts';

export const sign: Catalogue = {
  Remarks: '備註',
  'the signature of these parameters': '這些參數的簽名',
  'each step, from a file': '逐步解釋，取自檔案',
  'a curl command that sends it': '發送該請求的 curl 指令',
  'in a pipe, for a script': '用於管道，供指令碼使用',
  'a notification, over its raw bytes': '通知，按原始位元組',
  'anything that holds the request: a curl command, raw HTTP, HAR, JSON, a form, a log line':
    '任何含有該請求的內容：curl 指令、原始 HTTP、HAR、JSON、表單、日誌行',
  'Sign parameters exactly as they are given. Prints the signature alone, for scripts.':
    '按給出的參數原樣簽名。只輸出簽名，供指令碼使用。',
  'parameters; values are taken raw': '參數；值按原樣使用',
  'payment, query, refund, reversal, close, /path or checkout (default: payment)':
    'payment、query、refund、reversal、close、/path 或 checkout（預設 payment）',
  'request, or notification: the raw bytes of the input (default: request)':
    'request，或 notification：輸入的原始位元組（預設 request）',
  'show each step: what is left out and why, the signing string, the hash, the headers':
    '顯示每一步：略去了甚麼及原因、待簽名字串、雜湊、請求標頭',
  'print a curl command that sends the request; the key is not in it': '輸出發送該請求的 curl 指令；其中不含密鑰',
  'must be the hash that --sign-type names: {0}': '必須是 --sign-type 所指的雜湊：{0}',
  'a checkout link needs sign_type among its parameters, and signs it':
    '收銀台連結的參數中需要 sign_type，且它參與簽名',
  'lang is part of the link but not signed; should the page refuse it, sign without lang':
    'lang 是連結的一部分，但不參與簽名；如頁面拒絕，請去掉 lang 再簽名',
  'must be {0} or a /path': '必須是 {0} 或 /path',
  'the signature itself': '簽名本身',
  'signed by a checkout only': '只有收銀台才簽名',
  'no value; leave it out of what is sent as well': '沒有值；發送時也要去掉',
  'part of the link, but not signed': '是連結的一部分，但不簽名',
  '5. Headers': '5. 請求標頭',
  Headers: '請求標頭',
  '3. Join as name=value with &, append the client key': '3. 以 name=value 用 & 連接，末尾附上商戶密鑰',
  'The raw bytes, the client key appended': '原始位元組，末尾附上商戶密鑰',
  '{0}{1} of its UTF-8 bytes, in upper-case hex': '{0}{1}：對其 UTF-8 位元組計算，寫作大寫十六進制',
  ' (read as {0})': '（讀作 {0}）',
  '1. {0} parameters given{1}, {2} left out': '1. 給出 {0} 個參數{1}，略去 {2} 個',
  '2. Sort by name, byte by byte; values stay raw, nothing is encoded or trimmed':
    '2. 按名稱逐位元組排序；值保持原樣，不編碼，也不去空白',
  'must not all be empty or left out': '不得全部為空或被略去',
  'the raw bytes of a notification': '通知的原始位元組',
  'the input ends with a line end, which is signed too: QFPay sends none':
    '輸入以換行符結尾，它也會被簽名：QFPay 發送的沒有',
  "does not go with a checkout, which is a link for the payer's browser":
    '不能用於收銀台，那是供付款人瀏覽器打開的連結',
  'needs a URL: the local emulator has one only inside a command': '需要 URL：本地模擬器只在指令執行時才有',
  'qfpay sign txamt=100 txcurrcd=HKD, or qfpay help sign': 'qfpay sign txamt=100 txcurrcd=HKD，或 qfpay help sign',
  'must be request or notification': '必須是 request 或 notification',
  'must be given: a notification is signed over its raw bytes': '必須給出：通知按其原始位元組簽名',
  'cannot be added to the raw bytes of a notification': '不能加到通知的原始位元組上',
  'goes with requests, not with a notification': '用於請求，不能用於通知',
  'parameter {0}': '第 {0} 個參數',
  'has the client key in its name: the key is never a parameter': '的名稱中含有商戶密鑰：密鑰從不作為參數',
  'holds the client key: the key is never a parameter': '含有商戶密鑰：密鑰從不作為參數',
  'is named like the client key: the key is never a parameter': '的名稱像是商戶密鑰：密鑰從不作為參數',
  'leave it out; the key comes from QFPAY_KEY, a profile or --key-file':
    '去掉它；密鑰來自 QFPAY_KEY、設定檔或 --key-file',
  'give the parameters alone: a form, a JSON object, or name=value lines':
    '請只給出參數：表單、JSON 物件或 name=value 各行',
  "must hold the parameters of a request: what was read of it has none of QFPay's names":
    '必須含有請求的參數：讀到的內容裏沒有 QFPay 的任何參數名',
};
