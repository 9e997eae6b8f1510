import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { HttpResponse } from '../../src/context/network.ts';
import { batchShop, journalPath, resultsPath } from '../support/batch-shop.ts';
import { type TestContext, type TestWorld, testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

const key = testKeys.prod;
const config = '/home/tester/.config/qfpay/profiles.json';
const profile = { env: 'sandbox', app_code: testAppCode, client_key: key };

/** Where the key comes from, and the flags that go with it. */
const sources: Readonly<Record<string, { readonly world: () => TestWorld; readonly flags?: readonly string[] }>> = {
  'the environment': { world: () => ({ env: { QFPAY_APPCODE: testAppCode, QFPAY_KEY: key } }) },
  'a .env': {
    world: () => ({ files: memoryFiles({ '/shop/.env': `QFPAY_APPCODE=${testAppCode}\nQFPAY_KEY=${key}\n` }) }),
  },
  'the current profile': {
    world: () => ({
      files: memoryFiles({
        [config]: JSON.stringify({ schema_version: 1, current: 'shop', profiles: { shop: profile } }),
      }),
    }),
  },
  'a profile that is not in use': {
    world: () => ({
      env: { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox },
      files: memoryFiles({ [config]: JSON.stringify({ schema_version: 1, profiles: { shop: profile } }) }),
    }),
  },
  '--key-file': {
    world: () => ({ env: { QFPAY_APPCODE: testAppCode }, files: memoryFiles({ '/shop/key.txt': `${key}\n` }) }),
    flags: ['--key-file', '/shop/key.txt'],
  },
  'a key command': {
    world: () => ({
      files: memoryFiles({
        [config]: JSON.stringify({
          ...{ schema_version: 1, current: 'shop' },
          profiles: { shop: { env: 'sandbox', app_code: testAppCode, key_command: 'pass' } },
        }),
      }),
      runCommand: async () => ({ stdout: Buffer.from(key), stderr: new Uint8Array(), exit_code: 0 }),
    }),
  },
};

async function run(argv: readonly string[], world: TestWorld): Promise<TestContext> {
  const context = testContext({ ...world, env: { QFPAY_STATE_DIR: '/state', ...world.env } });
  await main(argv, () => context);
  return context;
}

/** Eight characters of the key that are not all digits, in anything that left the process; the files that hold it aside. */
function leaks({ written, files }: TestContext): string[] {
  const kept = [...files.entries].filter(([path]) => ![config, '/shop/.env', '/shop/key.txt'].includes(path));
  const all = [written.out, written.err, ...kept.map(([path, { bytes }]) => path + Buffer.from(bytes).toString())];
  const hexes = [key, Buffer.from(key).toString('base64').slice(0, -4), Buffer.from(key).toString('hex')];
  const runs = Array.from({ length: key.length - 7 }, (_, at) => key.slice(at, at + 8)).filter((part) =>
    /\D/.test(part),
  );
  return [...runs, ...hexes].filter((part) => all.some((text) => text.includes(part)));
}

const answered = (status: number, body: string): HttpResponse => ({ status, headers: {}, body: Buffer.from(body) });
const scan = ['--pay-type', 'wechat-cpm', '--txamt', '1280', '--auth-code', '130000000000000001'];

describe.each(Object.entries(sources))('a key of %s', (source, { world, flags = [] }) => {
  const signed = `amt=1&key=${key}`;
  test.each([
    ['plain', `string to sign: ${signed}`],
    [
      'percent-encoded, in hex and in base64',
      [encodeURIComponent(signed), ...(['hex', 'base64'] as const).map((how) => Buffer.from(key).toString(how))].join(
        ' ',
      ),
    ],
    ['in JSON within', JSON.stringify({ signed })],
    ['in part', key.slice(3, 25)],
  ])('that the gateway repeats %s is neither shown nor kept', async (_how, resperr) => {
    const body = JSON.stringify({ respcd: '1205', resperr, respmsg: resperr, nested: { [key]: [resperr] } });
    for (const line of [
      ['query', 'A-1', '--json'],
      ['query', 'A-1'],
      ['pay', ...scan, '--json'],
      ['pay', ...scan, '--verbose'],
    ]) {
      const context = await run([...line, ...flags], { ...world(), http: async () => answered(200, body) });
      expect(context.written.out + context.written.err).toContain('<key ');
      expect(leaks(context)).toEqual([]);
      if (line.includes('--json')) expect(JSON.parse(context.written.out)).toMatchObject({ masked: true });
    }
  });

  test.each([502, 200])(
    'that a page of HTTP %i repeats is not shown, also where its excerpt is cut',
    async (status) => {
      const context = await run(['query', 'A-1', '--json', ...flags], {
        ...world(),
        http: async () => answered(status, `<p>${'x'.repeat(60)}${key}</p>`),
      });
      expect(leaks(context)).toEqual([]);
    },
  );

  test.each([
    ['a value', ['pay', ...scan, '--goods-name', `${key} and more of it`]],
    ['an enumeration', ['pay', '--pay-type', key, '--txamt', '1']],
    ['a part of it', ['query', 'A-1', '--since', key.slice(0, 20)]],
    ['a name', ['query', 'A-1', '-x', `--${key}`]],
    ['a number', ['query', key]],
    ['a code', ['codes', key]],
    ['a command', [key]],
  ])('that is typed where something else was meant is not shown: %s', async (_what, line) => {
    // No command is run to find out what must not be shown.
    if (source === 'a key command' && line[0] !== 'query') return;
    if (source === 'a key command' && line.includes('--since')) return;
    for (const more of [[], ['--json']]) {
      const context = await run([...line, ...flags, ...more], {
        ...world(),
        http: async () => answered(200, '{"respcd":"1136"}'),
      });
      expect(leaks(context)).toEqual([]);
    }
  });
});

test('the proxy password of the environment is shown by nothing that repeats it', async () => {
  const env = { QFPAY_APPCODE: testAppCode, QFPAY_KEY: key, HTTPS_PROXY: 'http://me:hunter2hunter2@proxy:1' };
  const http = async () => answered(502, 'Proxy-Authorization: me:hunter2hunter2');
  const { written } = await run(['query', 'A-1', '--json'], { env, http });
  expect(written.out + written.err).not.toContain('hunter2');
});

test('the profile file is not read for what the tool says by itself, in a language that was typed', async () => {
  const files = memoryFiles({ [config]: '{}' });
  // As the host has it until a command needs more.
  const same = <Value>(value: Value) => value;
  const secrets = { add: () => {}, isIn: () => false, mask: same, maskValue: same, maskOut: same };
  const read: string[] = [];
  const watched = {
    ...files,
    read(path: string, limit?: number) {
      read.push(path);
      return files.read(path, limit);
    },
    readSettings(path: string, limit?: number) {
      read.push(path);
      return files.readSettings(path, limit);
    },
  };
  for (const line of [['codes', '1108'], ['pay-types'], ['currencies', '--json'], ['--help'], ['completion', 'bash']])
    await run([...line, '--lang', 'en'], { files: watched, secrets });
  expect(read).not.toContain(config);
  await run(['codes', '99999'], { files: watched, secrets });
  expect(read).toContain(config);
});

test('a number that holds a whole key of any profile is refused before it is sent, and is not repeated', async () => {
  const profiles = { shop: profile };
  const files = memoryFiles({ [config]: JSON.stringify({ schema_version: 1, profiles }) });
  const context = testContext({
    env: { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox, QFPAY_STATE_DIR: '/state' },
    files,
  });
  expect(await main(['pay', ...scan, '--out-trade-no', `A-${key}`, '--json'], () => context)).toBe(2);
  expect(leaks(context)).toEqual([]);
  expect(files.entries.has('/state/history.ndjson')).toBe(false);
});

describe('numbers stay what they are, whatever key has digits in common with them', () => {
  const lines = [
    'out_trade_no,txamt,refund_no',
    'ORDER-1,1280,RF-2026-0001',
    'ORDER-2,300,',
    'ORDER-3,1280,20260302000000000001',
  ];
  const masks = /<key \w+>/;
  const numbersOf = (text: string) => text.match(/[\w-]*\d[\w-]*/g) ?? [];

  async function batch(QFPAY_KEY: string) {
    const shop = batchShop({ lines, env: { QFPAY_KEY } });
    const { exit_code, document, err } = await shop.run();
    return {
      exit_code,
      err,
      out: JSON.stringify(document),
      // What a line is sealed with comes of the key, and the journal's own id is drawn by chance: nobody's number.
      journal: shop.textOf(journalPath).replaceAll(/,"(mac|journal_id)":"[^"]*"/g, ''),
      results: shop.textOf(resultsPath),
      refunds: await shop.refunds(),
    };
  }

  test('on stdout, in the journal and in the results', async () => {
    const plain = await batch(testKeys.sandbox);
    expect(plain.exit_code).toBe(0);
    const known = [...new Set(numbersOf(plain.journal + plain.results))].filter(
      (text) => text.length >= 4 && text !== testAppCode,
    );
    const piece = fc.tuple(fc.constantFrom(...known), fc.nat(20), fc.integer({ min: 3, max: 15 }));
    const keyOf = fc
      .array(piece, { minLength: 1, maxLength: 3 })
      .map((parts) =>
        parts.map(([text, from, length]) => text.slice(from % text.length, (from % text.length) + length)).join(''),
      );
    await fc.assert(
      fc.asyncProperty(keyOf, async (text) => {
        const { exit_code, err, ...said } = await batch(text);
        if (exit_code === 2) {
          // It holds the whole key, and nothing was sent.
          expect(said.refunds).toEqual([]);
          return;
        }
        const { exit_code: _exit, err: _err, ...expected } = plain;
        expect(said).toEqual(expected);
        for (const each of [said.out, said.journal, said.results]) expect(each).not.toMatch(masks);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
