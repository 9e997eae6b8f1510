// Runs the commonest commands once, in this process, and keeps the code that V8 compiled for them beside the bundle. A start
// is a little slower without it, so that whatever is in the way is told and no failure; that the program fails is one.
import fs from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { cachePath, load, loaded } = createRequire(import.meta.url)('../bin/qfpay.cjs');
const { run } = load('qfpay.cjs');
const order = { respcd: '0000', resperr: '', respmsg: '', qrcode: 'https://qr.example/1' };
const commands = [
  ['--help'],
  ['codes', '1108', '--json'],
  ['codes', '1108'],
  ['sign', 'mchid=ZaMVg12345', 'txamt=100', 'txcurrcd=HKD'],
  ['pay', '--pay-type', 'wechat-mpm', '--txamt', '1280', '--json'],
];

/** Nothing of whoever builds: no settings, no proxy, no language, no `.env` of the working directory. */
function leaveHome(folder, base_url) {
  const foreign = /^(QFPAY_.*|LC_.*|LANG|LANGUAGE|(HTTPS?|ALL|NO)_PROXY|NODE_EXTRA_CA_CERTS)$/i;
  for (const name of Object.keys(process.env)) if (foreign.test(name)) delete process.env[name];
  Object.assign(process.env, {
    QFPAY_CONFIG_DIR: join(folder, 'config'),
    QFPAY_STATE_DIR: join(folder, 'state'),
    QFPAY_APPCODE: 'BUILD',
    QFPAY_KEY: 'not a secret',
    QFPAY_BASE_URL: base_url,
    QFPAY_ENV: 'sandbox',
  });
  process.chdir(folder);
}

/** Each command's exit code and what it had to say, none of which is printed: not by the streams, nor past them. */
async function runSilently() {
  const ended = [];
  let said = '';
  const { writeSync } = fs;
  const writes = [process.stdout, process.stderr].map((stream) => [stream, stream.write]);
  const keep = (text) => {
    said += text;
    return true;
  };
  fs.writeSync = (descriptor, bytes, ...rest) =>
    descriptor === 1 || descriptor === 2
      ? keep(bytes.toString()) && bytes.length
      : writeSync(descriptor, bytes, ...rest);
  for (const [stream] of writes) stream.write = keep;
  try {
    for (const command of commands) {
      said = '';
      const exit_code = await run(command).catch((error) => keep(error.stack) && 1);
      ended.push({ command: command.join(' '), exit_code, said });
    }
  } finally {
    fs.writeSync = writeSync;
    for (const [stream, write] of writes) stream.write = write;
  }
  return ended;
}

async function runCommands() {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end(JSON.stringify(order)));
  });
  await new Promise((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', resolve));
  const start = process.cwd();
  const folder = fs.mkdtempSync(join(tmpdir(), 'qfpay-build-'));
  try {
    leaveHome(folder, `http://127.0.0.1:${server.address().port}`);
    return await runSilently();
  } finally {
    process.chdir(start);
    fs.rmSync(folder, { recursive: true, force: true });
    server.close();
  }
}

let ended = [];
try {
  ended = await runCommands();
  for (const [chunk, { script }] of loaded) fs.writeFileSync(cachePath(chunk), script.createCachedData());
} catch (error) {
  process.stderr.write(`starts will be a little slower, as compiled code could not be kept: ${error.message}\n`);
}
for (const { command, exit_code, said } of ended.filter(({ exit_code }) => exit_code !== 0)) {
  if (exit_code === 1) throw new Error(`the built program fails: qfpay ${command}\n${said}`);
  process.stderr.write(
    `starts will be a little slower: qfpay ${command} ended with ${exit_code} while it was compiled\n`,
  );
}
