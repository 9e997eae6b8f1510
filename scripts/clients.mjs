// Holds the emulator to what other people's clients send: their wire bytes, in their languages. `npm run test:clients`. It
// installs nothing: what is missing is said, and fails.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');
const folder = join(import.meta.dirname, 'clients');

/** By habit: what the gateway has to answer. `docs/emulator.md` says which are read and which are refused, and why. */
const expected = {
  PHP: {
    form: '0000',
    'multipart-query': '0000',
    'multipart-payment': '0000',
    'multipart-by-http-1.0': '0000',
    'query-by-get': '0000',
    'raw-body': '0000',
    'raw-body-with-ampersand': '1108',
    'query-by-code-alone': '0000',
    'query-of-nothing': '0000',
    'refund-in-doubt': '2999',
    'refund-of-nothing': '1136',
    'json-body': '1103',
  },
  Python: {
    'post-with-parameters-in-url': '0000',
    'query-of-a-window-in-url': '0000',
    'sha256-without-header': '1108',
    'sha256-with-header': '0000',
    'no-content-type': '0000',
    'query-by-pay-type-alone': '0000',
    'close-with-another-time': '0000',
    'close-with-another-amount': '0000',
    'payment-in-doubt': '1101',
    'query-of-one-in-doubt': '0000',
    'no-currency': '1104',
  },
  Go: {
    'go-payment': '0000',
    'query-rows-with-goods-detail-and-udid': '0000',
    'close-by-post-with-now': '0000',
    'query-of-an-unknown-number': '0000',
    'goods-name-of-23': '0000',
    'goods-name-with-punctuation': '0000',
    'empty-mchid': '1108',
  },
  Java: {
    'java-raw-body-and-signed-answer': '0000',
    'paydtm-of-an-unpaid-order': '0000',
    'query-of-an-unpaid-order': '0000',
    'reversal-by-get': '0000',
    'app-timestamp-as-a-number': '0000',
    'refund-under-the-orders-number': '1251',
  },
};

const clients = {
  PHP: {
    command: ['php', join(folder, 'client.php')],
    needs: ['php', '-r', 'exit(function_exists("curl_init") ? 0 : 1);'],
  },
  Python: { command: ['python3', join(folder, 'client.py')], needs: ['python3', '--version'] },
  Go: { command: ['go', 'run', join(folder, 'client.go')], needs: ['go', 'version'] },
  Java: { command: ['java', join(folder, 'Client.java')], needs: ['javac', '-version'] },
};

const packages = { PHP: 'php-cli php-curl', Python: 'python3', Go: 'golang-go', Java: 'default-jdk-headless' };

const say = (text) => process.stdout.write(`${text}\n`);

/** The built emulator, on a free port, until it is ended. */
async function startEmulator(home) {
  const args = ['emulator', '--port', '0', '--limits', 'off', '--quiet', '--json', '--write-key-file', 'client.key'];
  const child = spawn(process.execPath, [join(root, 'bin', 'qfpay.cjs'), ...args], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, QFPAY_STATE_DIR: join(home, 'state') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { value, done } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  if (done) throw new Error('the emulator ended before it was ready: npm run build');
  const { url, merchants } = JSON.parse(value);
  const key = readFileSync(join(home, 'client.key'), 'utf8').trim();
  return { child, env: { QFPAY_BASE_URL: url, QFPAY_APPCODE: merchants[0].app_code, QFPAY_KEY: key } };
}

function runClient(language, env, home) {
  const [name, ...args] = clients[language].command;
  const own = {
    PATH: process.env.PATH,
    HOME: home,
    GOCACHE: join(home, 'go'),
    GO111MODULE: 'off',
    GOTOOLCHAIN: 'local',
  };
  const { stdout, stderr, status } = spawnSync(name, args, {
    env: { ...own, ...env },
    encoding: 'utf8',
    timeout: 300_000,
  });
  const lines = (stdout ?? '').split('\n').filter((line) => line.includes('\t'));
  const got = Object.fromEntries(lines.map((line) => line.split('\t')));
  return { got, failure: status === 0 ? '' : `it ended with ${status}: ${stderr}` };
}

function compare(language, { got, failure }) {
  const names = new Set([...Object.keys(expected[language]), ...Object.keys(got)]);
  const wrong = [...names].filter((name) => got[name] !== expected[language][name]);
  for (const name of names) {
    const mark = wrong.includes(name) ? `WRONG, ${expected[language][name] ?? 'nothing'} is expected` : '';
    say(`${language.padEnd(7)} ${name.padEnd(40)} ${got[name] ?? 'no answer'}  ${mark}`.trimEnd());
  }
  if (failure !== '') say(`${language}: ${failure}`);
  return wrong.length + (failure === '' ? 0 : 1);
}

const missing = Object.keys(clients).filter((language) => {
  const [name, ...args] = clients[language].needs;
  return spawnSync(name, args).status !== 0;
});
const home = mkdtempSync(join(tmpdir(), 'qfpay-clients-'));
let wrong = 0;
const { child, env } = await startEmulator(home);
try {
  for (const language of Object.keys(clients)) {
    if (!missing.includes(language)) wrong += compare(language, runClient(language, env, home));
  }
} finally {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  rmSync(home, { recursive: true, force: true });
}
if (missing.length > 0) {
  const names = missing.map((language) => packages[language]).join(' ');
  say(`NOT RUN, as it is not there: ${missing.join(', ')} (of Debian: ${names})`);
}
say(wrong === 0 ? 'every habit that was tried is answered as it should be' : `${wrong} wrong`);
process.exitCode = wrong > 0 || missing.length > 0 ? 1 : 0;
