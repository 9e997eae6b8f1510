import { Unicode11Addon } from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/language/languages.ts';
import { speak } from '../../src/language/t.ts';
import { renderTable } from '../../src/render/table.ts';
import { plainEmoji, widthOf } from '../../src/render/wrap-text.ts';
import type { Block } from '../../src/report/report.ts';

type TableBlock = Extract<Block, { kind: 'table' }>;

/** The lines as a terminal shows them: for each, in which column of the screen every `|` stands. */
async function barsOnScreen(text: string, columns: number): Promise<number[][]> {
  const terminal = new xterm.Terminal({ cols: columns, rows: 200, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  await new Promise<void>((resolve) => terminal.write(text.replaceAll('\n', '\r\n'), resolve));
  const { active } = terminal.buffer;
  return Array.from({ length: active.cursorY + 1 }, (_, line) => {
    const cells = active.getLine(line);
    return Array.from({ length: columns }, (_, column) => column).filter(
      (column) => cells?.getCell(column)?.getChars() === '|',
    );
  });
}

const writings = [
  '茶',
  '珍珠',
  'é',
  'e\u0301',
  'ก็',
  '한',
  'Ａ',
  'a',
  'Z9',
  ' ',
  '🍵',
  '👨‍👩‍👧',
  '👩🏽‍⚕️',
  '❤️',
  '👍🏽',
  '🇭🇰',
  '☕',
  '1️⃣',
  '𠮷',
];
const cell = fc.array(fc.constantFrom(...writings), { maxLength: 12 }).map((parts) => `|${parts.join('')}`);
const rowOfFour = fc.tuple(cell, cell, cell, cell);

/** As the files and the payers of a shop have them; what macOS takes apart is taken apart here. */
const hardScripts: Readonly<Record<string, string>> = {
  'traditional Chinese': '凍檸茶走甜',
  'a rare character': '𠮷野家',
  'Hangul, taken apart': '한글'.normalize('NFD'),
  'Japanese, taken apart': 'ガギグ'.normalize('NFD'),
  'Vietnamese, taken apart': 'Việt Nam'.normalize('NFD'),
  Thai: 'ก็น้ำชา',
  Lao: 'ນ້ຳຊາ',
  Arabic: 'شاي بالحليب',
  Hebrew: 'תֵּה',
  Greek: 'τσάι',
  Cyrillic: 'чай',
  'full width': 'ＡＢＣ１２',
  'half-width kana': 'ﾐﾙｸﾃｨｰ',
  'a joined emoji': '👨‍👩‍👧🍵',
  'a flag': '🇭🇰☕',
  'an accent of its own': 'cafe\u0301 cre\u0300me',
};

test('sixteen hard scripts stand in line, on the screen of a terminal', async () => {
  const columns = [{ title: '|goods' }, { title: '|amount', align: 'right' as const }, { title: '|name' }];
  const rows = Object.entries(hardScripts).map(([name, text]) => [`|${text}`, '|12.80', `|${name}`]);
  expect(rows).toHaveLength(16);
  const [titles = [], ...lines] = await barsOnScreen(renderTable({ kind: 'table', columns, rows }, 100), 100);
  for (const [at, bars] of lines.entries()) expect([bars[0], bars[2]], rows[at]?.[2]).toEqual([titles[0], titles[2]]);
});

test('no text is lost and no number is cut, whatever the width that is left', () => {
  const columns = [{ title: 'goods', wraps: 8 }, { title: 'syssn' }];
  const rows = Object.values(hardScripts).map((text) => [`${text} ${text}`, '20260302180500020000000001']);
  for (const width of [37, 45, 60]) {
    const shown = renderTable({ kind: 'table', columns, rows }, width).replaceAll(/\s/g, '');
    for (const [text = ''] of rows)
      for (const letter of plainEmoji(text).replaceAll(/\s/g, '')) expect(shown).toContain(letter);
    expect(shown.match(/20260302180500020000000001/g)).toHaveLength(16);
    expect(shown).not.toContain('…');
  }
});

test('what was taken apart is as wide as what it composes', () => {
  expect(widthOf('한글'.normalize('NFD'))).toBe(4);
});

test('whatever is written in its cells, a column begins at one place of the screen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rowOfFour, { minLength: 1, maxLength: 6 }), async (rows) => {
      const columns = ['|a', '|b', '|c', '|d'].map((title) => ({ title }));
      const text = renderTable({ kind: 'table', columns, rows }, 200);
      const [titles, ...lines] = await barsOnScreen(text, 200);
      expect(titles).toHaveLength(4);
      expect(lines).toEqual(rows.map(() => titles));
    }),
    { numRuns: 60 },
  );
});

test('in a narrow window no line is longer than it, and columns stay where they are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(rowOfFour, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 46, max: 90 }),
      async (rows, width) => {
        const columns = ['|a', '|b', '|c', '|d'].map((title) => ({ title, wraps: 10 }));
        const lines = await barsOnScreen(renderTable({ kind: 'table', columns, rows }, width), width);
        const [titles = []] = lines;
        expect(lines.filter((bars) => bars.length === 4)).toHaveLength(rows.length + 1);
        expect(lines.flat().filter((bar) => !titles.includes(bar))).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

const orders: TableBlock = {
  kind: 'table',
  columns: [
    { title: 'out_trade_no' },
    { title: 'syssn', spare: 1 },
    { title: 'amount', align: 'right' },
    { title: 'goods', wraps: 12 },
  ],
  rows: [
    ['A-1001', '20260302180500020000000001', 'HKD 12.80', 'Milk tea with pearls'],
    ['A-1002', '20260302180500020000000002', 'JPY 1280', ''],
  ],
};

test.each([
  [
    'a pipe gets all of it',
    Number.POSITIVE_INFINITY,
    [
      'out_trade_no  syssn                          amount  goods',
      'A-1001        20260302180500020000000001  HKD 12.80  Milk tea with pearls',
      'A-1002        20260302180500020000000002   JPY 1280',
    ],
  ],
  [
    'what can be spared goes first, and is named',
    60,
    [
      'out_trade_no     amount  goods',
      'A-1001        HKD 12.80  Milk tea with pearls',
      'A-1002         JPY 1280',
      '(too narrow here for: syssn)',
    ],
  ],
  [
    'then words wrap',
    40,
    [
      'out_trade_no     amount  goods',
      'A-1001        HKD 12.80  Milk tea with',
      '                         pearls',
      'A-1002         JPY 1280',
      '(too narrow here for: syssn)',
    ],
  ],
  [
    'where even that is too wide, it is a list of all, without what is empty',
    34,
    [
      'out_trade_no  A-1001',
      'syssn         20260302180500020000000001',
      'amount        HKD 12.80',
      'goods         Milk tea with pearls',
      '',
      'out_trade_no  A-1002',
      'syssn         20260302180500020000000002',
      'amount        JPY 1280',
      '',
    ],
  ],
])('%s', (_what, width, lines) => {
  expect(renderTable(orders, width).split('\n')).toEqual(lines);
});

test('a number is never broken', () => {
  for (let width = 20; width < 100; width++) {
    const text = renderTable(orders, width);
    for (const number of ['A-1001', 'HKD 12.80', 'JPY 1280']) expect(text).toContain(number);
  }
});

describe('in Chinese', () => {
  test('what is left out is said so', async () => {
    speak(await loadCatalogue('zh-Hant'));
    expect(renderTable(orders, 60).split('\n').at(-1)).toBe('（寬度不足，未顯示：syssn）');
  });
});
