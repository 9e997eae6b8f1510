import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
let copy: string;
let manifest: string;

/** What is packed, in a folder of the test's own, and a builder that has nothing to do. */
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'qfpay-package-'));
  manifest = join(copy, 'package.json');
  for (const name of ['package.json', 'bin', 'dist', 'scripts/packed-manifest.mjs']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  mkdirSync(join(copy, 'node_modules', '.bin'), { recursive: true });
  writeFileSync(join(copy, 'node_modules', '.bin', 'rolldown'), '#!/bin/sh\necho built\n', { mode: 0o755 });
});

afterEach(() => rmSync(copy, { recursive: true, force: true }));

/** npm is four processes of its own, which take their time on a machine with other work. */
const npm_ms = 90_000;
const whole = readFileSync(join(root, 'package.json'), 'utf8');
const env = {
  PATH: process.env['PATH'],
  npm_config_update_notifier: 'false',
  npm_config_cache: join(tmpdir(), 'qfpay-npm'),
};

test(
  'the packed package has no script that npm could run or warn of, the tree is as before, and what was packed runs',
  () => {
    const { status, stdout, stderr } = spawnSync('npm', ['pack', '--silent'], { cwd: copy, env, encoding: 'utf8' });
    expect({ status, stdout, stderr }).toMatchObject({ status: 0, stdout: 'qfpay-0.2.0.tgz\n' });
    expect(readFileSync(manifest, 'utf8')).toBe(whole);
    expect(readdirSync(join(copy, 'node_modules'))).toEqual(['.bin']);
    expect(spawnSync('tar', ['-xzf', 'qfpay-0.2.0.tgz'], { cwd: copy }).status).toBe(0);
    const { scripts: _scripts, devDependencies: _devDependencies, ...expected } = JSON.parse(whole);
    expect(JSON.parse(readFileSync(join(copy, 'package', 'package.json'), 'utf8'))).toEqual(expected);
    const words = [join(copy, 'package', 'bin', 'qfpay.cjs'), '--version'];
    const ran = spawnSync(process.execPath, words, { env: { QFPAY_CACHE_DIR: '/proc/nowhere' }, encoding: 'utf8' });
    expect({ ...ran, stdout: ran.stdout.trim() }).toMatchObject({ status: 0, stdout: expected.version, stderr: '' });
  },
  npm_ms,
);

test(
  'the package stays under 3 MB on the disk of whoever installs it',
  () => {
    const pack = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const { status, stdout } = spawnSync('npm', pack, { cwd: root, env, encoding: 'utf8' });
    expect(status).toBe(0);
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string; size: number }[] }];
    expect(files.map(({ path }) => path)).toContain('schemas/common.json');
    // The types are made only where it is packed, and the engine of --jq is compressed as far as it goes there; the rest is as built.
    const types = 40_000;
    const built = files.filter(({ path }) => !/\.d\.[cm]ts$|\.wasm\.br$/.test(path));
    expect(files.filter(({ path }) => path.endsWith('.wasm.br'))).toHaveLength(1);
    const engine = brotliDecompressSync(readFileSync(join(root, 'dist/jq.wasm.br')));
    const packed = brotliCompressSync(engine, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
    expect(built.reduce((sum, { size }) => sum + size, packed + types)).toBeLessThan(3_000_000);
  },
  npm_ms,
);

test(
  'npm is killed while it packs: package.json is put back without it',
  async () => {
    const npm = spawn('npm', ['pack'], { cwd: copy, env, stdio: 'ignore' });
    const ended = new Promise((resolve) => npm.on('close', resolve));
    await vi.waitUntil(() => readFileSync(manifest, 'utf8') !== whole, { timeout: 60_000, interval: 2 });
    npm.kill('SIGKILL');
    await ended;
    await vi.waitUntil(() => readFileSync(manifest, 'utf8') === whole, { timeout: 20_000, interval: 20 });
  },
  npm_ms,
);

test('what somebody else has written into package.json meanwhile stays', () => {
  const step = (name: string) =>
    spawnSync(process.execPath, [join(copy, 'scripts', 'packed-manifest.mjs'), name], { cwd: copy, env }).status;
  expect(step('strip')).toBe(0);
  writeFileSync(manifest, '{"name":"another"}');
  expect(step('restore')).toBe(0);
  expect(readFileSync(manifest, 'utf8')).toBe('{"name":"another"}');
});
