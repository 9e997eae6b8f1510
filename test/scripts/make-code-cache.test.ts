import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
let copy: string;

/** A built package of the test's own, and what stands in the way of its build. */
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'qfpay-package-'));
  for (const name of ['bin/qfpay.cjs', 'scripts/make-code-cache.mjs', 'dist']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  for (const name of cached()) rmSync(join(copy, 'dist', name));
});

afterEach(() => rmSync(copy, { recursive: true, force: true }));

function cached(): string[] {
  return readdirSync(join(copy, 'dist')).filter((name) => name.endsWith('.cache'));
}

function makeCache(env: Readonly<Record<string, string>> = {}) {
  const script = join(copy, 'scripts', 'make-code-cache.mjs');
  const { PATH = '', HOME = '' } = process.env;
  return spawnSync(process.execPath, [script], { cwd: copy, env: { PATH, HOME, ...env }, encoding: 'utf8' });
}

describe('the compiled code is kept, and nothing is said,', () => {
  test.each([
    [
      'whatever the settings are',
      { QFPAY_TIMEOUT: 'x', QFPAY_PROFILE: 'gone', QFPAY_ENV: 'prod', QFPAY_PROD_KEY: 'x' },
    ],
    ['whatever the proxy is', { HTTP_PROXY: 'http://127.0.0.1:1', https_proxy: 'no url', all_proxy: 'x' }],
    ['on a machine of CI', { CI: 'true', FORCE_COLOR: '1' }],
  ])('%s', (_what, env) => {
    const { status, stdout, stderr } = makeCache(env);
    expect([status, stdout, stderr]).toEqual([0, '', '']);
    expect(cached().length).toBeGreaterThan(5);
  });

  test('whatever a .env says where it is built', () => {
    writeFileSync(join(copy, '.env'), 'QFPAY_SIGN_TYPE=none\n');
    expect(makeCache()).toMatchObject({ status: 0, stderr: '' });
  });
});

function replaceProgram(source: string): void {
  writeFileSync(join(copy, 'dist', 'qfpay.cjs'), source);
}

describe('the build goes on, and says so in a line,', () => {
  test('where a command ends otherwise, as without a network', () => {
    replaceProgram("exports.run = async ([name]) => (name === 'pay' ? 7 : 0);");
    const { status, stderr } = makeCache();
    expect(status).toBe(0);
    expect(stderr).toMatch(/^[^\n]*qfpay pay [^\n]* 7[^\n]*\n$/);
  });

  test('where the cache cannot be written', () => {
    const { arch, versions } = process;
    mkdirSync(join(copy, 'dist', `qfpay.cjs.${arch}-${versions.v8}.cache`));
    const { status, stderr } = makeCache();
    expect(status).toBe(0);
    expect(stderr).toMatch(/^[^\n]*could not be kept[^\n]*\n$/);
  });
});

test.each([
  ['has a bug', "exports.run = async () => { process.stderr.write('boom'); return 1; };"],
  ['throws', "exports.run = async () => { throw new Error('boom'); };"],
  ['cannot be loaded', "throw new Error('boom');"],
])('the build fails, and says why, when the program %s', (_what, source) => {
  replaceProgram(source);
  const { status, stderr } = makeCache();
  expect(status).toBe(1);
  expect(stderr).toContain('boom');
});
