import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../src/errors.ts';
import { createRunCommand, shellOptions } from '../../src/host/run-command.ts';
import { testKeys } from '../support/keys.ts';
import { documentOf, makeHome, runQfpay } from '../support/run-qfpay.ts';

const never = new AbortController().signal;
const node = `"${process.execPath}"`;

function run(command: string, { timeout_ms = 10_000, signal = never } = {}) {
  return createRunCommand(signal)(command, timeout_ms);
}

test('gives what the command printed and how it ended', async () => {
  const { stdout, stderr, ...ended } = await run('echo one && echo two && echo said 1>&2 && exit 3');
  expect(Buffer.from(stdout).toString().split(/\s+/)).toEqual(['one', 'two', '']);
  expect(Buffer.from(stderr).toString().trim()).toBe('said');
  expect(ended).toEqual({ exit_code: 3 });
});

test('a command that is not there ends with a code of the shell', async () => {
  expect((await run('qfpay-no-such-command 2>&1')).exit_code).toBeGreaterThan(0);
});

test('a command that does not end is stopped', async () => {
  const result = await run(`${node} -e "setTimeout(() => {}, 5000)"`, { timeout_ms: 300 });
  expect(result).toMatchObject({ stdout: new Uint8Array(), exit_code: undefined, stopped: 'time' });
});

test('a command that prints without end is stopped', async () => {
  const result = await run(
    `${node} -e "process.stdout.on('error', () => process.exit()); setInterval(() => process.stdout.write('x'.repeat(9999)), 1)"`,
  );
  expect(result).toMatchObject({ stdout: new Uint8Array(), exit_code: undefined, stopped: 'size' });
});

test('what it leaves behind with stderr open does not hold up the key', async () => {
  const started = performance.now();
  const { stdout } = await run(`${node} -e "setTimeout(() => {}, 5000)" >/dev/null & echo key`);
  expect(Buffer.from(stdout).toString().trim()).toBe('key');
  expect(performance.now() - started).toBeLessThan(4500);
});

/** The id of a child of the command's own, once it says so on stdout of a file that it writes. */
async function childOf(how: (folder: string) => Promise<unknown>): Promise<number> {
  const { work } = makeHome();
  await how(work);
  return Number(readFileSync(join(work, 'pid'), 'utf8'));
}

/** Until the kernel has cleared it away; a process that nobody waits for stays a moment. */
async function hasEnded(pid: number): Promise<boolean> {
  for (let look = 0; look < 200; look += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

describe.skipIf(process.platform === 'win32')('what the command has started ends with it', () => {
  const waiting = (folder: string) => `sleep 300 & echo $! > '${folder}/pid'; echo; wait`;

  test('when its time is over', async () => {
    const pid = await childOf((folder) => run(waiting(folder), { timeout_ms: 500 }));
    expect(await hasEnded(pid)).toBe(true);
  });

  test('when the person interrupts', async () => {
    const pid = await childOf(async (folder) => {
      const controller = new AbortController();
      const running = run(waiting(folder), { signal: controller.signal }).catch(() => {});
      const path = join(folder, 'pid');
      while (!existsSync(path) || readFileSync(path, 'utf8') === '')
        await new Promise((resolve) => setTimeout(resolve, 10));
      controller.abort();
      await running;
    });
    expect(await hasEnded(pid)).toBe(true);
  });
});

test('on Windows it is started at home, where no program of a cloned folder is found', () => {
  expect(shellOptions('win32', 'C:\\Users\\me')).toEqual({ shell: true, windowsHide: true, cwd: 'C:\\Users\\me' });
  expect(shellOptions('linux', '/home/me')).toEqual({ shell: true, detached: true });
});

describe('an interruption', () => {
  test('ends a command', async () => {
    const controller = new AbortController();
    const running = run(`${node} -e "setTimeout(() => {}, 5000)"`, { signal: controller.signal });
    setImmediate(() => controller.abort());
    await expect(running).rejects.toThrow(CancelledError);
  });

  test('that came before it has nothing run', async () => {
    await expect(run('echo', { signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
  });
});

test('a profile of the built program takes its key from a command, which has no stdin to eat', async () => {
  const home = makeHome();
  writeFileSync(join(home.folder, 'key.txt'), `${testKeys.other}\n`);
  const key_command = `${node} -e "process.stdin.pipe(process.stdout)" && cat ${JSON.stringify(join(home.folder, 'key.txt'))}`;
  const profiles = { shop: { env: 'sandbox', app_code: 'SHOP', key_command } };
  const file = JSON.stringify({ schema_version: 1, current: 'shop', profiles });
  writeFileSync(join(home.config, 'profiles.json'), file, { mode: 0o600 });
  const result = await runQfpay(['sign', '--input', '-', '--json'], { home, input: 'txamt=100' });
  expect(documentOf(result)).toMatchObject({ params: { txamt: '100' }, headers: { 'X-QF-APPCODE': 'SHOP' } });
  expect(result.exit_code).toBe(0);
});
