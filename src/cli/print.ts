import { tell } from '../command/command.ts';
import { commands } from '../commands/index.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import { visible } from '../language/terminal-text.ts';
import type { JqFilter } from '../render/jq-filter.ts';
import {
  errorOf,
  failureDocument,
  type ReportDocument,
  reportDocument,
  type ShownFailure,
} from '../report/document.ts';
import type { Report, ReportList } from '../report/report.ts';

/** How documents are printed: for people, whole, or what an expression makes of them. */
export interface DocumentStyle {
  readonly is_json: boolean;
  readonly filter?: JqFilter | undefined;
}

/**
 * What a command has to say: the answer on stdout, warnings and the reason of another exit status than 0 on stderr.
 * @returns the exit status, which is another than the report's where an expression failed on its document
 */
export async function printReport(report: Report, context: Context, style: DocumentStyle): Promise<number> {
  const { io } = context;
  const write = (text: string) => {
    io.out(text);
    return true;
  };
  const shown = await filtered([report], context, style);
  await print(shown, context, { ...style, is_indented: io.stdout.is_tty, write });
  return shown.at(-1)?.exit_code ?? exitCodes.ok;
}

/** Reports as they come: with `--json` each is a line, on a terminal too. The last one decides, and an expression that failed. */
export async function printReports(
  reports: AsyncIterable<Report | readonly Report[]>,
  context: Context,
  style: DocumentStyle,
): Promise<number> {
  const flow = context.io.flow();
  let exit_code: number = exitCodes.ok;
  let is_refused = false;
  let dropped = 0;
  const write = (text: string) => flow.write(text);
  try {
    for await (const said of reports) {
      const several = isList(said) ? said : [said];
      const wanted = dropped === 0 ? several : [droppedReport(several, dropped), ...several];
      const shown = await filtered(wanted, context, style);
      is_refused ||= shown.some((report) => report.is_refused);
      const isWritten = await print(shown, context, { ...style, is_indented: false, write });
      dropped = isWritten ? 0 : dropped + several.length;
      exit_code = several.at(-1)?.exit_code ?? exit_code;
      if (shown.some((report) => report.exit_code === exitCodes.interrupted && report.is_refused))
        return exitCodes.interrupted;
    }
  } finally {
    await flow.end();
  }
  return exit_code === exitCodes.ok && is_refused ? exitCodes.usage : exit_code;
}

/** With what is printed in place of its document. */
type ShownReport = Report & { readonly made?: string; readonly is_refused?: true };

/**
 * What an expression makes of the documents, which are masked before. One that tells of a failure is printed whole, and so is one
 * that the expression fails on: what became of money must not be lost to a slip of the pen.
 */
async function filtered(
  reports: readonly Report[],
  { io, secrets }: Context,
  { filter }: DocumentStyle,
): Promise<readonly ShownReport[]> {
  if (!filter) return reports;
  const shown: ShownReport[] = [];
  for (const report of reports) shown.push(report.exit_code === exitCodes.ok ? await madeOf(report, filter) : report);
  return shown;

  async function madeOf(report: Report, { apply }: JqFilter): Promise<ShownReport> {
    const answer = await apply(secrets.maskValue(wholeDocument(report)), io.stdout.is_tty);
    const { text, said, is_interrupted } = answer;
    if (text === undefined) return refusedByJq(report, said, is_interrupted ? exitCodes.interrupted : exitCodes.usage);
    if (said !== '') io.err(`${visible(secrets.mask(said))}\n`);
    return { ...report, made: text };
  }
}

function wholeDocument(report: Report): ReportDocument {
  const { schema_version, command, ...data } = reportDocument(report);
  const listed = report.list ? { [report.list.name]: [...report.list.items()] } : {};
  return { schema_version, command, ...listed, ...data };
}

function refusedByJq(report: Report, reason: string, exit_code: number): ShownReport {
  const message = t`--jq failed on the answer: ${reason}`;
  const hint = t`the command itself was carried out and ended with exit 0; its whole answer is on stdout, so look there before running it again`;
  return { ...report, exit_code, error: { message, hint }, is_refused: true };
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
async function print(
  reports: readonly ShownReport[],
  { io, secrets }: Context,
  format: OutputFormat,
): Promise<boolean> {
  for (const { warnings = [] } of reports)
    for (const warning of warnings) tell({ io, secrets }, t`warning: ${warning}`);
  let text = '';
  if (format.is_json) {
    for (const report of reports) {
      if (report.made !== undefined) text += report.made;
      else if (report.list) await writeListed(report, report.list, { io, secrets }, format);
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
    const { failureText, fittedTo } = await import('../render/wrap-text.ts');
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
  if (is_json) {
    const command = argv.find((word) => commands.some(({ name }) => name === word));
    io.out(await jsonText(failureDocument(said, command), io.stdout.is_tty, io));
  }
  const { failureText, fittedTo } = await import('../render/wrap-text.ts');
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
