import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { localKey } from '../../src/signature/client-key.ts';
import { executable, type Home, makeHome } from '../support/run-qfpay.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

const samples = join(import.meta.dirname, '..', 'samples');
const vitest = join(import.meta.dirname, '..', '..', 'node_modules', 'vitest', 'vitest.mjs');

interface Ran {
  readonly exit_code: number | null;
  readonly output: string;
}

/** Runs a command with a PATH on which `npx` is the built program. */
function run(command: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const [name = '', ...args] = command;
  const child = spawn(name, args, {
    cwd,
    env: { HOME: cwd, LANG: 'C.UTF-8', PYTHONDONTWRITEBYTECODE: '1', PATH: process.env['PATH'], ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit_code) => resolve({ exit_code, output }));
  });
}

/** What `npx --no -- qfpay …` starts in other people's projects, and nothing else. */
function withNpx({ folder }: Home): Record<string, string> {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'npx'),
    `#!/bin/sh\n[ "$1 $2 $3" = "--no -- qfpay" ] || exit 64\nshift 3\nexec "${process.execPath}" "${executable}" "$@"\n`,
  );
  chmodSync(join(bin, 'npx'), 0o755);
  return { PATH: `${bin}${delimiter}${process.env['PATH']}` };
}

function has(interpreter: string, ...args: string[]): boolean {
  return spawnSync(interpreter, args).status === 0;
}

describe('a till that knows nothing of this tool is served, only host and credentials being others:', () => {
  test.for([
    ['Python', ['python3'], 'till.py', '奶茶 & 茶'],
    ['PHP', ['php'], 'till.php', '奶茶'],
    ['JavaScript', [process.execPath], 'till.mjs', '奶茶 & 茶'],
  ] as const)('%s', async ([language, [interpreter], file, goods_name], { skip }) => {
    if (!has(interpreter, '--version')) skip(told(`${language}: there is no ${interpreter} here`));
    const { ready, home } = await serveQfpay(['emulator', '--port', '0']);
    const env = { QFPAY_BASE_URL: ready.url, QFPAY_APPCODE: localMerchant.app_code, QFPAY_KEY: localKey };
    const { exit_code, output } = await run([interpreter, join(samples, file)], home.work, env);
    expect([exit_code, output]).toEqual([0, expect.any(String)]);
    expect(JSON.parse(output)).toEqual(['0000', goods_name, '0000', '0000']);
  });
});

/** Loudly: whoever reads the log is to see what was not tried. */
function told(why: string): string {
  process.stderr.write(`\nSKIPPED  ${why}\n`);
  return why;
}

describe("in other people's tests the emulator starts, is waited for and stops:", () => {
  test('vitest', { timeout: 60_000 }, async () => {
    const home = makeHome();
    const root = join(samples, 'vitest');
    const { exit_code, output } = await run(
      [process.execPath, vitest, 'run', '--root', root],
      home.work,
      withNpx(home),
    );
    expect(output).toMatch(/Tests .*1 passed/);
    expect(exit_code).toBe(0);
  });

  test('pytest, or its fixture as a plain function where there is no pytest', { timeout: 60_000 }, async ({ skip }) => {
    if (!has('python3', '--version')) skip(told('pytest: there is no python3 here'));
    const home = makeHome();
    const folder = join(samples, 'pytest');
    const env = withNpx(home);
    if (has('python3', '-m', 'pytest', '--version')) {
      const { exit_code, output } = await run(
        ['python3', '-m', 'pytest', '-p', 'no:cacheprovider', folder],
        home.work,
        env,
      );
      expect([exit_code, output]).toEqual([0, expect.stringContaining('1 passed')]);
      return;
    }
    const plain =
      'import conftest, test_shop\nwith conftest.qfpay_emulator(): test_shop.test_the_shop_is_paid_and_gives_back()';
    const ran = await run(['python3', '-c', plain], home.work, { ...env, PYTHONPATH: folder });
    expect(ran).toEqual({ exit_code: 0, output: '' });
  });

  test('a job of GitHub Actions', async () => {
    const home = makeHome();
    cpSync(join(samples, 'till.mjs'), join(home.work, 'till.mjs'));
    const job = readFileSync(join(samples, 'github-actions.yml'), 'utf8');
    const port = await freePort();
    const script = job.slice(job.indexOf('run: |') + 6).replace('qfpay emulator', `qfpay emulator --port ${port}`);
    const npm = `npm() { "${process.execPath}" till.mjs; }`;
    const stop = 'kill %1; wait %1';
    const env = { ...withNpx(home), QFPAY_BASE_URL: `http://127.0.0.1:${port}`, QFPAY_APPCODE: localMerchant.app_code };
    const ran = await run(['bash', '-e', '-c', `${npm}\n${script}\n${stop}`], home.work, env);
    expect(ran).toMatchObject({ exit_code: 0, output: expect.stringContaining('["0000","奶茶 & 茶","0000","0000"]') });
    for (const fact of [`QFPAY_APPCODE: ${localMerchant.app_code}`, 'http://127.0.0.1:8437'])
      expect(job).toContain(fact);
  });
});

test.each(['vitest/qfpay-emulator.js', 'pytest/conftest.py', 'github-actions.yml'])(
  'the documentation shows %s as it is tried here',
  (file) => {
    const ci = readFileSync(join(samples, '..', '..', 'docs', 'ci.md'), 'utf8');
    expect(ci).toContain(readFileSync(join(samples, file), 'utf8'));
  },
);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
