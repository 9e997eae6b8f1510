import type { Catalogue } from '../t.ts';

export const lookup: Catalogue = {
  'waiting for {0}: {1} s left': '等待 {0}：还剩 {1} 秒',
  'waiting for {0}: {1} min {2} s left': '等待 {0}：还剩 {1} 分 {2} 秒',
  'the gateway refused the query ({0})': '网关拒绝了查询（{0}）',
  'the gateway refused the signature of the query (1108): {0}': '网关拒绝了查询的签名（1108）：{0}',
};
