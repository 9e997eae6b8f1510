import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { parseCommandLine } from '../../src/cli/program.ts';
import { createMagic } from '../../src/emulator/faults/rules.ts';
import { exitCodes } from '../../src/errors.ts';
import { testContext } from '../support/context.ts';

interface SigningHelp {
  readonly example: {
    readonly params: Readonly<Record<string, string>>;
    readonly key: string;
    readonly signing_string: string;
    readonly signature: string;
    readonly command: string;
  };
}

async function run(argv: readonly string[], context = testContext()) {
  return { exit_code: await main(argv, () => context), ...context.written };
}

test('help exit-codes has every code of the tool, in JSON too', async () => {
  const { exit_code, out } = await run(['help', 'exit-codes', '--json']);
  const { exit_codes } = JSON.parse(out) as { exit_codes: { code: number; name: string }[] };
  expect(Object.fromEntries(exit_codes.map(({ name, code }) => [name, code]))).toEqual(exitCodes);
  expect(exit_code).toBe(0);
});

test.each(['en', 'zh-Hant'])('help endpoints has a call a line on 80 columns, in %s', async (lang) => {
  const { io, ...context } = testContext();
  const stdout = { is_tty: true, columns: 80, color: 0 } as const;
  await main(['help', 'endpoints', '--lang', lang], () => ({ ...context, io: { ...io, stdout } }));
  const lines = context.written.out.split('\n').slice(1);
  const calls = JSON.parse((await run(['help', 'endpoints', '--json'])).out).endpoints as { name: string }[];
  expect(calls.length).toBeGreaterThan(30);
  expect(lines.slice(0, calls.length).map((line) => line.split(' ')[0])).toEqual(calls.map(({ name }) => name));
});

test('help environment names the very variables that the code reads', async () => {
  const { out } = await run(['help', 'environment', '--json']);
  const told = (JSON.parse(out) as { variables: { name: string }[] }).variables.map(({ name }) => name);
  expect(told.sort()).toEqual(variablesRead());
});

test('help environment names what no .env sets beneath what one may set', async () => {
  const [, beneath = ''] = (await run(['help', 'environment'])).out.split('never from .env:');
  for (const name of ['QFPAY_LOG', 'QFPAY_CONFIG_DIR', 'QFPAY_STATE_DIR', 'HTTPS_PROXY'])
    expect(beneath).toContain(name);
  expect(beneath).not.toContain('QFPAY_BASE_URL');
});

test.each(['HTTPS_PROXY, HTTP_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS', 'NO_COLOR', 'FORCE_COLOR', 'CI'])(
  'help environment names %s, which is not ours',
  async (name) => {
    expect((await run(['help', 'environment'])).out).toMatch(new RegExp(`^${name} +\\S`, 'm'));
  },
);

test('the signature of help signing is that of its string, and what its command prints', async () => {
  const { example } = JSON.parse((await run(['help', 'signing', '--json'])).out) as SigningHelp;
  const { signing_string, key, signature, params, command } = example;
  expect(createHash('sha256').update(`${signing_string}${key}`).digest('hex').toUpperCase()).toBe(signature);
  const typed = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  expect((await run(['sign', '--env', 'local', ...typed])).out.trim()).toBe(signature);
  for (const parameter of typed) expect(command).toContain(parameter);
});

test('the string of help signing is broken in no window', async () => {
  const { io, ...context } = testContext({ is_tty: true });
  const stdout = { ...io.stdout, columns: 40 };
  await main(['help', 'signing'], () => ({ ...context, io: { ...io, stdout } }));
  expect(context.written.out).toMatch(/\nout_trade_no=A-1001&\S+2026-03-02 15:04:05local-emulator-key-not-a-secret!\n/);
});

test('help testing names an amount that the emulator refuses with that code', async () => {
  const { out } = await run(['help', 'testing']);
  const [, txamt = '', respcd] = /(\d{6}) is refused with (\d{4})/.exec(out) ?? [];
  const given = (name: string) => (name === 'txamt' ? txamt : '');
  const effect = createMagic()({ endpoint: 'payment', given });
  expect(effect).toMatchObject({ ruling: { respcd } });
  expect(out).toContain(`--txamt ${txamt} `);
});

test.each(['signing', 'testing'])('each command line of help %s is one that can be typed', async (topic) => {
  const { out } = await run(['help', topic]);
  const lines = [...out.matchAll(/^ {2}\$ (?:\S+=\S+ )*qfpay (.*)$/gm)].map(([, line = '']) => line);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    const argv = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    expect(await parseCommandLine(argv, { out: () => {}, columns: 80 })).toMatchObject({ name: argv[0] });
  }
});

test('a topic is told in Traditional Chinese', async () => {
  expect((await run(['help', 'exit-codes', '--lang', 'zh-Hant'])).out).toContain('本工具的程式錯誤');
});

test('the pages that come with the package are listed with their place, and shown without what is for tests', async () => {
  const { out } = await run(['help', 'docs']);
  expect(out).toMatch(/^docs\/refunds +Give money back$/m);
  expect(out).toContain('/usr/lib/node_modules/qfpay');
  expect(out).toContain('https://sdk.qfapi.com');
  for (const [page = ''] of out.matchAll(/^docs\/\S+/gm)) {
    const shown = await run(['help', page]);
    expect(shown.exit_code, page).toBe(0);
    expect(shown.out).toMatch(/^# /);
    expect(shown.out).not.toMatch(/^<!--|← README/m);
  }
});

test('a page that is in the repository only is not listed where the package lacks it', async () => {
  const whole = testContext();
  const readShipped = (path: string) => {
    if (path === 'docs/development.md') throw new Error('ENOENT');
    return whole.readShipped(path);
  };
  expect((await run(['help', 'docs'], whole)).out).toContain('docs/development');
  const packed = await run(['help', 'docs'], testContext({ readShipped }));
  expect(packed.out).toContain('docs/refunds');
  expect(packed.out).not.toContain('docs/development');
});

test.each(['docs/nosuch', 'docs/../package', 'docs/../README'])('there is no page %s', async (page) => {
  expect((await run(['help', page])).exit_code).toBe(2);
});

test.each(['docs/scripts.md', 'docs/json.md'])('%s says of each exit code what help exit-codes says', async (file) => {
  // | 4 | declined | … |, or the other way round: | declined | 4 | … |
  const row = /^\| ([\w-]+) \| ([\w-]+) \| (.*) \|$/gm;
  const page = readFileSync(join(import.meta.dirname, '../..', file), 'utf8').replaceAll('`', '');
  const said = [...page.matchAll(row)].flatMap(([, first = '', second = '', meaning]) => {
    const [code, name] = /^\d+$/.test(first) ? [first, second] : [second, first];
    return /^\d+$/.test(code) && name !== 'differences' ? [{ code: Number(code), name, meaning }] : [];
  });
  const { out } = await run(['help', 'exit-codes', '--json']);
  const { exit_codes } = JSON.parse(out) as { exit_codes: { name: string }[] };
  // An error is never ok.
  expect(said).toEqual(exit_codes.filter(({ name }) => file !== 'docs/json.md' || name !== 'ok'));
});

test('help on what has a page alone leads to the page', async () => {
  const { exit_code, err } = await run(['help', 'signatures']);
  expect([exit_code, err]).toEqual([2, expect.stringContaining('qfpay help docs/signatures')]);
});

test('help on nothing there is suggests the nearest topic', async () => {
  const { exit_code, err } = await run(['help', 'exit-code']);
  expect(exit_code).toBe(2);
  expect(err).toContain('qfpay help exit-codes');
});

/** The table of what a .env may set also names what is read elsewhere, or nowhere yet. */
function variablesRead(): string[] {
  const src = join(import.meta.dirname, '../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter(
      (name) =>
        name.endsWith('.ts') && !/help-topics|topics\/|merchant\/dotenv/.test(name) && !name.startsWith('language'),
    )
    .map((name) => readFileSync(join(src, name), 'utf8'));
  texts.push(readFileSync(join(src, '../bin/qfpay.cjs'), 'utf8'));
  const names = texts.flatMap((text) => text.match(/QFPAY_[A-Z_]*[A-Z]\b/g) ?? []);
  return [...new Set(names)].filter((name) => !/_(PROD|TEST|SANDBOX|LOCAL)(_|$)/.test(name)).sort();
}
