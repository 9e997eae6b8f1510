import { describe, expect, test } from 'vitest';
import { journalPath } from '../support/batch-shop.ts';
import { type BatchRan, type BatchTestWorld, batchWorld, diskWith, rewritten } from '../support/batch-world.ts';
import { type Death, type Disk, deathsOf, diskAfter } from '../support/mortal-context.ts';
import { type Fate, fateNames, furtherPayment } from '../support/refund-gateway.ts';

const header = 'syssn,out_trade_no,txamt,full,refund_no';

/** Two parts of one payment, which it would cover twice; one whole; one under the merchant's number, by QFPay's. */
const rows = [',ORDER-1,500,,', ',ORDER-1,120,,', ',ORDER-2,,yes,', `${furtherPayment(3).syssn},,600,,R-3`];
const made = ['ORDER-1 120', 'ORDER-1 500', 'ORDER-2 1280', 'ORDER-3 600'];

const list = [header, ...rows];
/** The same refunds in another order, one more among them. */
const edited = [header, ...rows.slice(2), ',ORDER-4,700,,', ...rows.slice(0, 2)];
const madeEdited = [...made, 'ORDER-4 700'];

/** As an older version, or another key, would have left it. */
function unvouched(killed: Disk): Disk {
  const disk = diskAfter(killed);
  const journal = Buffer.from(disk.read(journalPath) ?? []).toString('utf8');
  disk.write(journalPath, journal.replaceAll(/,"(mac|journal_id)":"[^"]*"/g, ''));
  return disk;
}

/** On what the batch is started again: the disk it died on, one that has the file only, or one with another file. */
const machines = {
  same: { disk: (killed: Disk) => killed, made },
  'without its journal': { disk: () => diskWith(list), made },
  'with a journal that nobody vouches for': { disk: (killed: Disk) => unvouched(killed), made },
  'with the file edited and sorted': { disk: (killed: Disk) => rewritten(killed, edited), made: madeEdited },
} as const;
type Machine = keyof typeof machines;
const machineNames = Object.keys(machines) as Machine[];

/** The third refund has the merchant's number, which is spent for good once it is declined on the books. */
function worldUnder(fate: Fate): BatchTestWorld {
  const third = fate === '1269, on the books' ? 'answered' : fate;
  return batchWorld({ fates: [fate, 'answered', third], payments: 4 });
}

/** Started again until it is final, as a CI job is pressed again; what was declined is tried again. */
async function runToTheEnd({ run }: BatchTestWorld, disk: Disk): Promise<BatchRan> {
  let last = await run(disk);
  for (let more = 4; more > 0 && last.exit_code !== 0; more -= 1)
    last = await run(last.disk, { flags: ['--retry-declined'] });
  return last;
}

async function playCell(fate: Fate, death: Death, name: Machine): Promise<void> {
  const world = worldUnder(fate);
  const killed = await world.run(diskWith(list), { death });
  expect(killed.is_dead).toBe(true);
  const { disk, made } = machines[name];
  const last = await runToTheEnd(world, disk(killed.disk));
  await world.gateway.settleLate();
  const cell = { fate, death, name, exit_code: last.exit_code, made: await world.gateway.refundsByPayment() };
  expect(cell).toEqual({ fate, death, name, exit_code: 0, made: [...made].sort() });
}

/** Each fate with a third of the places to die, another one than its neighbours: all are tried, each with all machines. */
function cellsOf(fate: number, deaths: readonly Death[]): readonly (readonly [Death, Machine])[] {
  return deaths.flatMap((death, index) => {
    const name = machineNames[Math.floor(fate / 3 + index) % machineNames.length];
    return name !== undefined && index % 3 === fate % 3 ? [[death, name] as const] : [];
  });
}

describe('a batch that is killed and started again refunds each row once, wherever it died, when two answers are', () => {
  test.each(fateNames.filter((fate) => fate !== 'answered').map((fate, index) => [fate, index] as const))(
    '%s',
    async (fate, index) => {
      const { steps } = await worldUnder(fate).run(diskWith(list));
      for (const [death, name] of cellsOf(index, deathsOf(steps))) await playCell(fate, death, name);
    },
    60_000,
  );
});

describe('a batch whose answers come as they should', () => {
  test.each(machineNames)('is whole after a death at any step, started again %s', async (name) => {
    const { steps } = await worldUnder('answered').run(diskWith(list));
    expect(steps.filter((step) => step === 'send').length).toBeGreaterThan(4);
    for (const death of deathsOf(steps)) await playCell('answered', death, name);
  });
});
