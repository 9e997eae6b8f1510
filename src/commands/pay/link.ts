import type { Context } from '../../context.ts';
import { qrFileKind, renderQr, renderQrFile } from '../../render/qr.ts';
import { visible } from '../../report/visible.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import type { PayRequest } from './request.ts';

/**
 * Shows the payer's code as soon as the order exists: drawn on stderr with the link under it, and in a file where one was
 * named. Whatever fails here is a warning, since the order is made all the same.
 */
export async function showLink(
  { qrcode, pay_url }: Transaction,
  request: PayRequest,
  context: Context,
): Promise<string[]> {
  const link = qrcode ?? pay_url;
  if (link === undefined) return [];
  if (request.draws_qr) context.io.err(await drawing(link, context));
  return request.qr_file === undefined ? [] : writeFile(link, request.qr_file, context);
}

async function drawing(link: string, { io, env }: Context): Promise<string> {
  const drawn = await renderQr(link, { ...io.stderr, term: env['TERM'] });
  return `${drawn ?? 'the screen is too narrow for the QR code of\n'}${visible(link)}\n`;
}

async function writeFile(link: string, path: string, { files }: Context): Promise<string[]> {
  try {
    files.write(path, await renderQrFile(link, qrFileKind(path) ?? 'png'), 0o644);
    return [];
  } catch (error) {
    return [`qr_file: ${error instanceof Error ? error.message : String(error)}`];
  }
}
