import { PassThrough } from 'node:stream';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { ReadBuffer, serializeMessage } from '@modelcontextprotocol/sdk/shared/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ElicitRequestSchema, type JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { guarded } from '../../../src/cli/guard.ts';
import { type MoneyTool, moneyTools } from '../../../src/commands/mcp/allowance.ts';
import { mcpTools } from '../../../src/commands/mcp/tools.ts';
import { mcpCommand } from '../../../src/commands/mcp.ts';
import type { HttpRequest } from '../../../src/context/network.ts';
import { type TestWorld, testContext } from '../../support/context.ts';
import { testAppCode, testKeys } from '../../support/keys.ts';

const key = testKeys.sandbox;

/** A client on the other end of two pipes. */
class PipeTransport implements Transport {
  onclose?: () => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly heard: string[] = [];
  readonly #read = new ReadBuffer();
  readonly #from: PassThrough;
  readonly #to: PassThrough;

  constructor(from: PassThrough, to: PassThrough) {
    this.#from = from;
    this.#to = to;
  }

  async start(): Promise<void> {
    this.#from.on('data', (chunk: Buffer) => {
      this.heard.push(chunk.toString('utf8'));
      this.#read.append(chunk);
      for (let message = this.#read.readMessage(); message !== null; message = this.#read.readMessage())
        this.onmessage?.(message);
    });
  }

  async send(message: JSONRPCMessage): Promise<void> {
    this.#to.write(serializeMessage(message));
  }

  async close(): Promise<void> {
    this.#to.end();
    this.onclose?.();
  }
}

interface ServerWishes {
  readonly env?: string;
  readonly options?: object;
  readonly world?: TestWorld;
  /** What the gateway says in words. */
  readonly resperr?: string;
  /** What the person types when asked; absent: the client cannot ask. */
  readonly answer?: (message: string) => string | undefined;
}

interface Served {
  readonly client: Client;
  readonly sent: HttpRequest[];
  readonly asked: string[];
  readonly heard: readonly string[];
  call(
    name: string,
    given?: object,
  ): Promise<{ readonly document: Answer; readonly is_error: boolean; readonly text: string }>;
}

interface Answer {
  readonly outcome?: string;
  readonly repeated?: boolean;
  readonly signature?: unknown;
  readonly transaction?: { readonly out_trade_no?: string };
  readonly error?: { readonly code: string; readonly message: string };
}

/** Answers every payment and refund with 0000, and every query with nothing; a bad one repeats the key in what it says. */
function answering(sent: HttpRequest[], resperr = 'success'): (request: HttpRequest) => Promise<never> {
  return (async (request: HttpRequest) => {
    sent.push(request);
    const values = new URLSearchParams(request.body ?? '');
    const body = request.url.endsWith('/query')
      ? { respcd: '0000', resperr, data: [] }
      : { respcd: '0000', resperr, syssn: `S${sent.length}`, ...Object.fromEntries(values) };
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) };
  }) as never;
}

async function serve({
  env = 'sandbox',
  options = {},
  world = {},
  resperr,
  answer,
}: ServerWishes = {}): Promise<Served> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const sent: HttpRequest[] = [];
  const asked: string[] = [];
  const context = testContext({
    env: { QFPAY_ENV: env, QFPAY_APPCODE: testAppCode, QFPAY_KEY: key },
    http: answering(sent, resperr),
    ...world,
  });
  const io = { ...context.io, protocol: () => ({ input: toServer, output: toClient }) };
  const running = (async () => {
    for await (const said of mcpCommand.run(options, [], guarded({ ...context, io }, []))) expect(said).toEqual([]);
  })();
  const client = new Client({ name: 'test', version: '1' }, { capabilities: answer ? { elicitation: {} } : {} });
  if (answer)
    client.setRequestHandler(ElicitRequestSchema, async ({ params: { message } }) => {
      asked.push(message);
      const typed = answer(message);
      return typed === undefined ? { action: 'decline' } : { action: 'accept', content: { amount: typed } };
    });
  const transport = new PipeTransport(toClient, toServer);
  await Promise.race([client.connect(transport), running]);
  onTestFinished(async () => {
    await client.close();
    await running;
  });
  return {
    ...{ client, sent, asked, heard: transport.heard },
    async call(name, given = {}) {
      const { structuredContent, content, isError } = await client.callTool({ name, arguments: { ...given } });
      const text = JSON.stringify([structuredContent, content]);
      return { document: structuredContent as Answer, is_error: isError === true, text };
    },
  };
}

const cpm = { pay_type: 'wechat-cpm', auth_code: '134567890123456789', txamt: 1280, out_trade_no: 'A-1' };
const allowed = (limit = 'HKD 100.00', ...names: readonly MoneyTool[]) => ({
  allow: names.length > 0 ? names : ['pay', 'refund'],
  max_amount: limit,
});
const paths = (sent: readonly HttpRequest[]) => sent.map(({ url }) => new URL(url).pathname.replace('/trade/v1/', ''));

test('what is not allowed is no tool: without --allow nothing that moves money is there', async () => {
  const { client, call, sent } = await serve();
  const { tools } = await client.listTools();
  const names = tools.map(({ name }) => name);
  expect(names.filter((name) => moneyTools.some((tool) => tool === name))).toEqual([]);
  expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['codes', 'pay_types', 'sign', 'verify', 'query', 'report', 'doctor']));
  expect(names).toContain('pay_dry_run');
  expect(await call('pay', cpm)).toMatchObject({ is_error: true, document: { error: { code: 'usage' } } });
  expect(sent).toEqual([]);
});

test('no tool has an argument for whose money it is, where it goes, or which rules hold, nor for a file', async () => {
  const { client } = await serve({ options: allowed('HKD 1.00', ...moneyTools) });
  const { tools } = await client.listTools();
  const forbidden = [
    ...['env', 'profile', 'mchid', 'base_url', 'key_file', 'skip_rule', 'yes', 'timezone', 'timeout', 'sign_type'],
    ...[
      'input',
      'input_file',
      'report',
      'xlsx',
      'qr_file',
      'log',
      'csv',
      'all_keys',
      'open',
      'dry_run',
      'refund_after',
    ],
  ];
  const found = tools.flatMap(({ name, inputSchema }) =>
    Object.keys(inputSchema.properties ?? {})
      .filter((field) => forbidden.includes(field) && !(name === 'history' && field === 'open'))
      .map((field) => `${name} ${field}`),
  );
  expect(found).toEqual([]);
  expect(tools.filter(({ inputSchema }) => inputSchema['additionalProperties'] !== false)).toEqual([]);
});

test('every argument of every tool is a flag of its command', async () => {
  for (const tool of mcpTools({ allowed: [...moneyTools] })) {
    const command = await tool.load();
    expect([tool.name, tool.flags.filter((name) => !(name in command.flags))]).toEqual([tool.name, []]);
  }
});

test.each([
  ['money without a limit', { allow: ['pay'] }, {}, 'max_amount'],
  ['a limit without money', { max_amount: 'HKD 1.00' }, {}, '--allow'],
  ['a tool that there is not', { allow: ['steal'], max_amount: 'HKD 1.00' }, {}, 'steal'],
  ['a limit without a currency', { allow: ['pay'], max_amount: '100' }, {}, 'currency and an amount'],
  ['prod without --allow-prod', allowed(), { env: 'prod' }, 'allow_prod'],
  ['test without --allow-prod', allowed(), { env: 'test' }, 'allow_prod'],
])('%s is refused before it starts', async (_case, options, wishes, named) => {
  const failure: unknown = await serve({ options, ...wishes }).catch((error: unknown) => error);
  const { message, facts } = failure as { readonly message: string; readonly facts: object };
  expect(`${message} ${JSON.stringify(facts)}`).toContain(named);
});

test('a payment that is allowed is made, and its document is that of the command', async () => {
  const { call, sent } = await serve({ options: allowed() });
  expect(await call('pay', cpm)).toMatchObject({
    is_error: false,
    document: { command: 'pay', outcome: 'paid', transaction: { out_trade_no: 'A-1' } },
  });
  expect(paths(sent)).toEqual(['payment']);
});

test('a payment needs a number of its own, and says every fault at once', async () => {
  const { call, sent } = await serve({ options: allowed() });
  const { out_trade_no: _none, ...unnumbered } = cpm;
  const { document } = await call('pay', { ...unnumbered, base_url: 'http://127.0.0.1:1', wait: 'yes' });
  expect(document.error).toMatchObject({ code: 'usage' });
  const fields = (document.error as unknown as { readonly details: readonly { readonly field: string }[] }).details;
  expect(fields.map(({ field }) => field).sort()).toEqual(['base_url', 'out_trade_no', 'wait']);
  expect(sent).toEqual([]);
});

test('one call above the limit sends nothing, nor do several that are above it together', async () => {
  const { call, sent } = await serve({ options: allowed('HKD 20.00') });
  expect((await call('pay', { ...cpm, txamt: 2001 })).document.error?.message).toContain('HKD 20.00');
  expect((await call('pay', cpm)).document.outcome).toBe('paid');
  expect((await call('pay', { ...cpm, out_trade_no: 'A-2' })).document.error?.message).toContain('HKD 7.20');
  expect((await call('pay', { ...cpm, txamt: 720, out_trade_no: 'A-3' })).document.outcome).toBe('paid');
  expect(paths(sent)).toEqual(['payment', 'payment']);
});

test('several at the same time do not share what is left', async () => {
  const { call, sent } = await serve({ options: allowed('HKD 20.00') });
  const calls = ['A', 'B', 'C'].map((out_trade_no) => call('pay', { ...cpm, out_trade_no }));
  const outcomes = (await Promise.all(calls)).map(({ document }) => document.outcome ?? document.error?.code);
  expect(outcomes.sort()).toEqual(['paid', 'usage', 'usage']);
  expect(paths(sent)).toEqual(['payment']);
});

test('another currency than the limit is refused', async () => {
  const { call, sent } = await serve({ options: allowed('HKD 20.00') });
  const { document } = await call('pay', { ...cpm, currency: 'CNY' });
  expect(document.error?.message).toContain('HKD');
  expect(sent).toEqual([]);
});

test('a number that was sent with one amount opens no door for a larger one', async () => {
  const { call, sent } = await serve({ options: allowed('HKD 20.00') });
  await call('pay', { ...cpm, txamt: 300 });
  await call('pay', { ...cpm, txamt: 2000 });
  expect(sent.filter(({ body }) => body?.includes('txamt=2000'))).toEqual([]);
});

test.each(['prod', 'test'])('in %s a person types the amount, and only then it is sent', async (env) => {
  const { call, sent, asked } = await serve({
    ...{ env, options: { ...allowed(), allow_prod: true } },
    answer: () => '12.80',
  });
  expect((await call('pay', cpm)).document.outcome).toBe('paid');
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain(`${env.toUpperCase()}, real money: pay HKD 12.80`);
  expect(asked[0]).toContain('A-1');
  expect(paths(sent)).toContain('payment');
});

test.each([
  ['declines', () => undefined],
  ['types another amount', () => '12.81'],
  ['types nothing', () => ''],
])('in prod a person who %s stops it, and the sum is free again', async (_case, answer) => {
  const answers: (() => string | undefined)[] = [answer, () => 'HKD 12.80'];
  const { call, sent } = await serve({
    ...{ env: 'prod', options: { ...allowed('HKD 12.80'), allow_prod: true } },
    answer: () => answers.shift()?.(),
  });
  expect(await call('pay', cpm)).toMatchObject({ is_error: true, document: { error: { code: 'declined' } } });
  expect(paths(sent)).not.toContain('payment');
  expect((await call('pay', cpm)).document.outcome).toBe('paid');
});

test('a client that cannot ask a person moves no real money', async () => {
  const { call, sent } = await serve({ env: 'prod', options: { ...allowed(), allow_prod: true } });
  expect((await call('pay', cpm)).document.error?.message).toContain('cannot ask');
  expect((await call('refund', { syssn: '1', txamt: 100 })).document.error?.message).toContain('cannot ask');
  expect(sent).toEqual([]);
});

test.each(['prod', 'test'])('in %s no tool gives a signature that somebody could send', async (env) => {
  const { call } = await serve({ env });
  const digest = /(?<!\w)(?:[0-9A-F]{64}|[0-9A-F]{32})(?!\w)/;
  const told = [
    await call('sign', { parameters: { txamt: 100 }, curl: true, explain: true }),
    await call('sign', { parameters: { txamt: 100 }, code: 'python' }),
    await call('verify', { text: 'txamt=100&sign=AB12', explain: true }),
    await call('pay_dry_run', cpm),
    await call('checkout_dry_run', {
      ...{ txamt: 1280, out_trade_no: 'C1', notify_url: 'https://shop.example/n' },
      ...{ return_url: 'https://shop.example/r', failed_url: 'https://shop.example/f' },
    }),
  ];
  const withoutNames = told.map(({ text }) => text.replaceAll(testAppCode, ''));
  expect(withoutNames.filter((text) => digest.test(text))).toEqual([]);
  expect(withoutNames.filter((text) => text.includes('<withheld>'))).toHaveLength(told.length);
});

test('in the sandbox sign signs', async () => {
  const { document } = await (await serve()).call('sign', { parameters: { txamt: 100 } });
  expect(document.signature).toMatch(/^[0-9A-F]{64}$/);
});

/** What a gateway may say that debugs in its answers. */
const talkative = `key ${key}, base64 ${Buffer.from(key).toString('base64')}, begins with ${key.slice(0, 12)}`;

const shapes = fc.oneof(
  fc.constantFrom(
    ...[
      '$QFPAY_KEY',
      '{{key}}',
      '`env`',
      '-',
      '@/home/tester/.config/qfpay/profiles.json',
      '/proc/self/environ',
      '.env',
    ],
    ...['--key-file=-', '--env=prod', '../../.env', '\u202e', '\u0000', '__proto__', 'constructor', key, `x${key}x`],
    ...[Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex'), encodeURIComponent(key), key.slice(2)],
    ...['%s%n', '<script>', '1e400', 'NaN', '2026-10', 'today', '0000', '9'.repeat(5000)],
  ),
  fc.string(),
  fc.integer(),
  fc.constantFrom(true, null, 1.5, {}, [], ['-', key], { [key]: key }, { a: 1 }),
);

test('whatever a model says to any tool, the key is in nothing that it hears, and the server lives', async () => {
  const { client, call, heard } = await serve({ options: allowed('HKD 1.00', ...moneyTools), resperr: talkative });
  const { tools } = await client.listTools();
  const asked = fc.constantFrom(...tools).chain(({ name, inputSchema }) =>
    fc.record({
      name: fc.constant(name),
      given: fc.record(
        Object.fromEntries(
          [...Object.keys(inputSchema.properties ?? {}), '__proto__x', 'key'].map((field) => [field, shapes]),
        ),
        { requiredKeys: [] },
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(asked, async ({ name, given }) => {
      const { document } = await call(name, given);
      expect(document).toMatchObject({ schema_version: 1 });
      expect(document.error?.code).not.toBe('internal');
    }),
    { numRuns: 300, endOnFailure: true },
  );
  const text = heard.join('');
  const forms = [key, Buffer.from(key).toString('base64').replace(/=+$/, ''), Buffer.from(key).toString('hex')];
  expect(forms.filter((form) => text.toLowerCase().includes(form.toLowerCase()))).toEqual([]);
}, 60_000);

test('every tool is called with the key in each of its arguments, and it is in no answer', async () => {
  const { client, call, heard } = await serve({ options: allowed('HKD 100.00', ...moneyTools), resperr: talkative });
  const { tools } = await client.listTools();
  for (const { name, inputSchema } of tools)
    for (const [field, schema] of Object.entries(inputSchema.properties ?? {})) {
      const { type } = schema as { readonly type?: unknown };
      const hostile = type === 'array' ? [key] : type === 'object' ? { goods_name: key, [key]: '1' } : key;
      await call(name, { ...cpm, ...(field in cpm ? {} : {}), [field]: hostile });
      await call(name, { [field]: hostile });
    }
  expect(heard.length).toBeGreaterThan(100);
  expect(heard.join('')).not.toContain(key);
  expect(heard.join('')).not.toContain(key.slice(0, 12));
}, 60_000);
