import type { Report } from '../report/report.ts';

/** Reports of a command that does not end by itself: whoever has something to say adds it, the command gives it on. */
export interface ReportQueue extends AsyncIterable<Report> {
  add(report: Report): void;
  /** Nothing more will come; what was added is still given. */
  end(): void;
}

export function createReportQueue(): ReportQueue {
  const waiting: Report[] = [];
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
        yield* waiting.splice(0);
        if (waiting.length > 0) continue;
        if (is_over) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
