import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../support/memory-files.ts';
import { fateNames, usedAnswers } from '../support/refund-gateway.ts';
import { refunds, runToTheEnd, world } from '../support/refund-world.ts';

describe.each(['part', 'all', 'rest'] as const)('two processes that refund the %s at the same moment', (which) => {
  const { line, earlier, made } = refunds[which];
  test.each(usedAnswers)('move the money once, where a used number is answered by %s', async (used) => {
    const { gateway, run } = world({ earlier, used });
    const both = await Promise.all([run(line, memoryFiles()), run(line, memoryFiles())]);
    expect(both.map(({ exit_code }) => exit_code)).toEqual([0, 0]);
    expect(await gateway.refunds()).toEqual(made);
    if (used !== 'the existing result')
      expect(both.map(({ document }) => document['repeated']).sort()).toEqual([false, true]);
  });
});

const deaths = fc.option(
  fc.record({ step: fc.nat(25), moment: fc.constantFrom('before' as const, 'midway' as const, 'after' as const) }),
  { nil: undefined },
);

test('whatever dies, gets lost and runs at once, the money moves once and is not lost', async () => {
  const plan = fc.record({
    refund: fc.constantFrom(refunds.part, refunds.all, refunds.rest),
    fates: fc.array(fc.constantFrom(...fateNames), { maxLength: 6 }),
    used: fc.constantFrom(...usedAnswers),
    rounds: fc.array(fc.array(fc.record({ death: deaths, machine: fc.nat(1) }), { minLength: 1, maxLength: 3 }), {
      maxLength: 3,
    }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ refund: { line, earlier, made }, fates, used, rounds }) => {
      const { gateway, run } = world({ fates, used, earlier });
      const disks = [memoryFiles(), memoryFiles()];
      for (const round of rounds) {
        const ran = await Promise.all(
          round.map(({ death, machine }) => run(line, disks[machine] ?? memoryFiles(), death)),
        );
        for (const [index, { disk }] of ran.entries()) disks[round[index]?.machine ?? 0] = disk;
      }
      await gateway.settleLate();
      let last = await runToTheEnd(run, line, memoryFiles());
      for (let more = 3; more > 0 && last.exit_code !== 0; more -= 1)
        last = await runToTheEnd(run, line, memoryFiles());
      expect({ exit_code: last.exit_code, refunds: await gateway.refunds() }).toEqual({ exit_code: 0, refunds: made });
    }),
    { numRuns: 300 },
  );
}, 60_000);
