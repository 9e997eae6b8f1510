import type { IBufferCell, Terminal } from '@xterm/headless';
import decodeQR from 'qr/decode.js';

/** The colours of a terminal where a program sets none. */
export type Theme = 'dark' | 'light';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A cell is drawn so wide and, for a terminal's letters are twice as high, so high. */
const dot = { width: 4, height: 8 };

/**
 * What a camera would read off the screen: the text of the QR code that its cells show. Throws where there is none that can be
 * scanned.
 */
export function scanScreen(emulated: Terminal, theme: Theme = 'dark'): string {
  return decodeQR(pictureOf(emulated, theme));
}

/** The screen as pixels, each cell in the colours that the program chose, or else the theme's. */
function pictureOf({ buffer: { active }, cols, rows }: Terminal, theme: Theme): Picture {
  const [width, height] = [cols * dot.width, rows * dot.height];
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < cols; column++) {
      const cell = active.getLine(active.baseY + row)?.getCell(column);
      if (!cell) continue;
      for (let y = 0; y < dot.height; y++) {
        const light = lightOf(cell, y < dot.height / 2, theme);
        const start = ((row * dot.height + y) * width + column * dot.width) * 4;
        for (let x = 0; x < dot.width; x++) data.fill(light, start + 4 * x, start + 4 * x + 3);
      }
    }
  }
  return { width, height, data };
}

/** Of the upper or the lower half of a cell: 0 for black up to 255. Letters count as ink all over, as a camera blurs them. */
function lightOf(cell: IBufferCell, isUpper: boolean, theme: Theme): number {
  const letter = cell.getChars();
  const hasInk = letter === '▀' ? isUpper : letter === '▄' ? !isUpper : letter.trim() !== '';
  return hasInk ? foreground(cell, theme) : background(cell, theme);
}

function foreground(cell: IBufferCell, theme: Theme): number {
  return cell.isFgDefault() ? defaults[theme].ink : paletteLight(cell.getFgColor());
}

function background(cell: IBufferCell, theme: Theme): number {
  return cell.isBgDefault() ? defaults[theme].ground : paletteLight(cell.getBgColor());
}

const defaults = { dark: { ink: 220, ground: 20 }, light: { ink: 20, ground: 240 } } as const;

/** Black and white of the named colours and of the palette; any other is none that a code is drawn in. */
function paletteLight(color: number): number {
  if (color === 0 || color === 16) return 0;
  if (color === 15 || color === 231) return 255;
  return 128;
}
