import type { Context } from '../context.ts';
import { exitCodes } from '../errors.ts';
import type { Failure } from '../render/failure-text.ts';
import type { Report } from '../report/report.ts';
import { visible } from '../report/visible.ts';
import { errorOf, failureDocument, reportDocument } from './document.ts';

/** What a command has to say: the answer on stdout, warnings and the reason of another exit status than 0 on stderr. */
export async function printReport(report: Report, context: Context, is_json: boolean): Promise<void> {
  await print([report], context, { is_json, is_indented: context.io.stdout.is_tty });
}

/** Reports as they come: with `--json` each is a line, on a terminal too. The last one decides. */
export async function printReports(
  reports: AsyncIterable<Report | readonly Report[]>,
  context: Context,
  is_json: boolean,
): Promise<number> {
  let exit_code: number = exitCodes.ok;
  for await (const said of reports) {
    const several = isList(said) ? said : [said];
    await print(several, context, { is_json, is_indented: false });
    exit_code = several.at(-1)?.exit_code ?? exit_code;
  }
  return exit_code;
}

/** Array.isArray does not narrow a readonly array. */
function isList(said: Report | readonly Report[]): said is readonly Report[] {
  return Array.isArray(said);
}

interface Format {
  readonly is_json: boolean;
  readonly is_indented: boolean;
}

/** Several at once are one write: a server that prints a line for each call has others to answer meanwhile. */
async function print(reports: readonly Report[], { io }: Context, format: Format): Promise<void> {
  for (const { warnings = [] } of reports) for (const warning of warnings) io.err(`warning: ${visible(warning)}\n`);
  let text = '';
  if (format.is_json) {
    for (const report of reports) text += await jsonText(reportDocument(report), format.is_indented);
  } else {
    const { renderText } = await import('../render/text.ts');
    const blocks = reports.flatMap((report) => report.blocks);
    text = await renderText(blocks, io.stdout);
  }
  io.out(text);
  for (const error of reports.flatMap((report) => errorOf(report) ?? [])) {
    io.err((await import('../render/failure-text.ts')).failureText(error));
  }
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
