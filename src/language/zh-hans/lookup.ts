import type { Catalogue } from '../t.ts';

export const lookup: Catalogue = {
  'waiting for {0}: {1} s left': '等待 {0}：还剩 {1} 秒',
  'waiting for {0}: {1} min {2} s left': '等待 {0}：还剩 {1} 分 {2} 秒',
};
