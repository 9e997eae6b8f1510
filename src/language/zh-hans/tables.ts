import type { Catalogue } from '../t.ts';

export const tables: Catalogue = {
  '(too narrow here for: {0})': '（宽度不足，未显示：{0}）',
  'columns of the table, in this order; not with --json: {0}': '表格的列及其顺序；不能与 --json 同用：{0}',
  'columns of the table or of --csv, in this order; not with --json: {0}':
    '表格或 --csv 的列及其顺序；不能与 --json 同用：{0}',
  'must be among {0}': '必须是以下各列之一：{0}',
  'must be among them, too': '也必须是其中之一',
  'cannot be used with --json, which has every field': '不能与 --json 同用：JSON 总是包含全部字段',
};
