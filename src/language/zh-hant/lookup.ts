import type { Catalogue } from '../t.ts';

export const lookup: Catalogue = {
  'waiting for {0}: {1} s left': '等待 {0}：尚餘 {1} 秒',
  'waiting for {0}: {1} min {2} s left': '等待 {0}：尚餘 {1} 分 {2} 秒',
  'the gateway refused the query ({0})': '閘道拒絕了查詢（{0}）',
  'the gateway refused the signature of the query (1108): {0}': '閘道拒絕了查詢的簽名（1108）：{0}',
};
