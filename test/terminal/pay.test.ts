import { describe, expect, test } from 'vitest';
import { scanScreen, type Theme } from '../support/screen-picture.ts';
import { keys, openTerminal, type TerminalOptions } from '../support/terminal.ts';

const mpm = ['pay', '--env', 'local', '--pay-type', 'wechat-mpm', '--amount', '12.80'];
const link = /https:\/\/wallet\.example\/pay\/\d+/;

describe.skipIf(process.platform !== 'linux')('a person at a terminal', () => {
  test('finds the pay type, is told what is wrong with an amount, sees the code and the time left, and at Ctrl-C how to go on', async () => {
    const terminal = openTerminal(['pay', '--env', 'local', '--wait']);
    await terminal.shows('❯ any-cpm');
    terminal.press('wechat qr');
    await terminal.shows('❯ wechat-mpm');
    expect(terminal.screen()).toContain('The payer scans a QR code that you show.');
    terminal.press(keys.enter);
    await terminal.shows('Amount in HKD');
    terminal.press(`12,8${keys.enter}`);
    await terminal.shows('must have no separator but one decimal point');
    terminal.press(`\u007f\u007f.80${keys.enter}`);
    const waiting = await terminal.shows(/waiting for the payment of QF\w+: \d+ min \d+ s left/);
    expect(scanScreen(terminal.xterm)).toBe(link.exec(waiting)?.[0]);
    expect(terminal.everything()).toContain(
      'The same again, without a question:\n  qfpay pay --env local --pay-type wechat-mpm --amount 12.80 --wait',
    );
    terminal.press(keys.ctrl_c);
    expect(await terminal.ended()).toBe(130);
    expect(terminal.screen()).toContain('error: interrupted; the order is still open and can be paid');
    expect(terminal.screen().replaceAll('\n', '')).toMatch(/go on with: qfpay query QF\w+ --env local --wait$/);
    expect(terminal.everything()).not.toContain('waiting for');
    expect(terminal.isCursorShown()).toBe(true);
  });

  test('is asked in Traditional Chinese for a code, which stands on no screen', async () => {
    const terminal = openTerminal([...mpm.slice(0, 3), '--lang', 'zh-Hant'], { columns: 200, rows: 50 });
    await terminal.shows('輸入以搜尋');
    terminal.press('沒有');
    await terminal.shows(/^\? .*沒有\n> 沒有這樣的名稱/m);
    terminal.press(keys.backspace.repeat(2));
    terminal.press('微信 付款碼');
    await terminal.shows('❯ wechat-cpm');
    terminal.press(keys.enter);
    await terminal.shows('金額（HKD）');
    terminal.press(`12.80${keys.enter}`);
    await terminal.shows('掃碼或輸入');
    terminal.press(`280000000000000001${keys.enter}`);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.everything()).toContain(
      '下次不必回答，直接執行：\n  qfpay pay --env local --lang zh-Hant --pay-type wechat-cpm --amount 12.80 --auth-code -',
    );
    expect(terminal.everything()).toContain('已付款（模擬）  HKD 12.80 - 沒有真實資金變動');
    expect(terminal.everything()).toMatch(/paydtm +20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC\+8$/);
    expect(terminal.everything()).not.toContain('280000000000000001');
  });

  test('who presses Ctrl-C at a question has sent nothing', async () => {
    const terminal = openTerminal(['pay', '--env', 'local', '--no-color'], { columns: 40, rows: 20 });
    await terminal.shows('❯ any-cpm');
    terminal.press(keys.ctrl_c);
    expect(await terminal.ended()).toBe(130);
    expect(terminal.screen()).toMatch(/error: interrupted: nothing was sent$/);
    expect(coloursOf(terminal.xterm)).toBe(0);
  });
});

interface Window {
  readonly options: TerminalOptions;
  readonly flags?: readonly string[];
  readonly theme?: Theme;
}

describe.skipIf(process.platform !== 'linux')('a code on the screen', () => {
  test.each<[string, Window]>([
    ['in colour, on a light terminal as well', { options: {}, theme: 'light' }],
    ['in the sixteen colours of an old one', { options: { env: { TERM: 'xterm' } } }],
    ['without colour', { options: { env: { NO_COLOR: '1' } } }],
    ['without colour, inverted for a light one', { options: {}, flags: ['--no-color', '--qr-invert'], theme: 'light' }],
    ['in plain characters', { options: { env: { TERM: 'dumb' }, rows: 35 } }],
    ['in a window of 40 columns and 19 lines', { options: { columns: 40, rows: 19 } }],
  ])('can be scanned %s, under the receipt with its link', async (_what, { options, flags = [], theme }) => {
    const terminal = openTerminal([...mpm, ...flags], options);
    expect(await terminal.ended()).toBe(0);
    const [told] = link.exec(terminal.everything().replaceAll(/\n */g, '')) ?? [];
    expect(scanScreen(terminal.xterm, theme)).toBe(told);
  });

  test('is none where the window is too small, which is said', async () => {
    const terminal = openTerminal(mpm, { columns: 30, rows: 30 });
    expect(await terminal.ended()).toBe(0);
    const said = terminal.everything().replaceAll('\n', '');
    expect(said).toContain('too small for the QR code, which takes 33 columns and 19 lines: use the link.');
    expect(said).not.toMatch(/[█▀▄]/);
  });
});

/** How many cells have a colour of their own. */
function coloursOf({ buffer: { active }, cols }: ReturnType<typeof openTerminal>['xterm']): number {
  let count = 0;
  for (let row = 0; row < active.length; row++) {
    for (let column = 0; column < cols; column++) {
      const cell = active.getLine(row)?.getCell(column);
      if (cell && !(cell.isFgDefault() && cell.isBgDefault())) count++;
    }
  }
  return count;
}
