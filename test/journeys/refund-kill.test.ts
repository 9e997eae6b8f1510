import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../support/memory-files.ts';
import { deathsOf } from '../support/mortal-context.ts';
import { fateNames } from '../support/refund-gateway.ts';
import { refunds, repeatable, runToTheEnd, world } from '../support/refund-world.ts';

describe.each(refunds)('a refund $name', ({ line, earlier, made }) => {
  test.each(fateNames)('whose answer is %s says what the books say', async (fate) => {
    const { gateway, run } = world({ fates: [fate], earlier });
    const { exit_code, document } = await run(line, memoryFiles());
    const before = { 4: earlier, 5: made, 0: made, 8: await gateway.refunds() }[exit_code];
    expect(await gateway.refunds()).toEqual(before);
    if (exit_code !== 0) expect(document['error']).toMatchObject({ exit: exit_code });
  });
});

describe.each(repeatable)('a refund $name', ({ line, earlier, made }) => {
  test.each(fateNames)('whose answer is %s is made once, wherever its process is killed', async (fate) => {
    const whole = await world({ fates: [fate], earlier }).run(line, memoryFiles());
    for (const death of deathsOf(whole.steps)) {
      for (const machine of ['the same', 'another'] as const) {
        const { gateway, run } = world({ fates: [fate], earlier });
        const killed = await run(line, memoryFiles(), death);
        expect(killed.is_dead).toBe(true);
        const last = await runToTheEnd(run, line, machine === 'the same' ? killed.disk : memoryFiles());
        await gateway.settleLate();
        const cell = { death, machine, refunds: await gateway.refunds(), exit_code: last.exit_code };
        expect(cell).toEqual({ death, machine, refunds: made, exit_code: 0 });
      }
    }
  });
});
