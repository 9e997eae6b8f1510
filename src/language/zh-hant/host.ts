import type { Catalogue } from '../t.ts';

export const host: Catalogue = {
  'nothing is called that': '沒有這樣的名稱',
  'type to search • ↑↓ move • Enter takes': '輸入以搜尋 • ↑↓ 移動 • Enter 選定',
};
