import { expect, test } from 'vitest';
import { convertedPath } from '../../src/calls/call-target.ts';
import { main } from '../../src/cli/main.ts';
import { testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

async function run(argv: readonly string[], dotenv: string, env: Record<string, string> = {}) {
  const context = testContext({ files: memoryFiles({ '/shop/.env': dotenv }), env });
  const exit_code = await main(argv, () => context);
  return { exit_code, ...context.written };
}

const rest = `QFPAY_APPCODE=${testAppCode}\n`;
const signed = ['sign', 'txamt=100'];
const paid = ['pay', '--pay-type', 'wechat-mpm', '--amount', '5', '--dry-run'];

test.each([
  ['cut at its #', `${rest}QFPAY_KEY=abc#def\n`, /line 2 of \.env: the value of QFPAY_KEY ends before the #/],
  ['with a comma of JSON', `${rest}QFPAY_KEY="${testKeys.sandbox}",\n`, /line 2 of \.env: .*comma/],
  [
    'with a quotation mark that is not closed',
    `${rest}QFPAY_KEY="${testKeys.sandbox}\n`,
    /line 2 of \.env: opens a quot/,
  ],
  ['with a space that nobody sees', `${rest}QFPAY_KEY=${testKeys.sandbox}\u200b\n`, /line 2 of \.env: .*\(U\+200B\)/],
  ['with half of its quotes', `${rest}QFPAY_KEY=${testKeys.sandbox}'\n`, /line 2 of \.env: closes a quotation mark/],
])(
  'a value of .env %s is told by commands that sign with it, and no character of it is shown',
  async (_what, dotenv, told) => {
    for (const argv of [signed, paid]) {
      const { err, out } = await run(argv, dotenv);
      expect(err, argv[0]).toMatch(told);
      expect(err + out).not.toContain(testKeys.sandbox);
    }
  },
);

test.each([
  ['cmd.exe', `set QFPAY_KEY=${testKeys.sandbox}\n`, 'line 1 of .env: begins with set'],
  ['PowerShell', `$env:QFPAY_KEY = "${testKeys.sandbox}"\n`, 'line 1 of .env: begins with $env:'],
  ['JSON', `{\n  "QFPAY_KEY": "${testKeys.sandbox}",\n}\n`, 'line 2 of .env: is JSON'],
  ['a name that lost its underscore', `QFPAYKEY=${testKeys.sandbox}\n`, 'QFPAYKEY: is read by nobody: QFPAY_KEY is'],
])('where credentials are missing, a line as %s has it is named', async (_what, dotenv, told) => {
  for (const argv of [signed, paid, ['query', 'A-1']]) {
    const { exit_code, err } = await run(argv, dotenv);
    expect(exit_code, argv[0]).toBe(3);
    expect(err).toContain(told);
    expect(err).not.toContain(testKeys.sandbox);
  }
});

test('an app code that is copied with its quotes out of JSON is told', async () => {
  const env = { QFPAY_APPCODE: `"${testAppCode}"`, QFPAY_KEY: testKeys.sandbox };
  expect((await run(paid, '', env)).err).toContain('QFPAY_APPCODE stands in quotes; it is used as it is');
});

test('a file that is as it should be is not spoken of', async () => {
  const right = `# ours\n${rest}export QFPAY_KEY='${testKeys.sandbox}' # from the mail\nQFPAY_MCHID="ZaMVg12345"\n`;
  expect((await run(signed, right)).err).not.toContain('.env');
});

test.each([
  ['C:/Program Files/Git/trade/v1/payment', '/trade/v1/payment'],
  ['C:\\msys64\\trade\\v1\\query', '/trade/v1/query'],
  ['D:/trade/v1/query', undefined],
  ['/trade/v1/query', undefined],
])('what Git Bash made of a path is known: %s', (value, path) => {
  expect(convertedPath(value)).toBe(path);
});

test.each([
  [['api', 'POST', 'C:/Program Files/Git/some/v1/call']],
  [['sign', 'txamt=100', '--env', 'local', '--endpoint', 'C:/Program Files/Git/trade/v1/query']],
])('a path that Git Bash changed is told with what stops it: %j', async (argv) => {
  const { exit_code, err } = await run(argv, '', { QFPAY_ENV: 'local' });
  expect(exit_code).toBe(2);
  expect(err).toContain('MSYS_NO_PATHCONV=1');
});
