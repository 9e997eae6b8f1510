import type { Screen } from '../context.ts';

/** How a code is drawn: in explicit black on white, in half blocks for a dark background, or in plain characters. */
export type QrStyle = 'colour' | 'blocks' | 'ascii';

export interface QrScreen extends Pick<Screen, 'columns' | 'color'> {
  /** `TERM`; a dumb terminal has no block characters. */
  readonly term?: string | undefined;
}

/** Dark modules of a square, by row and column; what is outside of it is the light quiet zone. */
interface Matrix {
  readonly size: number;
  isDark(row: number, column: number): boolean;
}

/** More would not fit the largest code there is. The gateway's links have at most 512. */
const mostBytes = 2000;

/**
 * A QR code for a terminal, its lines joined and with a line end; undefined when the screen is too narrow for one that can be
 * scanned. The quiet zone is 4 modules, and 2 on a narrow screen, which scanners still take.
 */
export async function renderQr(text: string, screen: QrScreen): Promise<string | undefined> {
  if (Buffer.byteLength(text) > mostBytes) return undefined;
  const matrix = await readMatrix(text);
  const style = qrStyle(screen);
  const cell = style === 'ascii' ? 2 : 1;
  const quiet = [4, 2].find((margin) => (matrix.size + 2 * margin) * cell <= screen.columns);
  if (quiet === undefined) return undefined;
  const lines = style === 'ascii' ? asciiLines(matrix, quiet) : blockLines(matrix, quiet, style);
  return lines.map((line) => `${paint(line, style, screen.color)}\n`).join('');
}

/** The pictures that `--qr-file` can have, by the end of the name. */
export function qrFileKind(path: string): 'png' | 'svg' | undefined {
  const [, extension] = /\.(png|svg)$/i.exec(path) ?? [];
  return extension?.toLowerCase() as 'png' | 'svg' | undefined;
}

export async function renderQrFile(text: string, kind: 'png' | 'svg'): Promise<Uint8Array | string> {
  const { default: qrcode } = await import('qrcode');
  const options = { errorCorrectionLevel: 'M', margin: 4 } as const;
  return kind === 'svg'
    ? qrcode.toString(text, { ...options, type: 'svg' })
    : qrcode.toBuffer(text, { ...options, type: 'png', scale: 8 });
}

function qrStyle({ color, term }: QrScreen): QrStyle {
  if (term === 'dumb') return 'ascii';
  return color > 0 ? 'colour' : 'blocks';
}

/** Level L: a screen has no scratches, and a smaller code fits more windows. */
async function readMatrix(text: string): Promise<Matrix> {
  const { default: qrcode } = await import('qrcode');
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'L' }).modules;
  const isInside = (index: number) => index >= 0 && index < size;
  return {
    size,
    isDark: (row, column) => isInside(row) && isInside(column) && data[row * size + column] === 1,
  };
}

function range(quiet: number, size: number, step = 1): number[] {
  return Array.from({ length: Math.ceil((size + 2 * quiet) / step) }, (_, index) => index * step - quiet);
}

/** Two rows of modules in one line. Where the background is dark, the ink is the light. */
function blockLines(matrix: Matrix, quiet: number, style: 'colour' | 'blocks'): string[] {
  const hasInk = (row: number, column: number) =>
    style === 'colour' ? matrix.isDark(row, column) : row < matrix.size + quiet && !matrix.isDark(row, column);
  return range(quiet, matrix.size, 2).map((row) =>
    range(quiet, matrix.size)
      .map((column) => halfBlock(hasInk(row, column), hasInk(row + 1, column)))
      .join(''),
  );
}

function halfBlock(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}

function asciiLines(matrix: Matrix, quiet: number): string[] {
  return range(quiet, matrix.size).map((row) =>
    range(quiet, matrix.size)
      .map((column) => (matrix.isDark(row, column) ? '  ' : '##'))
      .join(''),
  );
}

/** Black on white whatever the terminal's theme; the 16 named colours are the theme's own, so the palette's are taken. */
function paint(line: string, style: QrStyle, color: Screen['color']): string {
  if (style !== 'colour') return line;
  return `${color === 1 ? '\u001b[30;107m' : '\u001b[38;5;16;48;5;231m'}${line}\u001b[0m`;
}
