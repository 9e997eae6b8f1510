import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const built = join(import.meta.dirname, '../../dist/library');

/** What a program sees that loads the built library, pays and refunds with it, and ends by itself. */
function runProgram(module: 'common' | 'esm') {
  const cwd = mkdtempSync(join(tmpdir(), 'qfpay-library-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  const program = `
    const events = ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException', 'beforeExit', 'warning'];
    const listeners = () => events.map((name) => process.listenerCount(name)).join();
    const before = listeners();
    const { explainSignature, QfpayClient, sign, verifyNotification } = ${module === 'common' ? 'require' : 'await import'}(process.argv[1]);
    const at_start = process.moduleLoadList.filter((name) => /NativeModule (http|https|tls|readline|child_process)$/.test(name));
    const digest = sign({ txamt: 100 }, 'abcd1234');
    const client = new QfpayClient({ env: 'local' });
    const order = { pay_type: 'wechat-cpm', txamt: 1280, auth_code: '134567890123456789', out_trade_no: 'LOADED1' };
    async function main() {
      const { outcome } = await client.pay(order);
      await client.query({ out_trade_no: 'LOADED1' });
      await client.refund({ out_trade_no: 'LOADED1', full: true });
      await client.close({ out_trade_no: 'LOADED1' }).catch(() => {});
      await client.call('reports_month', { month: '2026-10' }).catch(() => {});
      verifyNotification({ body: '{}', headers: {} }, 'abcd1234');
      await explainSignature({ text: 'txamt=100&sign=AB', key: 'abcd1234' });
      const readline = process.moduleLoadList.some((name) => /NativeModule (readline|repl)$/.test(name));
      const chunks = Object.keys(process.getBuiltinModule('node:module')._cache).filter((path) => path.endsWith('.cjs'));
      console.log(JSON.stringify({ outcome, digest, at_start, readline, kept: listeners() === before, chunks }));
    }
    main();`;
  const entry = join(built, module === 'common' ? 'index.cjs' : 'index.mjs');
  const args = module === 'common' ? ['--eval', program] : ['--input-type=module', '--eval', program];
  const env = { PATH: process.env['PATH'] ?? '', HOME: cwd, QFPAY_ENV: 'nonsense', QFPAY_KEY: 'of somebody else' };
  const { stdout, stderr } = spawnSync(process.execPath, [...args, entry], {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { told: JSON.parse(stdout || '{}'), stderr, files: readdirSync(cwd) };
}

test.each(['common', 'esm'] as const)(
  'a program (%s) that loads it keeps its signal handlers, its streams and its folder to itself, and ends',
  (module) => {
    const { told, stderr, files } = runProgram(module);
    expect(told).toMatchObject({ outcome: 'paid', kept: true, at_start: [], readline: false });
    expect({ stderr, files }).toEqual({ stderr: '', files: [] });
  },
  90_000,
);

test.each(['common', 'esm'] as const)(
  'nothing of the command line is loaded with it (%s): no parser of words, no colours, no questions, no other language',
  (module) => {
    const { chunks = [] } = runProgram(module).told as { readonly chunks?: readonly string[] };
    const text = chunks.map((path) => readFileSync(path, 'utf8')).join('\n');
    expect(text).toContain('QfpayClient');
    expect(chunks.filter((path) => path.includes('zh-han'))).toEqual([]);
    const foreign = ['CommanderError', 'inquirer', 'cli-spinners', 'chalk', 'ioredis'];
    expect(foreign.filter((name) => text.includes(name))).toEqual([]);
  },
  90_000,
);
