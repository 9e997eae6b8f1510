import type { Screen } from '../context/terminal.ts';

/** How a code is drawn: in explicit black on white, in half blocks of the terminal's own ink, or in plain characters. */
export type QrStyle = 'colour' | 'blocks' | 'ascii';

export interface QrScreen extends Pick<Screen, 'columns' | 'rows' | 'color'> {
  /** `TERM`; a dumb terminal has no block characters. */
  readonly term?: string | undefined;
  /** The background is light, so without colour the ink has to be the dark. */
  readonly inverted?: boolean | undefined;
}

/** A code as it is printed; or the size of window that it wants; or neither, where no code could hold the text. */
export type QrDrawing =
  | { readonly drawn: string }
  | { readonly wanted?: { readonly columns: number; readonly rows: number } };

/** Dark modules of a square, by row and column; what is outside of it is the light quiet zone. */
interface Matrix {
  readonly size: number;
  isDark(row: number, column: number): boolean;
}

/** More would not fit the largest code there is. The gateway's links have at most 512. */
const mostBytes = 2000;

/** Scanners still take half of the quiet zone that the standard asks for. */
const quietZones = { wide: 4, narrow: 2 } as const;

/** A QR code for a terminal, whole: a code whose top is scrolled away, or whose side is cut off, cannot be scanned. */
export async function renderQr(text: string, screen: QrScreen): Promise<QrDrawing> {
  if (Buffer.byteLength(text) > mostBytes) return {};
  const matrix = await readMatrix(text);
  const style = qrStyle(screen);
  const { rows = Number.POSITIVE_INFINITY, columns } = screen;
  const sizeWith = (quiet: number) => drawnSize(matrix.size + 2 * quiet, style);
  const quiet = [quietZones.wide, quietZones.narrow].find(
    (zone) => sizeWith(zone).columns <= columns && sizeWith(zone).rows <= rows,
  );
  if (quiet === undefined) return { wanted: sizeWith(quietZones.narrow) };
  const lines = style === 'ascii' ? asciiLines(matrix, quiet, screen) : blockLines(matrix, quiet, { style, ...screen });
  return { drawn: lines.map((line) => `${paint(line, style, screen.color)}\n`).join('') };
}

function drawnSize(modules: number, style: QrStyle): { columns: number; rows: number } {
  return style === 'ascii'
    ? { columns: 2 * modules, rows: modules }
    : { columns: modules, rows: Math.ceil(modules / 2) };
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

interface Ink {
  readonly style: 'colour' | 'blocks';
  readonly inverted?: boolean | undefined;
}

/** Two rows of modules in one line. Where the background is dark, the ink is the light. */
function blockLines(matrix: Matrix, quiet: number, { style, inverted }: Ink): string[] {
  const isDarkInk = style === 'colour' || inverted;
  const hasInk = (row: number, column: number) =>
    isDarkInk ? matrix.isDark(row, column) : row < matrix.size + quiet && !matrix.isDark(row, column);
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

function asciiLines(matrix: Matrix, quiet: number, { inverted = false }: Pick<QrScreen, 'inverted'>): string[] {
  return range(quiet, matrix.size).map((row) =>
    range(quiet, matrix.size)
      .map((column) => (matrix.isDark(row, column) === inverted ? '##' : '  '))
      .join(''),
  );
}

/** Black on white whatever the terminal's theme; the 16 named colours are the theme's own, so the palette's are taken. */
function paint(line: string, style: QrStyle, color: Screen['color']): string {
  if (style !== 'colour') return line;
  return `${color === 1 ? '\u001b[30;107m' : '\u001b[38;5;16;48;5;231m'}${line}\u001b[0m`;
}
