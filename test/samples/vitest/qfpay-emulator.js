import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** In vitest.config.js: test: { globalSetup: './qfpay-emulator.js' } */
export default async function setup() {
  const keyFile = join(mkdtempSync(join(tmpdir(), 'qfpay-')), 'key');
  const flags = ['--port', '0', '--auto-pay', '0', '--limits', 'off', '--quiet', '--json', '--write-key-file', keyFile];
  const child = spawn('npx', ['--no', '--', 'qfpay', 'emulator', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { url, merchants, admin } = JSON.parse(line);
  process.env.QFPAY_BASE_URL = url;
  process.env.QFPAY_APPCODE = merchants[0].app_code;
  process.env.QFPAY_KEY = readFileSync(keyFile, 'utf8').trim();
  return async () => {
    const ended = once(child, 'exit');
    await fetch(`${admin.url}shutdown`, { method: 'POST', headers: { authorization: `Bearer ${admin.token}` } });
    await ended;
  };
}
