import type { Catalogue } from '../t.ts';

export const tables: Catalogue = {
  '(too narrow here for: {0})': '（寬度不足，未顯示：{0}）',
  'columns of the table, in this order; not with --json: {0}': '表格的欄及其次序；不能與 --json 同用：{0}',
  'columns of the table or of --csv, in this order; not with --json: {0}':
    '表格或 --csv 的欄及其次序；不能與 --json 同用：{0}',
  'must be among {0}': '必須是以下各欄之一：{0}',
  'must be among them, too': '也必須是其中之一',
  'cannot be used with --json, which has every field': '不能與 --json 同用：JSON 總是包含全部欄位',
};
