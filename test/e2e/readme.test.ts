import { execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { localKey } from '../../src/signature/client-key.ts';
import { documentOf, executable, type Home, makeHome, runQfpay } from '../support/run-qfpay.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

const root = join(import.meta.dirname, '..', '..');
const ci = readFileSync(join(root, 'docs', 'ci.md'), 'utf8');

/** The shell scripts of the two CI jobs, as they stand in the documentation. */
const jobs = [...ci.matchAll(/^( *)(?:- )?(?:run: )?\|\n((?:\1 {2,}.*\n)+)/gm)]
  .map(([, , script = '']) => dedent(script))
  .filter((script) => script.includes('qfpay refund "$ORDER"'));

function dedent(script: string): string {
  const lines = script.trimEnd().split('\n');
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}

interface Job {
  readonly exit_code: number | null;
  readonly output: string;
  readonly document: Record<string, unknown>;
}

/** Runs a job as the CI system would: stopping at the first failing line, no terminal, `qfpay` being the built program. */
async function runJob(script: string, home: Home, env: Record<string, string>): Promise<Job> {
  const shell = `qfpay() { "${process.execPath}" "${executable}" "$@"; }\n${script}`;
  const child = spawn('bash', ['-e', '-c', shell], {
    cwd: home.work,
    env: { PATH: process.env['PATH'], CI: 'true', QFPAY_STATE_DIR: home.state, QFPAY_CONFIG_DIR: home.config, ...env },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const exit_code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exit_code, output, document: JSON.parse(readFileSync(join(home.work, 'refund.json'), 'utf8')) };
}

async function paidOrder(home: Home): Promise<string> {
  const pay = [
    'pay',
    '--env',
    'local',
    '--pay-type',
    'wechat-cpm',
    '--auth-code',
    '130000000000000001',
    '--amount',
    '12.80',
  ];
  const { transaction } = documentOf(await runQfpay([...pay, '--json'], { home })) as {
    transaction: { out_trade_no: string };
  };
  return transaction.out_trade_no;
}

test('the documentation has a job for GitHub Actions and one for GitLab', () => {
  expect(jobs).toHaveLength(2);
});

describe.each(jobs.map((script, index) => [['GitHub Actions', 'GitLab'][index] ?? '', script]))(
  'the %s job',
  (_name, script) => {
    test('refunds, and run again moves no money', async () => {
      const home = makeHome();
      const env = { QFPAY_ENV: 'local', ORDER: await paidOrder(home), AMOUNT: '5.00' };
      const first = await runJob(script, home, env);
      const second = await runJob(script, home, env);
      expect([first.exit_code, second.exit_code]).toEqual([0, 0]);
      expect(first.document).toMatchObject({ outcome: 'refunded', repeated: false, original: { refundable: '780' } });
      expect(second.document).toMatchObject({ outcome: 'refunded', repeated: true, original: { refundable: '780' } });
    });

    test('ends with the exit status of what went wrong, and says it', async () => {
      const home = makeHome();
      const { exit_code, output, document } = await runJob(script, home, {
        QFPAY_ENV: 'local',
        ORDER: 'NOSUCH',
        AMOUNT: '5.00',
      });
      expect(exit_code).toBe(4);
      expect(output).toContain('no such payment');
      expect(document).toMatchObject({ error: { code: 'declined' } });
    });
  },
);

test.each([
  ['README.md', 'C.UTF-8'],
  ['README.zh.md', 'zh_CN.UTF-8'],
  ['README.zh-Hant.md', 'zh_HK.UTF-8'],
])('the first command of %s sees its payment paid, on the built program', async (file, LANG) => {
  const readme = readFileSync(join(root, file), 'utf8');
  const [, command = ''] = /^```sh\nnpm ci && npx qfpay (.*)$/m.exec(readme) ?? [];
  const { exit_code, stdout, stderr } = await runQfpay([...command.split(' '), '--qr'], { env: { LANG } });
  expect(exit_code).toBe(0);
  expect(stdout).toContain('HKD 12.80');
  expect(stderr).toContain('▄▄▄▄▄');
});

test('the program in README.md makes a payment order at the emulator', async () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, program = ''] = /^<!-- run: a test runs it at the emulator -->\n```js\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  const { ready } = await serveQfpay(['emulator', '--port', '0']);
  const home = makeHome();
  const file = join(home.work, 'sign.mjs');
  writeFileSync(file, program);
  const env = { QFPAY_BASE_URL: ready.url, QFPAY_APPCODE: localMerchant.app_code, QFPAY_KEY: localKey };
  const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
  expect(JSON.parse(stdout)).toMatchObject({ respcd: '0000', out_trade_no: 'A-1001', txamt: '1280' });
});
