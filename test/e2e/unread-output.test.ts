import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { executable, homeEnv, makeHome } from '../support/run-qfpay.ts';

type Line = Readonly<Record<string, unknown>>;

/** The emulator's process, nothing of its output read yet but the first line. */
async function unread(): Promise<{ child: ChildProcess; url: string; seen: Line[] }> {
  const home = makeHome();
  const words = [executable, 'emulator', '--port', '0', '--json'];
  const child = spawn(process.execPath, words, {
    cwd: home.work,
    env: homeEnv(home),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const seen: Line[] = [];
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => seen.push(JSON.parse(line) as Line));
  await once(lines, 'line');
  child.stdout?.pause();
  return { child, url: String(seen[0]?.['url']), seen };
}

/** Lines of 8 KB each, so that few calls fill a pipe and all that waits for it. */
async function call(url: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    const answer = await fetch(`${url}/${'a'.repeat(8000)}`, { signal: AbortSignal.timeout(10_000) });
    expect(answer.status).toBe(404);
    await answer.text();
  }
}

// On Windows Node itself makes pipes wait.
describe.skipIf(process.platform === 'win32')('a reader of a pipe who stops reading', () => {
  test('stops no server, and is told what he missed when he reads on', async () => {
    const { child, url, seen } = await unread();
    await call(url, 300);
    expect(seen.length).toBeLessThan(300);
    child.stdout?.resume();
    // Calls until one finds the pipe empty: the first line of it that is written says what was lost.
    let calls = 300;
    while (!seen.some(({ event }) => event === 'dropped')) {
      await call(url, 1);
      calls += 1;
    }
    child.kill('SIGTERM');
    await once(child, 'close');
    const dropped = seen.filter(({ event }) => event === 'dropped').reduce((sum, { count }) => sum + Number(count), 0);
    expect(dropped).toBeGreaterThan(0);
    expect(seen.filter(({ event }) => event === 'request')).toHaveLength(calls - dropped);
    expect(seen.at(-1)).toMatchObject({ event: 'stopped', by: 'SIGTERM' });
  });

  test('does not keep it from ending, with its own status', async () => {
    const { child, url } = await unread();
    await call(url, 300);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
