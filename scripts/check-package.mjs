// What only the packed tarball can show: a project of its own installs it, is type-checked and run in both module systems, and the
// linters of packages have nothing to say. Needs the registry for the linters and the frameworks: `npm run check:package`.
// QFPAY_TEST_TARBALL names one that is packed already: then it is packed once more, not twice.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'qfpay-consumer-'));
/** 3 MB, as it lies on the disk of whoever installs it. */
const most = 3_000_000;
const run = (command, args, cwd = folder) =>
  execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
const step = (text) => process.stdout.write(`\n== ${text}\n`);

const use = `
const key = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';
const digest: string = sign({ mchid: 'ZaMVg12345', txamt: 100, txcurrcd: 'HKD' }, 'abcd1234');
if (digest !== '99D9F7174823928B74C74B1C7A7E1538DF733774DD21C9606A202CB8BB3D74E8') throw new Error(digest);
const { valid }: { valid: boolean } = verifyNotification({ body: new Uint8Array(), headers: {} }, key);
if (valid) throw new Error('an empty body is no notification');
// @ts-expect-error a parsed body is not the raw bytes
try { verifyNotification({ body: {}, headers: {} }, key); throw new Error('taken'); } catch (error) { if (!(error instanceof TypeError)) throw error; }
const handlers = () => ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException', 'beforeExit'].map((name) => process.listenerCount(name)).join();
const before = handlers();
async function main() {
  const client = new QfpayClient({ env: 'local' });
  const paid = await client.pay({ pay_type: 'wechat-cpm', txamt: 1280, auth_code: '134567890123456789', out_trade_no: 'CONSUMER1' });
  const syssn: string | undefined = paid.transaction.syssn;
  if (paid.outcome !== 'paid' || !syssn) throw new Error(paid.outcome);
  // @ts-expect-error a payment has a pay type
  const failure: unknown = await client.pay({ txamt: 1 }).catch((error: unknown) => error);
  if (!(failure instanceof UsageError)) throw failure;
  if (handlers() !== before) throw new Error('it left a signal handler');
}
main().then(() => console.log('ok'), (error: unknown) => { console.error(error); process.exitCode = 1; });
`;
/** Each handler answers 200 SUCCESS to what QFPay signed, and 401 to the same parsed and written again. */
const tryHandlers = `
import { createHash } from 'node:crypto';
process.env.QFPAY_KEY = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';
const raw = '{"notify_type": "payment", "txamt": 1280, "goods_name": "\\\\u5976\\\\u8336", "out_trade_no": "A-1"}';
const signature = createHash('md5').update(raw + process.env.QFPAY_KEY).digest('hex').toUpperCase();
const headers = { 'content-type': 'application/json', 'x-qf-sign': signature };
const { app: express } = await import('./express.mjs');
const { app: fastify } = await import('./fastify.mjs');
const { app: hono } = await import('./hono.mjs');
const next = await import('./next.mjs');
const server = await new Promise((resolve) => { const made = express.listen(0, '127.0.0.1', () => resolve(made)); });
const place = await fastify.listen({ port: 0, host: '127.0.0.1' });
const post = (url) => (body) => fetch(url + '/qfpay', { method: 'POST', headers, body });
const ways = {
  express: post('http://127.0.0.1:' + server.address().port),
  fastify: post(place),
  hono: (body) => hono.request('/qfpay', { method: 'POST', headers, body }),
  next: (body) => next.POST(new Request('http://shop.example/qfpay', { method: 'POST', headers, body })),
};
for (const [name, send] of Object.entries(ways)) {
  const [right, wrong] = [await send(raw), await send(JSON.stringify(JSON.parse(raw)))];
  const told = [right.status, await right.text(), wrong.status].join(' ');
  console.log(name, told);
  if (told !== '200 SUCCESS 401') process.exitCode = 1;
}
server.close();
await fastify.close();
`;
const names = 'QfpayClient, sign, UsageError, verifyNotification';
const compilerOptions = {
  target: 'ES2022',
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  strict: true,
  types: ['node'],
  skipLibCheck: false,
};

function packInto(name) {
  const place = join(folder, name);
  mkdirSync(place);
  const words = ['pack', '--silent', '--json', '--pack-destination', place];
  const said = execFileSync('npm', words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const [{ filename, integrity, unpackedSize }] = JSON.parse(said);
  return { path: join(place, filename), integrity, unpackedSize };
}

try {
  step('pack twice and install');
  const again = packInto('again');
  const tarball = process.env.QFPAY_TEST_TARBALL ?? packInto('first').path;
  const [{ size }, bytes] = [statSync(tarball), readFileSync(tarball)];
  process.stdout.write(`${again.unpackedSize} bytes, ${size} packed; at most ${most}\n`);
  if (again.unpackedSize > most) process.exitCode = 1;
  if (again.integrity !== `sha512-${createHash('sha512').update(bytes).digest('base64')}`) {
    process.stdout.write('WRONG: built and packed a second time, the same tree is another tarball\n');
    process.exitCode = 1;
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', tarball, 'typescript@5.9', '@types/node@20']);

  step('type-check and run, ESM and CommonJS');
  writeFileSync(join(folder, 'esm.mts'), `import { ${names} } from 'qfpay';\n${use}`);
  writeFileSync(join(folder, 'common.cts'), `import { ${names} } from 'qfpay';\n${use}`);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['esm.mts', 'common.cts'] }));
  run('npx', ['tsc']);
  run('node', ['esm.mjs']);
  run('node', ['common.cjs']);

  step('the handlers of docs/library.md, with bytes that a parser does not give back');
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', 'express@5', 'fastify@5', 'hono@4']);
  const page = readFileSync(join(root, 'docs/library.md'), 'utf8');
  const handlers = [...page.matchAll(/<!-- handler: (\w+) -->\n```js\n([\s\S]*?)```/g)];
  if (handlers.length !== 4) throw new Error(`${handlers.length} handlers found in docs/library.md`);
  for (const [, name, code] of handlers) writeFileSync(join(folder, `${name}.mjs`), code);
  writeFileSync(join(folder, 'try-handlers.mjs'), tryHandlers);
  run('node', ['try-handlers.mjs']);

  step('publint and attw');
  run('npm', ['exec', '--yes', '--', 'publint@0.3', join(folder, 'node_modules/qfpay'), '--strict']);
  run('npm', ['exec', '--yes', '--', '@arethetypeswrong/cli@0.18', tarball]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
