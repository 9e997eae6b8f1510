import { spawn, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { testKeys } from '../support/keys.ts';
import { executable, homeEnv, makeHome } from '../support/run-qfpay.ts';

/** Runs in a pseudo-terminal of that many columns, which Linux's `script` makes. */
function runInTerminal(columns: number, command: string) {
  const home = makeHome();
  const line = `stty cols ${columns}; "${process.execPath}" "${executable}" ${command}`;
  return spawnSync('script', ['-qec', line, '/dev/null'], {
    cwd: home.work,
    env: { ...homeEnv(home), TERM: 'xterm' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    timeout: 15_000,
  });
}

test.skipIf(process.platform !== 'linux').each([0, 80])(
  'a payment is waited for in a terminal that says it has %i columns',
  (columns) => {
    const { status, stdout } = runInTerminal(
      columns,
      'pay --env local --pay-type wechat-mpm --amount 12.80 --wait --no-qr',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('HKD 12.80 - the money moved');
  },
);

/** Types into a terminal: each text as soon as what stands before it was shown. */
function typeInTerminal(command: string, typed: readonly (readonly [shown: string, text: string])[]): Promise<string> {
  const home = makeHome();
  const child = spawn('script', ['-qec', `"${process.execPath}" "${executable}" ${command}`, '/dev/null'], {
    cwd: home.work,
    env: { ...homeEnv(home), TERM: 'xterm', QFPAY_KEY: testKeys.sandbox },
  });
  const pending = [...typed];
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const [next] = pending;
    if (next && shown.includes(next[0])) child.stdin.write(pending.shift()?.[1] ?? '');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(shown));
  });
}

test.skipIf(process.platform !== 'linux')(
  'a request is pasted, longer than a line of a terminal may be, and its signature asked for',
  async () => {
    const paste = `curl https://x -H 'X-Long: ${'x'.repeat(9000)}' \\\r  -d txamt=100 \\\r\r\r\r  -d txcurrcd=HKD`;
    const shown = await typeInTerminal('verify', [
      ['Paste the request', `\x1b[200~${paste}\x1b[201~\x04`],
      ['Received signature', '0123456789ABCDEF0123456789ABCDEF\r'],
    ]);
    expect(shown).toContain('a curl command (POSIX shell) with a form body');
    expect(shown).toMatch(/received +0123456789ABCDEF0123456789ABCDEF/);
  },
);
