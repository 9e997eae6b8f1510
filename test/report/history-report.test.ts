import { describe, expect, test } from 'vitest';
import { renderText } from '../../src/render/text.ts';
import { historyReport, type ListedEntries, type ListedEntry } from '../../src/report/history-report.ts';
import type { Block } from '../../src/report/report.ts';

const entry: ListedEntry = {
  id: 'i1',
  time: '2026-03-02T07:04:05.000Z',
  command: 'pay',
  env: 'sandbox',
  base_url: 'https://gateway.example',
  app_code: 'A',
  endpoint: 'payment',
  out_trade_no: 'ORD-1',
  txamt: '1280',
  txcurrcd: 'HKD',
  outcome: 'paid',
  open: false,
};

function rowsOf(blocks: readonly Block[]): readonly (readonly string[])[] {
  const [table] = blocks;
  return table?.kind === 'table' ? table.rows : [];
}

function held(entries: readonly ListedEntry[]): ListedEntries {
  const open = () => entries.filter((entry) => entry.open).length;
  return { count: entries.length, from: (place) => entries.slice(place), open };
}

function report(entries: readonly ListedEntry[], own = {}) {
  return historyReport({ entries: held(entries), total: entries.length, is_limited: false, warnings: [], ...own });
}

test('a line tells when by the clock of Hong Kong, what, where, how much and what became of it', () => {
  expect(rowsOf(report([entry]).blocks)).toEqual([['03-02 15:04', 'pay', 'sandbox', 'ORD-1', 'HKD 12.80', 'paid']]);
});

test('the year stands in the heading where it is one, and with each call where there are several', async () => {
  const shown = (entries: readonly ListedEntry[], own = {}) =>
    renderText(report(entries, own).blocks, { is_tty: true, columns: 100, color: 0 });
  const earlier = { ...entry, time: '2025-12-31T16:00:00.000Z' };
  expect(await shown([earlier])).toMatch(/^2026, UTC\+8 .*\n01-01 00:00 /);
  expect(await shown([{ ...entry, time: '2025-12-31T15:59:59.000Z' }, entry])).toMatch(/\n2025-12-31 23:59:59 /);
  expect(await shown([entry], { columns: ['time'] })).toContain('2026-03-02 15:04:05');
});

test('two refunds that were sent three times each are two lines on 80 columns', async () => {
  const { id, time, command, outcome, open } = entry;
  const attempts = Array.from({ length: 3 }, () => ({ id, time, command, outcome, open }));
  const refund = {
    ...entry,
    command: 'refund',
    endpoint: 'refund',
    outcome: 'unknown',
    open: true,
    txamt: '900500',
    attempts,
  };
  const numbers = ['RF4DYCCYN1BP418T742KP05C86FRCCEX', 'RF3R12468PREA1NSQQZE4V5FVDXGG3CH'];
  const { blocks } = report(numbers.map((out_trade_no) => ({ ...refund, out_trade_no })));
  const lines = (await renderText(blocks, { is_tty: true, columns: 80, color: 0 })).split('\n');
  expect(lines.slice(0, 4)).toEqual([
    expect.stringMatching(/^2026, UTC\+8 /),
    expect.stringMatching(/^03-02 15:04 +refund +RF4DYCCYN1BP418T742KP05C86FRCCEX +HKD 9005.00 +unknown ×3$/),
    expect.stringMatching(/^03-02 15:04 +refund +RF3R12468PREA1NSQQZE4V5FVDXGG3CH +HKD 9005.00 +unknown ×3$/),
    '(too narrow here for: env)',
  ]);
});

test('what is open says so, and how it is settled', () => {
  const { blocks } = report([{ ...entry, outcome: 'unknown', open: true }]);
  expect(rowsOf(blocks)[0]?.at(-1)).toBe('unknown');
  expect(blocks.at(-1)).toEqual({ kind: 'hint', text: '1 open: qfpay resume' });
});

test('a call that was sent more than once says how often', () => {
  const { id, time, command, outcome, open } = entry;
  const attempt = { id, time, command, outcome, open };
  expect(rowsOf(report([{ ...entry, attempts: [attempt, attempt] }]).blocks)[0]?.at(-1)).toBe('paid ×2');
});

test('the columns that were chosen are shown', () => {
  expect(rowsOf(report([entry], { columns: ['out_trade_no', 'attempts'] }).blocks)).toEqual([['ORD-1', '1']]);
});

test('an order that pay itself ended is told apart from the payment', () => {
  const rows = rowsOf(
    report([
      { ...entry, endpoint: 'close' },
      { ...entry, command: 'reverse', endpoint: 'reversal' },
    ]).blocks,
  );
  expect(rows.map((row) => row[1])).toEqual(['pay (close)', 'reverse']);
});

test('a line that somebody edited cannot steer the terminal', async () => {
  const edited = { ...entry, time: '\u001b[2J', out_trade_no: 'A\u001b[31m', outcome: '\u001b[0m' };
  const text = await renderText(report([edited]).blocks, { is_tty: false, columns: 80, color: 0 });
  expect(text).toContain('A\\u001b[31m');
  expect(text).not.toContain('\u001b');
});

describe('a long history', () => {
  const many = Array.from({ length: 60 }, (_, index) => ({ ...entry, out_trade_no: `N${index}` }));

  test('is whole in JSON, and its latest fifty are on the screen', () => {
    const { list, blocks } = report(many);
    expect([...(list?.items() ?? [])]).toHaveLength(60);
    expect(rowsOf(blocks).map((row) => row[3])).toEqual(many.slice(10).map(({ out_trade_no }) => out_trade_no));
    expect(blocks[1]).toEqual({ kind: 'text', text: '10 earlier: --limit 60 shows them' });
  });

  test('is on the screen as far as was asked for', () => {
    expect(rowsOf(report(many, { is_limited: true }).blocks)).toHaveLength(60);
  });

  test('is read as far as it is shown, and not before', () => {
    const read: number[] = [];
    const from = (place: number) => {
      read.push(place);
      return many.slice(place);
    };
    const told = report([], { entries: { ...held(many), from }, total: 60 });
    expect(read).toEqual([]);
    expect([told.blocks.length, read]).toEqual([2, [10]]);
  });
});

test('an empty history is no failure', () => {
  expect(report([])).toMatchObject({ exit_code: 0, data: { total: 0 }, blocks: [{ kind: 'text' }] });
});

test('what cannot be read is warned about in every format', () => {
  const told = report([], { warnings: ['line 3 cannot be read'] });
  expect(told.warnings).toEqual(['line 3 cannot be read']);
  expect(told.data['warnings']).toEqual(['line 3 cannot be read']);
});
