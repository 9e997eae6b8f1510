import type { Report } from './report.ts';

/** Something that may be why the gateway refused a signature, known without asking it again. */
export interface RefusalFinding {
  readonly id: string;
  readonly title: string;
  readonly fix: string;
}

/** What a command found out about its own request after a 1108. */
export interface RefusalDiagnosis {
  readonly request_checked: true;
  readonly findings: readonly RefusalFinding[];
  /** What to do, where that is known for sure. */
  readonly hint?: string;
}

/** The report of a command that the gateway answered 1108: with what is known of it, in JSON and for a person. */
export function withDiagnosis(report: Report, diagnosis: RefusalDiagnosis): Report {
  const { error } = report;
  const details = [...(error?.details ?? []), ...diagnosis.findings.map(({ title, fix }) => ({ title, fix }))];
  return {
    ...report,
    data: { ...report.data, diagnosis },
    ...(error
      ? { error: { ...error, details, ...(diagnosis.hint === undefined ? {} : { hint: diagnosis.hint }) } }
      : {}),
  };
}
