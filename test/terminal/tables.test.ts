import { Unicode11Addon } from '@xterm/addon-unicode11';
import { describe, expect, test } from 'vitest';
import { openTerminal, type TerminalOptions } from '../support/terminal.ts';

/** What a window of modern widths shows of a table, its scrollback included. */
async function shown(args: readonly string[], options: TerminalOptions) {
  const terminal = openTerminal(args, options);
  terminal.xterm.loadAddon(new Unicode11Addon());
  terminal.xterm.unicode.activeVersion = '11';
  expect(await terminal.ended()).toBe(0);
  return { terminal, lines: terminal.everything().split('\n') };
}

describe.skipIf(process.platform !== 'linux')('a table in a terminal', () => {
  test('has amounts to the right beneath Chinese names, whatever the language', async () => {
    const { terminal, lines } = await shown(['currencies', '--lang', 'zh-Hant', '--columns', 'name,example,code'], {});
    const { active } = terminal.xterm.buffer;
    const codes = lines.slice(1).map((line, index) => {
      const cells = active.getLine(index + 1);
      const code = line.slice(-3);
      const at = Array.from({ length: 80 }, (_, column) => column).findLast(
        (column) => [0, 1, 2].map((each) => cells?.getCell(column + each)?.getChars()).join('') === code,
      );
      return at;
    });
    expect(lines).toHaveLength(14);
    expect(new Set(codes).size).toBe(1);
    expect(lines.find((line) => line.endsWith('JPY'))).toContain('日圓');
  });

  test('is a list where the window is too narrow for it, each value behind its label', async () => {
    const { lines } = await shown(['currencies', 'JPY', '--lang', 'zh-Hans'], { columns: 28, env: { TERM: 'dumb' } });
    expect(lines).toEqual([
      '代码           JPY',
      '名称           日元',
      '小数位         0',
      expect.stringMatching(/^txamt 1280 .* JPY 1280$/),
    ]);
  });

  test('wraps its sentences, and no word of them is broken', async () => {
    const { lines } = await shown(['codes', '1108', '1142', '--columns', 'code,next_step'], { columns: 60 });
    expect(lines.filter((line) => /^\d{4} /.test(line)).map((line) => line.slice(0, 4))).toEqual(['1108', '1142']);
    expect(
      lines.every(
        (line) => line.length < 60 && (/^\d{4} /.test(line) || line.startsWith('      ') || line.startsWith('code')),
      ),
    ).toBe(true);
  });
});
