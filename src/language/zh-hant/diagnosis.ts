import type { Catalogue } from '../t.ts';

export const diagnosis: Catalogue = {
  'awaiting payer': '待付款',
  paid: '已付款',
  refunded: '已退款',
  reversed: '已沖正',
  closed: '已關閉',
  'not sent': '未發送',
  'the signature has characters that are no hex digits': '簽名中含有非十六進制字元',
  'the signature is in lower case: both cases are taken, upper case is what QFPay prints':
    '簽名為小寫：大小寫均可接受，QFPay 輸出的是大寫',
  'the signature has {0} characters: MD5 has 32, SHA256 has 64': '簽名有 {0} 個字元：MD5 為 32 個，SHA256 為 64 個',
  '64 digits are a SHA256, which needs the header X-QF-SIGNTYPE: SHA256; without it the gateway checks MD5 (1108)':
    '64 位是 SHA256，需要請求標頭 X-QF-SIGNTYPE: SHA256；沒有它閘道會按 MD5 核對（1108）',
  'the name {0} has a space around it, which is signed and sent as part of the name':
    '參數名 {0} 前後有空格，會作為名稱的一部分被簽名和發送',
  'mchid is empty: leave it out of the request altogether, also of what is sent':
    'mchid 為空：請從請求中完全去掉，發送的內容裏也不要有',
  '{0} starts or ends with white space, which is signed too': '{0} 首尾有空白字元，它們也會被簽名',
  '{0} holds a line end, which is signed as it stands': '{0} 含有換行符，會按原樣簽名',
  '{0} looks percent-encoded: raw values are signed, and encoded only when they are sent':
    '{0} 看起來經過百分號編碼：簽名的是原始值，發送時才編碼',
  '{0} has a decimal point: it counts cents, 100 is 1.00': '{0} 帶有小數點：它以分計，100 即 1.00',
  '{0} is no whole number of cents in digits': '{0} 不是以分為單位、用數字書寫的整數',
  '{0} is a 12-hour time: the gateway takes YYYY-MM-DD HH:mm:ss with 24 hours':
    '{0} 是 12 小時制時間：閘道接受 24 小時制的 YYYY-MM-DD HH:mm:ss',
  '{0} is not of the form YYYY-MM-DD HH:mm:ss': '{0} 不符合 YYYY-MM-DD HH:mm:ss 格式',
  '{0} is a word that a programming language prints for a missing or special value':
    '{0} 是程式語言為空值或特殊值列印出來的詞',
  '{0} holds an invisible character, which is signed too': '{0} 含有不可見字元，它也會被簽名',
  '{0} holds U+FFFD: its bytes were not UTF-8 before they came here':
    '{0} 含有 U+FFFD：其位元組在到達這裏之前就不是 UTF-8',
  '{0} is given more than once: all of its values are signed, in their order':
    '{0} 出現了不止一次：其所有值都會按次序簽名',
};
