import type { ExplanationWords } from '../words.ts';

export const families: ExplanationWords['families'] = {
  hash: '其他雜湊演算法',
  key: '密鑰：換其他密鑰、寫法、位置',
  selection: '哪些參數參與簽名',
  order: '參數次序',
  joining: '串接方式',
  encoding: '文字的編碼方式',
  values: '單個參數值',
  body: '正文及其不同寫法',
};

export const search: ExplanationWords['search'] = {
  'nothing-found': '試過的所有做法都得不到這個簽名。',
  'ruled-out': '已排除',
  'pairs-ruled-out': '其中兩項同時出現',
  'question-key': '發送方簽名用的密鑰是 {configured} 嗎？請比對指紋：qfpay sign 會顯示每個密鑰的指紋。',
  'question-other-keys': '由指令給出的密鑰沒有試過：加上 --all-keys 可一併嘗試。',
  'question-parameter': '是否有這裏沒有列出的參數參與了簽名？請在發送方的日誌中記下待簽名字串，不要帶密鑰。',
  'question-value': '簽名時是否有值與此不同？重點看每次都會重新產生的：{name}。',
  'question-bytes': '這些是收到時的原始位元組嗎？解析過、從螢幕複製或重新列印的內容，已經不是原文。',
  'question-not-hex': '這不是 QFPay 所用的摘要：簽名有 {count} 個字元，而 MD5 是 32 位，SHA256 是 64 位。',
  'send-to-support': '以上內容不含機密：用 --report case.md 寫成檔案，可發給 technical.support@qfpay.com。',
  together: '以下各項同時出現，才會得到收到的簽名',
  aligned: '實際簽名的內容與應簽名的內容對照',
  signed: '實際',
  right: '正確',
  'valid-refused': '如果閘道仍然回傳 1108：',
  'valid-answered': '閘道仍然回傳了 {answer}。請檢查：',
  'valid-host': '請求發往 {host}（{other} 環境的閘道），而 {configured} 設定於 {env} 環境：每個環境都有自己的密鑰。',
  'valid-sent':
    '核對實際發送的內容與簽名內容：發出的內容解碼後必須正是這些值。請貼上實際發出的請求（curl -v、HAR），而不是程式碼列印出來的。',
  'valid-mchid-near': 'mchid {name} 與 {key} 的 {other} 只差一點：mchid 填錯時也會回傳 1108。',
  'valid-mchid-absent': '沒有發送 mchid：代理商必須發送，缺少時也會回傳 1108。',
  'valid-mchid-present': 'mchid {name}：門市不屬於該商戶時也會回傳 1108；直連商戶不要發送 mchid。',
  'valid-environment':
    '環境：{configured} 須屬於所呼叫的閘道；每個環境各有自己的密鑰。可用 qfpay doctor 逐個環境嘗試。',
  'valid-app-code': 'X-QF-APPCODE {name} 與該密鑰所配的 app code {other} 不同。',
  concerned: '參數：{name}。',
  'given-up': '未試完',
  'aligned-read': '實際簽名的內容與閘道讀到的內容對照',
  'aligned-order': '簽名所用的次序與正確的次序對照',
  read: '讀到',
  'more-differences': '…另有 {count} 處不同：加上 --explain 全部顯示',
  'more-remarks': '另有備註 {count} 條：加上 --explain 顯示。',
};
