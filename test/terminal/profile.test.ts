import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testAppCode, testKeys } from '../support/keys.ts';
import { makeHome } from '../support/run-qfpay.ts';
import { keys, openTerminal } from '../support/terminal.ts';

describe.skipIf(process.platform !== 'linux')('a person who saves a merchant at a terminal', () => {
  test.each([['xterm-256color'], ['dumb']])('types the key unseen (TERM=%s)', async (term) => {
    const home = makeHome();
    const terminal = openTerminal(['profile', 'add', 'shop', '--use'], { home, env: { TERM: term }, columns: 100 });
    await terminal.shows('Paste QFPay');
    terminal.press(keys.enter);
    await terminal.shows('Environment that the credentials belong to:');
    terminal.press('sand');
    if (term !== 'dumb') await terminal.shows(/: sand\n❯ sandbox\n\n/);
    terminal.press(keys.enter);
    await terminal.shows('App code:');
    terminal.press(`${testAppCode}${keys.enter}`);
    await terminal.shows('Client key, which is not shown:');
    // As Emacs wants it, which hides what is typed after such a line.
    if (term === 'dumb') expect(terminal.transcript()).toMatch(/\r\nPassword: $/);
    terminal.press(`\u0014${testKeys.other}${keys.backspace}${testKeys.other.slice(-1)}`);
    terminal.press(keys.enter);
    await terminal.shows('Store number');
    terminal.press(keys.enter);
    await terminal.shows(/saved +shop for sandbox, its key is <key [0-9a-f]{8}>/);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.transcript()).not.toContain(testKeys.other.slice(0, 6));
    const saved = JSON.parse(readFileSync(join(home.config, 'profiles.json'), 'utf8'));
    const entry = { env: 'sandbox', app_code: testAppCode, client_key: testKeys.other };
    expect(saved).toMatchObject({ current: 'shop', profiles: { shop: entry } });
  });

  test.each([['xterm-256color'], ['dumb']])(
    'pastes the mail, of which not a character is shown (TERM=%s)',
    async (term) => {
      const home = makeHome();
      const terminal = openTerminal(['profile', 'add'], { home, env: { TERM: term }, columns: 100 });
      await terminal.shows('Paste QFPay');
      const mail = `Dear merchant,\r\rApp code: ${testAppCode}\r\r\rClient key: ${testKeys.other}\rMCHID: S1234\r`;
      terminal.press(term === 'dumb' ? mail : `\u001b[200~${mail}\u001b[201~`);
      await terminal.shows(`(${mail.trimEnd().length} characters, not shown)`);
      terminal.press(keys.enter);
      await terminal.shows('found: app code, 32 characters; client key, 32 characters; store number, 5 characters');
      await terminal.shows('Name of the profile');
      terminal.press(`shop${keys.enter}`);
      await terminal.shows('Environment that');
      terminal.press('sandbox');
      if (term !== 'dumb') await terminal.shows(/: sandbox\n❯ sandbox\n\n/);
      terminal.press(keys.enter);
      await terminal.shows(/saved +shop for sandbox/);
      expect(await terminal.ended()).toBe(0);
      expect(terminal.transcript()).not.toContain('Dear');
      for (const value of [testKeys.other, testAppCode]) expect(terminal.transcript()).not.toContain(value.slice(0, 3));
      const { profiles } = JSON.parse(readFileSync(join(home.config, 'profiles.json'), 'utf8'));
      expect(profiles.shop).toEqual({
        env: 'sandbox',
        app_code: testAppCode,
        mchid: 'S1234',
        client_key: testKeys.other,
      });
    },
  );

  test('who pastes the key into another question sees none of it', async () => {
    const terminal = openTerminal(['profile', 'add'], { columns: 100 });
    await terminal.shows('Paste QFPay');
    terminal.press(keys.enter);
    await terminal.shows('Name of the profile');
    terminal.press(testKeys.other);
    await terminal.shows('(32 characters, not shown)');
    terminal.press(`\u0015shop${keys.enter}`);
    await terminal.shows('Environment that');
    terminal.press(testKeys.other);
    await terminal.shows(/32 characters, not shown.*nothing is called that/s);
    terminal.press(keys.ctrl_c);
    expect(await terminal.ended()).toBe(130);
    expect(terminal.transcript()).not.toContain(testKeys.other.slice(0, 4));
  });

  test('and has saved nothing after Ctrl-C', async () => {
    const terminal = openTerminal(['profile', 'add', 'shop', '--env', 'test', '--appcode', testAppCode]);
    await terminal.shows('Client key, which is not shown:');
    expect(terminal.screen()).not.toContain('Ctrl+T');
    terminal.press(testKeys.other.slice(0, 5));
    terminal.press(keys.ctrl_c);
    expect(await terminal.ended()).toBe(130);
    expect(terminal.screen()).toMatch(/error: interrupted: nothing was saved$/);
  });
});
