import { describe, expect, test } from 'vitest';
import { keys, openTerminal } from '../support/terminal.ts';

describe.skipIf(process.platform !== 'linux')('a terminal', () => {
  test('shows what the tool prints, as wide as it is', async () => {
    const terminal = openTerminal(['codes', '1108', '--lang', 'zh-Hant'], { columns: 60 });
    expect(await terminal.ended()).toBe(0);
    expect(terminal.screen()).toContain('1108');
    expect(
      terminal
        .screen()
        .split('\n')
        .every((line) => line.length <= 60),
    ).toBe(true);
  });

  test('is typed into: Ctrl-C ends a question', async () => {
    const terminal = openTerminal(['verify'], { env: { QFPAY_KEY: 'k'.repeat(32) } });
    await terminal.shows('Paste the request');
    terminal.press(keys.ctrl_c);
    expect(await terminal.ended()).toBe(130);
  });
});
