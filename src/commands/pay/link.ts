import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import { visible } from '../../language/visible.ts';
import { qrFileKind, renderQr, renderQrFile } from '../../render/qr.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import type { PayRequest } from './request.ts';

/** What showing a link has to know of the command that made it. */
export type LinkRequest = Pick<PayRequest, 'draws_qr' | 'inverts_qr' | 'qr_file' | 'wait' | 'options'>;

export interface Shown {
  readonly warnings: readonly string[];
  /** What is left to print beneath the report, which would scroll it away on the same terminal. */
  readonly drawing?: string;
}

/**
 * Shows the payer's code as soon as the order exists: drawn on stderr with the link under it, and in a file where one was
 * named. Whatever fails here is a warning, since the order is made all the same.
 */
export async function showLink(
  { qrcode, pay_url }: Transaction,
  request: LinkRequest,
  context: Context,
): Promise<Shown> {
  const link = qrcode ?? pay_url;
  if (link === undefined) return { warnings: [] };
  const drawing = request.draws_qr ? await drawingOf(link, request, context) : undefined;
  const isLeft = isUnderReceipt(request, context);
  if (drawing !== undefined && !isLeft) context.io.err(drawing);
  const warnings = request.qr_file === undefined ? [] : await writeFile(link, request.qr_file, context);
  return { warnings, ...(drawing !== undefined && isLeft ? { drawing } : {}) };
}

/** With the link beneath, or in a low window without it: whoever can scan the code needs no link. */
async function drawingOf(link: string, request: LinkRequest, context: Context): Promise<string> {
  const { columns, rows, color } = context.io.stderr;
  const beneath = isUnderReceipt(request, context) ? '' : `${visible(link)}\n`;
  const kept = linesKept(request, columns);
  const draw = (taken: number) =>
    renderQr(link, {
      columns,
      color,
      rows: rows && rows - taken,
      term: context.env['TERM'],
      inverted: request.inverts_qr,
    });
  const whole = await draw(kept + Math.ceil((beneath.length - 1) / columns));
  if ('drawn' in whole) return `${whole.drawn}${beneath}`;
  const alone = await draw(kept);
  return 'drawn' in alone ? alone.drawn : `${whyNot(alone.wanted, kept)}${beneath}`;
}

/** Who waits sees the receipt when the code has done its work. Else it comes at once, on the same terminal, with the link in it. */
function isUnderReceipt({ wait, options }: LinkRequest, { io }: Context): boolean {
  return !wait && !options.json && io.stdout.is_tty && io.stderr.is_tty;
}

/** For the line that waits, which a narrow window breaks in two, or for the shell's next prompt. */
function linesKept({ wait }: LinkRequest, columns: number): number {
  const longestWaiting = 80;
  return wait ? Math.ceil(longestWaiting / columns) : 2;
}

function whyNot(wanted: { readonly columns: number; readonly rows: number } | undefined, kept: number): string {
  if (!wanted) return `${t`The link is too long for a QR code.`}\n`;
  const { columns, rows } = wanted;
  return `${t`The window is too small for the QR code, which takes ${columns} columns and ${rows + kept} lines: use the link.`}\n`;
}

async function writeFile(link: string, path: string, { files }: Context): Promise<string[]> {
  try {
    files.write(path, await renderQrFile(link, qrFileKind(path) ?? 'png'), 0o644);
    return [];
  } catch (error) {
    return [`qr_file: ${error instanceof Error ? error.message : String(error)}`];
  }
}
