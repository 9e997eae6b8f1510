import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../src/errors.ts';
import { createRunCommand } from '../../src/host/run-command.ts';
import { testKeys } from '../support/keys.ts';
import { documentOf, makeHome, runQfpay } from '../support/run-qfpay.ts';

const never = new AbortController().signal;
const node = `"${process.execPath}"`;

function run(command: string, { timeout_ms = 10_000, signal = never } = {}) {
  return createRunCommand(signal)(command, timeout_ms);
}

test('gives what the command printed and how it ended', async () => {
  const { stdout, ...ended } = await run('echo one && echo two && exit 3');
  expect(Buffer.from(stdout).toString().split(/\s+/)).toEqual(['one', 'two', '']);
  expect(ended).toEqual({ exit_code: 3 });
});

test('a command that is not there ends with a code of the shell', async () => {
  expect((await run('qfpay-no-such-command 2>&1')).exit_code).toBeGreaterThan(0);
});

test('a command that does not end is stopped', async () => {
  const result = await run(`${node} -e "setTimeout(() => {}, 5000)"`, { timeout_ms: 300 });
  expect(result).toEqual({ stdout: new Uint8Array(), exit_code: undefined, stopped: 'time' });
});

test('a command that prints without end is stopped', async () => {
  const result = await run(
    `${node} -e "process.stdout.on('error', () => process.exit()); setInterval(() => process.stdout.write('x'.repeat(9999)), 1)"`,
  );
  expect(result).toEqual({ stdout: new Uint8Array(), exit_code: undefined, stopped: 'size' });
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
