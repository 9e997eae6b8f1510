import type { IBufferCell, Terminal } from '@xterm/headless';
import decodeQR, { type FinderPoints } from 'qr/decode.js';

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
 * What a camera would read off the screen: the text of the QR code that its cells show. Throws where there is none, and where it
 * is light on dark or has no quiet zone, which this decoder forgives and many a telephone does not.
 */
export function scanScreen(emulated: Terminal, theme: Theme = 'dark'): string {
  const picture = pictureOf(emulated, theme);
  let found: FinderPoints | undefined;
  const text = decodeQR(picture, {
    timeLimit: 1000,
    pointsOnDetect: (points) => {
      found = points;
    },
  });
  if (!found) throw new Error('the code was found nowhere');
  const { tl, tr, bl } = found;
  if ([tl, tr, bl].some((center) => lightAt(picture, center) > 64)) throw new Error('the code is light on dark');
  for (const [beside, x, y] of [
    [tl, -1, -1],
    [tr, 1, -1],
    [bl, -1, 1],
  ] as const) {
    // A finder pattern has 7 modules; the second one beyond its edge is 5 from its middle.
    const away = 5 * beside.moduleSize;
    if (lightAt(picture, { x: beside.x + x * away, y: beside.y }) < 192) throw new Error('no quiet zone at the side');
    if (lightAt(picture, { x: beside.x, y: beside.y + y * away }) < 192)
      throw new Error('no quiet zone above or below');
  }
  return text;
}

function lightAt({ width, height, data }: Picture, point: { readonly x: number; readonly y: number }): number {
  const [x, y] = [Math.floor(point.x), Math.floor(point.y)];
  if (x < 0 || y < 0 || x >= width || y >= height) throw new Error('the code reaches over the edge of the screen');
  return data[(y * width + x) * 4] ?? 0;
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
