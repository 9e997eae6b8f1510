import type { Catalogue } from '../t.ts';

export const transaction: Catalogue = {
  'rule {0} is skipped: {1} {2}': '已跳过规则 {0}：{1} {2}',
  'names no rule of {0}': '不是 {0} 的规则',
  'one of {0}': '可选：{0}',
  'must have at most {0} digits': '最多 {0} 位数字',
  'must be a whole number of cents above 0: digits only, no sign, point, separator or leading zero':
    '必须是以分为单位、大于 0 的整数：只含数字，没有符号、小数点、分隔符或前导零',
  '--amount {0}, if major units are meant': '如果以元计，请用 --amount {0}',
  'must be above 0': '必须大于 0',
  'must have at most {0} digits in cents': '以分计最多 {0} 位数字',
  'cannot be used with {0}, which has no two minor digits': '不能用于 {0}，它没有两位小数',
  'must have no separator but one decimal point': '除一个小数点外不得有分隔符',
  'such as 1280.50': '例如 1280.50',
  'must have at most 2 decimals': '最多两位小数',
  'must be a number above 0 such as 12.80': '必须是大于 0 的数，例如 12.80',
  '{0} {1} (smallest unit)': '{0} {1}（最小单位）',
  'must have 1 to 128 characters and no space': '必须有 1 至 128 个字符，且无空格',
  "must be one of QFPay's numbers: 1 to 40 letters and digits, every digit kept":
    '必须是 QFPay 的流水号：1 至 40 个字母和数字，一位不缺',
  'leave it out to have one made': '不填则自动生成',
  'must have at most 128 characters': '最多 128 个字符',
  'must have no comma, space or control character': '不得含逗号、空格或控制字符',
  'must have letters, digits, _ | * and - only': '只能有字母、数字和 _ | * -',
  'must be a real time written YYYY-MM-DD hh:mm:ss, 24 hours': '必须是真实的时间，写作 YYYY-MM-DD hh:mm:ss，24 小时制',
  'must be a real day or time: 2026-03-02, "2026-03-02 15:04:05" (UTC+8) or 2026-03-02T07:04:05Z':
    '必须是真实的日期或时间：2026-03-02、"2026-03-02 15:04:05"（UTC+8）或 2026-03-02T07:04:05Z',
};
