#!/usr/bin/env node
// Start-up as people have it: the packed package, installed, not its first run, nothing in the environment that changes what node
// itself costs. Processor time of whole processes as a ratio to `node -e 0`, in pairs, so that a machine's speed cancels out.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brokenPastes, brokenSignatures } from './bench/broken-signatures.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '40' }, only: { type: 'string' } } });
const runs = Number(values.runs);
const root = join(import.meta.dirname, '..');
const home = mkdtempSync(join(tmpdir(), 'qfpay-bench-'));

/** NODE_EXTRA_CA_CERTS alone may cost node more than all that is measured here. */
const ownEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(QFPAY_|NODE_|XDG_|npm_)|_proxy$/i.test(name)),
);

function install() {
  const npm = (...args) =>
    execFileSync('npm', args, { cwd: root, env: ownEnv, stdio: ['ignore', 'ignore', 'inherit'] });
  npm('pack', '--silent', '--pack-destination', home);
  const [tarball] = readdirSync(home);
  const prefix = join(home, 'global');
  npm(
    'install',
    '--global',
    '--silent',
    '--offline',
    '--no-audit',
    '--no-fund',
    '--prefix',
    prefix,
    join(home, tarball),
  );
  const folders = process.platform === 'win32' ? ['node_modules'] : ['lib', 'node_modules'];
  return join(prefix, ...folders, 'qfpay', 'bin', 'qfpay.cjs');
}

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const order = { respcd: '0000', resperr: '', respmsg: '', syssn: '20260302180500020000000001', txamt: '1280' };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(order));
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const env = {
  ...ownEnv,
  HOME: home,
  QFPAY_CACHE_DIR: join(home, 'compiled'),
  QFPAY_CONFIG_DIR: join(home, 'config'),
  QFPAY_STATE_DIR: join(home, 'state'),
  QFPAY_APPCODE: 'BENCHAPPCODE',
  QFPAY_KEY: 'bench-key-that-is-not-a-secret',
  QFPAY_BASE_URL: `http://127.0.0.1:${server.address().port}`,
};

const executable = install();
const qfpay = (...words) => [process.execPath, executable, ...words];
const [oneCause, ...others] = brokenSignatures(env.QFPAY_KEY);

/** A single cause from a curl command: twice a bare start, and 30 ms of a processor. */
const curlGoal = (bare) => 2 + 30 / bare;

/** An expression costs at most 25 ms of a processor over `--json`. */
const jqGoal = (bare) => 1.5 + 25 / bare;

/** name, what the whole process may cost at most, program and arguments, exit status */
const cases = [
  ['--help', 1.5, qfpay('--help')],
  ['codes 1108 --json', 1.5, qfpay('codes', '1108', '--json')],
  ['codes 1108', 1.5, qfpay('codes', '1108')],
  ['--jq, a way', jqGoal, qfpay('codes', '1108', '--jq', '.codes[] | select(.name == "signature-error") | .code')],
  ['--jq, any other', jqGoal, qfpay('codes', '1108', '--jq', '.codes | length')],
  ['sign', 1.65, qfpay('sign', 'mchid=ZaMVg12345', 'txamt=100', 'txcurrcd=HKD')],
  ['pay over loopback', 3.6, qfpay('pay', '--pay-type', 'wechat-mpm', '--txamt', '1280', '--no-qr', '--json')],
  [oneCause[0], 3.5, qfpay(...oneCause[1]), 6],
  ...brokenPastes(env.QFPAY_KEY).map(([name, goal, text]) => [
    name,
    goal ?? curlGoal,
    qfpay('verify', kept(name, text), '--json'),
    6,
  ]),
  ['gh --help', undefined, ['gh', '--help']],
  ['stripe --help', undefined, ['stripe', '--help']],
];

/** The path of a file that holds a paste. */
function kept(name, text) {
  const path = join(home, `${name}.txt`);
  writeFileSync(path, text);
  return path;
}

/** A shell can tell what a process that it waited for has used of a processor, to the millisecond; node cannot. */
const measuring = `TIMEFORMAT='%3U %3S'; time for each in 1 2 3; do
  "$@" </dev/null >/dev/null 2>"$ERRORS"; status=$?
  [ $status = "$EXPECTED" ] || { echo "$* ended with $status" >&2; cat "$ERRORS" >&2; exit 1; }
done`;

/** Milliseconds of a processor, the system's work among them, that one process takes from its start to its end. */
function processorTime(words, exit = 0) {
  const told = { ...env, EXPECTED: String(exit), ERRORS: join(home, 'errors') };
  const child = spawn('bash', ['-c', measuring, 'bash', ...words], { env: told, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
      if (code === 0) resolve(((user + system) * 1000) / 3);
      else reject(new Error(stderr));
    });
  });
}

/** Seconds of one whole process by the clock on the wall. */
function wallTime(words, exit) {
  const start = performance.now();
  const child = spawn(words[0], words.slice(1), { env, stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code === exit) resolve((performance.now() - start) / 1000);
      else reject(new Error(`${words.join(' ')} ended with ${code}`));
    });
  });
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function isThere(program) {
  return (
    program === process.execPath || (env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)))
  );
}

async function compare({ goal, words, exit }) {
  if (!isThere(words[0])) return `there is no ${words[0]} here`;
  const pairs = [];
  await processorTime(words, exit);
  for (let run = 0; run < runs; run += 1) {
    pairs.push({ bare: await processorTime([process.execPath, '-e', '0']), own: await processorTime(words, exit) });
  }
  const ratio = median(pairs.map(({ bare, own }) => own / bare)).toFixed(2);
  const bare = median(pairs.map(({ bare }) => bare));
  const most = typeof goal === 'function' ? goal(bare) : goal;
  const told = [`${median(pairs.map(({ own }) => own)).toFixed(0)} ms`, `node -e 0: ${bare.toFixed(0)} ms`];
  return `${ratio}  (${[...(most ? [`goal ${most.toFixed(2)}`] : []), ...told].join('; ')})`;
}

function tell(name, text) {
  process.stdout.write(`${name.padEnd(20)} ${text}\n`);
}

const isWanted = (name) => !values.only || name.includes(values.only);
process.stdout.write(`processor time, median of ${runs} pairs of three runs; 1 is node -e 0\n`);
for (const [name, goal, words, exit] of cases) if (isWanted(name)) tell(name, await compare({ goal, words, exit }));
for (const [name, words] of others.filter(([name]) => isWanted(name))) {
  const seconds = [];
  for (let run = 0; run < Math.min(runs, 10); run += 1) seconds.push(await wallTime(qfpay(...words), 6));
  tell(name, `${median(seconds).toFixed(2)} s  (goal 1 s)`);
}
server.close();
const emulator = 'emulator, per second';
if (isWanted(emulator)) {
  process.env.QFPAY_CACHE_DIR = 'off';
  const { benchEmulator, benchBooks } = await import('./bench-emulator.mjs');
  const rounds = await benchEmulator(executable);
  const byPace = median(rounds.map(({ bare, own }) => own.pace / bare.pace)).toFixed(2);
  const byCpu = median(rounds.map(({ bare, own }) => bare.cpu / own.cpu)).toFixed(2);
  const pace = Math.round(median(rounds.map(({ bare }) => bare.pace)));
  process.stdout.write(
    `${emulator} ${byPace}  (goal 0.50; by processor time ${byCpu}; bare node:http: ${pace} requests a second)\n`,
  );
  const { memory, queries } = await benchBooks(executable);
  const slowest = Math.max(...queries.map(median));
  tell('100,000 orders', `${memory.toFixed(0)} MiB (goal 200), slowest query ${slowest.toFixed(1)} ms (goal 5)`);
}
rmSync(home, { recursive: true });
