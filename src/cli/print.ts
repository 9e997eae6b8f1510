import { commands } from '../commands/index.ts';
import type { Context } from '../context.ts';
import { type ExitName, exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import { visible } from '../language/visible.ts';
import type { ShownFailure } from '../render/failure-text.ts';
import type { Report, ReportList } from '../report/report.ts';

/** What a command has to say: the answer on stdout, warnings and the reason of another exit status than 0 on stderr. */
export async function printReport(report: Report, context: Context, is_json: boolean): Promise<void> {
  const { io } = context;
  const write = (text: string) => {
    io.out(text);
    return true;
  };
  await print([report], context, { is_json, is_indented: io.stdout.is_tty, write });
}

/** Reports as they come: with `--json` each is a line, on a terminal too. The last one decides. */
export async function printReports(
  reports: AsyncIterable<Report | readonly Report[]>,
  context: Context,
  is_json: boolean,
): Promise<number> {
  const flow = context.io.flow();
  let exit_code: number = exitCodes.ok;
  let dropped = 0;
  const write = (text: string) => flow.write(text);
  try {
    for await (const said of reports) {
      const several = isList(said) ? said : [said];
      const shown = dropped === 0 ? several : [droppedReport(several, dropped), ...several];
      const isWritten = await print(shown, context, { is_json, is_indented: false, write });
      dropped = isWritten ? 0 : dropped + several.length;
      exit_code = several.at(-1)?.exit_code ?? exit_code;
    }
  } finally {
    await flow.end();
  }
  return exit_code;
}

/** Whoever reads on is told that he missed something, and how much. */
function droppedReport([next]: readonly Report[], count: number): Report {
  const text =
    count === 1
      ? t`1 event was dropped here: nobody read the output`
      : t`${count} events were dropped here: nobody read the output`;
  const data = { event: 'dropped', count };
  return { command: next?.command ?? '', exit_code: exitCodes.ok, data, blocks: [{ kind: 'text', text }] };
}

/** Array.isArray does not narrow a readonly array. */
function isList(said: Report | readonly Report[]): said is readonly Report[] {
  return Array.isArray(said);
}

interface OutputFormat {
  readonly is_json: boolean;
  readonly is_indented: boolean;
  /** False where the text was dropped. */
  write(text: string): boolean;
}

/** Several at once are one write: a server that prints a line for each call has others to answer meanwhile. */
async function print(reports: readonly Report[], { io, secrets }: Context, format: OutputFormat): Promise<boolean> {
  for (const { warnings = [] } of reports)
    for (const warning of warnings) io.err(`${t`warning: ${visible(secrets.mask(warning))}`}\n`);
  let text = '';
  if (format.is_json) {
    for (const report of reports) {
      if (report.list) await writeListed(report, report.list, { io, secrets }, format);
      else text += await jsonText(secrets.maskValue(reportDocument(report)), format.is_indented, io);
    }
  } else {
    const { renderText } = await import('../render/text.ts');
    // Masked before a line is broken: half a key would not be known.
    const blocks = secrets.maskValue(reports.flatMap((report) => report.blocks));
    text = await renderText(blocks, io.stdout);
  }
  const isWritten = text === '' || format.write(text);
  const is_one_screen = !format.is_json && io.stdout.is_tty && io.stderr.is_tty;
  const untold = reports.filter(({ is_told }) => !(is_told && is_one_screen));
  for (const error of untold.flatMap((report) => errorOf(report) ?? [])) {
    const { failureText, fittedTo } = await import('../render/failure-text.ts');
    io.err(fittedTo(io.stderr, failureText(secrets.maskValue(error))));
  }
  for (const { drawing } of reports) if (drawing !== undefined) io.err(drawing);
  return isWritten;
}

/** Piece by piece, so that a long list is never held. */
async function writeListed(
  report: Report,
  list: ReportList,
  { io, secrets }: Pick<Context, 'io' | 'secrets'>,
  format: OutputFormat,
): Promise<void> {
  const { renderJsonPieces } = await import('../render/json.ts');
  const { schema_version, command, ...after } = secrets.maskValue(reportDocument(report));
  const masked = {
    ...list,
    *items() {
      for (const item of list.items()) yield secrets.maskValue(item);
    },
  };
  const document = { before: { schema_version, command }, list: masked, after };
  for (const piece of renderJsonPieces(document, format.is_indented, io.stdout.is_tty)) format.write(piece);
}

/** Why a command had nothing to report. What was typed may stand in it, and so may a key. */
export async function printFailure(
  failure: ShownFailure,
  context: Context,
  { is_json, argv }: { readonly is_json: boolean; readonly argv: readonly string[] },
): Promise<void> {
  const { io, secrets } = context;
  const said = secrets.maskValue(failure);
  if (is_json) io.out(await jsonText(failureDocument(said, argv), io.stdout.is_tty, io));
  const { failureText, fittedTo } = await import('../render/failure-text.ts');
  io.err(fittedTo(io.stderr, failureText(said)));
}

async function jsonText(
  document: Readonly<Record<string, unknown>>,
  is_indented: boolean,
  { stdout }: Context['io'],
): Promise<string> {
  const { renderJson } = await import('../render/json.ts');
  return renderJson(document, is_indented, stdout.is_tty);
}

type Document = Readonly<Record<string, unknown>>;

function messages(): Readonly<Partial<Record<ExitName, string>>> {
  return {
    declined: t`the gateway gave a final negative answer, or what was named does not exist`,
    pending: t`there is no final answer yet`,
    signature: t`the signature does not match`,
    unknown: t`the request may have been processed; do not repeat it blindly`,
  };
}

/** The document of a report; it has an `error` whenever the exit status is not 0. */
export function reportDocument(report: Report): Document {
  const error = errorOf(report);
  return {
    schema_version: 1,
    command: report.command,
    ...report.data,
    ...(error ? { error: errorObject(error) } : {}),
  };
}

/** Why a report ends with another status than 0. */
function errorOf(report: Report): ShownFailure | undefined {
  if (report.exit_code === 0) return undefined;
  const code = nameOf(report.exit_code);
  return { message: messages()[code] ?? code, code, ...report.error, exit_code: report.exit_code };
}

/** The document of a command that had nothing to report. */
export function failureDocument(failure: ShownFailure, argv: readonly string[]): Document {
  const command = argv.find((word) => commands.some(({ name }) => name === word));
  return {
    schema_version: 1,
    ...(command === undefined ? {} : { command }),
    ...failure.known,
    error: errorObject(failure),
  };
}

function errorObject({ code, exit_code, message, hint, details, out_trade_no, resume }: ShownFailure): Document {
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
