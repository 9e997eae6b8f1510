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
  expect(rowsOf(report([entry]).blocks)).toEqual([['03-02 15:04', 'pay', 'sandbox', 'ORD-1', '12.80', 'paid']]);
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
    expect.stringMatching(/^03-02 15:04 +refund +RF4DYCCYN1BP418T742KP05C86FRCCEX +9005.00 +unknown ×3$/),
    expect.stringMatching(/^03-02 15:04 +refund +RF3R12468PREA1NSQQZE4V5FVDXGG3CH +9005.00 +unknown ×3$/),
    '(too narrow here for: env)',
  ]);
});

test('a line of simulated money is one line on 80 columns, and still called simulated', async () => {
  const numbers = ['RF4DYCCYN1BP418T742KP05C86FRCCEX', 'TEA-1'];
  const { blocks } = report(
    ['refunded', 'awaiting_payer'].map((outcome, index) => ({
      ...{ ...entry, env: 'local', outcome, simulated: true as const },
      out_trade_no: numbers[index] ?? '',
    })),
  );
  const lines = async (columns: number) =>
    (await renderText(blocks, { is_tty: true, columns, color: 0 }))
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/ +/g, ' '));
  expect(await lines(80)).toEqual([
    '2026, UTC+8 command out_trade_no HKD outcome',
    '03-02 15:04 pay RF4DYCCYN1BP418T742KP05C86FRCCEX 12.80 refunded*',
    '03-02 15:04 pay TEA-1 12.80 awaiting payer*',
    '* simulated: no real money moved',
    '(too narrow here for: env)',
  ]);
  expect((await lines(120)).slice(1)).toEqual([
    '03-02 15:04 pay local RF4DYCCYN1BP418T742KP05C86FRCCEX 12.80 refunded (simulated)',
    '03-02 15:04 pay local TEA-1 12.80 awaiting payer (simulated)',
  ]);
  expect(await lines(Number.POSITIVE_INFINITY)).toEqual(await lines(120));
});

test('where real money is among them, only what was simulated has the mark', async () => {
  const number = 'RF4DYCCYN1BP418T742KP05C86FRCCEX';
  const text = await renderText(
    report([
      { ...entry, out_trade_no: number, outcome: 'refunded', simulated: true },
      { ...entry, txcurrcd: 'JPY' },
    ]).blocks,
    { is_tty: true, columns: 80, color: 0 },
  );
  expect(text).toMatch(/HKD 12.80 +refunded\*\n.*JPY 1280 +paid\n\* simulated: no real money moved/);
});

test('a call of the API without a number is told by its name', () => {
  const call = { ...entry, command: 'api', endpoint: 'customer_create', out_trade_no: '', outcome: 'done' };
  const { txamt: _amount, ...told } = call;
  expect(rowsOf(report([told]).blocks)).toEqual([['03-02 15:04', 'api', 'sandbox', '(customer_create)', '', 'done']]);
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
