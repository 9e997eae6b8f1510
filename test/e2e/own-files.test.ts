import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testKeys } from '../support/keys.ts';
import { documentOf, makeHome, runQfpay } from '../support/run-qfpay.ts';

const pay = ['pay', '--env', 'local', '--pay-type', 'wechat-mpm', '--amount', '12.80'];
const stranger = 65_534;

describe.skipIf(process.platform === 'win32')('a pipe that nobody writes to or reads', () => {
  test.each([[['--version']], [['codes', '1108']], [['doctor', '--offline', '--env', 'local']]])(
    'called .env does not hold qfpay %j up',
    async (args) => {
      const home = makeHome();
      execFileSync('mkfifo', [join(home.work, '.env')]);
      const { exit_code, stderr } = await runQfpay(args, { home });
      expect(exit_code).toBe(0);
      if (args[0] !== '--version') expect(stderr).toContain('.env is not read: it is no regular file');
    },
  );

  test('named by QFPAY_LOG is told of before the payment, which is made all the same', async () => {
    const home = makeHome();
    const log = join(home.work, 'log');
    execFileSync('mkfifo', [log]);
    const paid = await runQfpay([...pay, '--json'], { home, env: { QFPAY_LOG: log } });
    expect(documentOf(paid)).toMatchObject({ outcome: 'awaiting_payer' });
    expect(paid.stderr).toContain('warning: QFPAY_LOG cannot be written: it is no regular file\n');
    expect(statSync(log).isFIFO()).toBe(true);
  });

  test('in place of the profiles is told of, and not read for the mask of keys either', async () => {
    const home = makeHome();
    execFileSync('mkfifo', [join(home.config, 'profiles.json')]);
    const { exit_code, stderr } = await runQfpay(['profile', 'list'], { home });
    expect([exit_code, stderr]).toEqual([3, expect.stringContaining('it is no regular file')]);
  });

  test('in place of the history stops a payment before it is sent', async () => {
    const home = makeHome();
    execFileSync('mkfifo', [join(home.state, 'history.ndjson')]);
    const paid = await runQfpay([...pay, '--json'], { home });
    expect(paid.exit_code).toBe(3);
    expect(documentOf(paid)).toMatchObject({ error: { message: expect.stringContaining('it is no regular file') } });
  });
});

test.skipIf(process.platform === 'win32')('what is written follows no link', async () => {
  const home = makeHome();
  const victim = join(home.work, 'victim');
  writeFileSync(victim, 'a victim');
  for (const name of ['qr.png', 'case.md', 'local.key']) symlinkSync(victim, join(home.work, name));
  const exits = [
    await runQfpay([...pay, '--qr-file', 'qr.png'], { home }),
    await runQfpay(['verify', 'a=1', '--signature', 'A'.repeat(64), '--env', 'local', '--report', 'case.md'], { home }),
    await runQfpay(['emulator', '--write-key-file', 'local.key', '--port', '0'], { home }),
  ].map(({ exit_code, stderr }) => [exit_code, stderr.includes('it is a link')]);
  expect(exits).toEqual([
    [2, true],
    [2, true],
    [2, true],
  ]);
  expect(readFileSync(victim, 'utf8')).toBe('a victim');
  expect(existsSync(join(home.state, 'history.ndjson'))).toBe(false);
});

/** Only root can have files of another user. */
describe.skipIf(process.geteuid?.() !== 0)('profiles that belong to another user', () => {
  const key = { env: 'sandbox', app_code: 'SHOP' };

  async function signWith(profile: object) {
    const home = makeHome();
    const file = join(home.config, 'profiles.json');
    const text = JSON.stringify({ schema_version: 1, current: 'shop', profiles: { shop: { ...key, ...profile } } });
    writeFileSync(file, text.replaceAll('HERE', home.work), { mode: 0o600 });
    chownSync(file, stranger, stranger);
    return { home, ...(await runQfpay(['sign', 'txamt=100', '--json'], { home, env: { SECRET: testKeys.other } })) };
  }

  test('give their keys, with a warning', async () => {
    const { exit_code, stderr } = await signWith({ client_key: testKeys.other });
    expect([exit_code, stderr]).toEqual([0, expect.stringContaining('belongs to another user: its keys are used')]);
  });

  test.each([{ key_command: 'touch HERE/was-run; echo key' }, { key_env: 'SECRET' }])(
    'neither run a command nor choose a variable: %j',
    async (profile) => {
      const { home, exit_code, stdout } = await signWith(profile);
      expect(exit_code).toBe(3);
      expect(stdout).toContain('belongs to another user');
      expect(readdirSync(home.work)).toEqual([]);
    },
  );

  test('in a folder that others can write to are warned of', async () => {
    const home = makeHome();
    const folder = join(home.config, 'open');
    mkdirSync(folder);
    const file = join(folder, 'profiles.json');
    const profiles = { shop: { ...key, client_key: testKeys.other } };
    writeFileSync(file, JSON.stringify({ schema_version: 1, current: 'shop', profiles }), { mode: 0o600 });
    chmodSync(folder, 0o777);
    const { exit_code, stderr } = await runQfpay(['sign', 'a=1'], { home, env: { QFPAY_CONFIG_DIR: folder } });
    expect([exit_code, stderr]).toEqual([0, expect.stringContaining('is in a folder that others can write to')]);
  });
});
