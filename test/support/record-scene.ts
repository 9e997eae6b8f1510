import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import xterm from '@xterm/headless';
import type { Scene } from '../../scripts/pictures/scenes.ts';
import { localKey } from '../../src/signature/client-key.ts';
import { testAppCode, testKeys } from './keys.ts';
import { type Home, makeHome } from './run-qfpay.ts';
import { serveQfpay } from './serve-qfpay.ts';
import { keys, openTerminal, type Terminal } from './terminal.ts';

const setMachine = join(import.meta.dirname, '..', '..', 'scripts', 'pictures', 'set-machine.cjs');
const locales = { en: 'C.UTF-8', 'zh-Hans': 'zh_CN.UTF-8', 'zh-Hant': 'zh_HK.UTF-8' } as const;

/** Runs a scene's lines in a terminal and gives one that shows them all, each behind its prompt. */
export async function recordScene(scene: Scene): Promise<xterm.Terminal> {
  const home = makeHome();
  const env = scene.machine === 'saved-profile' ? await withWrongKey(home) : {};
  const { columns = 80 } = scene;
  const shown = new xterm.Terminal({ cols: columns, rows: 24, scrollback: 500, allowProposedApi: true });
  for (const [minute, line] of scene.lines.entries()) {
    const settings = { LANG: locales[scene.lang], ...clock(minute), ...env };
    const program = line.replace(/^(npx )?qfpay/, '').replace(/ emulator/, '$& --port 0');
    // The whole line stands where the shell reads it, so that a quote is what it is for whoever pastes it.
    const terminal = openTerminal([], { columns, rows: 60, home, env: settings, redirection: program });
    const transcript = await (scene.until === undefined ? untilItEnds(terminal) : untilItShows(scene.until, terminal));
    shown.write((minute > 0 ? '\r\n' : '') + promptOf(line) + withStandIns(transcript, home));
  }
  return new Promise((resolve) => shown.write('', () => resolve(shown)));
}

async function untilItEnds(terminal: Terminal): Promise<string> {
  await terminal.ended();
  return terminal.transcript();
}

async function untilItShows(text: string, terminal: Terminal): Promise<string> {
  await terminal.shows(text);
  const transcript = terminal.transcript();
  terminal.press(keys.ctrl_c);
  await terminal.ended();
  return transcript;
}

function clock(minute: number): Record<string, string> {
  return {
    NODE_OPTIONS: `--require "${setMachine}"`,
    PICTURE_CLOCK: new Date(Date.parse('2026-03-02T15:04:05.100+08:00') + 60_000 * minute).toISOString(),
  };
}

function promptOf(line: string): string {
  return `\u001b[32m$\u001b[39m \u001b[1m${line.replaceAll('\n', '\r\n')}\u001b[22m\r\n`;
}

/** What differs from machine to machine and from run to run though clock and dice are set, and nothing else. */
function withStandIns(transcript: string, home: Home): string {
  return transcript
    .replaceAll(home.folder, '/home/li')
    .replaceAll(process.versions.node, '22.12.0')
    .replaceAll(/127\.0\.0\.1:\d+|port \d+/g, (place) => place.replace(/\d+$/, '8437'))
    .replaceAll(/ in \d+ ms/g, ' in 42 ms')
    .replaceAll(/[\d-]{10} [\d:]{8}(?= in Asia)/g, '2026-03-02 15:04:05');
}

/** A shop that has the local gateway's key in its environment and its own in a profile, and a `.env` that lost an underscore. */
async function withWrongKey(home: Home): Promise<Record<string, string>> {
  const right = join(home.folder, 'right.key');
  writeFileSync(right, testKeys.other, { mode: 0o600 });
  const { ready } = await serveQfpay(['emulator', '--port', '0', '--merchant', `${testAppCode}:${right}`]);
  const shop = { env: 'sandbox', app_code: testAppCode, client_key: testKeys.other };
  const profiles = { schema_version: 1, profiles: { shop } };
  writeFileSync(join(home.config, 'profiles.json'), JSON.stringify(profiles), { mode: 0o600 });
  const variables = [`QFPAY_APPCODE=${testAppCode}`, 'QFPAYMCHID=ZaMVg12345'];
  writeFileSync(join(home.work, '.env'), `${variables.join('\n')}\n`, { mode: 0o600 });
  // The gateway answers at the world's time, so the clock is not set here.
  return { QFPAY_KEY: localKey, QFPAY_BASE_URL: ready.url, NODE_OPTIONS: '' };
}
