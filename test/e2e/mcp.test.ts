import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, onTestFinished, test } from 'vitest';
import { executable, type Home, homeEnv, makeHome } from '../support/run-qfpay.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

interface Document {
  readonly outcome?: string;
  readonly repeated?: boolean;
  readonly simulated?: boolean;
  readonly transaction?: { readonly syssn?: string; readonly out_trade_no?: string };
  readonly transactions?: readonly { readonly order_type?: string; readonly txamt?: string }[];
}

/** The built tool, spoken with by the SDK's own client. */
async function connect(home: Home, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [executable, 'mcp', ...args],
    env: { ...homeEnv(home), ...env },
    cwd: home.work,
    stderr: 'pipe',
  });
  let said = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const client = new Client({ name: 'e2e', version: '1' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  const call = async (name: string, given: object): Promise<Document> => {
    const { structuredContent } = await client.callTool({ name, arguments: { ...given } });
    return structuredContent as Document;
  };
  return { client, call, said: () => said };
}

test('the built tool pays at the emulator, and a refund that is asked for three times is one, and says so', async () => {
  const home = makeHome();
  const keyFile = join(home.work, 'emulator.key');
  const emulator = await serveQfpay(['emulator', '--port', '0', '--write-key-file', keyFile], { home });
  const key = readFileSync(keyFile, 'utf8').trim();
  const { url, merchants } = emulator.ready;
  const [merchant] = merchants as readonly { readonly app_code: string }[];
  const env = { QFPAY_APPCODE: merchant?.app_code ?? '', QFPAY_KEY: key, QFPAY_BASE_URL: url };
  const allowed = ['--allow', 'pay,refund', '--max-amount', 'HKD 100.00'];
  const { client, call, said } = await connect(home, allowed, env);
  const order = { pay_type: 'wechat-cpm', auth_code: '134567890123456789', amount: '12.80', out_trade_no: 'MCP1' };
  expect(await call('pay', order)).toMatchObject({ outcome: 'paid', simulated: true });
  expect(await call('pay', order)).toMatchObject({ outcome: 'paid', repeated: true });
  const refunds = [];
  for (let turn = 0; turn < 3; turn += 1) refunds.push(await call('refund', { out_trade_no: 'MCP1', txamt: 500 }));
  expect(refunds.map(({ outcome, repeated }) => [outcome, repeated])).toEqual([
    ['refunded', false],
    ['refunded', true],
    ['refunded', true],
  ]);
  expect(new Set(refunds.map(({ transaction }) => transaction?.syssn)).size).toBe(1);
  const { transactions = [] } = await call('query', { day: 'today' });
  expect(transactions.filter(({ order_type }) => order_type === 'refund')).toHaveLength(1);
  const told = JSON.stringify([await client.listTools(), transactions, refunds, await call('doctor', {}), said()]);
  expect(told).not.toContain(key);
}, 60_000);

test('stdout is the protocol and nothing else; it ends with 0 when the agent goes', async () => {
  const home = makeHome();
  const child = spawn(process.execPath, [executable, 'mcp', '--env', 'local'], { cwd: home.work, env: homeEnv(home) });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  const initialize = {
    ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'e2e', version: '1' } },
  };
  child.stdin.write(`no JSON at all\n${JSON.stringify(initialize)}\n`);
  await once(child.stdout, 'data');
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
  const lines = out.trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { readonly jsonrpc: string }).jsonrpc)).toEqual(
    lines.map(() => '2.0'),
  );
  expect(out).toContain('"serverInfo":{"name":"qfpay"');
}, 60_000);
