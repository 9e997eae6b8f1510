import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { executable, homeEnv, makeHome } from '../support/run-qfpay.ts';

const calls = 25_000;

/** As long as years make it, each outcome behind its sending. */
function longHistory(): string {
  const lines: string[] = [];
  for (let at = 0; at < calls; at += 1) {
    const time = new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString();
    const id = at.toString(16).padStart(16, '0');
    const order = { endpoint: 'payment', out_trade_no: `A-${at}`, pay_type: '800201', txamt: '100', txcurrcd: 'HKD' };
    const merchant = { env: 'test', base_url: 'https://gateway.example', app_code: 'A'.repeat(32), mchid: 'M123456' };
    const outcome = at % 10 === 0 ? 'pending' : 'paid';
    lines.push(JSON.stringify({ kind: 'sending', time, id, command: 'pay', ...merchant, ...order }));
    lines.push(JSON.stringify({ kind: 'outcome', time, id, outcome, respcd: '0000', syssn: `2026${at}` }));
  }
  return `${lines.join('\n')}\n`;
}

/** Node ends by itself where more is held than that: 10 MB, of which the program takes five. The history has 11. */
const little_memory = { NODE_OPTIONS: '--max-old-space-size=10' };

test('a history of years is read and printed by pieces: how much memory that takes is no matter of its length', () => {
  const home = makeHome();
  const state = join(home.folder, 'years');
  mkdirSync(state);
  writeFileSync(join(state, 'history.ndjson'), longHistory());
  const printed = (...words: readonly string[]) => {
    const path = join(home.folder, 'out');
    const out = openSync(path, 'w');
    const env = { ...homeEnv(home), ...little_memory, QFPAY_STATE_DIR: state };
    const { status } = spawnSync(process.execPath, [executable, 'history', ...words], {
      env,
      stdio: ['ignore', out, 'ignore'],
    });
    closeSync(out);
    return { status, text: readFileSync(path, 'utf8') };
  };
  const json = printed('--json');
  expect(json.status).toBe(0);
  const { entries, total } = JSON.parse(json.text) as {
    entries: { out_trade_no: string; outcome: string }[];
    total: number;
  };
  expect([entries.length, total]).toEqual([calls, calls]);
  expect(entries[calls - 1]).toMatchObject({ out_trade_no: `A-${calls - 1}`, outcome: 'paid' });
  const screen = printed();
  expect(screen.status).toBe(0);
  expect(screen.text).toContain(`${calls / 10} open`);
}, 60_000);
