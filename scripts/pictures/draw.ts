import { theme } from './palette.ts';
import type { Style } from './read-cells.ts';
import type { Fill, Run, Screen } from './read-screen.ts';

/** A cell in pixels; whole numbers keep a QR code's modules crisp. The font's width is 0.6 of its size in most fonts. */
const cell = { width: 8, height: 16 };
const font_size = 13.3;
/** Chinese fills two cells. */
const wide_font_size = 15;
const margin = 16;
const bar = 32;

/** What a viewer's machine is likely to have, Chinese last. A run is stretched to its cells, whichever it is. */
const fonts =
  "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono','PingFang HK','Microsoft JhengHei','Noto Sans CJK HK','Noto Sans CJK SC',monospace";

export interface Caption {
  /** What stands in the window's bar, and is its accessible name. */
  readonly title: string;
  /** What a person who does not see the picture has to know. */
  readonly description: string;
  readonly lang: string;
}

/** The screen as an SVG that needs nothing else: no script, no font, no file. */
export function drawScreen({ columns, rows, runs, fills }: Screen, { title, description, lang }: Caption): string {
  const width = columns * cell.width + 2 * margin;
  const height = rows * cell.height + bar + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xml:lang="${lang}" lang="${lang}" role="img" aria-labelledby="t d">`,
    `<title id="t">${escaped(title)}</title>`,
    `<desc id="d">${escaped(description)}</desc>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="${theme.background}" stroke="${theme.frame}"/>`,
    ...['#ff5f57', '#febc2e', '#28c840'].map(
      (colour, index) => `<circle cx="${18 + 18 * index}" cy="16" r="5" fill="${colour}"/>`,
    ),
    `<g font-family="${fonts}" font-size="${font_size}" fill="${theme.text}">`,
    `<text x="${width / 2}" y="20" text-anchor="middle" fill="${theme.faint}">${escaped(title)}</text>`,
    ...pathsOf(fills),
    ...runs.map(drawRun),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawRun({ row, column, cells, text, style }: Run): string {
  const x = margin + column * cell.width;
  const y = bar + row * cell.height + 12;
  // Letters are spaced to fill their cells, not stretched; a single one has nothing to be spaced.
  const length = [...text].length > 1 ? ` textLength="${cells * cell.width}"` : '';
  const size = isWide(text, cells) ? ` font-size="${wide_font_size}"` : '';
  return `<text x="${x}" y="${y}"${length}${size}${look(style)}>${escaped(text)}</text>`;
}

function isWide(text: string, cells: number): boolean {
  return cells > [...text].length;
}

function look({ colour, bold, faint, underlined }: Style): string {
  return [
    colour === theme.text ? '' : ` fill="${colour}"`,
    bold ? ' font-weight="bold"' : '',
    faint ? ' opacity=".7"' : '',
    underlined ? ' text-decoration="underline"' : '',
  ].join('');
}

/** One path for each colour. */
function pathsOf(fills: readonly Fill[]): string[] {
  const colours = new Set(fills.map(({ colour }) => colour));
  return [...colours].map((colour) => {
    const outline = fills.filter((fill) => fill.colour === colour).map(rectangle);
    return `<path fill="${colour}" shape-rendering="crispEdges" d="${outline.join('')}"/>`;
  });
}

function rectangle({ half_row, column, cells }: Fill): string {
  const width = cells * cell.width;
  return `M${margin + column * cell.width} ${bar + (half_row * cell.height) / 2}h${width}v8h-${width}z`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
