import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHistory, recordSending } from '../../src/history/history.ts';
import { foldHistory, type RecordedSending } from '../../src/history/history-entry.ts';
import { testContext } from '../support/context.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';
import { memoryFiles } from '../support/memory-files.ts';

const path = '/state/history.ndjson';

interface Fact {
  readonly number: string;
  readonly outcomes: readonly string[];
}

const facts = fc.uniqueArray(
  fc.record({
    number: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    outcomes: fc.array(fc.constantFrom('pending', 'paid', 'not_sent', 'declined'), { maxLength: 3 }),
  }),
  { maxLength: 6, selector: ({ number }) => number },
);

function sendingOf(out_trade_no: string): RecordedSending {
  return { command: 'pay', env: 'sandbox', base_url: 'u', app_code: 'A', endpoint: 'payment', out_trade_no };
}

/** Lines as the program writes them: every sending, then the outcomes in any order of calls. */
function linesOf(entries: readonly Fact[]): string[] {
  const time = '2026-03-02T07:04:05.000Z';
  const sendings = entries.map(({ number }, id) => ({
    kind: 'sending',
    time,
    id: `i${id}`,
    ...sendingOf(number),
  }));
  const outcomes = entries.flatMap(({ outcomes }, id) =>
    outcomes.map((outcome) => ({ kind: 'outcome', time, id: `i${id}`, outcome })),
  );
  return [...sendings, ...outcomes].map((line) => `${JSON.stringify(line)}\n`);
}

test('every call is told once, in the order it was sent, with its last outcome', () => {
  fc.assert(
    fc.property(facts, (entries) => {
      const { entries: folded, damaged } = foldHistory(linesOf(entries).join(''));
      expect(damaged).toEqual([]);
      expect(folded.map(({ out_trade_no, settled }) => [out_trade_no, settled?.outcome])).toEqual(
        entries.map(({ number, outcomes }) => [number, outcomes.at(-1)]),
      );
    }),
  );
});

test('a history that is cut at any byte loses no whole line, takes the next call, and has nothing damaged', async () => {
  await fc.assert(
    fc.asyncProperty(facts, fc.nat(), async (entries, where) => {
      const lines = linesOf(entries);
      const whole = Buffer.from(lines.join(''));
      const cut = whole.subarray(0, where % (whole.length + 1));
      const complete = lines.filter(
        (_, index) => Buffer.byteLength(lines.slice(0, index + 1).join('')) - 1 <= cut.length,
      );
      const context = testContext({
        env: { QFPAY_STATE_DIR: '/state' },
        files: memoryFiles(),
        random: { bytes: (count) => new Uint8Array(count).fill(7), fraction: () => 0 },
      });
      context.files.write(path, cut);
      expect(readHistory(context)).toEqual(foldHistory(complete.join('')));
      await recordSending(context, sendingOf('NEXT'));
      const { entries: after, damaged } = readHistory(context);
      expect(damaged).toEqual([]);
      expect(after.slice(0, -1)).toEqual(foldHistory(complete.join('')).entries);
      expect(after.at(-1)?.out_trade_no).toBe('NEXT');
    }),
  );
});

test('whatever stands between whole lines, each of them is read and what is no line of ours is counted', () => {
  const garbage = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\n') && text !== '');
  fc.assert(
    fc.property(facts, garbage, fc.nat(), (entries, text, where) => {
      const lines = linesOf(entries);
      const at = where % (lines.length + 1);
      const { entries: folded, damaged } = foldHistory(
        [...lines.slice(0, at), `${text}\n`, ...lines.slice(at)].join(''),
      );
      expect(folded).toEqual(foldHistory(lines.join('')).entries);
      expect(damaged).toEqual([at + 1]);
    }),
  );
});

test('a hundred thousand lines are read in well under two seconds', () => {
  const entries = Array.from({ length: 50_000 }, (_, index) => ({ number: `ORD-${index}`, outcomes: ['paid'] }));
  const text = linesOf(entries).join('');
  expect(cpuSeconds(() => expect(foldHistory(text).entries).toHaveLength(50_000))).toBeLessThan(2);
});

test.each([
  ['awaiting_payer', 'close', 'closed', 'closed'],
  ['pending', 'reversal', 'reversed', 'reversed'],
  [undefined, 'close', 'closed', 'closed'],
  ['awaiting_payer', 'close', 'unknown', 'awaiting_payer'],
  ['paid', 'close', 'closed', 'paid'],
])('an order %s with a %s that is %s is %s', (outcome, endpoint, ended, expected) => {
  const time = '2026-03-02T07:04:05.000Z';
  const lines = [
    { kind: 'sending', time, id: 'i1', ...sendingOf('A-1') },
    ...(outcome === undefined ? [] : [{ kind: 'outcome', time, id: 'i1', outcome }]),
    { kind: 'sending', time, id: 'i2', ...sendingOf('A-1'), endpoint },
    { kind: 'outcome', time, id: 'i2', outcome: ended },
    { kind: 'sending', time, id: 'i3', ...sendingOf('A-2') },
  ];
  const { entries } = foldHistory(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(entries.map(({ settled }) => settled?.outcome)).toEqual([expected, ended, undefined]);
});

test('a call that was sent again under its number is one entry: what one sending brought about holds for all', () => {
  const lines = linesOf([
    { number: 'RF1', outcomes: [] },
    { number: 'RF2', outcomes: [] },
    { number: 'RF1', outcomes: ['refunded'] },
    { number: 'RF1', outcomes: ['not_sent'] },
  ]);
  const { entries } = foldHistory(lines.join(''));
  expect(entries.map(({ out_trade_no, settled }) => [out_trade_no, settled?.outcome])).toEqual([
    ['RF2', undefined],
    ['RF1', 'refunded'],
  ]);
  expect(entries[1]?.attempts?.map(({ id, settled }) => [id, settled?.outcome])).toEqual([
    ['i0', undefined],
    ['i2', 'refunded'],
    ['i3', 'not_sent'],
  ]);
});

test.each(['declined', 'pending', 'not_sent'])('but is not closed by a sending that was %s', (outcome) => {
  const lines = linesOf([
    { number: 'RF1', outcomes: [] },
    { number: 'RF1', outcomes: [outcome] },
  ]);
  const [entry, ...others] = foldHistory(lines.join('')).entries;
  expect([entry?.settled?.outcome, others]).toEqual([outcome === 'pending' ? 'pending' : undefined, []]);
});

test.each<[string, Partial<RecordedSending>]>([
  ['another amount', { txamt: '1' }],
  ['another merchant', { mchid: 'M2' }],
  ['another gateway', { base_url: 'elsewhere' }],
  ['another endpoint', { endpoint: 'refund' }],
])('a number with %s is another call', (_what, own) => {
  const time = '2026-03-02T07:04:05.000Z';
  const lines = [sendingOf('A-1'), { ...sendingOf('A-1'), ...own }].map((sending, id) => ({
    ...{ kind: 'sending', time, id: `i${id}` },
    ...sending,
  }));
  const { entries } = foldHistory(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(entries.map(({ id }) => id)).toEqual(['i0', 'i1']);
});

test('orders without a number are told apart by the number that QFPay gave them', () => {
  const time = '2026-03-02T07:04:05.000Z';
  const order = (orig_syssn: string) => ({ ...sendingOf(''), endpoint: 'close', orig_syssn });
  const lines = [
    { kind: 'sending', time, id: 'i1', ...order('S1') },
    { kind: 'sending', time, id: 'i2', ...order('S2') },
    { kind: 'outcome', time, id: 'i2', outcome: 'closed' },
  ];
  const { entries } = foldHistory(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(entries.map(({ settled }) => settled?.outcome)).toEqual([undefined, 'closed']);
});
