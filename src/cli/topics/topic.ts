import type { Block, Report } from '../../report/report.ts';

/** What `qfpay help <topic>` says. */
export function topicOf(topic: string, data: Report['data'], blocks: readonly Block[]): Report {
  return { command: 'help', exit_code: 0, data: { topic, ...data }, blocks };
}
