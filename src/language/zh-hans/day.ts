import type { Catalogue } from '../t.ts';

/** The shop's day: times, sums, what is open, how the interface was used. */
export const day: Catalogue = {
  'today, yesterday, 7d (seven days ago), 2026-10-05, this-month, last-month or 2026-10, read in UTC+8':
    'today（今天）、yesterday（昨天）、7d（七天前）、2026-10-05、this-month（本月）、last-month（上月）或 2026-10，按 UTC+8',
  'must be a month: {0}': '必须是一个月份：{0}',
  '--month {0}, or --day {1}': '--month {0}，或 --day {1}',
  'must be a real day or time: {0}, or "2026-03-02 15:04:05", 2026-03-02T07:04:05Z':
    '必须是真实的日期或时间：{0}，或 "2026-03-02 15:04:05"、2026-03-02T07:04:05Z',
  'must be a real day or month: {0}': '必须是真实的日期或月份：{0}',
  'cannot be used with --day: each is a window of its own': '不能与 --day 同用：两者各自就是一个时间窗',
  'cannot be used with {0}: each is a window of its own': '不能与 {0} 同用：两者各自就是一个时间窗',
};
