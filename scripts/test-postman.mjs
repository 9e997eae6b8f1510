// Runs the collection of `qfpay schema postman` with newman against the emulator: every documented call, with SHA256 and with MD5,
// and with a key that is wrong, which has to be noticed. newman is no dependency: `npm exec` has it from the registry.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'qfpay-postman-'));
const qfpay = join(root, 'bin/qfpay.cjs');
const keyFile = join(folder, 'emulator.key');
const env = { ...process.env, QFPAY_STATE_DIR: folder, QFPAY_CONFIG_DIR: folder };

/** The emulator's address stands in the file itself: nothing here can reach QFPay, whichever variable wins. */
function makeCollection(base_url) {
  const { stdout, status } = spawnSync(process.execPath, [qfpay, 'schema', 'postman'], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`qfpay schema postman ended with ${status}`);
  const file = join(folder, 'collection.json');
  const collection = JSON.parse(stdout);
  for (const variable of collection.variable) if (variable.key === 'base_url') variable.value = base_url;
  writeFileSync(file, JSON.stringify(collection));
  return { file, calls: collection.item.flatMap(({ item }) => item).length };
}

/** The emulator, once it says where it listens. */
async function startEmulator() {
  const words = ['emulator', '--port', '0', '--json', '--quiet', '--auto-pay', '0', '--limits', 'off'];
  words.push('--write-key-file', keyFile);
  const child = spawn(process.execPath, [qfpay, ...words], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = JSON.parse(line);
    if (ready.url) return { child, ...ready };
  }
  throw new Error('the emulator did not start');
}

/** What newman counted. */
function runNewman(file, variables) {
  const report = join(folder, 'report.json');
  const said = Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  const words = ['exec', '--yes', '--package', 'newman@6', '--', 'newman', 'run', file, ...said];
  const { error } = spawnSync('npm', [...words, '--reporters', 'json', '--reporter-json-export', report], {
    stdio: ['ignore', 'inherit', 'inherit'],
    cwd: folder,
  });
  if (error) throw error;
  const { run } = JSON.parse(readFileSync(report, 'utf8'));
  const failures = run.failures.map(({ source, error: { message } }) => `${source?.name ?? 'collection'}: ${message}`);
  return { requests: run.stats.requests.total, assertions: run.stats.assertions.total, failures };
}

let emulator;
try {
  emulator = await startEmulator();
  const { file, calls } = makeCollection(emulator.url);
  const client_key = readFileSync(keyFile, 'utf8').trim();
  const variables = { appcode: emulator.merchants[0].app_code, client_key };
  for (const sign_type of ['SHA256', 'MD5']) {
    const { requests, assertions, failures } = runNewman(file, { ...variables, sign_type });
    process.stdout.write(
      `${sign_type}: ${requests} of ${calls} requests, ${assertions} assertions, ${failures.length} failures\n`,
    );
    for (const failure of failures) process.stdout.write(`  ${failure}\n`);
    if (requests !== calls || assertions < calls || failures.length > 0) process.exitCode = 1;
  }
  const wrong = runNewman(file, { ...variables, client_key: `${client_key.slice(1)}0` });
  process.stdout.write(`a wrong key: ${wrong.failures.length} failures\n`);
  if (wrong.failures.length < calls) process.exitCode = 1;
  process.stdout.write(
    'Not run: Postman itself, whose scripts newman runs; the collection at QFPay; the refusal of a forged answer.\n',
  );
} finally {
  emulator?.child.kill();
  rmSync(folder, { recursive: true, force: true });
}
