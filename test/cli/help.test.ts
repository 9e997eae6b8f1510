import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { commands } from '../../src/commands/index.ts';
import { testContext } from '../support/context.ts';

async function help(argv: readonly string[], columns: number, lang = 'en'): Promise<string[]> {
  const { io, ...context } = testContext();
  const stdout = { is_tty: true, columns, color: 0 } as const;
  await main([...argv, '--help', '--lang', lang], () => ({ ...context, io: { ...io, stdout } }));
  return context.written.out.split('\n');
}

const all = [[], ...commands.map(({ name }) => [name])];
const isCommandLine = (line: string) => line.startsWith('  $ ');

test.each([
  [['verify'], ['Check the signature of', 'Examples:', 'Usage: ', 'Arguments:', 'Options:', '--sign-type is the']],
  [[], ['Command line for', 'Examples:', 'Usage: ', 'Commands:', 'Options:', 'More help:']],
])('what it is for comes first, then examples, usage, what may be typed: qfpay %j --help', async (argv, order) => {
  const lines = await help(argv, 80);
  const places = order.map((begin) => lines.findIndex((line) => line.startsWith(begin)));
  expect(places[0]).toBe(0);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('a pipe gets the 80 columns of the terminal that its reader likely has', async () => {
  for (const argv of all) {
    const context = testContext();
    await main([...argv, '--help'], () => context);
    const lines = context.written.out.split('\n').filter((line) => !isCommandLine(line));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  }
});

test('every command has examples', async () => {
  for (const argv of all) expect((await help(argv, 80)).filter(isCommandLine).length).toBeGreaterThan(1);
});

describe.each(['en', 'zh-Hans', 'zh-Hant'])('in %s', (lang) => {
  test.each([40, 80, 200])('no line but a command line runs over a window of %i columns', async (columns) => {
    for (const argv of all) {
      const lines = await help(argv, columns, lang);
      const wide = lines.filter((line) => stringWidth(line) > columns && !isCommandLine(line));
      // A word is not broken, however long.
      expect(wide.filter((line) => line.trim().includes(' '))).toEqual([]);
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

test('a command line of an example is never broken', async () => {
  const inWindow = async (columns: number) => (await help(['profile'], columns)).filter(isCommandLine);
  expect(await inWindow(40)).toEqual(await inWindow(200));
});
