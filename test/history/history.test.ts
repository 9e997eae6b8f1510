import { describe, expect, test } from 'vitest';
import { openHistory, readHistory, recordOutcome, recordSending, sendingTimes } from '../../src/history/history.ts';
import { foldHistory, type RecordedSending } from '../../src/history/history-entry.ts';
import { testContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

const path = '/state/history.ndjson';
const sending: RecordedSending = {
  command: 'pay',
  env: 'sandbox',
  base_url: 'https://openapi-int.qfapi.com',
  app_code: 'A1',
  endpoint: 'payment',
  out_trade_no: 'QF1',
  pay_type: '800201',
  txamt: '1280',
  txcurrcd: 'HKD',
};

/** `seed` keeps the ids of two machines apart. */
function world(initial: Readonly<Record<string, string>> = {}, seed = 0) {
  let counter = seed;
  const random = { bytes: (count: number) => Uint8Array.from({ length: count }, () => counter++), fraction: () => 0 };
  return testContext({ env: { QFPAY_STATE_DIR: '/state' }, files: memoryFiles(initial), random });
}

function textOf(context: ReturnType<typeof world>): string {
  return Buffer.from(context.files.read(path) ?? []).toString();
}

test('a call is on disk, as one line, before its recording returns', async () => {
  const context = world();
  const id = await recordSending(context, sending);
  expect(textOf(context).endsWith('\n')).toBe(true);
  expect(JSON.parse(textOf(context))).toEqual({ kind: 'sending', time: '2026-03-02T07:04:05.000Z', id, ...sending });
});

test('an outcome is told with its call, and the last one counts', async () => {
  const context = world();
  const id = await recordSending(context, sending);
  await recordOutcome(context, id, { outcome: 'awaiting_payer', respcd: '0000', syssn: 'S1' });
  await recordOutcome(context, id, { outcome: 'paid', respcd: '0000', syssn: 'S1' });
  expect(readHistory(context)).toEqual({
    entries: [
      expect.objectContaining({
        id,
        out_trade_no: 'QF1',
        settled: expect.objectContaining({ outcome: 'paid', syssn: 'S1' }),
      }),
    ],
    damaged: [],
  });
});

test('a call without an outcome stays open', async () => {
  const context = world();
  await recordSending(context, sending);
  expect(readHistory(context).entries[0]).not.toHaveProperty('settled');
});

test('calls that are written down at the same time are all there, each with its own outcome', async () => {
  const context = world();
  const numbers = Array.from({ length: 20 }, (_, index) => `N${index}`);
  await Promise.all(
    numbers.map(async (out_trade_no) => {
      const id = await recordSending(context, { ...sending, out_trade_no });
      await recordOutcome(context, id, { outcome: 'paid', syssn: `S-${out_trade_no}` });
    }),
  );
  const { entries, damaged } = readHistory(context);
  expect(damaged).toEqual([]);
  expect(entries.map(({ out_trade_no, settled }) => [out_trade_no, settled?.syssn])).toEqual(
    numbers.map((number) => [number, `S-${number}`]),
  );
});

test('half a last line is cut off by the next entry, and nothing else', async () => {
  const before = world();
  await recordSending(before, sending);
  const whole = textOf(before);
  const context = world({ [path]: `${whole}{"kind":"sending","id":"torn","out_tra` }, 100);
  await recordSending(context, { ...sending, out_trade_no: 'QF2' });
  expect(textOf(context).startsWith(whole)).toBe(true);
  expect(textOf(context)).not.toContain('torn');
  expect(readHistory(context)).toMatchObject({
    entries: [{ out_trade_no: 'QF1' }, { out_trade_no: 'QF2' }],
    damaged: [],
  });
});

test('a last line that lacks only its end is kept', async () => {
  const before = world();
  await recordSending(before, sending);
  const context = world({ [path]: textOf(before).trimEnd() }, 100);
  await recordSending(context, { ...sending, out_trade_no: 'QF2' });
  expect(readHistory(context)).toMatchObject({
    entries: [{ out_trade_no: 'QF1' }, { out_trade_no: 'QF2' }],
    damaged: [],
  });
});

test('a torn line is cut at its byte, also after Chinese text', async () => {
  const line = `${JSON.stringify({ kind: 'sending', time: 't', id: 'a', ...sending, out_trade_no: '訂單' })}\n`;
  const context = world({ [path]: `${line}{"half` });
  await recordSending(context, sending);
  expect(readHistory(context)).toMatchObject({
    entries: [{ out_trade_no: '訂單' }, { out_trade_no: 'QF1' }],
    damaged: [],
  });
});

test.each([
  ['no JSON', 'garbage'],
  ['an array', '[]'],
  ['null', 'null'],
  [
    'an entry without its number',
    '{"kind":"sending","id":"x","time":"t","command":"pay","env":"test","endpoint":"payment"}',
  ],
  ['an outcome of a call that is not there', '{"kind":"outcome","id":"x","time":"t","outcome":"paid"}'],
  ['an unknown kind', '{"kind":"note","id":"x","time":"t"}'],
])('a damaged line (%s) is reported by its number and hides no other', async (_what, damaged) => {
  const context = world();
  await recordSending(context, sending);
  context.files.append(path, `${damaged}\n`);
  await recordSending(context, { ...sending, out_trade_no: 'QF2' });
  const history = readHistory(context);
  expect(history.damaged).toEqual([2]);
  expect(history.entries.map(({ out_trade_no }) => out_trade_no)).toEqual(['QF1', 'QF2']);
});

test('half a last line is no damage to warn about: its request has not left', async () => {
  const context = world();
  await recordSending(context, sending);
  context.files.append(path, '{"kind":"sending","id":"torn","out_tra');
  expect(readHistory(context)).toMatchObject({ entries: [{ out_trade_no: 'QF1' }], damaged: [] });
});

test('a whole last line counts before it has its end', async () => {
  const before = world();
  await recordSending(before, sending);
  expect(readHistory(world({ [path]: textOf(before).trimEnd() })).entries).toHaveLength(1);
});

test.each([10, 70_000])('a last line of %i bytes without an end is cut off whole', async (length) => {
  const before = world();
  await recordSending(before, sending);
  const whole = textOf(before);
  const context = world({ [path]: whole + '\0'.repeat(length) }, 100);
  await recordSending(context, { ...sending, out_trade_no: 'QF2' });
  expect(textOf(context).startsWith(whole)).toBe(true);
  expect(textOf(context)).not.toContain('\0');
  expect(readHistory(context).entries).toHaveLength(2);
});

test('an entry is appended without reading more than the end of a long history', async () => {
  const context = world({ [path]: `${'{}\n'.repeat(100_000)}` });
  const read: number[] = [];
  const files = {
    ...context.files,
    read: () => {
      throw new Error('the whole history was read');
    },
    readFrom: (file: string, offset: number) => {
      const bytes = context.files.readFrom(file, offset);
      read.push(bytes?.length ?? 0);
      return bytes;
    },
  };
  await recordSending({ ...context, files }, sending);
  expect(read).toEqual([64 * 1024]);
});

describe('the time of a number', () => {
  const at = (now: string) => testContext({ env: { QFPAY_STATE_DIR: '/state' }, now: new Date(now), files });
  const files = memoryFiles();

  test('is that of its payment or refund, the last one, whatever was done to it later', async () => {
    await recordSending(at('2026-03-01T00:00:00Z'), { ...sending, out_trade_no: 'A-1' });
    await recordSending(at('2026-03-02T00:00:00Z'), { ...sending, out_trade_no: 'A-1' });
    await recordSending(at('2026-03-03T00:00:00Z'), { ...sending, out_trade_no: 'A-12' });
    await recordSending(at('2026-04-01T00:00:00Z'), { ...sending, endpoint: 'close', out_trade_no: 'A-1' });
    await recordSending(at('2026-04-02T00:00:00Z'), { ...sending, endpoint: 'refund', out_trade_no: '退款"1' });
    const timeOf = sendingTimes(at('2026-05-01T00:00:00Z'));
    expect(timeOf('A-1')).toBe('2026-03-02T00:00:00.000Z');
    expect(timeOf('退款"1')).toBe('2026-04-02T00:00:00.000Z');
    expect(timeOf('A-')).toBeUndefined();
  });

  test('is not known without a history', () => {
    expect(sendingTimes(world())('A-1')).toBeUndefined();
  });
});

describe('a history that is longer than what is read at once', () => {
  const line = (kind: string, id: number, more: object = {}) =>
    `${JSON.stringify({ kind, time: '2026-03-02T07:04:05.000Z', id: `i${id}`, ...more })}\n`;
  const sent = (id: number) => line('sending', id, { ...sending, out_trade_no: `訂單-${id % 700}` });
  const many = Array.from({ length: 900 }, (_, id) => id);

  test.each<[string, string]>([
    ['each outcome behind its sending', many.map((id) => sent(id) + line('outcome', id, { outcome: 'paid' })).join('')],
    [
      'all outcomes at the end',
      many.map(sent).join('') + many.map((id) => line('outcome', id, { outcome: 'paid' })).join(''),
    ],
    ['a line of rubbish longer than a block', `${sent(1)}${'x'.repeat(200_000)}\n${many.map(sent).join('')}`],
    ['a last line without its end', `${many.map(sent).join('')}${sent(7000).trimEnd()}`],
    ['a last line that was torn', `${many.map(sent).join('')}${sent(7000).slice(0, 40)}`],
  ])('with %s, says the same as one that is read whole', (_what, text) => {
    const context = world({ [path]: text });
    const largest = { read: 0 };
    const files = {
      ...context.files,
      readFrom(file: string, offset: number, most?: number) {
        const bytes = context.files.readFrom(file, offset, most);
        largest.read = Math.max(largest.read, bytes?.length ?? 0);
        return bytes;
      },
    };
    expect(readHistory({ ...context, files })).toEqual(foldHistory(text));
    expect(largest.read).toBeLessThan(text.length / 2);
  });

  test('tells of a file that was changed under its reader', () => {
    const context = world({ [path]: many.map(sent).join('') });
    const { rows, entry } = openHistory(context);
    context.files.write(path, 'something else');
    expect(() => entry(rows.at(-1) ?? 0)).toThrow('was changed by another hand');
  });
});

test('no history is an empty one', () => {
  expect(readHistory(world())).toEqual({ entries: [], damaged: [] });
});

test('the lock is given back when the disk refuses the entry', async () => {
  const files = memoryFiles();
  const full = testContext({
    env: { QFPAY_STATE_DIR: '/state' },
    files: {
      ...files,
      append: () => {
        throw new Error('ENOSPC');
      },
    },
  });
  await expect(recordSending(full, sending)).rejects.toThrow('ENOSPC');
  const lock = await files.lock(`${path}.lock`);
  lock.release();
});
