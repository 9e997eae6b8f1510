import type { Catalogue } from '../t.ts';

/** The shop's day: times, sums, what is open, how the interface was used. */
export const day: Catalogue = {
  'today, yesterday, 7d (seven days ago), 2026-10-05, this-month, last-month or 2026-10, read in UTC+8':
    'today（今日）、yesterday（尋日）、7d（七日前）、2026-10-05、this-month（本月）、last-month（上月）或 2026-10，按 UTC+8',
  'must be a month: {0}': '必須是一個月份：{0}',
  '--month {0}, or --day {1}': '--month {0}，或 --day {1}',
  'must be a real day or time: {0}, or "2026-03-02 15:04:05", 2026-03-02T07:04:05Z':
    '必須是真實的日期或時間：{0}，或 "2026-03-02 15:04:05"、2026-03-02T07:04:05Z',
  'must be a real day or month: {0}': '必須是真實的日期或月份：{0}',
  'cannot be used with --day: each is a window of its own': '不可與 --day 同用：兩者各自就是一個時間窗',
  'cannot be used with {0}: each is a window of its own': '不可與 {0} 同用：兩者各自就是一個時間窗',
};
