import { existsSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { commands } from '../../src/commands/index.ts';
import { brokenCommand } from '../../src/render/wrap-text.ts';
import { testContext } from '../support/context.ts';

async function help(
  argv: readonly string[],
  columns: number,
  lang = 'en',
  own: Parameters<typeof testContext>[0] = {},
): Promise<string[]> {
  const { io, ...context } = testContext(own);
  const stdout = { is_tty: true, columns, color: 0 } as const;
  await main([...argv, '--help', '--lang', lang], () => ({ ...context, io: { ...io, stdout } }));
  return context.written.out.split('\n');
}

const all = [[], ...commands.map(({ name }) => [name])];
const isCommandLine = (line: string) => line.startsWith('  $ ');
/** A word of a command, or a flag with its value, of which none is broken. */
const isOneWord = (line: string) => /^ +(\$ )?(-\S+ )?("[^"]*"|'[^']*'|\S+)( \\)?$/.test(line);
/** A command goes on in the next line behind a backslash. */
const commandLines = (lines: readonly string[]) =>
  lines
    .join('\n')
    .replaceAll(/ \\\n +/g, ' ')
    .split('\n')
    .filter(isCommandLine);

test('where no shell joins lines, in PowerShell and cmd, a long command stays whole', async () => {
  const broken = async (own: Parameters<typeof testContext>[0]) =>
    (await help(['refund-batch'], 50, 'en', own)).filter((line) => line.endsWith(' \\'));
  const windows = { ...testContext().platform, name: 'win32' } as const;
  expect((await broken({})).length).toBeGreaterThan(0);
  expect(await broken({ platform: windows })).toEqual([]);
  expect((await broken({ platform: windows, env: { MSYSTEM: 'MINGW64' } })).length).toBeGreaterThan(0);
});

test('help on a call says first what it does, and what it takes', async () => {
  const lines = await help(['api', 'customer_create'], 80);
  expect(lines.slice(0, 2)).toEqual(['customer_create  POST /customer/v1/create', 'makes a customer']);
  const [parameters, name, examples] = ['Parameters:', '  name ', 'Examples:'].map((text) =>
    lines.findIndex((line) => line.startsWith(text)),
  );
  expect([parameters, name, examples].every((at) => Number(at) > 0)).toBe(true);
  expect(Number(parameters) < Number(name) && Number(name) < Number(examples)).toBe(true);
  expect(await help(['api'], 80)).not.toContain('Parameters:');
});

test.each([
  [
    ['verify'],
    [
      'Check the signature of',
      'Usage: ',
      'Examples:',
      'Arguments:',
      'Options:',
      'More examples:',
      '--sign-type is the',
      'Documentation: qfpay help docs/signatures',
    ],
  ],
  [
    [],
    [
      'Command line for',
      'Usage: ',
      'Examples:',
      ...['Pay:', 'Refund:', 'Signatures:', 'The day:', 'Emulator and', 'Set up:'],
      'Options:',
      'More examples:',
      'More help:',
      'Documentation: ',
    ],
  ],
])(
  'what it is for comes first, then two examples, what may be typed, the other examples, where to read on: qfpay %j --help',
  async (argv, order) => {
    const lines = await help(argv, 80);
    const places = order.map((begin) => lines.findIndex((line) => line.startsWith(begin)));
    expect(places[0]).toBe(0);
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  },
);

test('a pipe gets the 80 columns of the terminal that its reader likely has', async () => {
  for (const argv of all) {
    const context = testContext();
    await main([...argv, '--help'], () => context);
    const lines = context.written.out.split('\n').filter((line) => !isCommandLine(line));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  }
});

test('every command has examples', async () => {
  for (const argv of all) expect(commandLines(await help(argv, 80)).length).toBeGreaterThan(1);
});

describe.each(['en', 'zh-Hans', 'zh-Hant'])('in %s', (lang) => {
  test.each([40, 80, 200])('no line but a command line runs over a window of %i columns', async (columns) => {
    for (const argv of all) {
      const lines = await help(argv, columns, lang);
      const wide = lines.filter((line) => stringWidth(line) > columns && !isCommandLine(line));
      // A word is not broken, however long.
      expect(wide.filter((line) => line.trim().includes(' ') && !isOneWord(line))).toEqual([]);
      expect(lines.length).toBeGreaterThan(5);
    }
  });
});

test('a Chinese description fills its lines', async () => {
  const [first = '', second = ''] = await help(['emulator'], 60, 'zh-Hant');
  expect(stringWidth(first)).toBeGreaterThan(50);
  expect(second).toMatch(/\p{Script=Han}/u);
});

test('no blank stands behind the colon of Chinese, which is wide', async () => {
  expect((await help(['codes'], 80, 'zh-Hans')).find((line) => line.startsWith('用法：'))).toMatch(
    /^用法：qfpay codes /,
  );
});

test.each([40, 60, 80])('in %i columns an example is broken between words and is the same command', async (columns) => {
  for (const argv of all) {
    const lines = await help(argv, columns);
    expect(commandLines(lines)).toEqual(commandLines(await help(argv, 1000)));
    const wide = lines.filter((line) => stringWidth(line) > columns && line.trim().includes(' '));
    expect(wide.filter((line) => !isOneWord(line))).toEqual([]);
  }
});

test('a break stands neither in quotes nor between a flag and its value', () => {
  const line = "qfpay verify --input request.txt 'txdtm=2026-03-02 15:04:05' --jq '.a | .b' < file";
  const lines = brokenCommand(line, 36);
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.slice(0, -1).every((each) => each.endsWith(' \\'))).toBe(true);
  expect(lines.map((each) => each.replace(/ \\$/, '').trim()).join(' ')).toBe(line);
  expect(lines.some((each) => each.includes("'txdtm=2026-03-02 15:04:05'"))).toBe(true);
  expect(lines.some((each) => each.includes('--input request.txt'))).toBe(true);
});

test('every command stands in a group, and its page of the documentation is there', async () => {
  const root = (await help([], 80)).join('\n');
  for (const { name } of commands) expect(root).toContain(`\n  ${name} `);
  for (const { name } of commands) {
    const [, page = ''] = /qfpay help docs\/([\w-]+)/.exec((await help([name], 80)).join('\n')) ?? [];
    expect(existsSync(join(import.meta.dirname, '../../docs', `${page}.md`)), name).toBe(true);
  }
});

test('headings are bold where there is colour, and nothing is where there is none', async () => {
  const { io, ...context } = testContext();
  const stdout = { is_tty: true, columns: 80, color: 1 } as const;
  await main(['pay', '--help'], () => ({ ...context, io: { ...io, stdout } }));
  expect(context.written.out).toContain('\u001b[1mOptions:\u001b[22m\n');
  expect((await help(['pay'], 80)).join('\n')).not.toContain('\u001b');
});
