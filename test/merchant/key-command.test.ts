import { describe, expect, test } from 'vitest';
import type { CommandResult } from '../../src/context.ts';
import { CancelledError, ConfigError } from '../../src/errors.ts';
import { keyOfCommand } from '../../src/merchant/profiles.ts';
import { testContext } from '../support/context.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';
import { failureOf } from './world.ts';

const key = testKeys.other;

function tell(result: Partial<CommandResult> | Error, world: Parameters<typeof testContext>[0] = {}) {
  const asked: unknown[] = [];
  const context = testContext({
    ...world,
    runCommand: async (...given) => {
      asked.push(given);
      if (result instanceof Error) throw result;
      return { stdout: Buffer.from(key), stderr: new Uint8Array(), exit_code: 0, ...result };
    },
  });
  return { asked, found: keyOfCommand('profile shop', 'pass show qfpay', context) };
}

test.each([
  ['as it is', key, key],
  ['without one line end', `${key}\n`, key],
  ['without one Windows line end', `${key}\r\n`, key],
  ['but with a second one', `${key}\n\n`, `${key}\n`],
])('what the command prints is the key, %s', async (_how, printed, expected) => {
  const { asked, found } = tell({ stdout: Buffer.from(printed) });
  expect((await found).client_key.reveal()).toBe(expected);
  expect(asked).toEqual([['pass show qfpay', 30_000]]);
});

test('what looks wrong with the key is warned about', async () => {
  const { warnings } = await tell({ stdout: Buffer.from(`"${key}"`) }).found;
  expect(warnings).toEqual([expect.stringContaining('profile shop stands in quotes')]);
});

describe('a command that tells no key is a configuration error that names the profile and shows nothing it printed:', () => {
  test.each<[string, Partial<CommandResult>, RegExp]>([
    ['it fails', { exit_code: 3 }, /exit code 3/],
    ['it does not end', { exit_code: undefined, stopped: 'time' }, /within 30 s/],
    ['it prints without end', { exit_code: undefined, stopped: 'size' }, /64 KiB/],
    ['it is killed', { exit_code: undefined }, /run to its end/],
    ['it prints nothing', { stdout: Buffer.from('') }, /must not be empty/],
    ['it prints notes beneath the key', { stdout: Buffer.from(`${key}\nlogin: shop\n`) }, /alone: it printed 2 lines/],
    ['it prints a line end', { stdout: Buffer.from('\n') }, /must not be empty/],
    ['it prints no text', { stdout: Buffer.from([0xff, ...Buffer.from(key)]) }, /UTF-8/],
  ])('%s', async (_what, result, message) => {
    const error = await failureOf(tell(result).found);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toMatch(/^key_command of profile shop /);
    expect(error.message).toMatch(message);
    expect(leakedKeys(error.told)).toEqual([]);
  });
});

describe('what the command says on stderr', () => {
  const stderr = Buffer.from('vault: permission denied\n');

  test('is told where it failed', async () => {
    const error = await failureOf(tell({ exit_code: 2, stdout: Buffer.from(''), stderr }).found);
    expect(error.told).toContain('it said: vault: permission denied');
  });

  test('is told without a key that it printed, or that a trace of the shell shows', async () => {
    const trace = Buffer.from(`+ K=${testKeys.prod}\n++ pass show ${testKeys.prod}\nthe key ${key} is old\n`);
    const error = await failureOf(tell({ exit_code: 2, stderr: trace }).found);
    expect(leakedKeys(error.told)).toEqual([]);
    expect(error.told).toMatch(/it said: the key <key \w{8}> is old/);
  });

  test('is told without what looks like a key, though none came on stdout', async () => {
    const debug = Buffer.from(`request 3f9a61c2-1111-4222-8333-123456789012 gave ${testKeys.prod}\n`);
    const error = await failureOf(tell({ exit_code: 2, stdout: Buffer.from(''), stderr: debug }).found);
    expect(error.told).toContain('it said: request 3f9a61c2-1111-4222-8333-123456789012 gave ***');
  });

  test('is told by its end where it is long, masked before it is cut', async () => {
    const long = Buffer.from(`${'x'.repeat(300)} ${key} ${'y'.repeat(290)}`);
    const error = await failureOf(tell({ exit_code: 2, stderr: long }).found);
    expect(error.told).toContain('it said: …');
    for (let at = 0; at + 8 <= key.length; at += 1) {
      if (!/^\d+$/.test(key.slice(at, at + 8))) expect(error.told).not.toContain(key.slice(at, at + 8));
    }
  });

  test('is not told where it gave the key', async () => {
    const { warnings } = await tell({ stderr }).found;
    expect(warnings).toEqual([]);
  });
});

test('an interruption stays one', async () => {
  await expect(tell(new CancelledError('interrupted')).found).rejects.toThrow(CancelledError);
});
