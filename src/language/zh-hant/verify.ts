import type { Catalogue } from '../t.ts';

export const verify: Catalogue = {
  'why the signature of a request does not match': '請求的簽名為何不符',
  'parameters and the signature that was computed': '參數及算出的簽名',
  'a notification that came in': '收到的通知',
  'the answer of the gateway': '閘道的應答',
  'anything that holds it: the bytes as they came, a curl command, raw HTTP, HAR, JSON, a log line':
    '任何含有它的內容：收到的原始位元組、curl 指令、原始 HTTP、HAR、JSON、日誌行',
  'Check the signature of a request, response or notification. Exit status 0: valid, 6: no match.':
    '核對請求、應答或通知的簽名。結束代碼：0 有效，6 不符。',
  'parameters of a request; sign=… is the received signature': '請求的參數；sign=… 是收到的簽名',
  'the received signature (default: X-QF-SIGN or sign in the input)': '收到的簽名（預設取輸入中的 X-QF-SIGN 或 sign）',
  'request, response or notification (default: found from the input)':
    'request、response 或 notification（預設由輸入判斷）',
  'show the signing string and both digests': '顯示簽名字串和兩個摘要',
  'write a case file for support: no key, personal values masked':
    '寫一份供支援使用的案例檔案：不含密鑰，個人資料已遮蓋',
  'try the keys of profiles that a command tells, too': '也試用由指令提供的設定檔密鑰',
  '--sign-type is the X-QF-SIGNTYPE that came along; none: there was no such header.':
    '--sign-type 是隨附的 X-QF-SIGNTYPE；none：沒有這個請求頭。',
};
