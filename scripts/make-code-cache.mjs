// Runs the commonest commands once, in this process, and keeps the code that V8 compiled for them beside the bundle.
import fs from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { cachePath, load, loaded } = createRequire(import.meta.url)('../bin/qfpay.cjs');
const home = fs.mkdtempSync(join(tmpdir(), 'qfpay-build-'));
const order = { respcd: '0000', resperr: '', respmsg: '', qrcode: 'https://qr.example/1' };
const server = createServer((request, response) => {
  request.resume().on('end', () => response.end(JSON.stringify(order)));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

Object.assign(process.env, {
  QFPAY_CONFIG_DIR: join(home, 'config'),
  QFPAY_STATE_DIR: join(home, 'state'),
  QFPAY_APPCODE: 'BUILD',
  QFPAY_KEY: 'not a secret',
  QFPAY_BASE_URL: `http://127.0.0.1:${server.address().port}`,
  QFPAY_ENV: 'sandbox',
});

const commands = [
  ['--help'],
  ['codes', '1108', '--json'],
  ['codes', '1108'],
  ['sign', 'mchid=ZaMVg12345', 'txamt=100', 'txcurrcd=HKD'],
  ['pay', '--pay-type', 'wechat-mpm', '--txamt', '1280', '--json'],
];

const { writeSync } = fs;
fs.writeSync = (descriptor, bytes, ...rest) =>
  descriptor === 1 || descriptor === 2 ? bytes.length : writeSync(descriptor, bytes, ...rest);
const failed = [];
for (const command of commands) if ((await load('qfpay.cjs').run(command)) !== 0) failed.push(command.join(' '));
fs.writeSync = writeSync;

server.close();
fs.rmSync(home, { recursive: true });
if (failed.length > 0) throw new Error(`the built program fails: qfpay ${failed.join('; qfpay ')}`);
for (const [chunk, { script }] of loaded) fs.writeFileSync(cachePath(chunk), script.createCachedData());
