import type { Context } from '../context.ts';
import { exitCodes } from '../errors.ts';
import type { Failure } from '../render/failure-text.ts';
import type { Report } from '../report/report.ts';
import { visible } from '../report/visible.ts';
import { errorOf, failureDocument, reportDocument } from './document.ts';

/** What a command has to say: the answer on stdout, warnings and the reason of another exit status than 0 on stderr. */
export async function printReport(report: Report, context: Context, is_json: boolean): Promise<void> {
  await printOne(report, context, { is_json, is_indented: context.io.stdout.is_tty });
}

async function printOne(
  report: Report,
  { io }: Context,
  { is_json, is_indented }: { readonly is_json: boolean; readonly is_indented: boolean },
): Promise<void> {
  for (const warning of report.warnings ?? []) io.err(`warning: ${visible(warning)}\n`);
  if (is_json) io.out(await jsonText(reportDocument(report), is_indented));
  else {
    const { renderText } = await import('../render/text.ts');
    io.out(await renderText(report.blocks, io.stdout));
  }
  const error = errorOf(report);
  if (error) io.err((await import('../render/failure-text.ts')).failureText(error));
}

/** One report after the other, as they come: with `--json` each is a line, on a terminal too. The last one decides. */
export async function printReports(
  reports: AsyncIterable<Report>,
  context: Context,
  is_json: boolean,
): Promise<number> {
  let exit_code: number = exitCodes.ok;
  for await (const report of reports) {
    await printOne(report, context, { is_json, is_indented: false });
    exit_code = report.exit_code;
  }
  return exit_code;
}

/** Why a command had nothing to report. What was typed may stand in it, so keys that are known are masked at the very end. */
export async function printFailure(
  failure: Failure,
  context: Context,
  { is_json, argv }: { readonly is_json: boolean; readonly argv: readonly string[] },
): Promise<void> {
  const { io } = context;
  const { maskKnownKeys } = await import('../merchant/known-keys.ts');
  if (is_json) io.out(maskKnownKeys(await jsonText(failureDocument(failure, argv), io.stdout.is_tty), context));
  const { failureText } = await import('../render/failure-text.ts');
  io.err(maskKnownKeys(failureText(failure), context));
}

async function jsonText(document: Readonly<Record<string, unknown>>, is_indented: boolean): Promise<string> {
  const { renderJson } = await import('../render/json.ts');
  return renderJson(document, is_indented);
}
