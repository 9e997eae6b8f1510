import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerJson, faultServer } from '../support/fault-server.ts';
import { testKeys } from '../support/keys.ts';
import { makeHome, merchantEnv, runQfpay } from '../support/run-qfpay.ts';

const preload = join(import.meta.dirname, '..', 'support', 'what-is-loaded.cjs');

/** Of `txamt=100&txcurrcd=HKD`, by the key of the tests. */
const signature = createHash('sha256').update(`txamt=100&txcurrcd=HKD${testKeys.sandbox}`).digest('hex');

interface Loaded {
  /** Node's own, beyond what it loads by itself. */
  readonly modules: readonly string[];
  /** Chunks of the bundle. */
  readonly files: number;
  readonly names: readonly string[];
  readonly list_formats: number;
}

const of_endpoints = (name: string) => name.includes('endpoint-table');

/** A start is as fast as little is loaded: milliseconds depend on the machine, this does not. */
async function loadedBy(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  exit_code = 0,
): Promise<Loaded> {
  const home = makeHome();
  const file = join(home.folder, 'loaded.json');
  const more = { NODE_OPTIONS: `--require ${preload}`, QFPAY_TEST_LOADED: file, ...env };
  expect(await runQfpay(args, { home, env: more })).toMatchObject({ exit_code });
  return JSON.parse(readFileSync(file, 'utf8')) as Loaded;
}

test.each([
  ['is not loaded by codes', false, ['codes', '1108']],
  ['is not loaded by sign', false, ['sign', 'txamt=100', 'txcurrcd=HKD']],
  ['is not loaded by verify', false, ['verify', 'txamt=100', 'txcurrcd=HKD', '--signature', signature]],
  ['is not loaded by pay', false, ['pay', '--pay-type', 'wechat-mpm', '--txamt', '1280', '--dry-run']],
  ['is loaded for a call by its name', true, ['api', 'customer_create', 'name=A', '--dry-run']],
])('the table of endpoints %s', async (_what, expected, args) => {
  const { names } = await loadedBy(args, merchantEnv('http://127.0.0.1:9'));
  expect(names.some(of_endpoints)).toBe(expected);
});

test.each([
  ['--help', 5, ['--help']],
  ['codes 1108 --json', 7, ['codes', '1108', '--json']],
  ['codes 1108', 9, ['codes', '1108']],
  ['sign', 10, ['sign', 'txamt=100', 'txcurrcd=HKD']],
])('%s reads at most %i files of the bundle, and none of the large modules of Node', async (_name, most, args) => {
  const { files, modules } = await loadedBy(args, merchantEnv('http://127.0.0.1:9'));
  expect(files).toBeLessThanOrEqual(most);
  expect(
    modules.filter((name) => /^(crypto|stream|net|tls|https?|zlib|fs\/promises|child_process)$/.test(name)),
  ).toEqual([]);
});

test('verify of a curl command reads at most 18 files of the bundle, and nothing of the network', async () => {
  const home = makeHome();
  const paste = join(home.folder, 'paste.txt');
  writeFileSync(paste, `curl -H 'X-QF-SIGN: ${'A1'.repeat(32)}' -H 'X-QF-SIGNTYPE: SHA256' -d 'txamt=1&mchid=M'\n`);
  const { files, modules } = await loadedBy(['verify', paste], merchantEnv('http://127.0.0.1:9'), 6);
  expect(files).toBeLessThanOrEqual(18);
  expect(modules.filter((name) => /^(net|tls|https?|zlib|fs\/promises|child_process)$/.test(name))).toEqual([]);
});

test('pay reads at most 12 files of the bundle, and makes no formatter that looks up all locales', async () => {
  const server = await faultServer((_request, response) => answerJson(response, { respcd: '0000', syssn: '1' }));
  const pay = ['pay', '--pay-type', 'wechat-mpm', '--txamt', '1280', '--no-qr', '--json'];
  const { files, list_formats } = await loadedBy(pay, merchantEnv(server.url));
  expect(files).toBeLessThanOrEqual(12);
  expect(list_formats).toBe(0);
});

test('Bun is refused with a sentence before anything is done, and with one document', async () => {
  const env = { NODE_OPTIONS: '--import data:text/javascript,globalThis.Bun={}' };
  const { exit_code, stdout, stderr } = await runQfpay(['codes', '1108', '--json'], { env });
  expect([exit_code, stderr.split(',')[0]]).toEqual([3, 'error: qfpay runs on Node 20.19 or later']);
  expect(JSON.parse(stdout)).toMatchObject({ schema_version: 1, error: { code: 'config', exit: 3 } });
});
