import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { answerJson, answerRecords, faultServer } from '../support/fault-server.ts';
import { testKeys } from '../support/keys.ts';
import { executable, homeEnv, makeHome, merchantEnv } from '../support/run-qfpay.ts';

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
    expect(stdout).toContain('HKD 12.80 - no real money moved');
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

test.skipIf(process.platform !== 'linux')(
  'a terminal that is closed while a payer is awaited leaves the command to go on with, and no crash',
  async () => {
    let close = () => {};
    const server = await faultServer((request, response) => {
      if (request.path.endsWith('/payment'))
        return answerJson(response, { respcd: '0000', qrcode: 'https://qr.example/1' });
      answerRecords(response);
      close();
    });
    const { state, config, work } = makeHome();
    const words = 'pay --pay-type wechat-mpm --txamt 1280 --no-qr --out-trade-no A-1 --wait';
    const line = `echo $$ > pid; exec "${process.execPath}" "${executable}" ${words} 2> told`;
    const child = spawn('script', ['-qec', line, '/dev/null'], {
      cwd: work,
      env: { ...merchantEnv(server.url), PATH: process.env['PATH'], QFPAY_STATE_DIR: state, QFPAY_CONFIG_DIR: config },
    });
    const closed = new Promise<void>((resolve) => {
      close = () => void child.kill('SIGKILL');
      child.on('close', () => resolve());
    });
    await closed;
    const pid = Number(readFileSync(join(work, 'pid'), 'utf8'));
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 10_000 });
    const told = readFileSync(join(work, 'told'), 'utf8');
    expect(told).toMatch(/go on with: qfpay query A-1 --wait\n$/);
  },
);
