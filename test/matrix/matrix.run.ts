import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { ServedRequest } from '../../src/context/network.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { createMemoryLedger } from '../../src/emulator/ledger.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';
import { connected } from '../support/loopback.ts';
import { type Home, makeHome, merchantEnv, type Result, runQfpay } from '../support/run-qfpay.ts';
import { allowedExits, matrixCommands as commands, type MatrixCommand } from './commands.ts';
import { type NetworkFate, networkFates } from './fates.ts';

const seeds = {
  paid: { pay_type: '800208' },
  unpaid: { pay_type: '800201', pays_at: Number.MAX_SAFE_INTEGER },
  waiting: { pay_type: '800208', pays_at: Number.MAX_SAFE_INTEGER },
  held: { pay_type: '801801' },
} as const;

/** A gateway with one order on its books, whose one call has a fate. */
async function gatewayOf(command: MatrixCommand, fate: NetworkFate, home: Home) {
  const ledger = createMemoryLedger();
  const made_at = Date.now() - 60_000;
  const common = { kind: 'payment' as const, syssn: '20260302180500020000000001', owner: `${testAppCode}/` };
  const order = { out_trade_no: 'SHOP1', txamt: 1280, txcurrcd: 'HKD', txdtm: gatewayTime(made_at), made_at };
  await ledger.transact(() => ({
    answer: 0,
    entry: { pays_at: made_at, ...common, ...order, ...seeds[command.seed] },
  }));
  const emulate = connected(
    createEmulator({
      ledger,
      now: () => new Date(),
      random: { bytes: (count) => new Uint8Array(count) },
      merchants: { [testAppCode]: { client_key: new ClientKey(testKeys.sandbox) } },
      wallet_url: 'https://wallet.example/pay',
    }),
  );
  const numbers = new Set<string>();
  const faults: string[] = [];
  async function answer(request: ServedRequest, response: ServerResponse): Promise<void> {
    const isCall = request.path === command.call;
    if (request.path.endsWith('/elsewhere')) faults.push('a redirect was followed');
    if (isCall && command.makes) {
      const sent = new URLSearchParams(request.method === 'GET' ? request.query : String(request.body));
      const number = sent.get('out_trade_no') ?? sent.get('syssn') ?? '';
      numbers.add(number);
      if (!number || !kept(home).includes(number)) faults.push(`${number} was sent before it was on disk`);
    }
    const refused = { status: 200, headers: {}, body: JSON.stringify({ respcd: '0000', data: [] }) };
    const made = !isCall || fate.processes ? await emulate(request) : refused;
    if (isCall) fate.play({ answer: made, response });
    else response.writeHead(made.status, made.headers).end(made.body);
  }
  const url = await serve(answer);
  const moved = async () =>
    [...(await ledger.read()).all()].slice(1).filter(({ kind }) => kind === command.makes).length;
  return { url, numbers, faults, moved };
}

async function serve(answer: (request: ServedRequest, response: ServerResponse) => Promise<void>): Promise<string> {
  const server = createServer((incoming: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    response.on('error', () => {});
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const [path = '', query = ''] = (incoming.url ?? '').split('?');
      const headers = Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      );
      void answer({ method: incoming.method ?? '', path, query, headers, body: Buffer.concat(chunks) }, response);
    });
  });
  server.on('connection', (socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function gatewayTime(milliseconds: number): string {
  return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** All that a machine has written down. */
function kept({ state }: Home): string {
  const names = readdirSync(state, { recursive: true, encoding: 'utf8' }).map((name) => join(state, name));
  return names
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

interface MatrixCell {
  readonly name: string;
  readonly fate: NetworkFate;
  readonly output: 'json' | 'text';
}

function addressOf(fate: NetworkFate, url: string): string {
  if (fate.id === 'nobody listens') return 'http://127.0.0.1:1';
  if (fate.id === 'a name that nobody has') return 'https://gateway.invalid';
  return fate.kind === 'unmade' ? url.replace('http:', 'https:') : url;
}

/** What is wrong with the streams, whatever they say. */
function streamFaults({ exit_code, stdout, stderr }: Result, output: MatrixCell['output']): string[] {
  const faults = leakedKeys(stdout + stderr).map((name) => `the key ${name} was printed`);
  if (/\n\s+at .*:\d+:\d+/.test(stderr)) faults.push('a stack trace');
  if (output === 'text') {
    if (stdout.includes('"schema_version"')) faults.push('JSON in text');
    if (exit_code !== 0 && !/^error: /m.test(stderr)) faults.push('no error on stderr');
    return faults;
  }
  if (stderr.includes('"schema_version"')) faults.push('a document on stderr');
  try {
    const document = JSON.parse(stdout) as { schema_version?: number; error?: { exit?: number } };
    if (document.schema_version !== 1) faults.push('no document');
    if ((document.error?.exit ?? 0) !== exit_code)
      faults.push(`exit ${exit_code}, but error.exit ${document.error?.exit}`);
  } catch {
    faults.push(`not one document: ${JSON.stringify(stdout.slice(0, 80))}`);
  }
  return faults;
}

/** Money: what the exit status says against what the gateway's own books say. */
function moneyFaults(exit: number | null, moved: number, numbers: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  if (moved > 1) faults.push(`moved ${moved} times`);
  if (numbers.size > 1) faults.push(`sent under ${[...numbers].join(' and ')}`);
  if (exit === 0 && moved !== 1) faults.push('exit 0, and nothing moved');
  if ([2, 3, 4, 7, 9].includes(exit ?? -1) && moved > 0) faults.push(`exit ${exit}, and it moved`);
  return faults;
}

async function playCell({ name, fate, output }: MatrixCell): Promise<string[]> {
  const command = commands[name];
  if (!command) throw new Error(name);
  const home = makeHome();
  const { url, numbers, faults, moved } = await gatewayOf(command, fate, home);
  const words = [...command.words, '--timeout', '2', ...(output === 'json' ? ['--json'] : [])];
  const night = name === 'refund' ? ['--skip-rule', 'refund-window'] : [];
  const began = performance.now();
  let late: NodeJS.Timeout | undefined;
  const result = await runQfpay([...words, ...night], {
    home,
    env: merchantEnv(addressOf(fate, url)),
    onStart: (child) => {
      late = setTimeout(() => child.kill('SIGKILL'), 120_000);
    },
  });
  clearTimeout(late);
  const allowed = allowedExits(command, fate);
  if (!allowed.includes(result.exit_code ?? -1)) faults.push(`exit ${result.exit_code}, not ${allowed.join(' or ')}`);
  if (performance.now() - began > 110_000) faults.push('no end in time');
  faults.push(...streamFaults(result, output), ...leakedKeys(kept(home)).map((key) => `the key ${key} was kept`));
  if (command.makes) faults.push(...moneyFaults(result.exit_code, await moved(), numbers));
  return faults.map((fault) => `${name} | ${fate.id} | ${output}: ${fault}`);
}

const all = Object.keys(commands).flatMap((name) =>
  networkFates.flatMap((fate) => (['json', 'text'] as const).map((output): MatrixCell => ({ name, fate, output }))),
);
/** Every fate once, commands and outputs by turns: each command meets lost answers both processed and not. */
const sample = networkFates.map((fate, place): MatrixCell => {
  const names = Object.keys(commands);
  return {
    fate,
    name: names[(place + Math.floor(place / names.length)) % names.length] ?? '',
    output: place % 4 < 3 ? 'json' : 'text',
  };
});
const isWhole = process.env['QFPAY_TEST_MATRIX'] !== 'sample';
/** Most of a cell is waiting, so that the sample is one crowd; of the whole, each command is one. */
const crowds = isWhole
  ? Object.keys(commands).map((name) => ({ name, cells: all.filter((cell) => cell.name === name) }))
  : [{ name: 'a sample of all commands', cells: sample }];

test.each(crowds)('$name: exit, streams, document, number and money are right in every fate', async ({ cells }) => {
  expect(cells.length).toBeGreaterThan(50);
  expect(new Set(cells.map(({ fate }) => fate.id)).size).toBe(networkFates.length);
  const left = [...cells];
  const faults: string[] = [];
  const worker = async () => {
    for (let cell = left.shift(); cell; cell = left.shift()) faults.push(...(await playCell(cell)));
  };
  await Promise.all(Array.from({ length: 12 }, worker));
  process.stdout.write(`${cells.length} of ${all.length} cells run\n`);
  expect(faults).toEqual([]);
});

afterAll(() => {
  process.stdout.write(
    'Not run: refund-batch, the other calls of api, reconcile, resume, doctor, checkout, listen and mcp; proxies; certificates; kept connections that are closed; the fate on any call but the one that the command is for.\n',
  );
});
