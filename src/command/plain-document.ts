import { isLosslessNumber } from 'lossless-json';
import type { Context } from '../context.ts';
import { type ReportDocument, reportDocument } from '../report/document.ts';
import type { Report } from '../report/report.ts';

/** The document of a report for a program that takes it as a value: whole, a long list in it, and without any key. */
export function plainDocument(report: Report, context: Pick<Context, 'secrets'>): ReportDocument {
  const { schema_version, command, ...data } = reportDocument(report);
  const listed = report.list ? { [report.list.name]: [...report.list.items()] } : {};
  return plainMasked({ schema_version, command, ...listed, ...data }, context);
}

/** No key in it; numbers that JavaScript would change are text, every digit kept. */
export function plainMasked(document: ReportDocument, { secrets }: Pick<Context, 'secrets'>): ReportDocument {
  return plainValue(secrets.maskValue(document)) as ReportDocument;
}

function plainValue(value: unknown): unknown {
  if (isLosslessNumber(value)) return value.toString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plainValue(part)]));
}
