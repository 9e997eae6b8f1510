import type { IBufferCell, Terminal } from '@xterm/headless';
import { paletteColour, theme, trueColour } from './palette.ts';

export interface Style {
  readonly colour: string;
  readonly bold: boolean;
  readonly faint: boolean;
  readonly underlined: boolean;
}

export interface Cell {
  readonly column: number;
  readonly text: string;
  readonly width: number;
  readonly style: Style;
  readonly background: string | undefined;
}

/** The cells of one line that something begins in. */
export function cellsOf(terminal: Terminal, row: number): Cell[] {
  const line = terminal.buffer.active.getLine(row);
  const cells: Cell[] = [];
  for (let column = 0; column < terminal.cols; column++) {
    const cell = line?.getCell(column);
    // The second half of a wide character is a cell of width 0.
    if (cell && cell.getWidth() > 0) cells.push(readCell(cell, column));
  }
  return cells;
}

function readCell(cell: IBufferCell, column: number): Cell {
  const ink = colourOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()) ?? theme.text;
  const ground = colourOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor());
  const is_inverse = cell.isInverse() !== 0;
  return {
    column,
    text: cell.getChars() || ' ',
    width: cell.getWidth(),
    style: {
      colour: is_inverse ? (ground ?? theme.background) : ink,
      bold: cell.isBold() !== 0,
      faint: cell.isDim() !== 0,
      underlined: cell.isUnderline() !== 0,
    },
    background: is_inverse ? ink : ground,
  };
}

function colourOf(is_default: boolean, is_rgb: boolean, colour: number): string | undefined {
  if (is_default) return undefined;
  return is_rgb ? trueColour(colour) : paletteColour(colour);
}
