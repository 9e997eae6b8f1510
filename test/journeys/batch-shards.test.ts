import { describe, expect, test } from 'vitest';
import { readBatchRequest } from '../../src/money/batch-request.ts';
import { shardOf } from '../../src/refund-list/shards.ts';
import { type BatchRan, type BatchTestWorld, batchWorld, diskWith, listPath } from '../support/batch-world.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { type Death, type Disk, deathsOf, diskAfter } from '../support/mortal-context.ts';

const header = 'out_trade_no,txamt,full,refund_no';
const list = [
  header,
  ...['ORDER-1,500,,', 'ORDER-2,,yes,', 'ORDER-3,600,,', 'ORDER-1,120,,', 'ORDER-4,700,,R-4', 'ORDER-5,800,,'],
  ...['ORDER-6,900,,', 'ORDER-4,50,,'],
];
const made = ['1 120', '1 500', '2 1280', '3 600', '4 50', '4 700', '5 800', '6 900'].map((each) => `ORDER-${each}`);

const journalOf = (index: number, count = 3) => `${listPath}.${index}-of-${count}.journal.ndjson`;
const newWorld = () => batchWorld({ fates: ['answered'], payments: 6 });
const shard = (index: number, count = 3) => ['--shard', `${index}/${count}`];

/** One machine with the file and what all the others wrote down, as a job has it that collects their artifacts. */
function collected(disks: readonly Disk[]): Disk {
  const all = memoryFiles();
  for (const disk of disks) {
    for (const [path, entry] of disk.entries) {
      if (path.endsWith('.csv') || path.endsWith('.journal.ndjson')) all.entries.set(path, entry);
    }
  }
  return all;
}

async function runAll(world: BatchTestWorld, count = 3): Promise<BatchRan[]> {
  const runs: BatchRan[] = [];
  for (let index = 1; index <= count; index += 1)
    runs.push(await world.run(diskWith(list), { flags: shard(index, count) }));
  return runs;
}

const batchOf = ({ document }: BatchRan) => document['batch'] as Record<string, unknown>;
const rowsOf = ({ document }: BatchRan) => document['rows'] as Record<string, unknown>[];

describe('three machines with a file each and nothing else in common', () => {
  test('refund every row once between them, and each writes down its own', async () => {
    const world = newWorld();
    const runs = await runAll(world);
    expect(runs.map(({ exit_code }) => exit_code)).toEqual([0, 0, 0]);
    expect(runs.map((run) => batchOf(run)['shard'])).toEqual(['1/3', '2/3', '3/3']);
    expect(runs.map((run) => batchOf(run)['journal'])).toEqual([journalOf(1), journalOf(2), journalOf(3)]);
    const lines = runs.flatMap(rowsOf).map(({ line }) => line);
    expect(lines.sort()).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await world.gateway.refundsByPayment()).toEqual([...made].sort());
  });

  test('tell what they take of the file, and how fast they go, of which each has its part', async () => {
    const { err } = await newWorld().run(diskWith(list), { flags: shard(1) });
    expect(err).toMatch(/note: shard 1\/3 takes \d of 8 rows, at most 66 requests a minute\n/);
  });

  test('share what a batch may take, unless a Redis sees to it that they do, or a person says otherwise', () => {
    const paceOf = (typed: object, has_limiter: boolean) =>
      readBatchRequest({ shard: '2/3', ...typed }, ['returns.csv'], has_limiter).max_per_minute;
    expect([paceOf({}, false), paceOf({}, true), paceOf({ max_per_minute: '130' }, false)]).toEqual([66, 200, 130]);
    expect(paceOf({ shard: '2/256' }, false)).toBe(1);
  });

  test('of whom one is killed at any step and started again, beside the others or alone, refund nothing twice', async () => {
    const { steps } = await newWorld().run(diskWith(list), { flags: shard(1) });
    for (const death of deathsOf(steps)) {
      const world = newWorld();
      const killed = await world.run(diskWith(list), { flags: shard(1), death });
      const others = [await world.run(diskWith(list), { flags: shard(3) })];
      others.push(await world.run(diskWith(list), { flags: shard(2) }));
      const last = await world.run(killed.disk, { flags: shard(1) });
      const merged = await world.run(collected([last.disk, ...others.map(({ disk }) => disk)]), {
        flags: ['--merge-results'],
      });
      const told = { death, exit_code: merged.exit_code, made: await world.gateway.refundsByPayment() };
      expect(told).toEqual({ death, exit_code: 0, made: [...made].sort() });
    }
  });

  test.each<[string, readonly (readonly string[])[]]>([
    ['the same one', [shard(3), shard(3), shard(2), shard(1), shard(1)]],
    ['another number of them', [shard(1, 3), shard(2, 3), shard(1, 2), shard(2, 2)]],
    ['the whole file beside them', [shard(2), [], shard(3)]],
  ])('that overlap (%s) make each refund once', async (_what, commands) => {
    const world = newWorld();
    const runs: BatchRan[] = [];
    for (const flags of commands) runs.push(await world.run(diskWith(list), { flags }));
    expect(runs.map(({ exit_code }) => exit_code)).toEqual(commands.map(() => 0));
    expect(await world.gateway.refundsByPayment()).toEqual([...made].sort());
  });
});

describe('a file with a fault in it', () => {
  test('is refused by every runner, whosever row it is, and nothing is sent', async () => {
    const world = newWorld();
    const bad = [...list, 'ORDER-1,0,,'];
    for (const index of [1, 2, 3]) {
      const { exit_code, err } = await world.run(diskWith(bad), { flags: shard(index) });
      expect(exit_code).toBe(2);
      expect(err).not.toContain('note: shard');
    }
    expect(world.calls).toEqual([]);
  });

  test('is one that names some payments by one number and some by the other', async () => {
    const world = newWorld();
    const mixed = ['out_trade_no,syssn,txamt', 'ORDER-1,,100', ',20260302070405000001,100'];
    const { exit_code, document } = await world.run(diskWith(mixed), { flags: shard(1) });
    expect(exit_code).toBe(2);
    expect(JSON.stringify(document['error'])).toContain('with --shard all have to be named alike');
    expect(world.calls).toEqual([]);
    expect((await world.run(diskWith(mixed.slice(0, 2)), { flags: shard(1) })).exit_code).toBe(0);
  });

  test('or that gives back more than is allowed in all, though no runner gives back as much by itself', async () => {
    const world = newWorld();
    for (const index of [1, 2, 3]) {
      const flags = [...shard(index), '--max-total', 'HKD 49.49'];
      const { exit_code, document } = await world.run(diskWith(list), { flags });
      expect(exit_code).toBe(2);
      expect(JSON.stringify(document['error'])).toContain('is exceeded: the file refunds HKD 49.50');
    }
    expect(await world.gateway.refundsByPayment()).toEqual([]);
    const flags = [...shard(1), '--max-total', 'HKD 49.50'];
    expect((await world.run(diskWith(list), { flags })).exit_code).toBe(0);
  });
});

describe('--merge-results', () => {
  const merge = { flags: ['--merge-results'] };

  test('says of every row what the runners wrote down, asks nobody and sends nothing', async () => {
    const world = newWorld();
    const runs = await runAll(world);
    const before = world.calls.length;
    const merged = await world.run(collected(runs.map(({ disk }) => disk)), merge);
    expect(merged.exit_code).toBe(0);
    expect(world.calls.length).toBe(before);
    expect(batchOf(merged)).toMatchObject({
      ...{ rows: 8, refunded: 8, repeated: 0, journals: [journalOf(1), journalOf(2), journalOf(3)] },
      results: `${listPath}.journal.ndjson.results.csv`,
    });
    const shards = new Map(runs.flatMap((run) => rowsOf(run).map(({ line }) => [line, batchOf(run)['shard']])));
    expect(rowsOf(merged).map(({ line, shard }) => [line, shard])).toEqual(
      [2, 3, 4, 5, 6, 7, 8, 9].map((line) => [line, shards.get(line)]),
    );
    const results = Buffer.from(merged.disk.read(`${listPath}.journal.ndjson.results.csv`) ?? []).toString();
    expect(results.match(/^\d+,.*,refunded,/gm)).toHaveLength(8);
  });

  test('tells of rows that no journal has, and of the runner whose journal is missing: 5', async () => {
    const world = newWorld();
    const runs = await runAll(world);
    const [first] = runs;
    const merged = await world.run(collected([runs[1], runs[2]].flatMap((run) => (run ? [run.disk] : []))), merge);
    expect(merged.exit_code).toBe(5);
    const missing = first ? rowsOf(first).length : 0;
    expect(missing).toBeGreaterThan(0);
    expect(batchOf(merged)).toMatchObject({ not_sent: missing, refunded: 8 - missing });
    expect(merged.err).toContain(`warning: the journal of shard 1/3 is missing: nothing is known of ${missing} rows\n`);
    expect(merged.document['error']).toMatchObject({
      code: 'pending',
      resume: `qfpay refund-batch ${listPath} --shard 1/3`,
    });
    expect(rowsOf(merged).filter(({ outcome }) => outcome === 'not_sent')).toEqual(
      Array(missing).fill(expect.objectContaining({ shard: '1/3', message: 'no journal has this row' })),
    );
  });

  test('exits by the worst of all rows: one that was declined is 4, one that nobody knows of is 8', async () => {
    const world = batchWorld({ fates: ['1269, on the books', 'answered'], payments: 6 });
    const runs = await runAll(world);
    const merged = await world.run(collected(runs.map(({ disk }) => disk)), merge);
    expect(runs.map(({ exit_code }) => exit_code)).toContain(4);
    expect(merged.exit_code).toBe(4);
    const killed = await sentAndKilled();
    expect((await killed.world.run(collected([killed.disk]), merge)).exit_code).toBe(8);
  });

  test('believes the journal that knows more: what one runner left in doubt and another found made is refunded', async () => {
    const { world, disk } = await sentAndKilled();
    const whole = await world.run(diskWith(list));
    expect(whole.exit_code).toBe(0);
    const merged = await world.run(collected([disk, whole.disk]), merge);
    expect([merged.exit_code, batchOf(merged)['unknown']]).toEqual([0, 0]);
    expect(await world.gateway.refundsByPayment()).toEqual([...made].sort());
  });

  test('with no journal at all is refused, and says where they have to be', async () => {
    const { exit_code, document } = await newWorld().run(diskWith(list), merge);
    expect(exit_code).toBe(2);
    expect(JSON.stringify(document['error'])).toContain('put the journals of all runners into the folder of the file');
  });

  test('asks for rows that a journal calls settled by a hand that nobody vouches for, and does not send them', async () => {
    const world = newWorld();
    const runs = await runAll(world);
    const disk = collected(runs.map(({ disk }) => disk));
    for (const index of [1, 2, 3]) {
      const text = Buffer.from(disk.read(journalOf(index)) ?? []).toString();
      disk.write(journalOf(index), text.replaceAll(/,"(mac|journal_id)":"[^"]*"/g, ''));
    }
    const refunds = world.calls.filter((call) => call === 'refund').length;
    const merged = await world.run(disk, merge);
    expect(merged.exit_code).toBe(0);
    expect(world.calls.filter((call) => call === 'refund').length).toBe(refunds);
    const forged = newWorld();
    const lies = collected([disk]);
    expect((await forged.run(lies, merge)).exit_code).toBe(5);
    expect(await forged.gateway.refundsByPayment()).toEqual([]);
  });

  test.each([
    [['--shard', '1/3'], 'leave --shard out'],
    [['--journal', 'x'], 'leave --journal out'],
  ])('does not go with %j', async (flags, told) => {
    const { exit_code, document } = await newWorld().run(diskWith(list), { flags: ['--merge-results', ...flags] });
    expect(exit_code).toBe(2);
    expect(JSON.stringify(document['error'])).toContain(told);
  });
});

/** A runner that died between sending and hearing of it. */
async function sentAndKilled() {
  const { steps } = await newWorld().run(diskWith(list), { flags: shard(3) });
  const sends = steps.flatMap((name, step): Death[] => (name === 'receive' ? [{ step, moment: 'before' }] : []));
  const death = sends.at(-1);
  const world = newWorld();
  if (!death) throw new Error('nothing was sent');
  const { disk } = await world.run(diskWith(list), { flags: shard(3), death });
  return { world, disk: diskAfter(disk) };
}

describe('a results file that is handed in again, on a machine that knows nothing else', () => {
  const resultsOf = ({ disk }: BatchRan) => {
    const text = Buffer.from(disk.read(`${listPath}.journal.ndjson.results.csv`) ?? []).toString();
    return text.trimEnd().split(/\r?\n/);
  };
  const refundsOf = ({ calls }: BatchTestWorld) => calls.filter((call) => call === 'refund').length;

  test('has every row repeated, refunds in full among them, and nothing is sent', async () => {
    const world = newWorld();
    const results = resultsOf(await world.run(diskWith(list)));
    expect(results).toHaveLength(list.length);
    expect(refundsOf(world)).toBe(8);
    const again = await world.run(diskWith(results));
    expect(again.exit_code).toBe(0);
    expect(batchOf(again)).toMatchObject({ rows: 8, repeated: 8, refunded: 0 });
    expect(refundsOf(world)).toBe(8);
    expect(await world.gateway.refundsByPayment()).toEqual([...made].sort());
  });

  test('is shared out by its orig_syssn, and merged again', async () => {
    const world = newWorld();
    const runs = await runAll(world);
    const merged = await world.run(collected(runs.map(({ disk }) => disk)), { flags: ['--merge-results'] });
    const again: BatchRan[] = [];
    for (const index of [1, 2, 3]) again.push(await world.run(diskWith(resultsOf(merged)), { flags: shard(index) }));
    expect(again.map(({ exit_code }) => exit_code)).toEqual([0, 0, 0]);
    const rows = again.flatMap(rowsOf);
    const shares = rows.map(({ orig_syssn }) => shardOf({ named: { field: 'syssn', value: String(orig_syssn) } }, 3));
    expect(shares).toEqual(again.flatMap((run, index) => rowsOf(run).map(() => index + 1)));
    expect(rows.map(({ line }) => line).sort()).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(rows.every(({ repeated, outcome }) => repeated && outcome === 'refunded')).toBe(true);
    const last = await world.run(collected(again.map(({ disk }) => disk)), { flags: ['--merge-results'] });
    expect([last.exit_code, batchOf(last)['rows'], batchOf(last)['not_sent'] ?? 0]).toEqual([0, 8, 0]);
    expect(refundsOf(world)).toBe(8);
  });

  test('goes on with what was left in doubt, under its own number', async () => {
    const { world, disk } = await sentAndKilled();
    const doubt = await world.run(collected([disk]), { flags: ['--merge-results'] });
    const open = resultsOf(doubt).filter((line) => line.includes(',unknown,'));
    expect(open.length).toBeGreaterThan(0);
    const [header = ''] = resultsOf(doubt);
    const again = await world.run(diskWith([header, ...open]));
    expect(again.exit_code).toBe(0);
    expect(rowsOf(again).map(({ outcome, refund_no }) => [outcome, refund_no])).toEqual(
      open.map((line) => ['refunded', line.split(',')[1]]),
    );
    const whole = await world.run(diskWith(list));
    expect(whole.exit_code).toBe(0);
    expect(await world.gateway.refundsByPayment()).toEqual([...made].sort());
  });
});
