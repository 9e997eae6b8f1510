import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { executable, type Home, homeEnv, makeHome } from '../support/run-qfpay.ts';
import { keys, openShell } from '../support/terminal.ts';

const required = process.env['QFPAY_TEST_SHELLS'] === 'required';

/** Whether a shell is there; its tests are left out loudly where it is not, and fail where it has to be. */
function lacks(shell: string): boolean {
  const is_missing = spawnSync(shell, ['-c', 'exit 0']).status !== 0;
  if (is_missing && required) throw new Error(`there is no ${shell}, and QFPAY_TEST_SHELLS=required`);
  if (is_missing) process.stderr.write(`\nSKIPPED  completion in ${shell}: there is no ${shell} here\n`);
  return is_missing;
}

/** A machine whose PATH has `qfpay`, and a merchant saved as `shop-hk`. */
function machine(): Home & { readonly env: Record<string, string> } {
  const home = makeHome();
  const bin = join(home.folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'qfpay'), `#!/bin/sh\nexec "${process.execPath}" "${executable}" "$@"\n`);
  chmodSync(join(bin, 'qfpay'), 0o755);
  const profile = { env: 'test', app_code: 'A', key_command: 'exit 1' };
  const path = join(home.config, 'profiles.json');
  writeFileSync(path, JSON.stringify({ schema_version: 1, profiles: { 'shop-hk': profile } }), { mode: 0o600 });
  return { ...home, env: { ...homeEnv(home), PATH: `${bin}:${process.env['PATH']}` } };
}

function run(shell: string, script: string): string {
  const { env, work } = machine();
  const { stdout, stderr } = spawnSync(shell, ['-c', script], { cwd: work, env, encoding: 'utf8', timeout: 15_000 });
  return stdout + stderr;
}

describe.skipIf(process.platform === 'win32' || lacks('bash'))('in bash', () => {
  test('commands, flags, values, profiles and files are completed', () => {
    const tab = (line: string) => `
      COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _qfpay; echo "\${COMPREPLY[@]}"`;
    const lines = run(
      'bash',
      `source <(qfpay completion bash); touch returns.csv
      ${['qfpay refund-', 'qfpay pay --goods', 'qfpay pay --pay-type payme-', "qfpay query --profile ''", 'qfpay codes 1108', 'qfpay refund-batch ret'].map(tab).join('\n')}`,
    ).split('\n');
    expect(lines.slice(0, 6)).toEqual([
      'refund-batch',
      '--goods-name',
      expect.stringContaining('payme-web'),
      'shop-hk',
      '1108',
      'returns.csv',
    ]);
  });
});

describe.skipIf(process.platform === 'win32' || lacks('fish'))('in fish', () => {
  test('values come with what they mean', () => {
    const said = run(
      'fish',
      `qfpay completion fish | source
      complete -C 'qfpay codes 110'; complete -C 'qfpay profile '; complete -C 'qfpay pay --profile s'`,
    );
    expect(said).toMatch(/^1108\t.*signature/m);
    expect(said).toMatch(/^remove$/m);
    expect(said).toMatch(/^shop-hk$/m);
  });
});

describe.skipIf(process.platform !== 'linux' || lacks('zsh'))('in zsh', () => {
  test('Tab completes what is typed, and shows the choices with their meaning', async () => {
    const { env, ...home } = machine();
    const terminal = openShell(['zsh', '-f', '-i'], { home, env: { ...env, PS1: 'ready> ' }, columns: 100 });
    await terminal.shows('ready>');
    terminal.press('autoload -Uz compinit && compinit -u -D; source <(qfpay completion zsh); echo lo""aded\r');
    await terminal.shows('loaded');
    terminal.press(`qfpay refund-b${keys.tab}`);
    await terminal.shows('qfpay refund-batch');
    terminal.press(`\u0015qfpay pay --pay-type payme${keys.tab}${keys.tab}`);
    await terminal.shows(/payme-web\s+-- /);
  });
});
