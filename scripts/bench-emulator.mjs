// Requests a second of `qfpay emulator --quiet`, its books in memory, as a ratio to a bare node:http server that parses the form and
// answers the documented fields as JSON: both as processes of their own, in turn in one run, under the same load of payments and queries.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const connections = 16;
const app_code = '10CA1000000000000000000000000001';
/** Of the test merchant, who is public. */
const key = 'local-emulator-key-not-a-secret!';

const bareServer = `
  const server = require('node:http').createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
      const body = JSON.stringify({
        surcharge_fee: 0, qrcode: 'http://127.0.0.1/wallet/20260302180500020000000001', surcharge_rate: 0, resperr: 'success',
        respmsg: '', respcd: '0000', syssn: '20260302180500020000000001', sysdtm: '2026-03-02 15:04:06', chnlsn: '',
        chnlsn2: '', cardcd: '', udid: '', pay_type: form.pay_type, txdtm: form.txdtm, out_trade_no: form.out_trade_no,
        txcurrcd: form.txcurrcd, txamt: form.txamt,
      });
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      response.end(body);
    });
  });
  server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));
`;

/** Starts a server, its output going to a file, and waits for the line that says where it listens. */
async function start(args, folder) {
  const log = join(folder, `${args.length}.log`);
  const file = openSync(log, 'w');
  const child = spawn(process.execPath, args, { stdio: ['ignore', file, 'inherit'] });
  closeSync(file);
  for (;;) {
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(readFileSync(log, 'utf8')) ?? [];
    if (port !== undefined) return { child, port: Number(port) };
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function request(path, fields) {
  const text = Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
  const body = new URLSearchParams(fields).toString();
  const sign = createHash('md5').update(`${text}${key}`).digest('hex').toUpperCase();
  return Buffer.from(
    `POST /trade/v1/${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-QF-APPCODE: ${app_code}\r\nX-QF-SIGN: ${sign}\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

let serial = 0;

/** A payment, then three queries for it, as a till that waits sends them. */
function* till() {
  for (;;) {
    const out_trade_no = `BENCH${process.pid}X${serial++}`;
    const order = {
      txamt: '1280',
      txcurrcd: 'HKD',
      pay_type: '800201',
      txdtm: '2026-03-02 15:04:05',
      goods_name: 'Tea',
    };
    yield request('payment', { ...order, out_trade_no });
    const query = request('query', { out_trade_no });
    for (let count = 0; count < 3; count += 1) yield query;
  }
}

/** One connection that asks again as soon as it is answered; answers are told apart by their length. */
function ask(port, until, onAnswer) {
  return new Promise((resolve, reject) => {
    const requests = till();
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(requests.next().value));
    socket.setEncoding('latin1').on('data', (text) => {
      received += text;
      const end = received.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
      if (end < 0 || received.length < end + 4 + length) return;
      if (!received.includes('"respcd": "0000"') && !received.includes('"respcd":"0000"')) {
        reject(new Error(`not served: ${received}`));
      }
      received = '';
      onAnswer();
      if (performance.now() < until) socket.write(requests.next().value);
      else socket.end();
    });
    socket.on('close', resolve).on('error', reject);
  });
}

/** Requests a second. */
async function measure(port, ms) {
  let answers = 0;
  const started = performance.now();
  const count = () => {
    answers += 1;
  };
  await Promise.all(Array.from({ length: connections }, () => ask(port, started + ms, count)));
  return (answers * 1000) / (performance.now() - started);
}

/** @returns the ratio of each round */
export async function benchEmulator(executable, { rounds = 15, ms = 400, warm_up_ms = 5000 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'qfpay-bench-'));
  const bare = await start(['-e', bareServer], folder);
  const emulator = await start([executable, 'emulator', '--port', '0', '--limits', 'off', '--quiet'], folder);
  const ratios = [];
  // Both are servers that run all day: what is measured is how they are once they are warm.
  for (const { port } of [bare, emulator]) await measure(port, warm_up_ms);
  for (let round = 0; round < rounds; round += 1) {
    const pace = await measure(bare.port, ms);
    const own = await measure(emulator.port, ms);
    ratios.push({ ratio: own / pace, pace, own });
  }
  for (const { child } of [bare, emulator]) child.kill('SIGTERM');
  rmSync(folder, { recursive: true });
  return ratios;
}
