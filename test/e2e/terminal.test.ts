import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { executable, makeHome } from '../support/run-qfpay.ts';

/** Runs in a pseudo-terminal of that many columns, which Linux's `script` makes. */
function runInTerminal(columns: number, command: string) {
  const { state, config, work } = makeHome();
  const line = `stty cols ${columns}; "${process.execPath}" "${executable}" ${command}`;
  return spawnSync('script', ['-qec', line, '/dev/null'], {
    cwd: work,
    env: { PATH: process.env['PATH'], TERM: 'xterm', QFPAY_STATE_DIR: state, QFPAY_CONFIG_DIR: config },
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
