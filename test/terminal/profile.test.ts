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
    await terminal.shows(/saved +shop for sandbox, its key is <key [0-9a-f]{8}>/);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.transcript()).not.toContain(testKeys.other.slice(0, 6));
    const saved = JSON.parse(readFileSync(join(home.config, 'profiles.json'), 'utf8'));
    const entry = { env: 'sandbox', app_code: testAppCode, client_key: testKeys.other };
    expect(saved).toMatchObject({ current: 'shop', profiles: { shop: entry } });
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
