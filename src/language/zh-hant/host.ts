import type { Catalogue } from '../t.ts';

export const host: Catalogue = {
  'nothing is called that': '沒有這樣的名稱',
  'type to search • ↑↓ move • Enter takes': '輸入以搜尋 • ↑↓ 移動 • Enter 選定',
  'Ctrl+T shows what was typed': 'Ctrl+T 顯示所輸內容',
};
