import { type ErrorFacts, type ExitName, exitCodes, type QfpayError } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Report } from './report.ts';

/** The contract's JSON document of a command: what `--json` prints, what the library gives and a tool of `qfpay mcp` answers. */
export type ReportDocument = Readonly<Record<string, unknown>>;

/** An error as its reader understands it: the name and number of its exit code, and what to say. */
export interface ShownFailure extends Omit<ErrorFacts, 'cause' | 'details'> {
  /** The exit status by its name, but for what a script has to tell apart from another 4. */
  readonly code: ExitName | 'differences';
  readonly exit_code: number;
  readonly message: string;
  readonly details?: readonly object[];
  /** Of a bug only. */
  readonly stack?: string;
}

export function failureOf({ code, exit_code, message, facts }: QfpayError): ShownFailure {
  const { cause: _cause, ...told } = facts;
  return { code, exit_code, message, ...told };
}

function messages(): Readonly<Partial<Record<ExitName, string>>> {
  return {
    declined: t`the gateway gave a final negative answer, or what was named does not exist`,
    pending: t`there is no final answer yet`,
    signature: t`the signature does not match`,
    unknown: t`the request may have been processed; do not repeat it blindly`,
  };
}

/** The document of a report; it has an `error` whenever the exit status is not 0. */
export function reportDocument(report: Report): ReportDocument {
  const error = errorOf(report);
  return {
    schema_version: 1,
    command: report.command,
    ...report.data,
    ...(error ? { error: errorObject(error) } : {}),
  };
}

/** Why a report ends with another status than 0. */
export function errorOf(report: Report): ShownFailure | undefined {
  if (report.exit_code === 0) return undefined;
  const code = nameOf(report.exit_code);
  return { message: messages()[code] ?? code, code, ...report.error, exit_code: report.exit_code };
}

/** The document of a command that had nothing to report. */
export function failureDocument(failure: ShownFailure, command: string | undefined): ReportDocument {
  return {
    schema_version: 1,
    ...(command === undefined ? {} : { command }),
    ...failure.known,
    error: errorObject(failure),
  };
}

function errorObject({ code, exit_code, message, hint, details, out_trade_no, resume }: ShownFailure): ReportDocument {
  return {
    code,
    exit: exit_code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(details === undefined ? {} : { details }),
    ...(out_trade_no === undefined ? {} : { out_trade_no }),
    ...(resume === undefined ? {} : { resume }),
  };
}

function nameOf(exit_code: number): Exclude<ExitName, 'ok'> {
  const found = Object.entries(exitCodes).find(([, code]) => code === exit_code);
  return (found?.[0] ?? 'internal') as Exclude<ExitName, 'ok'>;
}
