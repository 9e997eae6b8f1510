import { describe, expect, test } from 'vitest';
import { type HoldFate, type HoldRules, holdFates, holdMoves, holdWorld } from '../support/hold-world.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { type Death, deathsOf } from '../support/mortal-context.ts';

type Move = (typeof holdMoves)[keyof typeof holdMoves];

async function deathsUnder(rules: HoldRules, { line }: Move): Promise<Death[]> {
  return deathsOf((await holdWorld(rules).run(line, memoryFiles())).steps);
}

/** Dies, is run again as a CI job is, and again when all has arrived: what is said agrees with the books, and the books have it once. */
async function playDeath(move: Move, rules: HoldRules, death: Death): Promise<void> {
  const { run, moved, settleLate } = holdWorld(rules);
  const killed = await run(move.line, memoryFiles(), death);
  expect(killed.is_dead).toBe(true);
  const again = await run(move.line, killed.disk);
  const books = await moved();
  const told = { rules, death, exit_code: again.exit_code, books };
  if (again.exit_code === 0) expect(told).toEqual({ ...told, books: move.made });
  else expect([5, 8]).toContain(again.exit_code);
  await settleLate();
  const last = await run(move.line, again.disk);
  const all = await moved();
  expect({ rules, death, all, exit_code: last.exit_code }).toEqual({
    ...{ rules, death },
    ...(all.length === 0 ? { all: [], exit_code: 8 } : { all: move.made, exit_code: 0 }),
  });
}

/** A gateway that takes a used number once more is the harder one. */
const careless = (...fates: HoldFate[]): HoldRules => ({ fates, is_careless: true });

describe('a capture of a part, which the hold would cover twice', () => {
  test.each(holdFates)('whose answer is %s is made once, wherever its process is killed', async (fate) => {
    const own = careless(fate);
    for (const death of await deathsUnder(own, holdMoves.capture)) await playDeath(holdMoves.capture, own, death);
  });
});

describe.each(Object.keys(holdMoves) as (keyof typeof holdMoves)[])('%s', (which) => {
  const move = holdMoves[which];
  test.each(['lost before', 'lost after'] as const)(
    'happens once where it is %s, killed here and there',
    async (fate) => {
      const deaths = await deathsUnder(careless(fate), move);
      for (const death of deaths.filter((_death, index) => index % 6 === 1))
        await playDeath(move, careless(fate), death);
    },
  );

  test.each(holdFates)(
    'by two processes of one machine at once happens once, when the first answer is %s',
    async (fate) => {
      for (const second of ['answered', 'lost before'] as const) {
        const { run, moved, settleLate } = holdWorld(careless(fate, second));
        const disk = memoryFiles();
        const both = await Promise.all([run(move.line, disk), run(move.line, disk)]);
        await settleLate();
        const all = await moved();
        expect({ fate, second, all: all.length <= 1 }).toEqual({ fate, second, all: true });
        for (const { exit_code } of both) expect([0, 5, 8]).toContain(exit_code);
        if (both.some(({ exit_code }) => exit_code === 0)) expect(all).toEqual(move.made);
      }
    },
  );

  test('by two machines at once happens once, where the gateway refuses what was done', async () => {
    const { run, moved } = holdWorld();
    const both = await Promise.all([run(move.line, memoryFiles()), run(move.line, memoryFiles())]);
    expect(await moved()).toEqual(move.made);
    expect(both.map(({ exit_code }) => exit_code).filter((code) => code === 0).length).toBeGreaterThan(0);
  });
});
