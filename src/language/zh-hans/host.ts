import type { Catalogue } from '../t.ts';

export const host: Catalogue = {
  'nothing is called that': '没有这样的名称',
  'type to search • ↑↓ move • Enter takes': '输入以搜索 • ↑↓ 移动 • 回车选定',
  'Ctrl+T shows what was typed': 'Ctrl+T 显示所输内容',
};
