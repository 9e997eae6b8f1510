import type { Report } from '../report/report.ts';

/** Reports of a command that does not end by itself: whoever has something to say adds it, the command gives it on. */
export interface ReportQueue extends AsyncIterable<readonly Report[]> {
  add(report: Report): void;
  /** Nothing more will come; what was added is still given. */
  end(): void;
}

/** @param gather waited for before what has come is given, so that reports which come fast are given many at once */
export function createReportQueue(gather: () => Promise<void> = async () => {}): ReportQueue {
  let waiting: Report[] = [];
  let is_over = false;
  let wake = () => {};
  return {
    add(report) {
      waiting.push(report);
      wake();
    },
    end() {
      is_over = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        if (waiting.length === 0 && !is_over) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        if (!is_over) await gather();
        const given = waiting;
        waiting = [];
        if (given.length > 0) yield given;
        else if (is_over) return;
      }
    },
  };
}
