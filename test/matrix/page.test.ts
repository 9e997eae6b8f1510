import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allowedExits, matrixCommands } from './commands.ts';
import { networkFates } from './fates.ts';
import { faultsPage } from './page.ts';

test('docs/faults.md is what the matrix holds', async () => {
  await expect(faultsPage()).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/faults.md'));
});

test('fates that stand in one row of the page end alike', () => {
  for (const command of Object.values(matrixCommands)) {
    const ends = new Map<string, Set<string>>();
    for (const fate of networkFates) {
      const row = `${fate.kind} ${fate.kind === 'lost' && fate.processes}`;
      ends.set(row, (ends.get(row) ?? new Set()).add(allowedExits(command, fate).join()));
    }
    expect([...ends.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1, 1]);
  }
});
