import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../support/memory-files.ts';
import { type Death, deathsOf } from '../support/mortal-context.ts';
import { type Fate, fateNames } from '../support/refund-gateway.ts';
import { type Refund, refunds, runToTheEnd, world } from '../support/refund-world.ts';

type Machine = 'the same' | 'another';

/** Dies, then is run again until it is final, on the machine that it died on or on one that knows nothing of it. */
async function playCell({ line, earlier, made }: Refund, fate: Fate, death: Death, machine: Machine): Promise<void> {
  const { gateway, run } = world({ fates: [fate], earlier });
  const killed = await run(line, memoryFiles(), death);
  expect(killed.is_dead).toBe(true);
  const last = await runToTheEnd(run, line, machine === 'the same' ? killed.disk : memoryFiles());
  await gateway.settleLate();
  const cell = { death, machine, refunds: await gateway.refunds(), exit_code: last.exit_code };
  expect(cell).toEqual({ death, machine, refunds: made, exit_code: 0 });
}

async function deathsUnder(fate: Fate, { line, earlier }: Refund): Promise<Death[]> {
  return deathsOf((await world({ fates: [fate], earlier }).run(line, memoryFiles())).steps);
}

describe('a refund of a part, which the payment would cover twice', () => {
  test.each(fateNames)('whose answer is %s is made once, wherever its process is killed', async (fate) => {
    for (const death of await deathsUnder(fate, refunds.part)) {
      for (const machine of ['the same', 'another'] as const) await playCell(refunds.part, fate, death, machine);
    }
  });
});

describe.each(['all', 'rest'] as const)('a refund in full, of %s', (which) => {
  test.each(fateNames)('whose answer is %s is made once, wherever its process is killed', async (fate) => {
    for (const [index, death] of (await deathsUnder(fate, refunds[which])).entries())
      await playCell(refunds[which], fate, death, index % 2 === 0 ? 'another' : 'the same');
  });
});

/** Runs once, and holds what is said against the books after everything has arrived. */
async function checkClaim({ line, earlier, made }: Refund, fates: readonly Fate[]): Promise<void> {
  const { gateway, run } = world({ fates, earlier });
  const { exit_code, document } = await run(line, memoryFiles());
  await gateway.settleLate();
  const books = await gateway.refunds();
  const claimed = { 4: earlier, 5: books, 0: made, 8: books }[exit_code];
  expect({ fates, exit_code, books }).toEqual({ fates, exit_code, books: claimed });
  if (exit_code !== 0) expect(document['error']).toMatchObject({ exit: exit_code });
}

describe('what a refund says agrees with the books, when its first answer is', () => {
  test.each(fateNames)('%s, and the second anything', async (first) => {
    for (const second of fateNames) await checkClaim(refunds.part, [first, second]);
    for (const refund of [refunds.all, refunds.rest, refunds.own]) await checkClaim(refund, [first, first]);
  });
});
