/** The window of the pictures. It brings its own background, so that it reads the same on a light page and on a dark one. */
export const theme = {
  background: '#161b22',
  frame: '#30363d',
  text: '#e6edf3',
  faint: '#9198a1',
  prompt: '#7ee787',
};

/** The 16 named colours, which are the theme's own; each is at least 4.5 : 1 on the background but for black, which is drawn on others. */
const named = [
  ...['#0d1117', '#ff7b72', '#7ee787', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#c9d1d9'],
  ...['#8b949e', '#ffa198', '#aff5b4', '#f2cc60', '#a5d6ff', '#e2c5ff', '#b3f0ff', '#ffffff'],
];

const cube = [0, 95, 135, 175, 215, 255];

/** A colour of the palette of 256 that terminals share: 16 named ones, a cube of 6 by 6 by 6, 24 greys. */
export function paletteColour(index: number): string {
  const known = named[index];
  if (known !== undefined) return known;
  if (index >= 232) return hex([1, 1, 1].map(() => 8 + 10 * (index - 232)));
  const place = index - 16;
  return hex([Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map((step) => cube[step] ?? 0));
}

/** A colour that a program gave by its red, green and blue. */
export function trueColour(rgb: number): string {
  return hex([rgb >> 16, (rgb >> 8) & 255, rgb & 255]);
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
