import type { Catalogue } from '../t.ts';

export const refundList: Catalogue = {
  'save it as UTF-8: in Excel "CSV UTF-8", in Numbers Export, CSV, Unicode (UTF-8)':
    '请另存为 UTF-8：Excel 选“CSV UTF-8”，Numbers 选“导出”、CSV、Unicode (UTF-8)',
  'must be UTF-8; it looks like {0}': '必须是 UTF-8；它看起来像 {0}',
  '{0}, or with iconv -f {1} -t UTF-8': '{0}，或用 iconv -f {1} -t UTF-8',
  'UTF-16 LE (Excel calls it "Unicode Text")': 'UTF-16 LE（Excel 称为“Unicode 文本”）',
  'GBK or GB18030 (simplified Chinese)': 'GBK 或 GB18030（简体中文）',
  'the {0}th, which has no name': '第 {0} 列，没有名称',
  'columns that are not looked at: {0}': '未使用的列：{0}',
  'is not a column of a batch': '不是批量退款的列',
  '{0}, if that is meant': '{0}，如果指的是它',
  'stands there twice': '出现了两次',
  'must have a column syssn or out_trade_no': '必须有 syssn 或 out_trade_no 列',
  'must have a column txamt (cents), amount (such as 12.80) or full (yes)':
    '必须有 txamt（分）、amount（如 12.80）或 full（yes）列',
  'is empty: it must have a header line and a line for each refund': '为空：必须有表头行，且每笔退款一行',
  'has a quotation mark that is never closed': '有一个引号没有闭合',
  'cannot be read as CSV': '无法按 CSV 读取',
  'put the whole value in quotes, and double those inside it': '把整个值放进引号，其中的引号写两遍',
  'has {0} values, but the header names {1} columns: a separator inside a value needs quotes':
    '有 {0} 个值，而表头有 {1} 列：值中的分隔符需要引号',
  'must be one JSON object a line, such as {"out_trade_no":"A-1","txamt":1280}':
    '每行必须是一个 JSON 对象，例如 {"out_trade_no":"A-1","txamt":1280}',
  'members that are not looked at: {0}': '未使用的成员：{0}',
  'must be text in quotes, so that no digit is lost': '必须是引号中的文本，以免丢失数字',
  'must be CSV, or one JSON object a line and no array': '必须是 CSV，或每行一个 JSON 对象而非数组',
  "jq -c '.[]' makes such lines": "jq -c '.[]' 可生成这样的行",
  'has no line below its header: there is nothing to refund': '表头下没有任何行：没有要退的款',
  'is missing: name the payment by it, or by syssn': '缺失：用它或 syssn 指明付款',
  'must be one number: a line refunds one payment': '必须是单个单号：一行只退一笔付款',
  'is missing: how much is to be given back': '缺失：要退多少',
  'must be yes, or empty': '必须是 yes 或留空',
  'name the column amount, if major units are meant': '如果以元计，请把该列命名为 amount',
  'was rounded by a spreadsheet: its digits are lost': '被电子表格四舍五入：数字已丢失',
  'has decimals, which a spreadsheet has put there': '带有小数，是电子表格加上的',
  'has nothing but zeros after {0} digits: a spreadsheet has rounded it': '在 {0} 位数字之后全是零：被电子表格四舍五入',
  'import the column as text and write the file again': '以文本导入该列，再重新写出文件',
  'is refunded by the same sum in line {0}': '与第 {0} 行退的是同一数额',
  'is that of line {0}, too: a number is taken once': '也是第 {0} 行的单号：一个单号只接受一次',
  'is the out_trade_no of the payment in line {0}: QFPay takes a number once':
    '是第 {0} 行付款的 out_trade_no：QFPay 每个单号只接受一次',
  'is refunded in full in line {0}, and can have no other line beside that': '在第 {0} 行已全额退款，不能再有其他行',
};
