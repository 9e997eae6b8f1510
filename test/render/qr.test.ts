import fc from 'fast-check';
import qrcode from 'qrcode';
import { expect, test } from 'vitest';
import { type QrDrawing, qrFileKind, renderQr, renderQrFile } from '../../src/render/qr.ts';

const link = 'https://qr.example/bax03190000000000000000';
const wide = { columns: 120, color: 0 } as const;

type Light = (upper: boolean) => boolean;

/** What each character shows, as ink in its upper and its lower half. */
const ink: Readonly<Record<string, Light>> = {
  '█': () => true,
  '▀': (upper) => upper,
  '▄': (upper) => !upper,
  ' ': () => false,
};

/** The modules of a printed code, dark ones true, the quiet zone around them cut off. */
function readPrinted(lines: readonly string[], isDarkInk: boolean): boolean[][] {
  const rows = lines.flatMap((line) =>
    [true, false].map((upper) => [...line].map((character) => (ink[character]?.(upper) ?? false) === isDarkInk)),
  );
  return crop(rows);
}

/**
 * The finder patterns reach the first and the last row and column, so the dark ones tell where the code ends. The square has
 * an odd number of rows; the half line below it is no part of it.
 */
function crop(printed: readonly (readonly boolean[])[]): boolean[][] {
  const rows = printed.slice(0, printed[0]?.length);
  const indices = rows.map((_, index) => index);
  const [top = 0, bottom = 0] = ends(indices.filter((row) => rows[row]?.includes(true)));
  const [left = 0, right = 0] = ends(indices.filter((column) => rows.some((row) => row[column])));
  return rows.slice(top, bottom + 1).map((row) => row.slice(left, right + 1));
}

function ends(indices: readonly number[]): [number | undefined, number | undefined] {
  return [indices[0], indices.at(-1)];
}

function wanted(text: string): boolean[][] {
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'L' }).modules;
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => data[row * size + column] === 1),
  );
}

function textOf(drawing: QrDrawing): string {
  return 'drawn' in drawing ? drawing.drawn : '';
}

function linesOf(drawing: QrDrawing): string[] {
  return textOf(drawing).trimEnd().split('\n');
}

const esc = String.fromCharCode(27);
const painted = new RegExp(`^${esc}\\[([\\d;]+)m(.*)${esc}\\[0m$`);

test('half blocks on a dark background show the modules of the code', async () => {
  const lines = linesOf(await renderQr(link, wide));
  expect(readPrinted(lines, false)).toEqual(wanted(link));
});

test('any link can be read back from what is drawn', async () => {
  await fc.assert(
    fc.asyncProperty(fc.webUrl(), async (text) => {
      const drawn = await renderQr(text, { columns: 400, color: 0 });
      expect(readPrinted(linesOf(drawn), false)).toEqual(wanted(text));
    }),
    // A row without a dark module in the middle of the code.
    { numRuns: 30, examples: [['http://aaia.ama']] },
  );
});

test.each([
  [1, '30;107'],
  [2, '38;5;16;48;5;231'],
  [3, '38;5;16;48;5;231'],
] as const)('with colour level %i every line is black on white, whatever the theme', async (color, codes) => {
  const parts = linesOf(await renderQr(link, { columns: 120, color })).map((line) => painted.exec(line) ?? []);
  expect(new Set(parts.map(([, code]) => code))).toEqual(new Set([codes]));
  expect(
    readPrinted(
      parts.map(([, , text = '']) => text),
      true,
    ),
  ).toEqual(wanted(link));
});

test('a dumb terminal gets two characters for each module and no block', async () => {
  const drawn = await renderQr(link, { ...wide, term: 'dumb' });
  expect(textOf(drawn)).toMatch(/^[# \n]+$/);
  const rows = linesOf(drawn).map((line) =>
    Array.from({ length: line.length / 2 }, (_, index) => line[2 * index] === ' '),
  );
  expect(crop(rows)).toEqual(wanted(link));
});

test.each([
  ['four light modules where there is room', { columns: 33, rows: 17 }, 4],
  ['two where it is narrow', { columns: 32, rows: 17 }, 2],
  ['two where it is low', { columns: 80, rows: 16 }, 2],
  ['two at the smallest', { columns: 29, rows: 15 }, 2],
])('the quiet zone has %s', async (_what, window, quiet) => {
  const size = wanted(link).length;
  expect(size).toBe(25);
  const [first] = linesOf(await renderQr(link, { ...window, color: 0 }));
  expect(first).toBe('█'.repeat(size + 2 * quiet));
});

test.each([
  ['too narrow', { columns: 28, color: 0 }, { columns: 29, rows: 15 }],
  ['too low', { columns: 80, rows: 14, color: 3 }, { columns: 29, rows: 15 }],
  ['too narrow for plain characters', { columns: 57, color: 0, term: 'dumb' }, { columns: 58, rows: 29 }],
  ['too low for plain characters', { columns: 80, rows: 28, color: 0, term: 'dumb' }, { columns: 58, rows: 29 }],
] as const)('a window that is %s gets no code, and is told what it takes', async (_what, screen, wanted) => {
  expect(await renderQr(link, screen)).toEqual({ wanted });
  expect(await renderQr(link, { ...screen, ...wanted })).toHaveProperty('drawn');
});

test('nothing is drawn of what no code can hold', async () => {
  expect(await renderQr('x'.repeat(5000), { columns: 10_000, color: 0 })).toEqual({});
});

test.each([
  ['blocks', wide],
  ['plain characters', { ...wide, term: 'dumb' }],
])('inverted %s have ink where the code is dark', async (_what, screen) => {
  const lines = linesOf(await renderQr(link, { ...screen, inverted: true }));
  const [usual] = linesOf(await renderQr(link, screen));
  expect(lines.join('').trim()).not.toBe('');
  expect(lines[0]?.trim()).toBe('');
  expect(usual).toMatch(/^[█#]+$/);
});

test.each([
  ['order.png', 'png'],
  ['a/b.PNG', 'png'],
  ['order.svg', 'svg'],
  ['order.jpg', undefined],
  ['png', undefined],
  ['order.png.txt', undefined],
])('%s is written as %s', (path, kind) => {
  expect(qrFileKind(path)).toBe(kind);
});

test('the files are what their names say', async () => {
  const png = await renderQrFile(link, 'png');
  expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG');
  expect(await renderQrFile(link, 'svg')).toMatch(/^<svg /);
});
