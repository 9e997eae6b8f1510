import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFileLedger } from '../../src/emulator/ledger.ts';
import { createFiles } from '../../src/host/context.ts';

const folder = mkdtempSync(join(tmpdir(), 'qfpay-ledger-'));
const program = join(folder, 'ledger-process.mjs');

beforeAll(async () => {
  const input = join(import.meta.dirname, '..', 'support', 'ledger-process.ts');
  const bundle = await rolldown({ input, platform: 'node', logLevel: 'warn' });
  await bundle.write({ file: program, format: 'esm' });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  readonly child: ChildProcess;
  /** The numbers that were acknowledged, when the process is over. */
  readonly acknowledged: Promise<string[]>;
}

function start(path: string, name: string, numbers: number, onNumber: (count: number) => void = () => {}): Running {
  const child = spawn(process.execPath, [program, path, name, String(numbers)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    onNumber(text.split('\n').length - 1);
  });
  const acknowledged = new Promise<string[]>((resolve) => {
    child.on('close', () => resolve(text.split('\n').slice(0, -1)));
  });
  return { child, acknowledged };
}

async function numbersIn(path: string): Promise<string[]> {
  const book = await createFileLedger(createFiles(new AbortController().signal), path).read();
  return [...book.all()].map(({ out_trade_no }) => out_trade_no);
}

test('of three processes that want the same numbers, each number goes to one', async () => {
  const path = join(folder, 'race.ndjson');
  const running = ['a', 'b', 'c'].map((name) => start(path, name, 150));
  const won = await Promise.all(running.map(({ acknowledged }) => acknowledged));
  const all = Array.from({ length: 150 }, (_none, number) => `N${number}`);
  expect(won.flat().toSorted()).toEqual(all.toSorted());
  expect(await numbersIn(path)).toEqual(all);
});

test.each([1, 7, 40])('a process killed after %d numbers has lost none that was acknowledged', async (count) => {
  const path = join(folder, `killed-${count}.ndjson`);
  const first = start(path, 'a', 1_000_000, (seen) => {
    if (seen >= count) first.child.kill('SIGKILL');
  });
  const acknowledged = await first.acknowledged;
  expect(acknowledged.length).toBeGreaterThanOrEqual(count);
  const kept = await numbersIn(path);
  expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged);
  // At most the one that was being acknowledged when the end came.
  expect(kept.length - acknowledged.length).toBeLessThanOrEqual(1);

  const next = start(path, 'b', kept.length + 3);
  expect(await next.acknowledged).toEqual([0, 1, 2].map((more) => `N${kept.length + more}`));
});
