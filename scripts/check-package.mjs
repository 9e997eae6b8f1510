// What only the packed tarball can show: a project of its own installs it, is type-checked and run in both module systems, and the
// linters of packages have nothing to say. Needs the registry for the linters and the frameworks: `npm run check:package`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'qfpay-consumer-'));
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
const names = 'QfpayClient, sign, UsageError, verifyNotification';
const compilerOptions = {
  target: 'ES2022',
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  strict: true,
  types: ['node'],
  skipLibCheck: false,
};

try {
  step('pack and install');
  run('npm', ['pack', '--silent', '--pack-destination', folder], root);
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', `./${tarball}`, 'typescript@5.9', '@types/node@20']);

  step('type-check and run, ESM and CommonJS');
  writeFileSync(join(folder, 'esm.mts'), `import { ${names} } from 'qfpay';\n${use}`);
  writeFileSync(join(folder, 'common.cts'), `import { ${names} } from 'qfpay';\n${use}`);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['esm.mts', 'common.cts'] }));
  run('npx', ['tsc']);
  run('node', ['esm.mjs']);
  run('node', ['common.cjs']);

  step('publint and attw');
  run('npm', ['exec', '--yes', '--', 'publint@0.3', join(folder, 'node_modules/qfpay'), '--strict']);
  run('npm', ['exec', '--yes', '--', '@arethetypeswrong/cli@0.18', tarball]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
