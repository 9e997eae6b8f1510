import type { Catalogue } from '../t.ts';

export const commands: Catalogue = {
  'warning: {0}': '警告：{0}',
};
