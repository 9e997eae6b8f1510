import { expect, test } from 'vitest';
import { testKeys } from '../../support/keys.ts';
import { documentOf, runQfpay } from '../../support/run-qfpay.ts';

/** More than a pipe holds: it is gone once the process has begun to read. */
const long = `goods_name=${'x'.repeat(2_000_000)}\n`;

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the reading of a stdin that stays open', async (signal) => {
  const result = await runQfpay(['sign', '--input', '-', '--json'], {
    env: { QFPAY_KEY: testKeys.sandbox },
    input: long,
    keeps_stdin_open: true,
    onInput: (child) => child.kill(signal),
  });
  expect(result.exit_code).toBe(130);
  expect(documentOf(result)).toMatchObject({ command: 'sign', error: { code: 'interrupted', exit: 130 } });
});
