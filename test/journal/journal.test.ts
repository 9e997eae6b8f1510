import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { openJournal, readJournal } from '../../src/journal/journal.ts';
import { hashHex } from '../../src/signature/client-key.ts';
import { testContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

const owner = { env: 'sandbox', app_code: 'APP', mchid: 'M1' };
/** A MAC of a key and a journal, as far as these tests go. */
const sealerOf = (key: string) => (journal_id: string) => (text: string) =>
  hashHex('SHA256', key, journal_id, text).slice(0, 22);
const keeper = { owner, sealer: sealerOf('KEY') };
const ignore = () => {};
const refund = { refund_no: 'R-1', orig_syssn: 'S1', txamt: '500' };
const path = '/shop/returns.csv.journal.ndjson';

function linesOf(files: ReturnType<typeof memoryFiles>): Record<string, unknown>[] {
  const text = Buffer.from(files.read(path) ?? []).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('says first whose it is, then a line for each sending and each outcome', async () => {
  const context = testContext();
  const journal = await openJournal(context, path, keeper, ignore);
  await journal.sending(refund);
  await journal.outcome(refund, { outcome: 'refunded', respcd: '0000', syssn: 'S2' });
  expect(linesOf(context.files)).toMatchObject([
    { kind: 'journal', version: 1, ...owner, journal_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
    { kind: 'sending', ...refund, mac: expect.any(String) },
    { kind: 'outcome', mac: expect.any(String), ...refund, outcome: 'refunded', respcd: '0000', syssn: 'S2' },
  ]);
});

test('a refund that is sent again is open again', async () => {
  const context = testContext();
  const journal = await openJournal(context, path, keeper, ignore);
  await journal.outcome(refund, { outcome: 'declined', respcd: '1269' });
  await journal.sending(refund);
  expect(readJournal(context, path, keeper).entries.get('R-1')?.settled).toBeUndefined();
});

test('a sending that did not leave does not settle the one before it, of which nobody knows', async () => {
  const context = testContext();
  const journal = await openJournal(context, path, keeper, ignore);
  const first = context.clock.now().toISOString();
  await journal.sending(refund);
  await context.clock.sleep(60_000);
  await journal.sending(refund);
  await journal.outcome(refund, { outcome: 'not_sent' });
  const entry = readJournal(context, path, keeper).entries.get('R-1');
  expect([entry?.sent_at, entry?.settled?.outcome]).toEqual([first, 'unknown']);
  await journal.sending(refund);
  await journal.outcome(refund, { outcome: 'declined', respcd: '1269' });
  expect(readJournal(context, path, keeper).entries.get('R-1')?.settled?.outcome).toBe('declined');
});

test('lines that come while the disk is busy go in one write, and each is on disk before its promise resolves', async () => {
  const files = memoryFiles();
  const writes: string[] = [];
  const appendAside = async (to: string, text: string) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    writes.push(text);
    files.append(to, text);
  };
  const journal = await openJournal(
    { ...testContext(), files: { ...files, appendAside } } as never,
    path,
    keeper,
    ignore,
  );
  const numbers = ['R-1', 'R-2', 'R-3', 'R-4'];
  await Promise.all(
    numbers.map(async (refund_no) => {
      await journal.sending({ ...refund, refund_no });
      expect(Buffer.from(files.read(path) ?? []).toString()).toContain(`"${refund_no}"`);
    }),
  );
  expect(writes.length).toBeLessThan(4);
});

test('a second process is refused at once, by the name of the journal', async () => {
  const context = testContext();
  const first = await openJournal(context, path, keeper, ignore);
  await expect(openJournal(context, path, keeper, ignore)).rejects.toThrow(
    `the journal ${path} is in use by another qfpay`,
  );
  first.close();
  (await openJournal(context, path, keeper, ignore)).close();
});

describe('a journal that was torn', () => {
  const head = `${JSON.stringify({ kind: 'journal', version: 1, ...owner, journal_id: 'J1' })}\n`;
  const whole = JSON.stringify({ kind: 'sending', time: '2026-03-02T07:00:00Z', ...refund });

  test.each([
    ['in the middle of a line, loses the half', `${head}${whole}\n{"kind":"outc`, 3],
    ['behind a whole line, keeps it', `${head}${whole}`, 3],
    ['in its very first line, begins anew', '{"kind":"jour', 2],
  ])('%s', async (_what, text, count) => {
    const files = memoryFiles({ [path]: text });
    const journal = await openJournal(testContext({ files }), path, keeper, ignore);
    await journal.sending({ ...refund, refund_no: 'R-2' });
    expect(linesOf(files)).toHaveLength(count);
    expect(linesOf(files)[0]).toMatchObject({ kind: 'journal' });
  });

  test('by a disk that was full, does not run into the next line', async () => {
    const files = memoryFiles();
    let is_full = true;
    const appendAside = async (to: string, line: string) => {
      files.append(to, is_full ? line.slice(0, -9) : line);
      if (is_full) throw new ConfigError('the disk is full');
    };
    const journal = await openJournal(
      { ...testContext(), files: { ...files, appendAside } } as never,
      path,
      keeper,
      ignore,
    );
    await expect(journal.sending(refund)).rejects.toThrow('the disk is full');
    is_full = false;
    await journal.outcome({ ...refund, refund_no: 'R-2' }, { outcome: 'refunded' });
    const text = Buffer.from(files.read(path) ?? []).toString();
    expect(text.split('\n').some((line) => line.startsWith('{"kind":"outcome"'))).toBe(true);
  });
});

test('is refused where it is larger than any journal, and not read to its end', () => {
  const readFrom = (_path: string, _offset: number, count = Number.POSITIVE_INFINITY) => {
    expect(count).toBeLessThan(2 ** 30);
    return { length: count } as Uint8Array;
  };
  const files = { ...memoryFiles(), readFrom };
  expect(() => readJournal({ files }, path, keeper)).toThrow('is no journal of refund-batch');
});

test('says where its lock is, when that is not beside it', async () => {
  const files = memoryFiles();
  const lock = async () => ({ release: () => {}, elsewhere: '/state/locks' });
  const opened = (context: ReturnType<typeof testContext>) => openJournal(context, path, keeper, () => {});
  expect((await opened(testContext({ files: { ...files, lock } }))).lock_folder).toBe('/state/locks');
  expect((await opened(testContext())).lock_folder).toBeUndefined();
});

test('tells which lines cannot be read, and reads the others', () => {
  const head = JSON.stringify({ kind: 'journal', version: 1, ...owner });
  const files = memoryFiles({
    [path]: `${head}\nrubbish\n${JSON.stringify({ kind: 'sending', time: 'T', ...refund })}\n`,
  });
  const { damaged, entries } = readJournal({ files }, path, keeper);
  expect([damaged, [...entries.keys()]]).toEqual([[2], ['R-1']]);
});

test.each([
  ['environment', { env: 'prod' }],
  ['app code', { app_code: 'OTHER' }],
  ['mchid', { mchid: undefined }],
])('is refused where its %s is another', (_what, changed) => {
  const files = memoryFiles({ [path]: `${JSON.stringify({ kind: 'journal', version: 1, ...owner, ...changed })}\n` });
  expect(() => readJournal({ files }, path, keeper)).toThrow(/of another merchant or environment/);
});

/** The text of a journal in which one refund was made, by this key. */
async function written(key = 'KEY', number = refund): Promise<string> {
  let drawn = Number.parseInt(hashHex('MD5', key).slice(0, 2), 16);
  const random = { bytes: (count: number) => Uint8Array.from({ length: count }, () => drawn++), fraction: () => 0 };
  const context = testContext({ random });
  const journal = await openJournal(context, path, { owner, sealer: sealerOf(key) }, ignore);
  await journal.sending(number);
  await journal.outcome(number, { outcome: 'refunded', respcd: '0000', message: '已退款 "ok"' });
  return Buffer.from(context.files.read(path) ?? []).toString('utf8');
}

function read(text: string, key = 'KEY') {
  return readJournal({ files: memoryFiles({ [path]: text }) }, path, { owner, sealer: sealerOf(key) });
}

describe('a line is vouched for', () => {
  test('where this key has written it, in this journal', async () => {
    expect(read(await written()).entries.get('R-1')).toMatchObject({
      is_vouched: true,
      settled: { outcome: 'refunded' },
    });
  });

  test('and by no other key, in no other journal, and not without its MAC', async () => {
    const text = await written();
    const [head = '', ...lines] = (await written('ANOTHER')).split('\n');
    const moved = [head, ...text.split('\n').slice(1)].join('\n');
    const bare = text.replaceAll(/,"mac":"[^"]*"/g, '');
    const headless = text.slice(text.indexOf('\n') + 1);
    expect(lines).not.toEqual([]);
    for (const each of [read(text, 'ANOTHER'), read(moved), read(bare), read(headless)]) {
      expect(each.entries.get('R-1')).toMatchObject({ settled: { outcome: 'refunded' } });
      expect(each.entries.get('R-1')).not.toHaveProperty('is_vouched');
    }
  });

  test('and not with any letter of it changed', async () => {
    const text = await written();
    const lastLine = text.lastIndexOf('\n', text.length - 2) + 1;
    fc.assert(
      fc.property(fc.nat(text.length - lastLine - 2), fc.constantFrom('1', 'x', '"', ' '), (place, letter) => {
        const at = lastLine + place;
        fc.pre(text[at] !== letter);
        const { entries } = read(`${text.slice(0, at)}${letter}${text.slice(at + 1)}`);
        const others = [...entries.values()].filter(({ settled }) => settled !== undefined);
        expect(others.filter(({ is_vouched }) => is_vouched)).toEqual([]);
      }),
    );
  });

  test('until a foreign one speaks of the same refund', async () => {
    const foreign = JSON.stringify({ kind: 'outcome', ...refund, outcome: 'declined' });
    const entry = read(`${await written()}${foreign}\n`).entries.get('R-1');
    expect(entry).toMatchObject({ settled: { outcome: 'declined' } });
    expect(entry).not.toHaveProperty('is_vouched');
  });

  test('and takes nothing over from a foreign one, which may name another payment', async () => {
    const [head = '', ...lines] = (await written()).split('\n');
    const foreign = { kind: 'sending', time: 'T', ...refund, orig_out_trade_no: 'ORDER-9', is_full: true };
    const entry = read([head, JSON.stringify(foreign), ...lines].join('\n')).entries.get('R-1');
    expect(entry).toMatchObject({ is_vouched: true });
    expect([entry?.orig_out_trade_no, entry?.is_full]).toEqual([undefined, undefined]);
  });

  test('and a foreign one cannot say so of itself, nor bring what only follows from several lines', () => {
    const forged = { is_vouched: true, settled: { outcome: 'refunded' }, in_doubt_since: 'T' };
    const line = JSON.stringify({ kind: 'sending', time: 'T', ...refund, ...forged, mac: 'x' });
    const head = JSON.stringify({ kind: 'journal', version: 1, ...owner, journal_id: 'J1' });
    expect(read(`${head}\n${line}\n`).entries.get('R-1')).toEqual({ ...refund, sent_at: 'T' });
  });
});

test('the journal of an older version gets an identity, and what is written from then on is vouched for', async () => {
  const old = (await written()).replaceAll(/,"(mac|journal_id)":"[^"]*"/g, '');
  const files = memoryFiles({ [path]: old });
  const journal = await openJournal(testContext({ files }), path, keeper, ignore);
  expect(journal.entries.get('R-1')).not.toHaveProperty('is_vouched');
  await journal.outcome(refund, { outcome: 'refunded' });
  expect(readJournal({ files }, path, keeper).entries.get('R-1')).toMatchObject({ is_vouched: true });
});

describe('a journal that another hand changes while it is held', () => {
  const other = { ...refund, refund_no: 'R-2' };

  test.each<[string, (files: ReturnType<typeof memoryFiles>, text: string) => void]>([
    ['removed', (files) => files.remove(path)],
    ['emptied', (files) => files.write(path, '')],
    ['cut to its head', (files, text) => files.write(path, text.slice(0, text.indexOf('\n') + 1))],
    ['cut within a line', (files, text) => files.write(path, text.slice(0, -9))],
    ['replaced', (files) => files.write(path, 'something else\nwithout an end')],
  ])('%s, is begun anew, which is told, and the next run goes on with it', async (_what, change) => {
    const context = testContext();
    let told = 0;
    const journal = await openJournal(context, path, keeper, () => {
      told += 1;
    });
    await journal.sending(refund);
    await journal.outcome(refund, { outcome: 'refunded' });
    expect(told).toBe(0);
    const before = Buffer.from(context.files.read(path) ?? []).toString('utf8');
    change(context.files, before);
    const changed = Buffer.from(context.files.read(path) ?? []).toString('utf8');
    await journal.sending(other);
    await journal.outcome(other, { outcome: 'refunded' });
    expect(told).toBe(1);
    journal.close();
    expect(
      Buffer.from(context.files.read(path) ?? [])
        .toString('utf8')
        .startsWith(changed),
    ).toBe(true);
    const next = await openJournal(context, path, keeper, ignore);
    expect(next.entries.get('R-2')).toMatchObject({ is_vouched: true, settled: { outcome: 'refunded' } });
  });

  test('before its first line is written, has its head all the same', async () => {
    const context = testContext({ files: memoryFiles({ [path]: await written() }) });
    const journal = await openJournal(context, path, keeper, ignore);
    context.files.remove(path);
    await journal.sending(other);
    expect(linesOf(context.files)).toMatchObject([
      { kind: 'journal', ...owner },
      { kind: 'sending', ...other },
    ]);
  });

  test('is no longer blocked where only its head is gone', async () => {
    const text = await written();
    expect([...read(text.slice(text.indexOf('\n') + 1)).entries.keys()]).toEqual(['R-1']);
  });
});

test.each(['my notes', 'my notes\n', '{"a":1}', '{"kind":"else"}\n'])(
  'a text that is no journal is refused and stays as it is (%j)',
  async (text) => {
    const files = memoryFiles({ [path]: text });
    await expect(openJournal(testContext({ files }), path, keeper, ignore)).rejects.toThrow('is no journal');
    expect(Buffer.from(files.read(path) ?? []).toString('utf8')).toBe(text);
  },
);
