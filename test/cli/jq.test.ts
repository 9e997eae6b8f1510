import { cachedDataVersionTag } from 'node:v8';
import { LosslessNumber } from 'lossless-json';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { printReport, printReports } from '../../src/cli/print.ts';
import { startJq } from '../../src/render/jq.ts';
import type { Report } from '../../src/report/report.ts';
import { type TestContext, type TestWorld, testContext } from '../support/context.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';
import { testKeys } from '../support/keys.ts';

async function run(argv: readonly string[], world: TestWorld = {}): Promise<TestContext & { exit_code: number }> {
  const context = testContext(world);
  return { ...context, exit_code: await main(argv, () => context) };
}

async function printed(
  expression: string,
  report: Partial<Report>,
): Promise<{ out: string; err: string; exit: number }> {
  const context = testContext();
  const filter = await startJq(expression, context.readShipped('dist/jq.wasm.br'));
  const whole: Report = { command: 'codes', exit_code: 0, data: {}, blocks: [], ...report };
  const exit = await printReport(whole, context, { is_json: true, filter });
  return { ...context.written, exit };
}

test('prints each result on a line, strings raw, and nothing else on stdout', async () => {
  const { exit_code, written } = await run(['codes', '1108', '--jq', '.codes[0] | .code, {name}, .nothing, "a\\tb"']);
  expect(written).toEqual({ out: '1108\n{"name":"signature-error"}\nnull\na\tb\n', err: '' });
  expect(exit_code).toBe(0);
});

test.each([
  [['--jq', '.command', 'currencies', 'HKD']],
  [['currencies', 'HKD', '--jq=.command']],
  [['currencies', 'HKD', '--json', '--jq', 'nonsense', '--jq', '.command']],
])('is taken wherever it stands, the last one of several: %j', async (argv) => {
  expect((await run(argv)).written).toEqual({ out: 'currencies\n', err: '' });
});

test('knows nothing of the environment, and has no other input', async () => {
  const expression = 'env, $ENV, $ENV.PATH, [inputs], (try input catch "none")';
  const { written } = await run(['codes', '1108', '--jq', expression], { env: { SHOP: 'ours' } });
  expect(written.out).toBe('{}\n{}\nnull\n[]\nnone\n');
});

test('leaves the flags of V8 as they were: what is kept compiled is good for one set of them', async () => {
  const before = cachedDataVersionTag();
  await printed('.command', {});
  expect(cachedDataVersionTag()).toBe(before);
});

test('refuses what is no jq before anything is sent, and says where it ends', async () => {
  const argv = ['pay', '--env', 'local', '--pay-type', 'wechat-mpm', '--txamt', '1280', '--jq', '.outcome['];
  const { exit_code, written, files } = await run(argv);
  expect(exit_code).toBe(2);
  expect(JSON.parse(written.out)).toMatchObject({
    command: 'pay',
    error: { code: 'usage', exit: 2, details: [{ field: 'jq', value: '.outcome[' }] },
  });
  expect(written.out).toContain('at line 1, column 9');
  expect([...files.entries.keys()]).toEqual([]);
});

test('prints a document that tells of a failure whole', async () => {
  const { exit_code, written } = await run(['codes', 'nonsense', '--jq', '.codes[0].code']);
  expect(exit_code).toBe(2);
  expect(JSON.parse(written.out)).toMatchObject({ schema_version: 1, command: 'codes', error: { code: 'usage' } });
});

test('an expression that fails on an answer loses nothing of it', async () => {
  const data = { env: 'sandbox', outcome: 'paid', transaction: { out_trade_no: 'T-1' } };
  const { out, err, exit } = await printed('.outcome.code', { command: 'pay', data });
  expect(JSON.parse(out)).toMatchObject({ ...data, error: { code: 'usage', exit: 2 } });
  expect(err).toContain('Cannot index string');
  expect(exit).toBe(2);
});

test('keeps every digit of a number that a double cannot hold, as a string', async () => {
  const digits = '20261130123456789012345678';
  const { out } = await printed('.response.syssn, .response.count + 1', {
    data: { response: { syssn: new LosslessNumber(digits), count: new LosslessNumber('2') } },
  });
  expect(out).toBe(`${digits}\n3\n`);
});

test('makes something of a list that is printed item by item', async () => {
  const list = { name: 'rows', items: () => [{ txamt: '100' }, { txamt: '250' }] };
  const { out } = await printed('([.rows[].txamt | tonumber] | add), .total', { list, data: { total: 2 } });
  expect(out).toBe('350\n2\n');
});

test('is applied to each document of a command that does not end, and goes on where it fails on one', async () => {
  const context = testContext();
  const filter = await startJq(
    '.event | if . == "trouble" then error("no") else ascii_upcase end',
    context.readShipped('dist/jq.wasm.br'),
  );
  async function* reports(): AsyncIterable<Report> {
    for (const data of [
      { event: 'dropped', count: 1 },
      { event: 'trouble', message: 'no network' },
      { event: 'dropped', count: 2 },
    ])
      yield { command: 'listen', exit_code: 0, data, blocks: [] };
  }
  const exit = await printReports(reports(), context, { is_json: true, filter });
  const [first, second = '', third] = context.written.out.trimEnd().split('\n');
  expect([first, third]).toEqual(['DROPPED', 'DROPPED']);
  expect(JSON.parse(second)).toMatchObject({ event: 'trouble', error: { code: 'usage' } });
  expect(exit).toBe(2);
});

test('prints no key, whatever the expression makes of it, also of a command without secrets of its own', async () => {
  const key = testKeys.sandbox;
  const [half, other] = [key.slice(0, 16), key.slice(16)];
  const { written } = await run(['codes', '1108', '--jq', `"${half}" + "${other}"`], { env: { QFPAY_KEY: key } });
  expect(written.out).not.toContain(key);
  expect(written.out).toContain('<key ');
});

test('steers no terminal with a raw string', async () => {
  const { written } = await run(['codes', '1108', '--jq', '"a\\u001b[2Jb"'], { is_tty: true });
  expect(written.out).toBe('a\\u001b[2Jb\n');
});

test.each([
  ['never ends', 'def again: again; again', 'it came to no end within 0.5 s'],
  ['gives results without end', 'repeat(1)', 'it came to no end within 0.5 s'],
])('an expression that %s is stopped, and nothing of the answer is lost', async (_what, expression, reason) => {
  const context = testContext();
  const filter = await startJq(expression, context.readShipped('dist/jq.wasm.br'), 500);
  const data = { env: 'sandbox', outcome: 'paid', transaction: { out_trade_no: 'T-1' } };
  const whole: Report = { command: 'pay', exit_code: 0, data, blocks: [] };
  const exit = await printReport(whole, context, { is_json: true, filter });
  expect(JSON.parse(context.written.out)).toMatchObject({ ...data, error: { code: 'usage', exit: 2 } });
  expect(context.written.err).toContain(reason);
  expect(exit).toBe(2);
  // An engine that was stopped in the middle is asked for nothing more, and takes no more time.
  expect(cpuSeconds(() => expect(filter.apply(data, false)).toEqual({ said: reason }))).toBeLessThan(0.3);
});

test('says plainly that its memory is full, as it is by a long list', async () => {
  const { err } = await printed('reduce range(100) as $_ ("x"; . + .) | length', { data: {} });
  expect(err).toContain('jq ran out of memory; ask for less');
});

test('says plainly that there is no second input', async () => {
  const { err } = await printed('input', { data: {} });
  expect(err).toContain('there is no other input than the document');
});
