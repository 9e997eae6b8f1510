import type { Catalogue } from '../t.ts';

export const transaction: Catalogue = {
  'rule {0} is skipped: {1} {2}': '已跳過規則 {0}：{1} {2}',
  'names no rule of {0}': '不是 {0} 的規則',
  'one of {0}': '可選：{0}',
  'must have at most {0} digits': '最多 {0} 位數字',
  'must be a whole number of cents above 0: digits only, no sign, point, separator or leading zero':
    '必須是以分為單位、大於 0 的整數：只含數字，沒有符號、小數點、分隔符或前置零',
  '--amount {0}, if major units are meant': '如果以元計，請用 --amount {0}',
  'must be above 0': '必須大於 0',
  'must have at most {0} digits in cents': '以分計最多 {0} 位數字',
  'cannot be used with {0}, which has no two minor digits': '不能用於 {0}，它沒有兩位小數',
  'must have no separator but one decimal point': '除一個小數點外不得有分隔符',
  'such as 1280.50': '例如 1280.50',
  'must have at most 2 decimals': '最多兩位小數',
  'must be a number above 0 such as 12.80': '必須是大於 0 的數，例如 12.80',
  '{0} {1} (smallest unit)': '{0} {1}（最小單位）',
  'must have 1 to 128 characters and no space': '必須有 1 至 128 個字元，且無空格',
  "must be one of QFPay's numbers: 1 to 40 letters and digits, every digit kept":
    '必須是 QFPay 的流水號：1 至 40 個字母和數字，一位不缺',
  'leave it out to have one made': '不填則自動生成',
  'must have at most 128 characters': '最多 128 個字元',
  'must have no comma, space or control character': '不得含逗號、空格或控制字元',
  'must have letters, digits, _ | * and - only': '只能有字母、數字和 _ | * -',
  'must be a real time written YYYY-MM-DD hh:mm:ss, 24 hours': '必須是真實的時間，寫作 YYYY-MM-DD hh:mm:ss，24 小時制',
  'must be a real day or time: 2026-03-02, "2026-03-02 15:04:05" (UTC+8) or 2026-03-02T07:04:05Z':
    '必須是真實的日期或時間：2026-03-02、"2026-03-02 15:04:05"（UTC+8）或 2026-03-02T07:04:05Z',
};
