import { describe, expect, test } from 'vitest';
import type { BookEntry } from '../../src/emulator/book.ts';
import { createFileLedger } from '../../src/emulator/ledger.ts';
import { ConfigError } from '../../src/errors.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { emulated, qrOrder, refundOf, scannedOrder } from './emulated.ts';

const path = '/state/emulator.ndjson';

function entry(serial: number): BookEntry {
  return {
    kind: 'payment',
    syssn: String(serial),
    owner: 'A/',
    out_trade_no: `N${serial}`,
    txamt: 100,
    txcurrcd: 'HKD',
    pay_type: '800101',
    txdtm: '2026-03-02 15:04:05',
    made_at: 0,
    goods_name: '咖啡\n',
  };
}

function write(ledger: ReturnType<typeof createFileLedger>, serial: number) {
  return ledger.transact(() => ({ answer: undefined, entry: entry(serial) }));
}

test('what one process wrote, the next one reads', async () => {
  const files = memoryFiles();
  await write(createFileLedger(files, path), 1);
  expect([...(await createFileLedger(files, path).read()).all()]).toEqual([entry(1)]);
});

test('two processes at once see each other’s entries', async () => {
  const files = memoryFiles();
  const [one, other] = [createFileLedger(files, path), createFileLedger(files, path)];
  await write(one, 1);
  await write(other, 2);
  await write(one, 3);
  for (const ledger of [one, other]) expect([...(await ledger.read()).all()]).toEqual([1, 2, 3].map(entry));
});

test('an entry is on disk before the answer is handed back, one line each', async () => {
  const files = memoryFiles();
  await write(createFileLedger(files, path), 1);
  const lines = Buffer.from(files.read(path) ?? [])
    .toString('utf8')
    .split('\n');
  expect(lines).toEqual([JSON.stringify(entry(1)), '']);
});

test('when the disk refuses a write, the books do not have it either', async () => {
  const files = memoryFiles();
  const ledger = createFileLedger(
    {
      ...files,
      append: () => {
        throw new Error('no space');
      },
    },
    path,
  );
  await expect(write(ledger, 1)).rejects.toThrow('no space');
  expect((await ledger.read()).size).toBe(0);
});

test('the lock is given back when a decision fails', async () => {
  const ledger = createFileLedger(memoryFiles(), path);
  await expect(
    ledger.transact(() => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await write(ledger, 1);
  expect((await ledger.read()).size).toBe(1);
});

describe('a last line without its end', () => {
  test('is not read, since it was never acknowledged', async () => {
    const files = memoryFiles({ [path]: `${JSON.stringify(entry(1))}\n{"kind":"refund","syss` });
    expect([...(await createFileLedger(files, path).read()).all()]).toEqual([entry(1)]);
  });

  test('is left alone by a reader: its writer may be at it', async () => {
    const files = memoryFiles({ [path]: '{"kind' });
    const ledger = createFileLedger(files, path);
    await ledger.read();
    files.append(path, `${JSON.stringify(entry(1)).slice('{"kind'.length)}\n`);
    expect([...(await ledger.read()).all()]).toEqual([entry(1)]);
  });

  test('is cut off by the next writer', async () => {
    const files = memoryFiles({ [path]: `${JSON.stringify(entry(1))}\n{"kind":"refund","syss` });
    await write(createFileLedger(files, path), 2);
    expect([...(await createFileLedger(files, path).read()).all()]).toEqual([1, 2].map(entry));
  });

  test('is cut off by a writer that has read the file before', async () => {
    const files = memoryFiles();
    const ledger = createFileLedger(files, path);
    await write(ledger, 1);
    files.append(path, '{"kind":"ref');
    await write(ledger, 2);
    expect([...(await createFileLedger(files, path).read()).all()]).toEqual([1, 2].map(entry));
  });
});

test.each([
  ...['not json', '{}', 'null', '[]', '{"syssn":1}'],
  ...Object.keys(entry(1))
    .filter((name) => name !== 'goods_name')
    .map((name) => JSON.stringify({ ...entry(1), [name]: null })),
])('a whole line that is no entry (%s) is a configuration error that names the file', async (line) => {
  const ledger = createFileLedger(memoryFiles({ [path]: `${line}\n` }), path);
  const reading = ledger.read();
  await expect(reading).rejects.toBeInstanceOf(ConfigError);
  await expect(reading).rejects.toMatchObject({
    message: expect.stringContaining(`${path} has a line that is no entry`),
    facts: { hint: expect.stringContaining(`remove ${path}`) },
  });
});

test('a file that somebody removed starts afresh', async () => {
  const files = memoryFiles();
  const ledger = createFileLedger(files, path);
  await write(ledger, 1);
  files.remove(path);
  expect((await ledger.read()).size).toBe(0);
  await write(ledger, 2);
  expect([...(await ledger.read()).all()]).toEqual([entry(2)]);
});

test('only what is new is read again', async () => {
  const files = memoryFiles();
  let reads = 0;
  const counted = {
    ...files,
    read: (name: string) => {
      reads += 1;
      return files.read(name);
    },
  };
  const ledger = createFileLedger(counted, path);
  for (let n = 1; n < 20; n++) {
    await write(ledger, n);
    await ledger.read();
  }
  expect(reads).toBe(0);
});

describe('two gateways on one file', () => {
  function pair() {
    const files = memoryFiles();
    return [1, 2].map(() => emulated({ ledger: createFileLedger(files, path) }));
  }

  test('give a number to one of two payments that come at once', async () => {
    const answers = await Promise.all(pair().map((gateway) => gateway.call('payment', qrOrder)));
    expect(answers.map(({ respcd }) => respcd).toSorted()).toEqual(['0000', '2011']);
  });

  test('pay a refund once that comes at both at once', async () => {
    const [one, other] = pair();
    const paid = await one?.call('payment', scannedOrder);
    const both = [one, other].map((gateway) => gateway?.call('refund', refundOf(paid?.syssn)));
    expect((await Promise.all(both)).map((answer) => answer?.respcd).toSorted()).toEqual(['0000', '1251']);
  });

  test('never refund more than was paid, however many come at once', async () => {
    const gateways = pair();
    const paid = await gateways[0]?.call('payment', scannedOrder);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_none, n) =>
        gateways[n % 2]?.call('refund', refundOf(paid?.syssn, { out_trade_no: `R${n}`, txamt: '200' })),
      ),
    );
    expect(answers.filter((answer) => answer?.respcd === '0000')).toHaveLength(6);
    expect(answers.filter((answer) => answer?.respcd === '1272')).toHaveLength(14);
    expect(new Set(answers.map((answer) => answer?.syssn).filter(Boolean)).size).toBe(6);
  });
});
