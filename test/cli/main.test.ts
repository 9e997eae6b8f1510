import { describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { main } from '../../src/cli/main.ts';
import type { HttpResponse } from '../../src/context/network.ts';
import { type TestContext, type TestWorld, testContext } from '../support/context.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

async function run(argv: readonly string[], world: TestWorld = {}): Promise<TestContext & { exit_code: number }> {
  const context = testContext(world);
  const exit_code = await main(argv, () => context);
  return { ...context, exit_code };
}

function document({ written }: TestContext): Record<string, unknown> {
  return JSON.parse(written.out) as Record<string, unknown>;
}

describe('help', () => {
  test.each([[['--help']], [['help']]])('%j lists every command on stdout and exits 0', async (argv) => {
    const { exit_code, written } = await run(argv);
    expect(exit_code).toBe(0);
    expect(written.err).toBe('');
    for (const name of ['pay', 'query', 'sign', 'verify', 'codes', 'profile'])
      expect(written.out).toContain(`  ${name} `);
  });

  test.each(['pay', 'query', 'sign', 'verify', 'codes', 'pay-types', 'currencies', 'profile'])(
    'help %s and %s --help show its own flags and examples',
    async (name) => {
      const asked = await run(['help', name]);
      const flagged = await run([name, '--help']);
      expect(asked.written.out).toBe(flagged.written.out);
      expect(asked.written.out).toContain('Examples:');
      expect([asked.exit_code, flagged.exit_code]).toEqual([0, 0]);
    },
  );
});

describe('a command line that cannot be meant', () => {
  test.each([
    ['an unknown command', ['pey'], 'pay'],
    ['help for an unknown command', ['help', 'qury'], 'query'],
    ['an unknown flag', ['codes', '--jsn'], '--json'],
  ])('%s gets a suggestion on stderr', async (_case, argv, suggestion) => {
    const { exit_code, written } = await run(argv);
    expect(exit_code).toBe(2);
    expect(written.out).toBe('');
    expect(written.err).toContain(suggestion);
  });

  test('is one JSON document with --json, wherever that stands', async () => {
    const failed = await run(['--json', 'codes', '--nonsense']);
    expect(document(failed)).toMatchObject({ schema_version: 1, command: 'codes', error: { code: 'usage', exit: 2 } });
  });

  test('does not take a --json behind -- for the flag', async () => {
    const { written } = await run(['codes', '--', '--json', 'nonsense']);
    expect(written.out).toBe('');
  });
});

test('global flags may stand before and after the command', async () => {
  const before = await run(['--lang', 'zh-Hans', '--json', 'codes', '1108']);
  const after = await run(['codes', '1108', '--json', '--lang', 'zh-Hans']);
  expect(document(before)).toEqual(document(after));
  expect(before.written.out).toContain('签名');
});

test('.env is read for every command', async () => {
  const files = memoryFiles({ '/shop/.env': 'QFPAY_LANG=zh-Hant\n' });
  const { written } = await run(['codes', '1143'], { files });
  expect(written.out).toContain('尚未支付');
});

test('a .env that is a pipe is not read, with a word on stderr and nothing in the answer', async () => {
  const files = memoryFiles();
  files.entries.set('/shop/.env', { bytes: Buffer.from('QFPAY_LANG=zh-Hant\n'), mode: 0o600, is_regular: false });
  const { written } = await run(['codes', '1143'], { files });
  expect(written.err).toBe('warning: /shop/.env is not read: it is no regular file\n');
  expect(written.out).not.toContain('尚未支付');
  expect((await run(['--version'], { files })).written.err).toBe('');
});

test('output that cannot be written is exit 1', async () => {
  const context = testContext();
  const exit_code = await main(['codes', '1108'], ({ onWriteError }) => {
    onWriteError(new Error('no space left on device'));
    return context;
  });
  expect(exit_code).toBe(1);
  expect(context.written.err).toContain('no space left on device');
});

test('a bug of ours is exit 1, said to be one, and still one document', async () => {
  const files = memoryFiles();
  files.facts = () => {
    throw new TypeError('boom');
  };
  const failed = await run(['codes', '1108', '--json'], { files });
  expect(failed.exit_code).toBe(1);
  expect(document(failed)).toMatchObject({
    error: { code: 'internal', exit: 1, message: expect.stringContaining('boom') },
  });
  expect(failed.written.err).toContain('this is a bug in qfpay');
});

describe('a command that can come to no end has its verdict all the same', () => {
  const env = { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox, QFPAY_STATE_DIR: '/state' };
  const pay = ['pay', '--pay-type', 'wechat-mpm', '--txamt', '1280', '--out-trade-no', 'ORDER1'];

  /** The end is lost while the first request is in the air, which is answered only after that. */
  async function lose(argv: readonly string[], error?: unknown, files = memoryFiles()) {
    let lost: (error?: unknown) => void = () => {};
    let answer: (response: HttpResponse) => void = () => {};
    const http = () => {
      lost(error);
      return new Promise<HttpResponse>((resolve) => {
        answer = resolve;
      });
    };
    const context = testContext({ env, http, files });
    const exit_code = await main(argv, ({ onLost }) => {
      lost = onLost;
      return context;
    });
    const said = { ...context.written };
    answer({ status: 200, headers: {}, body: Buffer.from('{"respcd":"0000","data":[]}') });
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    expect(context.written).toEqual(said);
    return { ...context, exit_code };
  }

  test('1 where nothing moved', async () => {
    const failed = await lose(['query', 'ORDER1', '--json']);
    expect(failed.exit_code).toBe(1);
    expect(document(failed)).toMatchObject({ command: 'query', error: { code: 'internal', exit: 1 } });
    expect(failed.written.err).toContain('it came to its end without a result');
  });

  test.each([
    ['nothing is left to wait for', undefined, 'it came to its end without a result'],
    ['nobody caught an error', new TypeError('boom'), 'boom'],
  ])('8 with the number once a call that moves money went out, where %s', async (_what, error, reason) => {
    const failed = await lose([...pay, '--json'], error);
    expect(failed.exit_code).toBe(8);
    expect(document(failed)).toMatchObject({
      command: 'pay',
      transaction: { out_trade_no: 'ORDER1' },
      error: {
        code: 'unknown',
        exit: 8,
        message: expect.stringContaining(reason),
        out_trade_no: 'ORDER1',
        resume: 'qfpay query ORDER1 --wait',
      },
    });
    const files = memoryFiles({ '/shop/.env': `QFPAY_TEST_KEY=${testKeys.other}\n` });
    const leaking = await lose(pay, new TypeError(`boom ${testKeys.other}`), files);
    expect(leakedKeys(leaking.written.out + leaking.written.err)).toEqual([]);
    const told = await lose(pay, error);
    expect([told.exit_code, told.written.out]).toEqual([8, '']);
    expect(told.written.err).toContain('do not repeat it blindly; first run: qfpay query ORDER1 --wait');
  });
});

test('a process that runs dry after its verdict is only at its end', async () => {
  let lost: (error?: unknown) => void = () => {};
  const context = testContext();
  const exit_code = await main(['codes', '1108', '--json'], ({ onLost }) => {
    lost = onLost;
    return context;
  });
  const said = { ...context.written };
  lost();
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  expect([exit_code, context.written]).toEqual([0, said]);
});

test.each([
  [['--version', '--json'], { command: 'version', name: 'qfpay', version, node: '20.19.4', platform: 'linux' }],
  [['help', 'exit-codes', '--json'], { command: 'help', topic: 'exit-codes', exit_codes: expect.any(Array) }],
])('%j is one document', async (argv, expected) => {
  const shown = await run(argv);
  expect([shown.exit_code, shown.written.err]).toEqual([0, '']);
  expect(document(shown)).toEqual({ schema_version: 1, ...expected });
});

describe('a key that is typed where something else is meant is not shown, and nothing is sent', () => {
  const env = { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox, QFPAY_STATE_DIR: '/state' };
  const pay = ['pay', '--pay-type', 'wechat-mpm', '--txamt', '1280'];
  const key = testKeys.sandbox;

  test.each([
    ['as a parameter', [...pay, '-p', `key=${key}`]],
    ['as a parameter that is let through', [...pay, '-p', `note=${key}`, '--skip-rule', 'unknown-parameter']],
    ['after -p', [...pay, '-p', key]],
    ['as what is sold', [...pay, '--goods-name', key]],
    ['as the number', [...pay, '--out-trade-no', key]],
    ['as the number, in a dry run', [...pay, '--out-trade-no', key, '--dry-run']],
    ['as an order to query', ['query', key]],
    ['as a pay type', ['query', '--pay-type', key, '--since', '2026-03-01']],
    ['as a flag', ['query', `--${key}`]],
    ['as an environment', ['query', 'A1', '--env', key]],
    ['as a base URL', ['query', 'A1', '--base-url', key]],
  ])('%s', async (_where, argv) => {
    for (const flags of [[], ['--json']]) {
      const { exit_code, written, files } = await run([...argv, ...flags], { env });
      expect([2, 3]).toContain(exit_code);
      const kept = [...files.entries.values()].map(({ bytes }) => Buffer.from(bytes).toString());
      expect(leakedKeys([written.out, written.err, ...kept].join('\n'))).toEqual([]);
    }
  });

  test('nor one that .env holds', async () => {
    const files = memoryFiles({ '/shop/.env': `QFPAY_APPCODE=${testAppCode}\nQFPAY_KEY=${key}\n` });
    const { exit_code, written } = await run([...pay, '--goods-name', key], { files });
    expect(exit_code).toBe(2);
    expect(leakedKeys(written.out + written.err)).toEqual([]);
  });
});

test('a warning does not steer the terminal', async () => {
  const env = { QFPAY_MCHID: '', QFPAY_KEY: testKeys.sandbox };
  const { written } = await run(['sign', 'txamt=1', 'a\u001b[2J=\u001b[2J '], { env });
  expect(written.err).toContain('warning: ');
  expect(written.err).not.toMatch(/[^\P{Cc}\n]/u);
});

describe('a report that tells its own error', () => {
  const argv = ['verify', 'txamt=100', 'txcurrcd=HKD', '--signature', 'A'.repeat(64)];
  const env = { QFPAY_KEY: testKeys.sandbox };

  test('is not followed by it on the screen that shows both', async () => {
    const { written } = await run(argv, { env, is_tty: true });
    expect(written.out).toContain('the signature does not match');
    expect(written.err).toBe('');
  });

  test('has it on stderr where stdout went into a file or a pipe', async () => {
    const { written } = await run(argv, { env });
    expect(written.err).toMatch(/^error: the signature does not match/);
  });

  test('has it on stderr with --json, whose document a program reads', async () => {
    const { written } = await run([...argv, '--json'], { env, is_tty: true });
    expect(written.err).toMatch(/^error: the signature does not match/);
  });
});
