import { describe, expect, test } from 'vitest';
import { testAppCode, testKeys } from '../support/keys.ts';
import { keys, openTerminal } from '../support/terminal.ts';

/** A terminal that shows what it gets and can do nothing else, such as a shell inside an editor. */
function openDumb(...args: readonly string[]) {
  return openTerminal(args, { env: { TERM: 'dumb' }, rows: 90 });
}

describe.skipIf(process.platform !== 'linux')('a terminal that cannot move its cursor', () => {
  test('is asked a line at a time, and gets not one control sequence', async () => {
    const terminal = openDumb('pay', '--env', 'local');
    await terminal.shows('? Pay type, such as alipay qr:');
    terminal.press(keys.enter);
    await terminal.shows(/alipay-mpm +Alipay QR.*… and \d+ more: type a part of a name, or all of it\n\? Pay type/s);
    terminal.press(`paypal${keys.enter}`);
    await terminal.shows('> nothing is called that\n? Pay type');
    terminal.press(`octopus${keys.enter}`);
    await terminal.shows(/octopus-mpm .*octopus-web [^\n]*\n +803714 [^\n]*\n\? Pay type/s);
    terminal.press(`octopus mpm${keys.enter}`);
    await terminal.shows('? Amount in HKD, such as 12.80:');
    terminal.press(`0${keys.enter}`);
    await terminal.shows('> must be above 0\n? Amount');
    terminal.press(`12.80${keys.enter}`);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.everything()).toContain('  qfpay pay --env local --pay-type octopus-mpm --amount 12.80\n');
    expect(terminal.transcript()).not.toContain(keys.escape);
  });

  test('takes the name in full where others begin with it', async () => {
    const terminal = openDumb('pay', '--env', 'local', '--amount', '1.00');
    await terminal.shows('? Pay type');
    terminal.press(`alipay-mpm${keys.enter}`);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.screen()).toMatch(/^pay_type +800101 /m);
  });

  test("never shows the payer's code, and lets it be mended", async () => {
    const terminal = openDumb('pay', '--env', 'local', '--pay-type', 'alipay-cpm', '--amount', '3.00');
    await terminal.shows('(auth_code):');
    terminal.press(`28763443825664394x${keys.backspace}0${keys.enter}`);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.transcript()).toContain('--auth-code -');
    expect(terminal.transcript()).not.toMatch(/2876|4394/);
  });

  test.each([
    ['an amount to confirm', ['pay', '--env', 'prod', '--pay-type', 'payme-mpm', '--amount', '12.80'], '12.80'],
    ['a pay type', ['pay', '--env', 'local', '--amount', '12.80'], 'payme-mpm'],
    ['the name of a profile', ['profile', 'add'], 'shop'],
  ])('half a line is no answer: %s, then Ctrl-D', async (_what, args, typed) => {
    const env = { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.prod, TERM: 'dumb' };
    const terminal = openTerminal(args, { env, columns: 120 });
    if (args[0] === 'profile') {
      await terminal.shows(/Enter alone/);
      terminal.press(keys.enter);
    }
    await terminal.shows(/^\? .*: *$/m);
    terminal.press(`${typed}${keys.ctrl_d}`);
    await terminal.shows(typed);
    terminal.press(keys.ctrl_d);
    expect(await terminal.ended()).toBe(130);
    expect(terminal.everything()).toMatch(/error: interrupted/);
    expect(terminal.everything()).not.toMatch(/out_trade_no|saved +shop/);
  });

  test('a paste is asked for without a control sequence, too', async () => {
    const terminal = openDumb('verify', '--env', 'local', '--signature', 'A'.repeat(32));
    await terminal.shows(/Ctrl-D/);
    terminal.press(`txamt=100${keys.enter}${keys.ctrl_d}`);
    expect(await terminal.ended()).toBe(6);
    expect(terminal.transcript()).not.toContain(keys.escape);
  });

  test.each([
    ['Ctrl-C', keys.ctrl_c],
    ['Ctrl-D', keys.ctrl_d],
  ])('%s at a question sends nothing', async (_name, pressed) => {
    for (const args of [
      ['pay', '--env', 'local'],
      ['pay', '--env', 'local', '--pay-type', 'alipay-cpm', '--amount', '3.00'],
    ]) {
      const terminal = openDumb(...args);
      await terminal.shows(/\? (?:Pay type|Code on)/);
      terminal.press(pressed);
      expect(await terminal.ended()).toBe(130);
      expect(terminal.screen()).toMatch(/error: interrupted: nothing was sent$/);
    }
  });
});
