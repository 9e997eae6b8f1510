import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { openJournal, readJournal } from '../../src/journal/journal.ts';
import { testContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

const owner = { env: 'sandbox', app_code: 'APP', mchid: 'M1' };
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
  const journal = await openJournal(context, path, owner);
  await journal.sending(refund);
  await journal.outcome(refund, { outcome: 'refunded', respcd: '0000', syssn: 'S2' });
  expect(linesOf(context.files)).toMatchObject([
    { kind: 'journal', version: 1, ...owner },
    { kind: 'sending', ...refund },
    { kind: 'outcome', ...refund, outcome: 'refunded', respcd: '0000', syssn: 'S2' },
  ]);
});

test('a refund that is sent again is open again', async () => {
  const context = testContext();
  const journal = await openJournal(context, path, owner);
  await journal.outcome(refund, { outcome: 'declined', respcd: '1269' });
  await journal.sending(refund);
  expect(readJournal(context, path, owner).entries.get('R-1')?.settled).toBeUndefined();
});

test('a sending that did not leave does not settle the one before it, of which nobody knows', async () => {
  const context = testContext();
  const journal = await openJournal(context, path, owner);
  const first = context.clock.now().toISOString();
  await journal.sending(refund);
  await context.clock.sleep(60_000);
  await journal.sending(refund);
  await journal.outcome(refund, { outcome: 'not_sent' });
  const entry = readJournal(context, path, owner).entries.get('R-1');
  expect([entry?.sent_at, entry?.settled?.outcome]).toEqual([first, 'unknown']);
  await journal.sending(refund);
  await journal.outcome(refund, { outcome: 'declined', respcd: '1269' });
  expect(readJournal(context, path, owner).entries.get('R-1')?.settled?.outcome).toBe('declined');
});

test('lines that come while the disk is busy go in one write, and each is on disk before its promise resolves', async () => {
  const files = memoryFiles();
  const writes: string[] = [];
  const appendAside = async (to: string, text: string) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    writes.push(text);
    files.append(to, text);
  };
  const journal = await openJournal({ ...testContext(), files: { ...files, appendAside } } as never, path, owner);
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
  const first = await openJournal(context, path, owner);
  await expect(openJournal(context, path, owner)).rejects.toThrow(`the journal ${path} is in use by another qfpay`);
  first.close();
  (await openJournal(context, path, owner)).close();
});

describe('a journal that was torn', () => {
  const head = `${JSON.stringify({ kind: 'journal', version: 1, ...owner })}\n`;
  const whole = JSON.stringify({ kind: 'sending', time: '2026-03-02T07:00:00Z', ...refund });

  test.each([
    ['in the middle of a line, loses the half', `${head}${whole}\n{"kind":"outc`, 3],
    ['behind a whole line, keeps it', `${head}${whole}`, 3],
    ['in its very first line, begins anew', '{"kind":"jour', 2],
  ])('%s', async (_what, text, count) => {
    const files = memoryFiles({ [path]: text });
    const journal = await openJournal(testContext({ files }), path, owner);
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
    const journal = await openJournal({ ...testContext(), files: { ...files, appendAside } } as never, path, owner);
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
  expect(() => readJournal({ files }, path, owner)).toThrow('is no journal of refund-batch');
});

test('says where its lock is, when that is not beside it', async () => {
  const files = memoryFiles();
  const lock = async () => ({ release: () => {}, elsewhere: '/state/locks' });
  const journal = await openJournal(testContext({ files: { ...files, lock } }), path, owner);
  expect(journal.lock_folder).toBe('/state/locks');
  expect((await openJournal(testContext(), path, owner)).lock_folder).toBeUndefined();
});

test('tells which lines cannot be read, and reads the others', () => {
  const head = JSON.stringify({ kind: 'journal', version: 1, ...owner });
  const files = memoryFiles({
    [path]: `${head}\nrubbish\n${JSON.stringify({ kind: 'sending', time: 'T', ...refund })}\n`,
  });
  const { damaged, entries } = readJournal({ files }, path, owner);
  expect([damaged, [...entries.keys()]]).toEqual([[2], ['R-1']]);
});

test.each([
  ['environment', { env: 'prod' }],
  ['app code', { app_code: 'OTHER' }],
  ['mchid', { mchid: undefined }],
])('is refused where its %s is another', (_what, changed) => {
  const files = memoryFiles({ [path]: `${JSON.stringify({ kind: 'journal', version: 1, ...owner, ...changed })}\n` });
  expect(() => readJournal({ files }, path, owner)).toThrow(/of another merchant or environment/);
});
